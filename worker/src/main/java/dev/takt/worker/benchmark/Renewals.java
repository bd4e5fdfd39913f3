package dev.takt.worker.benchmark;

import io.temporal.client.WorkflowClient;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many renewals that fall due at once, and a lone one. */
record Renewals(
    Options options,
    WorkflowClient client,
    JdbcClient database,
    String address,
    String operatorToken,
    Path folder,
    Crew crew,
    PrintStream out) {
  /** How long after the last statement the database's counters tell of it. */
  private static final Duration COUNTED = Duration.ofSeconds(12);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final int PAUSED_ASIDE = 30;

  void addTo(Table table) {
    var readings = new Readings(database);
    int count = options.subscriptions();
    table.add("subscriptions due at once", Integer.toString(count));
    try (var cohort = Cohort.of("benchmark", address, operatorToken, options.spread())) {
      out.println("Customers…");
      Instant begin = Instant.now();
      cohort.prepare(count);
      table.add("customers with cards", count / seconds(begin), "/s");
      List<String> aside = cohort.signUpAside(PAUSED_ASIDE);
      if (options.filler() > 0) {
        out.println("Filling the tables…");
        awaitPaid(readings, cohort, PAUSED_ASIDE);
        new Filler(database).fill(cohort.merchantId, options.filler());
        table.add("other subscriptions in the tables", Integer.toString(options.filler()));
      }
      Instant due = cohort.billAfter(Duration.ofSeconds(options.seconds()).plus(COUNTED));
      out.println("Sign-ups, due at " + due + "…");
      begin = Instant.now();
      Work work = Work.now(folder);
      List<String> subscriptions = cohort.signUp();
      table.add("sign-ups, the first day billed", count / seconds(begin), "/s");
      awaitPaid(readings, cohort, readings.filled(cohort.merchantId) + count + PAUSED_ASIDE);
      table.add(
          "processor time of a sign-up, its payment included",
          Work.now(folder).minus(work).per(count));
      HistorySize first = size(cohort, subscriptions.getFirst());
      table.add(
          "history of a sign-up, its payment included",
          first.events() + " events, " + first.bytes() + " bytes");
      renew(table, readings, cohort, due, subscriptions, aside);
    }
  }

  private void renew(
      Table table,
      Readings readings,
      Cohort cohort,
      Instant due,
      List<String> subscriptions,
      List<String> aside) {
    int count = subscriptions.size();
    HistorySize size = size(cohort, subscriptions.getFirst());
    requireNotYet(due);
    Instant begin = due.plusSeconds(options.standstill());
    long paid = readings.paid(cohort.merchantId);
    Ticker.sleepUntil(due.minusSeconds(2));
    if (options.standstill() > 0) {
      crew.standStill();
      Ticker.sleepUntil(begin.minusSeconds(1));
    }
    Readings.Counters counters = readings.counters();
    Work work = Work.now(folder);
    var probe = new PauseProbe(cohort, aside);
    Ticker.sleepUntil(begin);
    crew.goOn();
    Thread pausing = Thread.ofVirtual().start(probe);
    out.println("Renewals…");
    Crew.Crowd crowd = crew.during(() -> awaitPaid(readings, cohort, paid + count));
    probe.stop();
    Ticker.join(pausing);
    Work used = Work.now(folder).minus(work);
    Ticker.sleep(COUNTED);
    if (options.standstill() > 0) {
      table.add("all were overdue when the workers began, by", options.standstill(), "s");
    }
    report(table, readings.lags(cohort.merchantId, "payment", begin), count);
    Distribution bills = Distribution.of(readings.lags(cohort.merchantId, "invoice", begin));
    table.add("lag of the bill", bills.describe(0.95));
    table.add("of the pool's connections at most", crowd.describe());
    table.add("a pause over REST meanwhile", probe.latencies().describe(0.99));
    HistorySize renewal = size(cohort, subscriptions.getFirst()).minus(size);
    table.add("history of a renewal", renewal.events() + " events, " + renewal.bytes() + " bytes");
    table.add("processor time of a renewal", used.per(count));
    perRenewal(table, readings.counters().minus(counters), count);
  }

  private void report(Table table, List<Double> lags, int count) {
    Distribution outcomes = Distribution.of(lags);
    if (options.spread() == 0) {
      table.add(
          "renewals, from due (or the workers' beginning) to the last outcome",
          count / (outcomes.at(1) / 1000),
          "/s");
    } else {
      table.add("spread over", options.spread(), "minutes");
    }
    table.add("lag of the outcome", outcomes.describe(0.95));
  }

  /** The pauses and looks in between are counted too: the lone renewal says it exactly. */
  private static void perRenewal(Table table, Readings.Counters counters, int count) {
    table.add(
        "per renewal, with what else went on",
        String.format(
            Locale.ROOT,
            "%.1f transactions, %.1f rows inserted, %.1f updated",
            (counters.commits() + counters.rollbacks()) / (double) count,
            counters.inserted() / (double) count,
            counters.updated() / (double) count));
    table.add(
        "the database grew by, per renewal",
        String.format(
            Locale.ROOT,
            "%,d bytes; write-ahead log %,d bytes",
            counters.bytes() / count,
            counters.log() / count));
  }

  /** What is said to the database. */
  record Statements(List<String> signUp, List<String> renewal) {}

  /** The statements of one sign-up and of its renewal, with nothing beside them. */
  Statements trace() {
    var readings = new Readings(database);
    try (var cohort = Cohort.of("lone", address, operatorToken, 0)) {
      cohort.prepare(1);
      // What is new to the merchant's connections is not counted.
      cohort.signUpAside(1);
      awaitPaid(readings, cohort, 1);
      Instant due = cohort.billAfter(Duration.ofSeconds(20));
      var trace = new Trace(database, folder.resolve("postgres.log"));
      trace.begin();
      cohort.signUp();
      Ticker.sleep(Duration.ofSeconds(3));
      List<String> signUp = trace.end();
      awaitPaid(readings, cohort, 2);
      requireNotYet(due);
      Ticker.sleepUntil(due.minusSeconds(1));
      trace.begin();
      Ticker.sleepUntil(due.plusSeconds(5));
      List<String> renewal = trace.end();
      awaitPaid(readings, cohort, 3);
      return new Statements(signUp, renewal);
    }
  }

  private HistorySize size(Cohort cohort, String subscription) {
    return HistorySize.of(client, "subscription/" + cohort.merchantId + "/" + subscription);
  }

  private static void requireNotYet(Instant due) {
    if (Instant.now().isAfter(due.minusSeconds(2))) {
      throw new IllegalStateException(
          "signing up took longer than was thought: give more --seconds");
    }
  }

  private static void awaitPaid(Readings readings, Cohort cohort, long count) {
    Ticker.await("the payments", BETWEEN_LOOKS, () -> readings.paid(cohort.merchantId) >= count);
  }

  private static double seconds(Instant since) {
    return Duration.between(since, Instant.now()).toMillis() / 1000.0;
  }
}
