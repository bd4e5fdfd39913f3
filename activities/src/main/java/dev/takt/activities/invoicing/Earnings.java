package dev.takt.activities.invoicing;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Accruals;
import dev.takt.activities.ledger.EarningLine;
import dev.takt.activities.ledger.Journal;
import dev.takt.activities.ledger.Posting;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.Earning;
import dev.takt.workflows.timeline.Span;
import dev.takt.workflows.timeline.Timeline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Brings the journal's accruals to what the timeline says is earned. */
@Component
public class Earnings {
  private final JdbcClient database;
  private final Journal journal;

  Earnings(JdbcClient database, Journal journal) {
    this.database = database;
    this.journal = journal;
  }

  /**
   * Posts what an invoice's lines will earn. Where one of them speaks of time that was billed
   * before, all that was said of that time is planned anew; else nothing has to be read, and what
   * fell due in the past is earned on its own days, as far as the books are open.
   *
   * @param after the subscription that remembers the invoice
   */
  public void of(InvoiceIssuer.IssuedPart issued, Subscription after) {
    SubscriptionTransaction transaction = issued.part().transaction();
    var starts = issued.billed().stream().map(BilledLine::nominalStart).distinct().toList();
    boolean known =
        transaction.state().billed().stream()
            .anyMatch(line -> starts.contains(line.nominalStart()));
    if (known) {
      replan(transaction, after, starts);
      return;
    }
    var lines =
        IntStream.range(0, issued.lines().size())
            .mapToObj(i -> earning(issued, i))
            .filter(Objects::nonNull)
            .toList();
    post(transaction, after, lines, Map.of(), line -> true, firstDue(transaction, issued));
  }

  /**
   * Posts what the lines earn that are about no nominal period: day by day over their days, else on
   * the day of the invoice.
   */
  public void ofExtras(InvoiceIssuer.IssuedPart issued) {
    SubscriptionTransaction transaction = issued.part().transaction();
    int before = issued.part().bill().lines().size();
    YearMonth open = transaction.books().monthFor(transaction.madeOn());
    for (int i = before; i < issued.lines().size(); i++) {
      Period days = issued.lines().get(i).service();
      long base = issued.bases().get(i);
      var months = new TreeMap<YearMonth, Long>();
      Earning.over(days == null ? day(transaction.madeOn()) : days, base)
          .forEach(
              (month, part) -> months.merge(month.isBefore(open) ? open : month, part, Long::sum));
      post(transaction, issued, issued.first() + i, months, days == null);
    }
  }

  private static Period day(LocalDate date) {
    return new Period(date, date.plusDays(1));
  }

  private static void post(
      SubscriptionTransaction transaction,
      InvoiceIssuer.IssuedPart issued,
      int line,
      SortedMap<YearMonth, Long> months,
      boolean atOnce) {
    months.forEach(
        (month, amount) ->
            transaction.post(
                Posting.line(
                    atOnce ? transaction.bookedOn() : month.atEndOfMonth(),
                    Account.DEFERRED_REVENUE,
                    Account.REVENUE,
                    amount,
                    Posting.What.ACCRUAL,
                    transaction.source(issued.invoiceId(), issued.invoiceId()),
                    line)));
  }

  /** When the first of an invoice's time fell due, at the latest on the transaction's date. */
  private static LocalDate firstDue(
      SubscriptionTransaction transaction, InvoiceIssuer.IssuedPart issued) {
    boolean inAdvance =
        transaction.state().terms().billing()
            == dev.takt.workflows.timeline.BillingTiming.IN_ADVANCE;
    return issued.lines().stream()
        .map(DocumentLine::service)
        .filter(Objects::nonNull)
        .map(service -> inAdvance ? service.from() : service.to())
        .filter(due -> due.isBefore(transaction.on()))
        .min(LocalDate::compareTo)
        .orElse(transaction.on());
  }

  private static @Nullable EarningLine earning(InvoiceIssuer.IssuedPart issued, int i) {
    return issued
        .lines()
        .get(i)
        .earning(issued.invoiceId(), issued.invoiceId(), issued.first() + i, issued.bases().get(i));
  }

  /**
   * Plans anew all that was billed of time that is still looked at, and posts the differences.
   *
   * @param state whose timeline and billing hold from now on
   */
  public void replan(SubscriptionTransaction transaction, Subscription state) {
    replan(
        transaction,
        state,
        state.billed().stream().map(BilledLine::nominalStart).distinct().toList());
  }

  private void replan(
      SubscriptionTransaction transaction,
      Subscription state,
      Collection<LocalDate> nominalStarts) {
    var pending = pending(state, transaction.on());
    replan(transaction, state, nominalStarts, line -> pending.contains(Time.of(line)));
  }

  /** The same at the end: nothing is pending any more, and all that is left is earned. */
  public void settle(SubscriptionTransaction transaction, Collection<LocalDate> nominalStarts) {
    replan(transaction, transaction.state(), nominalStarts, line -> false);
  }

