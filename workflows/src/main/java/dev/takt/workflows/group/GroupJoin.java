package dev.takt.workflows.group;

import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Membership;
import dev.takt.workflows.timeline.NominalPeriod;
import dev.takt.workflows.timeline.Pause;
import dev.takt.workflows.timeline.RhythmChange;
import dev.takt.workflows.timeline.TermsChange;
import dev.takt.workflows.timeline.Transition;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a subscription joins a group, and what may stand in its way. */
public final class GroupJoin {
  private final Group group;
  private final Transition transition;

  /** The entry into a group. */
  public GroupJoin(Group group, Transition transition) {
    this.group = group;
    this.transition = transition;
  }

  /** Why it cannot join today, or null. */
  public @Nullable Refusal objectionTo(Subscription subscription, LocalDate today) {
    String id = subscription.identity().subscriptionId();
    if (subscription.progress().endedOn() != null) {
      return Refusal.conflict(
          "subscription_ended",
          "Subscription " + id + " ended on " + subscription.progress().endedOn() + ".");
    }
    if (subscription.groupId() != null) {
      return Refusal.conflict(
          "already_in_group",
          "Subscription "
              + id
              + " is in group "
              + subscription.groupId()
              + " already; it can leave that one first.");
    }
    return differences(subscription, today);
  }

  /** Why a subscription that says that it is in the group cannot be signed up into it, or null. */
  public static @Nullable Refusal objectionToSignUp(Group group, Subscription subscription) {
    Refusal refusal =
        group.dissolvedOn() == null
            ? new GroupJoin(group, Transition.ON_NEXT_DATE)
                .differences(subscription, subscription.terms().startDate())
            : Refusal.conflict(
                "group_dissolved",
                "The group was dissolved on " + group.dissolvedOn() + "; form a new one instead.");
    return refusal == null ? null : refusal.about("/groupId");
  }

  private @Nullable Refusal differences(Subscription subscription, LocalDate today) {
    return Stream.of(partiesOf(subscription), paymentOf(subscription), timeOf(subscription, today))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  private Optional<Refusal> partiesOf(Subscription subscription) {
    if (!subscription.identity().customerId().equals(group.identity().customerId())) {
      return refusal(
          subscription,
          "other_customer",
          "belongs to another customer; a group is one customer's, who pays for all of it");
    }
    if (!subscription.currency().equals(group.currency())) {
      return refusal(
          subscription,
          "currency_differs",
          "is in " + subscription.currency() + ", and the group's invoices in " + group.currency());
    }
    return Optional.empty();
  }

  private Optional<Refusal> paymentOf(Subscription subscription) {
    CollectionMethod common = group.collection();
    CollectionMethod own = subscription.collection();
    if (common == null) {
      return Optional.empty();
    }
    boolean sameTerms =
        common.means() == own.means()
            && (own.means() == CollectionMethod.Means.CARD
                || common.termsDays() == own.termsDays());
    if (!sameTerms) {
      return refusal(
          subscription,
          "collection_differs",
          "is paid for by " + told(own) + ", and the group's invoices by " + told(common));
    }
    boolean sameMethod =
        common.paymentMethodId() == null
            ? own.paymentMethodId() == null
            : common.paymentMethodId().equals(own.paymentMethodId());
    return sameMethod
        ? Optional.empty()
        : refusal(
            subscription,
            "payment_method_differs",
            "is charged to another payment method than the group; one invoice has one payment");
  }

  private static String told(CollectionMethod collection) {
    return collection.means() == CollectionMethod.Means.CARD
        ? "card"
        : "invoice within " + collection.termsDays() + " days";
  }

  private Optional<Refusal> timeOf(Subscription subscription, LocalDate today) {
    Rhythm own = subscription.timeline().rhythmAfter(today);
    if (times(own) == 0) {
      return refusal(
          subscription,
          "interval_differs",
          "renews "
              + every(own)
              + ", which is not a multiple of the group's interval, "
              + every(group.rhythm()));
    }
    boolean otherIntervalPlanned =
        subscription.changes().datedPlans().stream()
            .filter(change -> change.date() != null && change.date().isAfter(today))
            .map(TermsChange::plan)
            .anyMatch(plan -> plan != null && differs(plan, own));
    if (otherIntervalPlanned) {
      return refusal(
          subscription,
          "interval_differs",
          "changes to a plan with another interval; let it join when that has happened");
    }
    return subscription.changes().pauses().stream()
        .filter(pause -> pause.afterPause() != AfterPause.KEEP_DATES)
        .filter(pause -> pause.to() == null || pause.to().isAfter(today))
        .map(Pause::id)
        .findFirst()
        .flatMap(
            pause ->
                refusal(
                    subscription,
                    "pause_moves_dates",
                    "has pause "
                        + pause
                        + ", which moves its dates; only pauses with KEEP_DATES are possible in a"
                        + " group"));
  }

  private static boolean differs(TermsChange.Plan plan, Rhythm own) {
    return plan.unit() != own.unit() || plan.count() != own.count();
  }

  /** How many of the group's periods one of a rhythm has; 0 where that is no whole number. */
  private int times(Rhythm own) {
    boolean sameKind = group.rhythm().hasDayOfMonth() == own.hasDayOfMonth();
    int of = length(own);
    int by = length(group.rhythm());
    return sameKind && of % by == 0 ? of / by : 0;
  }

  /** In days or in months. */
  private static int length(Rhythm rhythm) {
    return Math.multiplyExact(
        rhythm.count(),
        switch (rhythm.unit()) {
          case DAY, MONTH -> 1;
          case WEEK -> 7;
          case YEAR -> 12;
        });
  }

  private static String every(Rhythm rhythm) {
    String unit = rhythm.unit().name().toLowerCase(Locale.ROOT);
    return rhythm.count() == 1 ? "every " + unit : "every " + rhythm.count() + " " + unit + "s";
  }

  /** A subscription that has joined: its running period runs out as it is. */
  Subscription joined(Subscription subscription, LocalDate today) {
    Rhythm own = subscription.timeline().rhythmAfter(today);
    LocalDate from =
        subscription
            .timeline()
            .firstAfter(today)
            .map(NominalPeriod::firstDate)
            .orElseGet(() -> own.periodAt(today).to());
    List<RhythmChange> rhythms =
        Stream.concat(
                subscription.changes().rhythms().stream(),
                Stream.of(change(subscription, today, own, from)))
            .toList();
    return subscription.inGroup(group.identity().groupId(), rhythms, today);
  }

  /** A subscription that is signed up straight into the group: it follows it from its start. */
  public Subscription signedUp(Subscription subscription) {
    LocalDate start = subscription.terms().startDate();
    Rhythm own = subscription.timeline().rhythmAfter(start);
    return subscription.signedUpInto(
        change(
            subscription,
            start.minusDays(1),
            own,
            Optional.ofNullable(subscription.timeline().trialEnd()).orElse(start)));
  }

  private RhythmChange change(
      Subscription subscription, LocalDate askedOn, Rhythm own, LocalDate from) {
    Membership membership = new Membership(group.identity().groupId(), transition, group.rhythm());
    Rhythm rhythm =
        new Rhythm(
            own.unit(), own.count(), membership.groupDateFrom(from), group.rhythm().dayOfMonth());
    String id = group.identity().groupId() + "/joined/" + subscription.version();
    return new RhythmChange(id, askedOn, rhythm, membership);
  }

  private static Optional<Refusal> refusal(Subscription subscription, String code, String because) {
    return Optional.of(
        Refusal.notAllowed(
            code,
            "Subscription " + subscription.identity().subscriptionId() + " " + because + ".",
            null));
  }
}
