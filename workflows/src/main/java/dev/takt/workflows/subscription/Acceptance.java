package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.Changes;
import dev.takt.workflows.timeline.Pause;
import dev.takt.workflows.timeline.TermsChange;
import dev.takt.workflows.timeline.Timeline;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides requests: what is granted becomes a fact on the timeline. Nothing is refused because
 * something else is planned; only what contradicts itself, the past or the agreement is.
 */
final class Acceptance {
  private static final int REMEMBERED_REQUESTS = 50;
  private static final int MOST_PAUSES = 1_000;

  private final Subscription subscription;
  private final Changes changes;
  private final LocalDate today;

  Acceptance(Subscription subscription, LocalDate today) {
    this.subscription = subscription;
    this.changes = subscription.changes();
    this.today = today;
  }

  Verdict decide(Command command) {
    if (subscription.recentRequests().contains(command.requestId())) {
      return new Verdict.Accepted(subscription);
    }
    if (subscription.progress().endedOn() != null) {
      return refused(
          Refusal.conflict(
              "subscription_ended",
              "The subscription ended on "
                  + subscription.progress().endedOn()
                  + "; start a new one instead."));
    }
    if (command.ifVersion() != null && command.ifVersion() != subscription.version()) {
      return refused(
          new Refusal(
              412,
              "version_conflict",
              "The subscription is at version "
                  + subscription.version()
                  + ", not "
                  + command.ifVersion()
                  + "; read it again and decide anew.",
              null));
    }
    Refusal excess = Limits.objectionTo(command, subscription);
    if (excess != null) {
      return refused(excess);
    }
    return switch (command.request()) {
      case Request.PlanPause pause -> plan(command, pause);
      case Request.ChangePause change -> change(command, change);
      case Request.RemovePause removal -> remove(command, removal);
      case Request.Cancel cancellation -> cancel(command, cancellation);
      case Request.UndoCancellation undo -> undo(command);
      case Request.ChangeTerms change -> change(command, change);
      case Request.ChangePaymentMethod change ->
          subscription.groupId() == null
              ? accepted(command, subscription.withPaymentMethod(change.paymentMethodId()))
              : refused(GroupMembershipRules.oneMethod(subscription));
      case Request.Suspend suspension -> suspend(command, suspension.debtId());
      case Request.Restore restoration -> restore(command, restoration.debtId());
    };
  }

  private Verdict plan(Command command, Request.PlanPause request) {
    if (changes.pauses().size() >= MOST_PAUSES) {
      return refused(
          Refusal.conflict(
              "too_many_pauses", "A subscription can have " + MOST_PAUSES + " pauses at most."));
    }
    Pause pause =
        new Pause(
            request.id(),
            request.from(),
            request.to(),
            request.afterPause(),
            request.settlement(),
            request.reason());
    Refusal refusal = objectionTo(null, pause);
    if (refusal == null) {
      refusal = GroupMembershipRules.objectionTo(pause, subscription);
    }
    if (refusal != null) {
      return refused(refusal);
    }
    List<Pause> pauses = new ArrayList<>(changes.pauses());
    pauses.add(pause);
    return accepted(command, subscription.withChanges(changes.withPauses(pauses)));
  }

  private Verdict change(Command command, Request.ChangePause request) {
    Pause old = pause(request.pauseId());
    Refusal objection = objectionToTouching(old, request.pauseId());
    if (objection != null || old == null) {
      return refused(objection);
    }
    LocalDate to = request.to() == null && !request.open() ? old.to() : request.to();
    Pause pause =
        new Pause(
            old.id(),
            request.from() == null ? old.from() : request.from(),
            to,
            old.afterPause(),
            old.settlement(),
            old.reason());
    Refusal refusal = objectionTo(old, pause);
    if (refusal != null) {
      return refused(refusal);
    }
    List<Pause> pauses =
        changes.pauses().stream()
            .map(other -> other.id().equals(pause.id()) ? pause : other)
            .toList();
    Subscription after = subscription.withChanges(changes.withPauses(pauses));
    if (pause.from().isAfter(today)) {
      after = after.withProgress(after.progress().without(pause.id()));
    }
    return undone(command, old, after, request.to() == null ? "/from" : "/to");
  }

  private Verdict remove(Command command, Request.RemovePause request) {
    Pause old = pause(request.pauseId());
    Refusal objection = objectionToTouching(old, request.pauseId());
    if (objection != null || old == null) {
      return refused(objection);
    }
    List<Pause> pauses =
        changes.pauses().stream().filter(pause -> !pause.id().equals(request.pauseId())).toList();
    Subscription after = subscription.withChanges(changes.withPauses(pauses));
    after = after.withProgress(after.progress().without(request.pauseId()));
    return undone(command, old, after, "/pauseId");
  }

  /** Where time becomes active again that was paused, all of it is due at once. */
  private Verdict undone(Command command, Pause before, Subscription after, String pointer) {
    Refusal excess = RequestHorizon.objectionToUndoing(before, after, today, pointer);
    return excess == null ? accepted(command, after) : refused(excess);
  }

  private @Nullable Refusal objectionToTouching(@Nullable Pause pause, String id) {
    if (pause == null) {
      return new Refusal(404, "pause_not_found", "There is no pause " + id + ".", null);
    }
    if (pause.to() != null && !pause.to().isAfter(today)) {
      return Refusal.conflict(
          "pause_over",
          "The pause was over on "
              + pause.to()
              + "; only planned and running ones can be changed.");
    }
    return null;
  }

