package dev.takt.tools.benchmark;

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
  private static final String SIGN_UPS = "sign-ups, the first day billed";
  private static final String SIGN_UP_WORK = "processor time of a sign-up, its payment included";
  private static final String RENEWED =
      "renewals, from due (or the workers' beginning) to the last outcome";
  private static final int BARE_AT_MOST = 2_000;
  private static final String CEILING = "the ceiling: bare workflows of a timer and an activity";
  private static final String PART = "renewals in per cent of the ceiling";
  private static final String SPEED = "the processor just then: SHA-256 over 64 MiB";
  private static final String RENEWAL_WORK = "processor time of a renewal";

  /** All rounds: the last one is told, and what was different in the first. */
  void addTo(Table table) {
    var first = new Table();
    for (int round = 1; round < options.rounds(); round++) {
      out.println("Round " + round + " of " + options.rounds() + ", to get warm");
      with(options.plain()).round("round-" + round, round == 1 ? first : new Table());
    }
    round("benchmark", table);
    first.tell(
        table,
        "the same in the first round, cold",
        List.of(SIGN_UPS, SIGN_UP_WORK, RENEWED, RENEWAL_WORK, SPEED, CEILING, PART));
  }

  private Renewals with(Options others) {
    return new Renewals(others, client, database, address, operatorToken, folder, crew, out);
  }

  private void round(String name, Table table) {
    var readings = new Readings(database);
    int count = options.subscriptions();
    table.add("subscriptions due at once", Integer.toString(count));
    try (var cohort = Cohort.of(name, address, operatorToken, options.spread());
        var small = Cohort.of(name + "-small", address, operatorToken, options.spread())) {
      out.println("Customers…");
      Instant begin = Instant.now();
      cohort.prepare(count);
      table.add("customers with cards", count / seconds(begin), "/s");
      small.prepare(options.small());
      List<String> aside = cohort.signUpAside(PAUSED_ASIDE);
      if (options.filler() > 0) {
        out.println("Filling the tables…");
        awaitPaid(readings, cohort, PAUSED_ASIDE);
        new Filler(database).fill(cohort.merchantId, options.filler());
        table.add("other subscriptions in the tables", Integer.toString(options.filler()));
      }
      Instant due = cohort.billAfter(Duration.ofSeconds(options.seconds()).plus(COUNTED));
      small.billAt(due);
      out.println("Sign-ups, due at " + due + "…");
      begin = Instant.now();
      Work work = Work.now(folder);
      List<String> subscriptions = cohort.signUp();
      table.add(SIGN_UPS, count / seconds(begin), "/s");
      awaitPaid(readings, cohort, readings.filled(cohort.merchantId) + count + PAUSED_ASIDE);
      table.add(SIGN_UP_WORK, Work.now(folder).minus(work).per(count));
      small.signUp();
      awaitPaid(readings, small, options.small());
      HistorySize first = size(cohort, subscriptions.getFirst());
      table.add(
          "history of a sign-up, its payment included",
          first.events() + " events, " + first.bytes() + " bytes");
      double rate = renew(table, readings, cohort, small, due, subscriptions, aside);
      if (options.ceiling()) {
        compare(table, rate, name);
      }
    }
  }

  /** With bare workflows, at once: a minute later a shared machine may be another. */
  private void compare(Table table, double rate, String name) {
    int count = Math.min(options.subscriptions(), BARE_AT_MOST);
    out.println("Bare workflows…");
    double bare = new Ceiling(client, name).measure(count, false);
    table.add(CEILING, bare, "/s");
    table.add(
        "the same with a local activity",
        new Ceiling(client, name + "/l").measure(count, true),
        "/s");
    if (options.spread() == 0) {
      table.add(PART, 100 * rate / bare, "%");
    }
    table.add("the processor then", Yardstick.millis(), "ms");
  }

  private double renew(
      Table table,
      Readings readings,
      Cohort cohort,
      Cohort small,
      Instant due,
      List<String> subscriptions,
      List<String> aside) {
    int count = subscriptions.size();
    HistorySize size = size(cohort, subscriptions.getFirst());
    requireNotYet(due);
    Instant begin = due.plusSeconds(options.standstill());
    long paid = readings.paid(cohort.merchantId);
    table.add(SPEED, Yardstick.millis(), "ms");
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
    Crew.Crowd crowd =
        crew.during(
            () -> {
              awaitPaid(readings, cohort, paid + count);
              awaitPaid(readings, small, 2L * options.small());
            });
    probe.stop();
    Ticker.join(pausing);
    Work used = Work.now(folder).minus(work);
    Ticker.sleep(COUNTED);
    if (options.standstill() > 0) {
      table.add("all were overdue when the workers began, by", options.standstill(), "s");
    }
    double rate = report(table, readings.lags(cohort.merchantId, "payment", begin), count);
    table.add("lag of the bill", lag(readings, cohort, "invoice", begin));
    if (options.small() > 0) {
      table.add("lag of a small merchant's outcome", lag(readings, small, "payment", begin));
      table.add("lag of a small merchant's bill", lag(readings, small, "invoice", begin));
    }
    table.add("of the pool's connections at most", crowd.describe());
    table.add("a pause over REST meanwhile", probe.latencies().describe(0.99));
    HistorySize renewal = size(cohort, subscriptions.getFirst()).minus(size);
    table.add("history of a renewal", renewal.events() + " events, " + renewal.bytes() + " bytes");
    table.add(RENEWAL_WORK, used.per(count + options.small()));
    perRenewal(table, readings.counters().minus(counters), count + options.small());
    return rate;
  }

  private static String lag(Readings readings, Cohort cohort, String what, Instant begin) {
    return Distribution.of(readings.lags(cohort.merchantId, what, begin)).describe(0.95);
  }

  private double report(Table table, List<Double> lags, int count) {
    Distribution outcomes = Distribution.of(lags);
    double rate = count / (outcomes.at(1) / 1000);
    if (options.spread() == 0) {
      table.add(RENEWED, rate, "/s");
    } else {
      table.add("spread over", options.spread(), "minutes");
    }
    table.add("lag of the outcome", outcomes.describe(0.95));
    return rate;
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
      var trace = new Trace(database, folder.resolve("postgres.log"));
      trace.leaveOut(Duration.ofSeconds(20));
      Instant due = cohort.billAfter(Duration.ofSeconds(20));
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
