package dev.takt.workflows.timeline;

import dev.takt.workflows.money.Vat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the timeline says minus what has been billed: the lines of an invoice, none where nothing is
 * owed. The total of the lines is never negative, per VAT rate.
 */
public record Bill(List<BillLine> lines) {
  private static final Bill NOTHING = new Bill(List.of());

  public Bill {
    lines = List.copyOf(lines);
  }

  /** The sum of the lines, in minor units. */
  public long amount() {
    return lines.stream().mapToLong(BillLine::amount).sum();
  }

  /** The VAT of each rate, in the order of the lines. */
  public List<Vat> vat() {
    Map<VatBucket, Long> sums = new LinkedHashMap<>();
    lines.forEach(line -> sums.merge(VatBucket.of(line.price()), line.amount(), Long::sum));
    return sums.entrySet().stream()
        .map(sum -> Vat.of(sum.getKey().vatRate(), sum.getValue(), sum.getKey().includesVat()))
        .toList();
  }

  /** What the customer pays, VAT included. */
  public long total() {
    return vat().stream().mapToLong(Vat::gross).sum();
  }

  /** Whether there is a positive line: free service is noted as billed, but gets no invoice. */
  public boolean needsInvoice() {
    return lines.stream().anyMatch(line -> line.amount() > 0);
  }

  /**
   * The bill of a date.
   *
   * @param billed what was billed for nominal periods that are not over on {@code billedSince}
   */
  public static Bill on(
      LocalDate date,
      Terms terms,
      Changes changes,
      List<BilledLine> billed,
      LocalDate billedSince) {
    return on(date, terms, changes, billed, billedSince, null);
  }

  /**
   * The same of a member of a group, without the service that it is the group's turn to bill.
   *
   * @param turn null for all that is due
   */
  public static Bill on(
      LocalDate date,
      Terms terms,
      Changes changes,
      List<BilledLine> billed,
      LocalDate billedSince,
      @Nullable JointTurn turn) {
    Timeline timeline = Timeline.of(terms, changes);
    Accounts accounts = new Accounts(timeline, billed, billedSince, date);
    List<BillLine> lines = new ArrayList<>(service(terms, accounts, date, turn));
    boolean ended = timeline.end() != null && !timeline.end().isAfter(date);
    if (lines.isEmpty() && !ended) {
      return NOTHING;
    }
    List<Account> adjusted = accounts.ofBilled();
    adjusted.forEach(account -> addRaises(account, lines));
    adjusted.forEach(account -> addCredits(account, lines));
    return new Bill(lines);
  }

  /** The service that falls due on a date or earlier, and is not billed yet. */
  private static List<BillLine> service(
      Terms terms, Accounts accounts, LocalDate date, @Nullable JointTurn turn) {
    List<BillLine> lines = new ArrayList<>();
    accounts
        .ahead()
        .takeWhile(account -> startsBy(account, date))
        .filter(account -> isDue(terms.billing(), account, date, turn))
        .forEach(account -> account.unbilled().forEach(span -> lines.add(service(account, span))));
    return lines;
  }

  private static boolean startsBy(Account account, LocalDate date) {
    return account.period() != null && !account.period().firstDate().isAfter(date);
  }

  private static boolean isDue(
      Billing billing, Account account, LocalDate date, @Nullable JointTurn turn) {
    LocalDate due = dueOn(billing, account);
    return due != null && !due.isAfter(date) && !isJoint(account, due, turn);
  }

  private static boolean isJoint(Account account, LocalDate due, @Nullable JointTurn turn) {
    return turn != null && account.period() != null && turn.isJoint(account.period(), due);
  }

  /** When a nominal period's unbilled service is billed, or null where there is none. */
  static @Nullable LocalDate dueOn(Billing billing, Account account) {
    List<Span> unbilled = account.unbilled();
    if (unbilled.isEmpty() || account.period() == null) {
      return null;
    }
    return switch (billing) {
      case IN_ADVANCE -> unbilled.getFirst().from();
      case IN_ARREARS -> account.period().active().getLast().to();
    };
  }

  private static BillLine service(Account account, Span span) {
    NominalPeriod period = account.period();
    if (period == null) {
      throw new IllegalStateException("service without a period");
    }
    return line(
        BilledLine.Kind.SERVICE, period.start(), period.days(), span, span.amount(period.days()));
  }

  /** Time that was billed and is dearer now. */
  private static void addRaises(Account account, List<BillLine> lines) {
    account
        .balance()
        .forEach(
            (bucket, amount) -> {
              if (amount > 0) {
                lines.add(adjustment(account, bucket, amount));
              }
            });
  }

  /** Credit, oldest first: as much as keeps the total of its VAT rate at 0 or more. */
  private static void addCredits(Account account, List<BillLine> lines) {
    account
        .balance()
        .forEach(
            (bucket, amount) -> {
              long room = total(bucket, lines);
              if (amount < 0 && room > 0) {
                lines.add(adjustment(account, bucket, -Math.min(-amount, room)));
              }
            });
  }

  private static long total(VatBucket bucket, List<BillLine> lines) {
    return lines.stream()
        .filter(line -> VatBucket.of(line.price()).equals(bucket))
        .mapToLong(BillLine::amount)
        .sum();
  }

  private static BillLine adjustment(Account account, VatBucket bucket, long amount) {
    BilledLine first = account.lines().getFirst();
    return line(
        BilledLine.Kind.ADJUSTMENT,
        first.nominalStart(),
        first.days(),
        account.changed(bucket),
        amount);
  }

  private static BillLine line(
      BilledLine.Kind kind, LocalDate nominalStart, int days, Span span, long amount) {
    return new BillLine(
        kind,
        nominalStart,
        days,
        span.position(),
        span.length(),
        span.period(),
        amount,
        span.price());
  }
}
