package dev.takt.workflows.subscription;

import dev.takt.workflows.money.Purse;
import dev.takt.workflows.settlement.MoneyTrail;
import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.RefundClaim;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What would become of a subscription if nothing else were asked: the same decisions that carry it
 * out, performed on values. Claims are met on the invoices whose money it is; invoices to come, and
 * those that nothing is known of, count as paid.
 *
 * @param invoices the next ones, in order of date
 * @param credits what would be given back until then
 * @param accruals what would be earned in each month from the day's on, in minor units without VAT,
 *     of all that is billed by then
 * @param left what would be left to the customer as balance, in order of date
 */
public record Preview(
    List<PlannedInvoice> invoices,
    List<PlannedCredit> credits,
    SortedMap<YearMonth, Long> accruals,
    List<Left> left) {
  private static final int MOST_STEPS = 500;

  /**
   * An invoice that would be issued.
   *
   * @param parts one, or on a joint invoice those of all that are on it
   */
  public record PlannedInvoice(LocalDate issueDate, List<Part> parts) {
    public PlannedInvoice {
      parts = List.copyOf(parts);
    }

    /** The whole of it. */
    public Bill bill() {
      return Bill.joint(parts.stream().map(Part::bill).toList());
    }
  }

  /** What stands on it for a subscription. */
  public record Part(Subscription subscription, Bill bill) {}

  /**
   * Money that would be given back.
   *
   * @param settlement REFUND to the payments that it came from, BALANCE deducted from what is
   *     billed later, to this subscription or the customer's others
   * @param reductions what of it lowers open invoices instead
   */
  public record PlannedCredit(
      LocalDate on, PauseSettlement settlement, RefundClaim claim, List<Reduction> reductions) {}

  /** What later invoices use that a pause or an end leaves to the customer on a day. */
  public record Left(LocalDate on, Purse.Credit credit) {}

  /** A part of a claim that lowers an invoice's amount due, in minor units, as on the line. */
  public record Reduction(String invoiceId, long amount) {}

  /**
   * The future of a subscription that is billed alone, up to so many invoices or its end.
   *
   * @param today its business date
   * @param trail the money of its invoices, as far as it is known
   */
  public static Preview of(
      Subscription subscription, LocalDate today, MoneyTrail trail, int invoices) {
    return of(subscription, List.of(), today, trail, invoices);
  }

  /**
   * The future of a member of a group.
   *
   * @param others the other members, as they are
   * @param trail the money of the invoices of all, as far as it is known
   */
  public static Preview of(
      Subscription subscription,
      List<Subscription> others,
      LocalDate today,
      MoneyTrail trail,
      int invoices) {
    JointSimulation group =
        JointSimulation.of(
            Stream.concat(Stream.of(subscription), others.stream()).toList(), today, trail);
    Simulation simulation = group.members().getFirst();
    boolean goesOn = true;
    for (int steps = 0; goesOn && steps < MOST_STEPS; steps++) {
      goesOn = simulation.invoices().size() < invoices && simulation.step(group);
    }
    return simulation.outcome(subscription, today);
  }
}
