package dev.takt.workflows.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.settlement.MoneyTrail;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.GroupRest;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.subscription.Verdict;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.OneOffCharge;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.Transition;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A group that bills on the 1st, and in which nobody has service on 1 April. */
class GroupRestTest {
  private static final LocalDate JOINED = LocalDate.of(2026, 2, 20);
  private static final Rhythm GROUP =
      Rhythm.anchoredAt(RhythmUnit.MONTH, 1, LocalDate.of(2026, 3, 1));

  @Test
  void aloneItsArrearsAreBilledWhenItsLastServiceEnds() {
    assertThat(invoices(member("sub_a", BillingTiming.IN_ARREARS, 1, true)))
        .startsWith("2026-03-21 own 20000", "2026-05-01 joint 20667", "2026-06-01 joint 31000");
  }

  @Test
  void withAnotherThatHasServiceTheyAreOnTheJointInvoice() {
    assertThat(
            invoices(
                member("sub_a", BillingTiming.IN_ARREARS, 1, true),
                member("sub_b", BillingTiming.IN_ARREARS, 1, false)))
        .startsWith("2026-04-01 joint 51000", "2026-05-01 joint 51667");
  }

  /** Their last service ends on the same day, whoever is first to be asked. */
  @Test
  void allThatRestBillThemselves() {
    assertThat(
            invoices(
                member("sub_a", BillingTiming.IN_ARREARS, 1, true),
                member("sub_b", BillingTiming.IN_ARREARS, 1, true)))
        .startsWith("2026-03-21 own 20000", "2026-03-21 own 20000", "2026-05-01 joint 41334");
  }

  /** From 10 March up to 1 April, which is to be billed on that day. */
  @Test
  void aTransitionalPeriodIsBilledWhenTheLastServiceBeforeTheGroupDateEnds() {
    assertThat(invoices(member("sub_a", BillingTiming.IN_ADVANCE, 10, true)))
        .startsWith("2026-03-21 own 11000", "2026-05-01 joint 51667");
  }

  /** What is said of a member is the day on which it will be billed. */
  @Test
  void theNextBillIsSaidForTheDayOnWhichItWillBe() {
    Subscription arrears = member("sub_a", BillingTiming.IN_ARREARS, 1, true);
    assertThat(nextBills(arrears)).containsExactly("2026-03-21");
    assertThat(nextBills(arrears, member("sub_b", BillingTiming.IN_ARREARS, 1, false)))
        .containsExactly("2026-04-01", "2026-04-01");
    assertThat(nextBills(arrears, member("sub_b", BillingTiming.IN_ARREARS, 1, true)))
        .containsExactly("2026-03-21", "2026-03-21");
    assertThat(nextBills(member("sub_a", BillingTiming.IN_ADVANCE, 10, true)))
        .containsExactly("2026-03-21");
  }

  private static List<String> nextBills(Subscription... members) {
    List<Subscription> together =
        joined(members).members().stream().map(GroupVerdict.MemberChange::after).toList();
    return together.stream()
        .map(
            one ->
                String.valueOf(
                    GroupRest.nextBillingDate(
                        one,
                        together.stream()
                            .filter(other -> !other.identity().equals(one.identity()))
                            .toList())))
        .toList();
  }

  /** The group date is the day of a charge: the joint invoice is of that, and of what waits. */
  @Test
  void aChargeOfTheGroupDateIsBilledJointlyWhereAllRest() {
    Subscription dated =
        charged(
            member("sub_a", BillingTiming.IN_ADVANCE, 1, true),
            OneOffCharge.When.ON_DATE,
            LocalDate.of(2026, 4, 1));
    Subscription waiting =
        charged(
            member("sub_b", BillingTiming.IN_ARREARS, 1, true),
            OneOffCharge.When.NEXT_INVOICE,
            null);

    assertThat(invoices(dated)).startsWith("2026-03-01 joint 20000", "2026-04-01 joint 500");
    assertThat(invoices(dated, waiting))
        .startsWith("2026-03-01 joint 20500", "2026-03-21 own 20000", "2026-04-01 joint 500");
  }

  /** On a day that is no group date a charge makes an invoice of its own. */
  @Test
  void aChargeOfAnotherDayIsBilledAlone() {
    Subscription dated =
        charged(
            member("sub_a", BillingTiming.IN_ADVANCE, 1, false),
            OneOffCharge.When.ON_DATE,
            LocalDate.of(2026, 3, 10));

    assertThat(invoices(dated))
        .startsWith("2026-03-01 joint 31000", "2026-03-10 own 500", "2026-04-01 joint 31000");
  }

  /** Asked for on the day on which they join, which is before the first group date. */
  private static Subscription charged(
      Subscription subscription, OneOffCharge.When when, @Nullable LocalDate date) {
    return accepted(
        subscription, new Request.AddCharge("chg_" + when, "Key", 500, 1, null, when, date, null));
  }

  private static GroupVerdict.Accepted joined(Subscription... members) {
    Group group = Members.group(GROUP, JOINED);
    var join =
        new GroupRequest.Join(
            List.of(members).stream().map(one -> one.identity().subscriptionId()).toList(),
            Transition.ON_NEXT_DATE);
    return Members.granted(Members.ask(group, List.of(), List.of(members), JOINED, join));
  }

  private static List<String> invoices(Subscription... members) {
    GroupVerdict.Accepted joined = joined(members);
    List<Subscription> together =
        joined.members().stream().map(GroupVerdict.MemberChange::after).toList();
    return GroupPreview.of(joined.after(), together, JOINED, MoneyTrail.UNKNOWN).invoices().stream()
        .map(
            invoice ->
                invoice.issueDate()
                    + (invoice.joint() ? " joint " : " own ")
                    + invoice.parts().stream().mapToLong(part -> part.bill().amount()).sum())
        .toList();
  }

  /** Begins on a day of March at 310.00 a month; paused from the 21st to 11 April. */
  private static Subscription member(String id, BillingTiming billing, int day, boolean paused) {
    var price = new Price("pln_1", "Avisen", 31_000, 1, "25", true);
    var terms = new Terms(LocalDate.of(2026, 3, day), RhythmUnit.MONTH, 1, null, billing, 0, price);
    Subscription alone = Members.of(id, terms, "cus_1", "DKK", Members.CARD);
    return paused ? paused(alone) : alone;
  }

  private static Subscription paused(Subscription subscription) {
    var pause =
        new Request.PlanPause(
            "pau_1",
            LocalDate.of(2026, 3, 21),
            LocalDate.of(2026, 4, 11),
            AfterPause.KEEP_DATES,
            PauseSettlement.BALANCE,
            null);
    return accepted(subscription, pause);
  }

  private static Subscription accepted(Subscription subscription, Request request) {
    var command = new Command("r" + request.hashCode(), "key_1", null, null, request);
    Verdict verdict = subscription.accept(command, Members.HOURS.midnightOf(JOINED));
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    return ((Verdict.Accepted) verdict).after();
  }
}
