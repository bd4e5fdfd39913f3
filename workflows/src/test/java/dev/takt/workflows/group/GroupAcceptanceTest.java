package dev.takt.workflows.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.subscription.Charge;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Transition;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is asked of a group, and when it bills: all of it or nothing. */
class GroupAcceptanceTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 2, 1);
  private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);
  private static final Group EMPTY =
      Members.group(Rhythm.anchoredAt(RhythmUnit.MONTH, 1, MARCH), TODAY);
  private static final Subscription ONE = Members.monthly("sub_1", LocalDate.of(2026, 1, 5));
  private static final Subscription OTHER = Members.monthly("sub_2", LocalDate.of(2026, 1, 12));

  private static GroupRequest.Join join(String... ids) {
    return new GroupRequest.Join(List.of(ids), Transition.ON_NEXT_DATE);
  }

  private static Group formed() {
    return Members.granted(
            Members.ask(EMPTY, List.of(), List.of(ONE, OTHER), TODAY, join("sub_1", "sub_2")))
        .after();
  }

  @Test
  void howeverManyJoinItIsOneChange() {
    assertThat(formed().version()).isEqualTo(1);
    assertThat(formed().collection()).isEqualTo(Members.CARD);
  }

  @Test
  void oneWhoDoesNotFitKeepsAllOutAndIsNamed() {
    var byInvoice =
        Members.of(
            "sub_3",
            ONE.terms(),
            "cus_1",
            "DKK",
            new CollectionMethod(CollectionMethod.Means.INVOICE, 14, null));
    Refusal refusal =
        Members.refused(
            Members.ask(
                EMPTY,
                List.of(),
                List.of(ONE, OTHER, byInvoice),
                TODAY,
                join("sub_1", "sub_2", "sub_3")));
    assertThat(refusal.code()).isEqualTo("collection_differs");
    assertThat(refusal.pointer()).isEqualTo("/members/2");
    assertThat(refusal.detail()).contains("sub_3", "invoice within 14 days", "by card");
  }

  @Test
  void aLaterOneIsNamedByItsField() {
    var euro = Members.of("sub_3", ONE.terms(), "cus_1", "EUR", Members.CARD);
    Refusal refusal =
        Members.refused(Members.ask(formed(), List.of(), List.of(euro), TODAY, join("sub_3")));
    assertThat(refusal.code()).isEqualTo("currency_differs");
    assertThat(refusal.pointer()).isEqualTo("/subscriptionId");
    assertThat(
            Members.refused(Members.ask(formed(), List.of(), List.of(), TODAY, join("sub_9")))
                .pointer())
        .isEqualTo("/subscriptionId");
  }

  @Test
  void aRepeatChangesNothing() {
    Group group =
        Members.granted(
                Members.ask(EMPTY, List.of(), List.of(ONE), TODAY, "r1", null, join("sub_1")))
            .after();
    var again = Members.ask(group, List.of(), List.of(ONE), TODAY, "r1", null, join("sub_1"));
    assertThat(Members.granted(again).after()).isEqualTo(group);
    assertThat(Members.granted(again).members()).isEmpty();
  }

  @Test
  void itIsDecidedOnTheVersionThatWasSeen() {
    var stale = Members.ask(formed(), List.of(), List.of(ONE), TODAY, "r", 7L, join("sub_1"));
    assertThat(Members.refused(stale).status()).isEqualTo(412);
    var dissolve = new GroupRequest.Dissolve(GroupRequest.RhythmThen.KEEP);
    Group over =
        Members.granted(Members.ask(formed(), List.of(), List.of(), TODAY, dissolve)).after();
    assertThat(over.nextDate()).isNull();
    assertThat(
            Members.refused(Members.ask(over, List.of(), List.of(ONE), TODAY, join("sub_1")))
                .code())
        .isEqualTo("group_dissolved");
  }

  @Test
  void aThousandMembersAreFull() {
    List<Subscription> many =
        IntStream.range(0, 1000).mapToObj(i -> Members.monthly("sub_m" + i, TODAY)).toList();
    assertThat(
            Members.refused(Members.ask(formed(), many, List.of(ONE), TODAY, join("sub_1"))).code())
        .isEqualTo("group_full");
  }

  @Test
  void onlyAMemberCanLeave() {
    var leave = new GroupRequest.Leave("sub_9", GroupRequest.RhythmThen.KEEP);
    assertThat(Members.refused(Members.ask(formed(), List.of(ONE), List.of(), TODAY, leave)).code())
        .isEqualTo("not_a_member");
  }

  @Test
  void itBillsOnItsDatesAfterItWasFormed() {
    Group onItsDate = Members.group(Rhythm.anchoredAt(RhythmUnit.MONTH, 1, MARCH), MARCH);
    assertThat(onItsDate.nextDate()).isEqualTo(LocalDate.of(2026, 4, 1));
    Group group = formed();
    var due = Members.HOURS.billingOn(MARCH);
    assertThat(GroupAgenda.next(group, due.minusSeconds(1)))
        .isEqualTo(new GroupStep.Wait(due, new GroupStep.Bill(MARCH)));
    assertThat(GroupAgenda.next(group, due)).isEqualTo(new GroupStep.Bill(MARCH));
    Group billed = group.after(new JointBill(MARCH, "inv_1", 100, 2, new Charge("inv_1", 1)));
    assertThat(GroupAgenda.next(billed, due))
        .isEqualTo(
            new GroupStep.Wait(
                Members.HOURS.billingOn(LocalDate.of(2026, 4, 1)),
                new GroupStep.Bill(LocalDate.of(2026, 4, 1))));
  }
}
