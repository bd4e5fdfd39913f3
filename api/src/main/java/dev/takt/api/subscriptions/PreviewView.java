package dev.takt.api.subscriptions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.money.Purse;
import dev.takt.workflows.money.Vat;
import dev.takt.workflows.settlement.MoneyTrail;
import dev.takt.workflows.subscription.Preview;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.BillLine;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.DiscountAmount;
import dev.takt.workflows.timeline.ExtraLine;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.wording.DiscountExplanation;
import dev.takt.workflows.wording.Explanation;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A subscription's future as it would be. What is billed later counts as paid.
 *
 * @param timelineBefore as it is without the change
 * @param credits what would be given back until the last of these invoices
 * @param accruals what would be earned, month by month, of what is billed by then
 * @param pauseInstead with a cancellation: what a pause would do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PreviewView(
    TimelineView timeline,
    TimelineView timelineBefore,
    List<PlannedInvoice> nextInvoices,
    List<PlannedCredit> credits,
    List<Accrual> accruals,
    @Nullable PauseInstead pauseInstead) {
  private static final int INVOICES = 6;

  /**
   * @param lines a joint invoice's are those of all members that are on it
   * @param total with VAT, in minor units
   * @param amountPaid what the customer's money pays of it as it is issued
   * @param amountDue what is left to pay
   */
  record PlannedInvoice(
      LocalDate issueDate,
      String currency,
      List<PlannedLine> lines,
      long total,
      List<Vat> vat,
      long amountPaid,
      long amountDue) {}

  /**
   * @param explanation why the amount is what it is, by language: da, nb, sv, en
   * @param amount in minor units, with VAT where the price includes it
   */
  record PlannedLine(
      String subscriptionId,
      String kind,
      String description,
      Map<String, String> explanation,
      @Nullable Period servicePeriod,
      int quantity,
      long amount,
      String vatRate,
      @Nullable String discountId) {}

  /**
   * @param settlement what becomes of what lowers no open invoice
   * @param amount positive, in minor units
   * @param reducesInvoice what of it lowers the amount due of invoices that are open now
   */
  record PlannedCredit(
      LocalDate on,
      PauseSettlement settlement,
      Period servicePeriod,
      long amount,
      List<Preview.Reduction> reducesInvoice) {}

  /**
   * @param month as 2026-03
   * @param amount in minor units, without VAT
   */
  record Accrual(String month, long amount) {}

  /** A pause that could be offered to whoever cancels. */
  record PauseInstead(
      LocalDate from,
      LocalDate to,
      AfterPause afterPause,
      PauseSettlement settlement,
      PreviewView preview) {}

  /**
   * The view of what would come of a subscription.
   *
   * @param others the other members of its group
   * @param trail the money of the invoices of all of them
   * @param money what the customer has with the merchant, to meet the invoices
   */
  static PreviewView of(
      TimelineView timeline,
      TimelineView before,
      Subscription after,
      List<Subscription> others,
      LocalDate today,
      MoneyTrail trail,
      Purse money) {
    Preview preview = Preview.of(after, others, today, trail, INVOICES);
    preview.left().forEach(left -> money.expect(left.on(), left.credit()));
    return new PreviewView(
        timeline,
        before,
        preview.invoices().stream().map(invoice -> invoice(invoice, after, money)).toList(),
        preview.credits().stream().map(PreviewView::credit).toList(),
        preview.accruals().entrySet().stream()
            .map(month -> new Accrual(month.getKey().toString(), month.getValue()))
            .toList(),
        null);
  }

  PreviewView with(PauseInstead pause) {
    return new PreviewView(timeline, timelineBefore, nextInvoices, credits, accruals, pause);
  }

  private static PlannedInvoice invoice(
      Preview.PlannedInvoice invoice, Subscription after, Purse money) {
    // What a pause or an end leaves on a day, it leaves after the bill of that day.
    Purse.Met met = money.meet(invoice.issueDate().minusDays(1), invoice.bill().sums());
    return new PlannedInvoice(
        invoice.issueDate(),
        after.currency(),
        Stream.concat(
                invoice.parts().stream().flatMap(PreviewView::lines),
                met.credits().stream().map(PreviewView::line))
            .toList(),
        met.total(),
        met.vat(),
        met.paid(),
        met.total() - met.paid());
  }

  /** Credit that an ended subscription has left, or goodwill. */
  private static PlannedLine line(Purse.Credit credit) {
    return new PlannedLine(
        credit.subscriptionId(),
        BilledLine.Kind.ADJUSTMENT.name(),
        "Balance",
        Explanation.ofBalance(),
        credit.servicePeriod(),
        1,
        -credit.amount(),
        credit.bucket().vatRate(),
        null);
  }

  private static Stream<PlannedLine> lines(Preview.Part part) {
    return Stream.concat(
        part.bill().lines().stream().flatMap(line -> lines(line, part.subscription())),
        part.bill().extras().stream().map(extra -> line(extra, part.subscription())));
  }

  /** A line at its price before discounts, and below it one for each of these. */
  private static Stream<PlannedLine> lines(BillLine line, Subscription of) {
    return Stream.concat(
        Stream.of(line(line, of)),
        line.discounts().stream().map(discount -> line(discount, line, of)));
  }

  private static PlannedLine line(DiscountAmount discount, BillLine line, Subscription of) {
    DiscountExplanation why = new DiscountExplanation(discount.discount(), line, of.currency());
    return new PlannedLine(
        of.identity().subscriptionId(),
        "DISCOUNT",
        why.name(),
        why.sentences(),
        line.servicePeriod(),
        1,
        discount.amount(),
        line.price().vatRate(),
        discount.discount().id());
  }

  private static PlannedLine line(BillLine line, Subscription of) {
    return new PlannedLine(
        of.identity().subscriptionId(),
        line.kind().name(),
        line.price().name(),
        Explanation.of(line, of.timeline(), of.currency()).sentences(),
        line.servicePeriod(),
        line.price().quantity(),
        line.listAmount(),
        line.price().vatRate(),
        null);
  }

  private static PlannedLine line(ExtraLine extra, Subscription of) {
    return new PlannedLine(
        of.identity().subscriptionId(),
        extra.kind().name(),
        extra.description(),
        Map.of(),
        extra.servicePeriod(),
        extra.quantity(),
        extra.amount(),
        extra.vatRate(),
        null);
  }

  private static PlannedCredit credit(Preview.PlannedCredit credit) {
    return new PlannedCredit(
        credit.on(),
        credit.settlement(),
        credit.claim().servicePeriod(),
        credit.claim().amount(),
        credit.reductions());
  }
}
