package dev.takt.workflows.subscription;

import dev.takt.workflows.money.VatBucket;
import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.BillLine;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.ExtraLine;
import dev.takt.workflows.timeline.RefundClaim;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The books of one subscription in memory: its invoices and credit notes, with the two things that
 * must hold at once: no invoice below zero, and no day billed twice.
 */
final class Documents {
  /** An invoice as it was issued. */
  record Invoice(String id, LocalDate on, Bill bill) {
    List<BillLine> lines() {
      return bill.lines();
    }

    long total() {
      return bill.total();
    }
  }

  /** A credit note as it was issued; its total is positive. */
  record CreditNote(String id, LocalDate on, List<RefundClaim> claims) {
    long total() {
      return claims.stream().mapToLong(RefundClaim::amount).sum();
    }
  }

  private final List<Invoice> invoices = new ArrayList<>();
  private final List<CreditNote> creditNotes = new ArrayList<>();
  private final List<BilledLine> lines = new ArrayList<>();
  private final Set<String> places = new HashSet<>();
  private final Set<String> charges = new HashSet<>();

  List<Invoice> invoices() {
    return invoices;
  }

  List<CreditNote> creditNotes() {
    return creditNotes;
  }

  /** The invoices, each as its date and total. */
  List<String> invoiced() {
    return invoices.stream().map(invoice -> invoice.on() + " " + invoice.total()).toList();
  }

  /** The credit notes, each as its date and total. */
  List<String> credited() {
    return creditNotes.stream().map(note -> note.on() + " " + note.total()).toList();
  }

  /** The lines of the invoice of a date: what, for which days, how much. */
  List<String> linesOf(LocalDate date) {
    return invoices.stream()
        .filter(invoice -> invoice.on().equals(date))
        .flatMap(invoice -> told(invoice.bill()))
        .toList();
  }

  private static Stream<String> told(Bill bill) {
    return Stream.concat(
        bill.lines().stream()
            .flatMap(
                line ->
                    Stream.concat(
                        Stream.of(told(line.kind().name(), line, line.listAmount())),
                        line.discounts().stream()
                            .map(discount -> told("DISCOUNT", line, discount.amount())))),
        bill.extras().stream().map(extra -> extra.kind() + " " + extra.amount()));
  }

  private static String told(String kind, BillLine line, long amount) {
    return kind
        + " "
        + line.servicePeriod().from()
        + "/"
        + line.servicePeriod().to()
        + " "
        + amount;
  }

  /** Invoiced and adjusted, less what was credited, of each kind of VAT; none of 0. */
  Map<VatBucket, Long> net() {
    Map<VatBucket, Long> net = new HashMap<>();
    lines.forEach(
        line ->
            net.merge(new VatBucket(line.vatRate(), line.includesVat()), line.amount(), Long::sum));
    net.values().removeIf(amount -> amount == 0);
    return net;
  }

  /** The one-off charges that were billed. */
  Set<String> charges() {
    return charges;
  }

  /** All that was ever billed and credited. */
  List<BilledLine> lines() {
    return lines;
  }

  /** Whether a day of a nominal period is billed and not credited. */
  boolean holds(String place) {
    return places.contains(place);
  }

  /** Issues an invoice; free service is noted as billed without one. */
  List<BilledLine> issue(LocalDate on, Bill bill) {
    require(bill.total() >= 0, "an invoice below zero: " + bill);
    if (!bill.needsInvoice()) {
      return keep(bill.lines().stream().map(line -> line.billedBy("free")).toList());
    }
    require(
        Stream.concat(
                bill.lines().stream().map(BillLine::listAmount),
                bill.extras().stream().map(ExtraLine::amount))
            .anyMatch(amount -> amount > 0),
        "an invoice without a positive line: " + bill);
    Invoice invoice = new Invoice("inv_" + (invoices.size() + 1), on, bill);
    invoices.add(invoice);
    bill.chargeIds().forEach(id -> require(charges.add(id), id + " is billed twice"));
    return keep(bill.lines().stream().map(line -> line.billedBy(invoice.id())).toList());
  }

  /**
   * Issues a credit note, or none where there is nothing to credit.
   *
   * @param unbills whether the days count as not billed from now on
   */
  List<BilledLine> credit(LocalDate on, List<RefundClaim> claims, boolean unbills) {
    if (claims.isEmpty()) {
      return List.of();
    }
    CreditNote note = new CreditNote("crn_" + (creditNotes.size() + 1), on, claims);
    creditNotes.add(note);
    claims.forEach(claim -> require(claim.amount() > 0, "a claim of nothing: " + claim));
    return keep(
        claims.stream()
            .map(claim -> creditLine(note.id(), claim, unbills ? claim.length() : 0))
            .toList());
  }

  /** No credit waits that an invoice has room for: one øre more, and it were below zero. */
  static void checkUsed(Bill bill, List<RefundClaim> waiting) {
    for (RefundClaim claim : bill.needsInvoice() ? waiting : List.<RefundClaim>of()) {
      List<BillLine> more = new ArrayList<>(bill.lines());
      more.add(
          new BillLine(
              BilledLine.Kind.ADJUSTMENT,
              claim.nominalStart(),
              claim.days(),
              claim.position(),
              claim.length(),
              claim.servicePeriod(),
              -1,
              claim.price()));
      require(new Bill(more, bill.extras()).total() < 0, claim + " waits, and fits on " + bill);
    }
  }

  private BilledLine creditLine(String noteId, RefundClaim claim, int length) {
    String invoiceId =
        lines.stream()
            .filter(line -> line.nominalStart().equals(claim.nominalStart()))
            .map(BilledLine::invoiceId)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no invoice billed " + claim));
    return new BilledLine(
        BilledLine.Kind.CREDIT,
        noteId,
        invoiceId,
        claim.nominalStart(),
        claim.days(),
        claim.position(),
        length,
        -claim.amount(),
        claim.price().vatRate(),
        claim.price().includesVat(),
        claim.price().total());
  }

  private List<BilledLine> keep(List<BilledLine> more) {
    for (BilledLine line : more) {
      for (int p = line.position(); p < line.position() + line.length(); p++) {
        String place = line.nominalStart() + "/" + line.days() + "#" + p;
        switch (line.kind()) {
          case SERVICE -> require(places.add(place), place + " is billed twice");
          case CREDIT -> require(places.remove(place), place + " is credited but was not billed");
          case ADJUSTMENT -> require(p < line.days(), place + " is not within the period");
        }
      }
    }
    lines.addAll(more);
    return more;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