  private void replan(
      SubscriptionTransaction transaction,
      Subscription state,
      Collection<LocalDate> nominalStarts,
      Predicate<EarningLine> pending) {
    if (nominalStarts.isEmpty()) {
      return;
    }
    var lines = lines(transaction, nominalStarts);
    var documents = lines.stream().map(line -> line.key().documentId()).distinct().toList();
    var earned = new HashMap<>(journal.earned(transaction.tenant(), documents));
    transaction.gathered().postings().stream()
        .filter(posting -> posting.what() == Posting.What.ACCRUAL)
        .filter(posting -> documents.contains(posting.source().documentId()))
        .forEach(posting -> add(earned, posting));
    post(transaction, state, lines, earned, pending, transaction.on());
  }

  /** Adds what this transaction has posted already, which is not in the journal yet. */
  private static void add(
      Map<EarningLine.Key, SortedMap<YearMonth, Long>> earned, Posting accrual) {
    var key =
        new EarningLine.Key(
            accrual.source().documentId(), Objects.requireNonNull(accrual.invoiceLine()));
    earned
        .computeIfAbsent(key, line -> new TreeMap<>())
        .merge(
            YearMonth.from(accrual.bookedOn()),
            accrual.credit() == Account.REVENUE ? accrual.amount() : -accrual.amount(),
            Long::sum);
  }

  private static void post(
      SubscriptionTransaction transaction,
      Subscription state,
      List<EarningLine> lines,
      Map<EarningLine.Key, SortedMap<YearMonth, Long>> earned,
      Predicate<EarningLine> pending,
      LocalDate first) {
    Timeline timeline = state.timeline();
    LocalDate on = transaction.on();
    Accruals.Plan plan =
        line ->
            Earning.plan(
                timeline,
                line.nominalStart(),
                line.days(),
                line.position(),
                line.length(),
                line.base(),
                on);
    transaction.post(
        new Accruals(plan, transaction.books().monthFor(first), pending)
            .missing(lines, earned, transaction.subscriptionId(), state.currency()));
  }

  /** A nominal period. */
  private record Time(LocalDate nominalStart, int days) {
    static Time of(EarningLine line) {
      return new Time(line.nominalStart(), line.days());
    }
  }

  /** The nominal periods of which something is to be given back, or to be used after a pause. */
  private static Set<Time> pending(Subscription state, LocalDate on) {
    var pending = new HashSet<Time>();
    state
        .standing(on)
        .claims()
        .forEach(claim -> pending.add(new Time(claim.nominalStart(), claim.days())));
    state.billed().stream()
        .map(BilledLine::nominalStart)
        .max(LocalDate::compareTo)
        .ifPresent(
            last ->
                state
                    .timeline()
                    .periodsFrom(state.billedSince())
                    .takeWhile(period -> !period.start().isAfter(last))
                    .filter(period -> period.spans().stream().anyMatch(Earnings::isFrozen))
                    .forEach(period -> pending.add(new Time(period.start(), period.days()))));
    return pending;
  }

  private static boolean isFrozen(Span span) {
    return span.use() == Span.Use.FROZEN;
  }

  private List<EarningLine> lines(
      SubscriptionTransaction transaction, Collection<LocalDate> nominalStarts) {
    return database
        .sql(
            """
            select invoice_id as document, invoice_id, position, nominal_start, nominal_days,
              nominal_position, service_to - service_from as length, base, vat_rate,
              includes_vat
            from invoice_line
            where tenant = :tenant and subscription_id = :subscription
              and nominal_start = any(cast(:starts as date[]))
            union all
            select credit_note_id, invoice_id, position, nominal_start, nominal_days,
              nominal_position, service_to - service_from, -base, vat_rate, includes_vat
            from credit_note_line
            where tenant = :tenant and subscription_id = :subscription
              and nominal_start = any(cast(:starts as date[]))
            union all
            select credit_id, null, position, nominal_start, nominal_days,
              nominal_position, service_to - service_from, -base, vat_rate, includes_vat
            from customer_credit_line
            where tenant = :tenant and subscription_id = :subscription
              and nominal_start = any(cast(:starts as date[]))
            order by nominal_start, document, position
            """)
        .param("tenant", transaction.tenant())
        .param("subscription", transaction.subscriptionId())
        .param("starts", nominalStarts.stream().map(LocalDate::toString).toArray(String[]::new))
        .query(Earnings::line)
        .list();
  }

  private static EarningLine line(ResultSet row, int number) throws SQLException {
    return new EarningLine(
        new EarningLine.Key(row.getString("document"), row.getInt("position")),
        row.getString("invoice_id"),
        row.getObject("nominal_start", LocalDate.class),
        row.getInt("nominal_days"),
        row.getInt("nominal_position"),
        row.getInt("length"),
        row.getLong("base"),
        row.getString("vat_rate"),
        row.getBoolean("includes_vat"));
  }
}
