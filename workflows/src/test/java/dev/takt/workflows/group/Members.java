package dev.takt.workflows.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.group.GroupVerdict.MemberChange;
import dev.takt.workflows.subscription.BillingSchedule;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Fact;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words that the tests of groups are written in: subscriptions and groups of one customer. */
final class Members {
  static final BillingSchedule HOURS = new BillingSchedule(ZoneOffset.UTC, LocalTime.MIDNIGHT);
  static final CollectionMethod CARD = new CollectionMethod(CollectionMethod.Means.CARD, 0, null);

  private Members() {}

  static Subscription of(
      String id, Terms terms, String customer, String currency, CollectionMethod by) {
    return Subscription.signedUp(
            new Identity("mer_1", false, id, customer, null),
            HOURS,
            currency,
            by,
            terms,
            null,
            null,
            null)
        .recorded(terms.startDate());
  }

  /** In advance, at a price that no number of days divides. */
  static Subscription of(RhythmUnit unit, int count, LocalDate start) {
    return of("sub_1", terms(unit, count, start), "cus_1", "DKK", CARD);
  }

  static Subscription monthly(String id, LocalDate start) {
    return of(id, terms(RhythmUnit.MONTH, 1, start), "cus_1", "DKK", CARD);
  }

  static Terms terms(RhythmUnit unit, int count, LocalDate start) {
    return new Terms(
        start,
        unit,
        count,
        null,
        BillingTiming.IN_ADVANCE,
        0,
        new Price("pln_1", "Avisen", 99_991, 1, "25", true));
  }

  static Group group(Rhythm rhythm, LocalDate formedOn) {
    var identity = new GroupIdentity("mer_1", false, "grp_1", "cus_1", null);
    return Group.formed(identity, HOURS, "DKK", rhythm, formedOn);
  }

  /** What is made of a request, at the first moment of a date. */
  static GroupVerdict ask(
      Group group,
      List<Subscription> members,
      List<Subscription> others,
      LocalDate today,
      GroupRequest request) {
    return ask(group, members, others, today, "r" + request, null, request);
  }

  static GroupVerdict ask(
      Group group,
      List<Subscription> members,
      List<Subscription> others,
      LocalDate today,
      String requestId,
      @Nullable Long ifVersion,
      GroupRequest request) {
    Instant now = HOURS.midnightOf(today);
    return new GroupAcceptance(group, members, others, now)
        .decide(new GroupCommand(requestId, "key_1", null, ifVersion, request));
  }

  static GroupVerdict.Accepted granted(GroupVerdict verdict) {
    assertThat(verdict).isInstanceOf(GroupVerdict.Accepted.class);
    return (GroupVerdict.Accepted) verdict;
  }

  static Refusal refused(GroupVerdict verdict) {
    assertThat(verdict).isInstanceOf(GroupVerdict.Refused.class);
    return ((GroupVerdict.Refused) verdict).refusal();
  }

  /** The only one that changed. */
  static Subscription only(GroupVerdict verdict) {
    List<MemberChange> changes = granted(verdict).members();
    assertThat(changes).hasSize(1);
    return changes.getFirst().after();
  }

  /** A subscription that was billed on a date for all that was due. */
  static Subscription billedOn(Subscription subscription, LocalDate date) {
    var lines =
        subscription.billOn(date).lines().stream().map(line -> line.billedBy("inv_1")).toList();
    return subscription.after(new Fact.Billed(date, lines, null));
  }
}
