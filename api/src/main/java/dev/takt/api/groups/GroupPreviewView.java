package dev.takt.api.groups;

import dev.takt.api.subscriptions.TimelineView;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupPreview;
import dev.takt.workflows.money.Purse;
import dev.takt.workflows.money.Vat;
import dev.takt.workflows.subscription.Preview;
import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.BillLine;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.ExtraLine;
import dev.takt.workflows.timeline.Transition;
import dev.takt.workflows.wording.Explanation;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A group's future as it would be. What is billed later counts as paid.
 *
 * @param members how each comes into step, or goes on alone
 * @param nextInvoices the next three joint ones, and those that members get for themselves
 * @param timeline one of each subscription
 */
record GroupPreviewView(
    List<MemberPreview> members, List<PlannedInvoice> nextInvoices, List<MemberTimeline> timeline) {

  /**
   * @param from the first day in the rhythm that it takes up; null where that is undone
   * @param transitionalPeriod the short one up to the first date of that rhythm
   * @param transitionalAmount in minor units, with VAT where the price includes it
   */
  record MemberPreview(
      String subscriptionId,
      @Nullable String groupId,
      @Nullable LocalDate from,
      @Nullable Transition transition,
      @Nullable Period transitionalPeriod,
      long transitionalAmount) {}

  /**
   * @param groupId null where it is one subscription's alone
   * @param total with VAT, in minor units
   * @param amountPaid what the customer's money pays of it as it is issued
   */
  record PlannedInvoice(
      LocalDate issueDate,
      @Nullable String groupId,
      String currency,
      List<PlannedLine> lines,
      long total,
      List<Vat> vat,
      long amountPaid,
      long amountDue) {}

  /**
   * @param explanation why the amount is what it is, by language: da, nb, sv, en
   */
  record PlannedLine(
      String subscriptionId,
      String kind,
      String description,
      Map<String, String> explanation,
      @Nullable Period servicePeriod,
      int quantity,
      long amount,
      String vatRate) {}

  /** A member's timeline. */
  record MemberTimeline(
      String subscriptionId, List<TimelineView.SegmentView> segments, @Nullable LocalDate end) {
    static MemberTimeline of(String subscriptionId, TimelineView timeline) {
      return new MemberTimeline(subscriptionId, timeline.segments(), timeline.end());
    }
  }

  static GroupPreviewView of(
      Group group, GroupPreview preview, List<MemberTimeline> timelines, Purse money) {
    preview.left().forEach(left -> money.expect(left.on(), left.credit()));
    return new GroupPreviewView(
        preview.members().stream().map(GroupPreviewView::member).toList(),
        preview.invoices().stream().map(invoice -> invoice(group, invoice, money)).toList(),
        timelines);
  }

  private static MemberPreview member(GroupPreview.Member member) {
    return new MemberPreview(
        member.subscription().identity().subscriptionId(),
        member.subscription().groupId(),
        member.from(),
        member.transition(),
        member.transitional(),
        member.amount());
  }

  private static PlannedInvoice invoice(
      Group group, GroupPreview.PlannedInvoice invoice, Purse money) {
    Bill all = Bill.joint(invoice.parts().stream().map(Preview.Part::bill).toList());
    // What a member leaves on a day is there for the joint bill, and comes after its own.
    LocalDate day = invoice.issueDate();
    Purse.Met met = money.meet(invoice.joint() ? day : day.minusDays(1), all.sums());
    return new PlannedInvoice(
        invoice.issueDate(),
        invoice.joint() ? group.identity().groupId() : null,
        group.currency(),
        Stream.concat(
                invoice.parts().stream().flatMap(GroupPreviewView::lines),
                met.credits().stream().map(GroupPreviewView::line))
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
        credit.bucket().vatRate());
  }

  private static Stream<PlannedLine> lines(Preview.Part part) {
    return Stream.concat(
        part.bill().lines().stream().map(line -> line(part, line)),
        part.bill().extras().stream().map(extra -> line(part, extra)));
  }

  private static PlannedLine line(Preview.Part part, ExtraLine extra) {
    return new PlannedLine(
        part.subscription().identity().subscriptionId(),
        extra.kind().name(),
        extra.description(),
        Map.of(),
        extra.servicePeriod(),
        extra.quantity(),
        extra.amount(),
        extra.vatRate());
  }

  private static PlannedLine line(Preview.Part part, BillLine line) {
    var subscription = part.subscription();
    return new PlannedLine(
        subscription.identity().subscriptionId(),
        line.kind().name(),
        line.price().name(),
        Explanation.of(line, subscription.timeline(), subscription.currency()).sentences(),
        line.servicePeriod(),
        line.price().quantity(),
        line.amount(),
        line.price().vatRate());
  }
}
