package dev.takt.workflows.subscription;

import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.timeline.Changes;
import dev.takt.workflows.timeline.TermsChange;
import dev.takt.workflows.timeline.TermsChangePosition;
import dev.takt.workflows.timeline.TermsChangeStatus;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be asked about changes of terms that are temporary, or that were asked for before. */
final class TermsChangeRules {
  private final Subscription subscription;
  private final Changes changes;
  private final LocalDate today;

  TermsChangeRules(Subscription subscription, LocalDate today) {
    this.subscription = subscription;
    this.changes = subscription.changes();
    this.today = today;
  }

  /** Why a change cannot be temporary, or null; one that lasts can be what it is. */
  @Nullable Refusal objectionToTemporary(Request.ChangeTerms request) {
    LocalDate until = request.until();
    if (until == null) {
      return null;
    }
    LocalDate from = request.date() == null ? today : request.date();
    if (!until.isAfter(from)) {
      return Refusal.notAllowed(
          "until_before_from",
          "\"until\" is the first day without the change; it must be after " + from + ".",
          "/until");
    }
    TermsChange.Plan plan = request.plan();
    Rhythm rhythm =
        subscription.timeline().rhythmAfter(request.date() == null ? from : from.minusDays(1));
    return plan == null || (plan.unit() == rhythm.unit() && plan.count() == rhythm.count())
        ? null
        : Refusal.notAllowed(
            "temporary_plan_keeps_interval",
            "A temporary plan renews as the lasting one does, every "
                + rhythm.count()
                + " "
                + rhythm.unit()
                + ".",
            "/planId");
  }

  /** Why a temporary change does not get another end, or null. */
  @Nullable Refusal objectionTo(Request.ProlongChange request) {
    TermsChangePosition position = position(request.changeId());
    Refusal refusal = objectionToTouching(position, request.changeId());
    if (refusal != null || position == null) {
      return refusal;
    }
    if (position.change().until() == null) {
      return Refusal.notAllowed(
          "change_lasts", "The change has no end: ask for another, or remove it.", "/until");
    }
    LocalDate from = position.from();
    return (from != null && !request.until().isAfter(from)) || request.until().isBefore(today)
        ? Refusal.notAllowed(
            "until_before_from",
            "\"until\" is the first day without the change: today or later, and after its start.",
            "/until")
        : null;
  }

  /** With another end for a temporary change. */
  Subscription after(Request.ProlongChange request) {
    return withTerms(
        changes.terms().stream()
            .map(one -> one.id().equals(request.changeId()) ? one.until(request.until()) : one)
            .toList());
  }

  /** Why a change is not removed, or null. */
  @Nullable Refusal objectionTo(Request.RemoveChange request) {
    TermsChangePosition position = position(request.changeId());
    Refusal refusal = objectionToTouching(position, request.changeId());
    if (refusal != null || position == null) {
      return refusal;
    }
    TermsChange change = position.change();
    LocalDate from = position.from();
    boolean isInEffect = position.status() == TermsChangeStatus.RUNNING;
    if (isInEffect && change.plan() != null && change.until() == null) {
      return Refusal.conflict(
          "change_in_effect",
          "The plan has been in effect since " + from + ": ask for the other plan instead.");
    }
    return from == null ? null : RequestHorizon.objectionToReachingBack(subscription, from, today);
  }

  /** As if a change had never been asked for. */
  Subscription after(Request.RemoveChange request) {
    return withTerms(
        changes.terms().stream().filter(one -> !one.id().equals(request.changeId())).toList());
  }

  private Subscription withTerms(List<TermsChange> terms) {
    return subscription.withChanges(changes.withTerms(terms));
  }

  private @Nullable TermsChangePosition position(String id) {
    return subscription.timeline().termsChanges(today).stream()
        .filter(one -> one.change().id().equals(id))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Refusal objectionToTouching(
      @Nullable TermsChangePosition position, String id) {
    if (position == null) {
      return new Refusal(404, "change_not_found", "There is no change " + id + ".", null);
    }
    return position.status() == TermsChangeStatus.OVER
        ? Refusal.conflict(
            "change_over",
            "The change was over on "
                + position.change().until()
                + "; only planned and running ones can be changed.")
        : null;
  }
}
