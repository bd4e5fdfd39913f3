package dev.takt.workflows.timeline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription owes on a date and the credit that waits, before one is set off against the
 * other.
 *
 * @param isDue whether it is billed on that date; else its credit alone may be used, on what others
 *     are billed for
 * @param lines service that falls due, and time that was billed before and is dearer now
 * @param credits negative lines, oldest period first, each with all that is pending of it
 * @param extras what is billed beside time
 */
public record Owed(
    boolean isDue, List<BillLine> lines, List<BillLine> credits, List<ExtraLine> extras) {
  public static final Owed NOTHING = new Owed(false, List.of(), List.of());

  public Owed {
    lines = List.copyOf(lines);
    credits = List.copyOf(credits);
    extras = List.copyOf(extras);
  }

  /** What is owed for time only. */
  public Owed(boolean isDue, List<BillLine> lines, List<BillLine> credits) {
    this(isDue, lines, credits, List.of());
  }

  /**
   * What is owed on a date, all of it or nothing: time billed before is looked at when something
   * falls due.
   *
   * @param billed what was billed for nominal periods that are not over on {@code billedSince}
   * @param turn to leave out the service that it is the group's turn to bill; null for all
   */
  static Owed on(
      LocalDate date,
      Terms terms,
      Changes changes,
      List<BilledLine> billed,
      LocalDate billedSince,
      @Nullable BillingResponsibility turn) {
    Timeline timeline = Timeline.of(terms, changes);
    PeriodBalances accounts = new PeriodBalances(timeline, billed, billedSince, date);
    List<BillLine> service = service(terms, accounts, date, turn);
    ChargesDue charges = new ChargesDue(changes.charges(), turn);
    LocalDate end = timeline.end();
    if (end != null && !end.isAfter(date)) {
      return with(true, service, accounts, charges.linesAtEnd(end, timeline));
    }
    return service.isEmpty() && !charges.makesBillOn(date)
        ? NOTHING
        : with(true, service, accounts, charges.linesOn(date, timeline));
  }

  /** What a member of a group owes on a group date, where nothing falls due its credit too. */
  public static Owed jointly(
      LocalDate date,
      Terms terms,
      Changes changes,
      List<BilledLine> billed,
      LocalDate billedSince) {
    Owed due = on(date, terms, changes, billed, billedSince, null);
    Timeline timeline = Timeline.of(terms, changes);
    return due.isDue
        ? due
        : with(
            false, List.of(), new PeriodBalances(timeline, billed, billedSince, date), List.of());
  }

  /**
   * What a member of a group with nothing due adds to an invoice that is issued for others: charges
   * that wait for the next one.
   */
  public static Owed joining(
      LocalDate date,
      Terms terms,
      Changes changes,
      List<BilledLine> billed,
      LocalDate billedSince) {
    Timeline timeline = Timeline.of(terms, changes);
    List<ExtraLine> extras = new ChargesDue(changes.charges(), null).linesOn(date, timeline);
    PeriodBalances accounts = new PeriodBalances(timeline, billed, billedSince, date);
    return extras.isEmpty() ? NOTHING : with(true, List.of(), accounts, extras);
  }

  /**
   * A charge that is billed at once, with the balance that may lower it: what a pause gives back,
   * netted with the price differences of its period. Other time is no part of it, nor what it costs
   * less from the next bill on.
   */
  public static Owed atOnce(
      OneOffCharge charge,
      LocalDate date,
      Terms terms,
      Changes changes,
      List<BilledLine> billed,
      LocalDate billedSince) {
    List<BillLine> credits = new ArrayList<>();
    Timeline timeline = Timeline.of(terms, changes);
    for (PeriodBalance account :
        new PeriodBalances(timeline, billed, billedSince, date).ofBilled()) {
      if (account.claims(null).stream().anyMatch(RefundClaim::unused)) {
        account
            .balance()
            .forEach(
                (bucket, amount) -> {
                  if (amount < 0) {
                    credits.add(account.adjustment(bucket, amount));
                  }
                });
      }
    }
    return new Owed(true, List.of(), credits, List.of(charge.line()));
  }

  private static Owed with(
      boolean isDue, List<BillLine> service, PeriodBalances accounts, List<ExtraLine> extras) {
    List<BillLine> lines = new ArrayList<>(service);
    List<BillLine> credits = new ArrayList<>();
    for (PeriodBalance account : accounts.ofBilled()) {
      account
          .balance()
          .forEach(
              (bucket, amount) ->
                  (amount > 0 ? lines : credits).add(account.adjustment(bucket, amount)));
    }
    return new Owed(isDue, lines, credits, extras);
  }

  /** The service that falls due on a date or earlier, and is not billed yet. */
  private static List<BillLine> service(
      Terms terms, PeriodBalances accounts, LocalDate date, @Nullable BillingResponsibility turn) {
    List<BillLine> lines = new ArrayList<>();
    accounts
        .ahead()
        .takeWhile(account -> startsBy(account, date))
        .filter(account -> isDue(terms.billing(), account, date, turn))
        .forEach(account -> lines.addAll(account.service()));
    return lines;
  }

  private static boolean startsBy(PeriodBalance account, LocalDate date) {
    return account.period() != null && !account.period().firstDate().isAfter(date);
  }

  private static boolean isDue(
      BillingTiming billing,
      PeriodBalance account,
      LocalDate date,
      @Nullable BillingResponsibility turn) {
    LocalDate due = dueOn(billing, account);
    return due != null && !due.isAfter(date) && !isJoint(account, due, turn);
  }

  private static boolean isJoint(
      PeriodBalance account, LocalDate due, @Nullable BillingResponsibility turn) {
    return turn != null && account.period() != null && turn.isJoint(account.period(), due);
  }

  /** When a nominal period's unbilled service is billed, or null where there is none. */
  static @Nullable LocalDate dueOn(BillingTiming billing, PeriodBalance account) {
    List<Span> unbilled = account.unbilled();
    if (unbilled.isEmpty() || account.period() == null) {
      return null;
    }
    return switch (billing) {
      case IN_ADVANCE -> unbilled.getFirst().from();
      case IN_ARREARS -> account.period().active().getLast().to();
    };
  }
}
