package dev.takt.workflows.subscription;

import dev.takt.workflows.money.Vat;
import dev.takt.workflows.settlement.MoneyTrail;
import dev.takt.workflows.settlement.Note;
import dev.takt.workflows.settlement.Settlement;
import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.BillLine;
import dev.takt.workflows.timeline.ExtraLine;
import dev.takt.workflows.timeline.RefundClaim;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The money of a subscription's invoices as it would be: claims are met on them as they will be,
 * and invoices to come count as paid.
 */
final class PlannedMoney {
  private final String subscriptionId;
  private MoneyTrail trail;
  private int invoices;

  PlannedMoney(String subscriptionId, MoneyTrail trail) {
    this.subscriptionId = subscriptionId;
    this.trail = trail;
  }

  /**
   * What becomes of a claim.
   *
   * @param refunded what goes back, and what lowers invoices instead
   * @param balance what stays or becomes the customer's balance, or lowers invoices instead
   * @param pending what of the claim is met later
   * @param kept what is left to the customer
   */
  record Met(
      RefundClaim claim,
      long refunded,
      long balance,
      long pending,
      long kept,
      List<Preview.Reduction> reductions) {}

  /** Takes an invoice to come into account. */
  void issue(Bill bill) {
    long newest = trail.invoices().stream().mapToLong(MoneyTrail.Invoice::number).max().orElse(0);
    List<MoneyTrail.Line> lines = new ArrayList<>();
    for (BillLine line : bill.lines()) {
      lines.add(
          new MoneyTrail.Line(
              lines.size(),
              subscriptionId,
              line.nominalStart(),
              line.days(),
              line.price().vatRate(),
              line.price().includesVat(),
              line.amount(),
              Math.abs(line.amount()),
              null));
    }
    for (ExtraLine extra : bill.extras()) {
      lines.add(
          new MoneyTrail.Line(
              lines.size(),
              subscriptionId,
              null,
              0,
              extra.vatRate(),
              extra.includesVat(),
              extra.amount(),
              extra.amount(),
              null));
    }
    trail =
        trail.with(
            new MoneyTrail.Invoice(
                "planned/" + invoices++, newest + 1, 0, 0, byRate(bill.vat()), List.of(), lines));
  }

  private static List<Vat> byRate(List<Vat> vat) {
    Map<String, Vat> sums = new TreeMap<>();
    for (Vat one : vat) {
      sums.merge(
          one.rate(),
          one,
          (some, more) -> new Vat(some.rate(), some.base() + more.base(), some.vat() + more.vat()));
    }
    return List.copyOf(sums.values());
  }

  /** Meets claims; those of time on invoices that are not known count as paid. */
  List<Met> settle(Collection<RefundClaim> claims, Settlement.Cause cause) {
    List<RefundClaim> known =
        claims.stream().filter(claim -> trail.knows(subscriptionId, claim)).toList();
    Settlement.Outcome outcome = Settlement.of(subscriptionId, known, trail, cause);
    trail = trail.after(outcome);
    return claims.stream()
        .map(claim -> known.contains(claim) ? met(claim, outcome, cause) : paid(claim, cause))
        .toList();
  }

  private static Met paid(RefundClaim claim, Settlement.Cause cause) {
    return switch (cause) {
      case PAUSE_REFUND, END_REFUND -> new Met(claim, claim.amount(), 0, 0, 0, List.of());
      case END_BALANCE -> new Met(claim, 0, claim.amount(), 0, claim.amount(), List.of());
      case PAUSE_BALANCE -> new Met(claim, 0, claim.amount(), claim.amount(), 0, List.of());
    };
  }

  private static Met met(RefundClaim claim, Settlement.Outcome outcome, Settlement.Cause cause) {
    long pending = outcome.rests().getOrDefault(claim, 0L);
    long kept = outcome.kept().getOrDefault(claim, 0L);
    long balance = kept + pending;
    long credited = claim.amount() - balance;
    List<Preview.Reduction> reductions = new ArrayList<>();
    for (Note note : outcome.notes()) {
      note.credits().stream()
          .filter(credit -> credit.claim().equals(claim) && credit.lowered() > 0)
          .map(credit -> new Preview.Reduction(note.invoiceId(), credit.lowered()))
          .forEach(reductions::add);
    }
    return cause.refunds()
        ? new Met(claim, credited, balance, pending, kept, reductions)
        : new Met(claim, 0, claim.amount(), pending, kept, reductions);
  }
}
