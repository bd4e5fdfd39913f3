package dev.takt.workflows.timeline;

import dev.takt.workflows.money.Vat;
import dev.takt.workflows.money.VatSums;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the timeline says minus what has been billed: the lines of an invoice, or a member's lines
 * of a joint one; none where nothing is owed. An invoice's total is never negative: credit waits
 * that is more than the other lines come to. One VAT rate of it may well be, and a member's lines
 * of a joint one, where their credit lowers others.
 *
 * @param lines about time
 * @param extras about anything else
 */
public record Bill(List<BillLine> lines, List<ExtraLine> extras) {
  public static final Bill NOTHING = new Bill(List.of());

  public Bill {
    lines = List.copyOf(lines);
    extras = List.copyOf(extras);
  }

  /** One about time only. */
  public Bill(List<BillLine> lines) {
    this(lines, List.of());
  }

  /** Several that stand on one invoice, as one. */
  public static Bill joint(Collection<Bill> bills) {
    return new Bill(
        bills.stream().flatMap(bill -> bill.lines().stream()).toList(),
        bills.stream().flatMap(bill -> bill.extras().stream()).toList());
  }

  /** The sum of the lines, in minor units. */
  public long amount() {
    return lines.stream().mapToLong(BillLine::amount).sum()
        + extras.stream().mapToLong(ExtraLine::amount).sum();
  }

  /** The ids of the one-off charges that it bills. */
  public List<String> chargeIds() {
    return extras.stream()
        .filter(extra -> extra.kind() == ExtraLine.Kind.ONE_OFF)
        .map(ExtraLine::sourceId)
        .toList();
  }

  /** The VAT of each rate. */
  public List<Vat> vat() {
    return sums().perRate();
  }

  /** What the customer pays, VAT included. */
  public long total() {
    return sums().total();
  }

  /** What its lines come to, by the way in which they are taxed. */
  public VatSums sums() {
    VatSums sums = new VatSums();
    lines.forEach(line -> sums.add(line.price().vatBucket(), line.amount()));
    extras.forEach(extra -> sums.add(extra.vatBucket(), extra.amount()));
    return sums;
  }

  /**
   * Whether there is a positive line, be it before discounts: service that is free is noted as
   * billed, but gets no invoice.
   */
  public boolean needsInvoice() {
    return !extras.isEmpty() || lines.stream().anyMatch(line -> line.listAmount() > 0);
  }

  /** Whether it is of no amount at all, line by line: it stands on no joint invoice either. */
  public boolean isFree() {
    return extras.isEmpty() && lines.stream().allMatch(line -> line.listAmount() == 0);
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
      @Nullable BillingResponsibility turn) {
    Owed owed = Owed.on(date, terms, changes, billed, billedSince, turn);
    return SetOff.bill(owed);
  }
}