  private @Nullable Refusal objectionTo(@Nullable Pause before, Pause pause) {
    LocalDate start = subscription.terms().startDate();
    if (pause.from().isBefore(start)) {
      return Refusal.notAllowed(
          "pause_before_start",
          "The subscription starts on " + start + "; a pause can start then or later.",
          "/from");
    }
    if (pause.to() != null && !pause.to().isAfter(pause.from())) {
      return Refusal.notAllowed(
          "pause_ends_before_it_starts",
          "\"to\" is the day service resumes; it must be after " + pause.from() + ".",
          "/to");
    }
    Refusal excess = RequestHorizon.objectionTo(subscription, before, pause, today);
    if (excess != null) {
      return excess;
    }
    for (Pause other : changes.pauses()) {
      if (!other.id().equals(pause.id()) && pause.overlaps(other)) {
        return Refusal.conflict(
            "pause_overlaps",
            "It overlaps pause "
                + other.id()
                + " from "
                + other.from()
                + (other.to() == null ? " without an end" : " to " + other.to())
                + "; change that one, or choose dates outside it.");
      }
    }
    return null;
  }

  private Verdict cancel(Command command, Request.Cancel request) {
    if (request.when() == Cancellation.When.ON_DATE
        && (request.date() == null || request.date().isBefore(today))) {
      return refused(
          Refusal.notAllowed(
              "end_in_the_past",
              "With ON_DATE, \"date\" is the first day without service: " + today + " or later.",
              "/date"));
    }
    Cancellation cancellation =
        new Cancellation(
            request.when(),
            request.when() == Cancellation.When.ON_DATE ? request.date() : null,
            today,
            request.settlement(),
            request.receivables(),
            request.reason());
    Subscription after = subscription.withChanges(changes.withCancellation(cancellation));
    Refusal refusal = request.override() ? null : tooEarly(after.timeline());
    return refusal == null ? accepted(command, after) : refused(refusal);
  }

  private @Nullable Refusal tooEarly(Timeline timeline) {
    LocalDate start = subscription.terms().startDate();
    LocalDate end = timeline.end();
    boolean neverStarts = end != null && today.isBefore(start) && !end.isAfter(start);
    if (end == null || neverStarts) {
      return null;
    }
    LocalDate afterNotice =
        subscription.noticePeriod() == null ? today : today.plus(subscription.noticePeriod());
    LocalDate afterTerm =
        subscription.minimumTerm() == null ? start : start.plus(subscription.minimumTerm());
    LocalDate earliest = afterTerm.isAfter(afterNotice) ? afterTerm : afterNotice;
    if (!end.isBefore(earliest)) {
      return null;
    }
    String code = afterTerm.isAfter(afterNotice) ? "minimum_term" : "notice_period";
    return Refusal.notAllowed(
        code,
        "The earliest possible end date is "
            + earliest
            + "; cancel ON_DATE to that day or a later one, or set \"override\".",
        "/date");
  }

  private Verdict undo(Command command) {
    if (changes.cancellation() == null) {
      return refused(
          Refusal.conflict("not_cancelled", "The subscription is not cancelled: nothing to undo."));
    }
    return accepted(command, subscription.withChanges(changes.withCancellation(null)));
  }

  private Verdict change(Command command, Request.ChangeTerms request) {
    Refusal refusal = objectionTo(request);
    if (refusal != null) {
      return refused(refusal);
    }
    TermsChange change = request.asked(changes.terms().size() + 1, today);
    return accepted(command, subscription.withChanges(changes.withTerm(change)));
  }

  private @Nullable Refusal objectionTo(Request.ChangeTerms request) {
    int given =
        (request.unitPrice() == null ? 0 : 1)
            + (request.quantity() == null ? 0 : 1)
            + (request.plan() == null ? 0 : 1);
    if (given != 1) {
      return Refusal.notAllowed(
          "one_change_at_a_time", "Give exactly one of price, planId and quantity.", null);
    }
    if (request.plan() != null) {
      Refusal refusal = GroupMembershipRules.objectionTo(request.plan(), subscription);
      if (refusal != null) {
        return refusal;
      }
    }
    if (request.unitPrice() != null && request.unitPrice() < 0) {
      return Refusal.notAllowed(
          "negative_price", "A price is 0 or more, in minor units.", "/price");
    }
    if (request.quantity() != null && request.quantity() < 1) {
      return Refusal.notAllowed("quantity_below_one", "A quantity is 1 or more.", "/quantity");
    }
    if (request.when() == TermsChange.When.ON_DATE
        && (request.date() == null || request.date().isBefore(today))) {
      return Refusal.notAllowed(
          "date_in_the_past",
          "With ON_DATE, \"date\" is the first day with the new terms: " + today + " or later.",
          "/date");
    }
    return null;
  }

  /** The agreement, its timeline and its bills run on: only the service is withheld. */
  private Verdict suspend(Command command, String debtId) {
    return changes.withholdsFor(debtId)
        ? new Verdict.Accepted(subscription)
        : accepted(command, subscription.withChanges(changes.withSuspension(debtId, today)));
  }

  private Verdict restore(Command command, String debtId) {
    return changes.withholdsFor(debtId)
        ? accepted(command, subscription.withChanges(changes.withoutSuspension(debtId, today)))
        : new Verdict.Accepted(subscription);
  }

  private @Nullable Pause pause(String id) {
    return changes.pauses().stream()
        .filter(pause -> pause.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  private Verdict accepted(Command command, Subscription after) {
    List<String> requests = new ArrayList<>(subscription.recentRequests());
    requests.add(command.requestId());
    if (requests.size() > REMEMBERED_REQUESTS) {
      requests.removeFirst();
    }
    return new Verdict.Accepted(after.accepted(requests, today));
  }

  private static Verdict refused(@Nullable Refusal refusal) {
    if (refusal == null) {
      throw new IllegalStateException("refused without a reason");
    }
    return new Verdict.Refused(refusal);
  }
}
