package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.Changes;
import dev.takt.workflows.timeline.Pause;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of pauses, and what becomes of a subscription whose pause keeps them. */
final class PauseRules {
  private static final int MOST_PAUSES = 1_000;

  private final Subscription subscription;
  private final Changes changes;
  private final LocalDate today;

  PauseRules(Subscription subscription, LocalDate today) {
    this.subscription = subscription;
    this.changes = subscription.changes();
    this.today = today;
  }

  @Nullable Refusal objectionTo(Request.PlanPause request) {
    Pause pause = planned(request);
    return Rule.firstObjection(
        this::areTooMany,
        () -> startsTooEarly(pause),
        () -> endsBeforeItStarts(pause),
        () -> RequestHorizon.objectionTo(subscription, null, pause, today),
        () -> overlaps(pause),
        () -> GroupMembershipRules.keepsDates(pause, subscription));
  }

  Subscription after(Request.PlanPause request) {
    return withPauses(Stream.concat(changes.pauses().stream(), Stream.of(planned(request))));
  }

  private static Pause planned(Request.PlanPause request) {
    return new Pause(
        request.id(),
        request.from(),
        request.to(),
        request.afterPause(),
        request.settlement(),
        request.reason());
  }

  @Nullable Refusal objectionTo(Request.ChangePause request) {
    Pause old = find(request.pauseId());
    if (old == null) {
      return notFound(request.pauseId());
    }
    Pause pause = moved(old, request);
    return Rule.firstObjection(
        () -> isOver(old),
        () -> startsTooEarly(pause),
        () -> endsBeforeItStarts(pause),
        () -> RequestHorizon.objectionTo(subscription, old, pause, today),
        () -> overlaps(pause),
        () ->
            RequestHorizon.objectionToUndoing(
                old, after(request), today, request.to() == null ? "/from" : "/to"));
  }

  Subscription after(Request.ChangePause request) {
    Pause pause = moved(get(request.pauseId()), request);
    Subscription after =
        withPauses(
            changes.pauses().stream().map(other -> other.id().equals(pause.id()) ? pause : other));
    return pause.from().isAfter(today)
        ? after.withProgress(after.progress().without(pause.id()))
        : after;
  }

  private static Pause moved(Pause old, Request.ChangePause request) {
    return new Pause(
        old.id(),
        request.from() == null ? old.from() : request.from(),
        request.to() == null && !request.open() ? old.to() : request.to(),
        old.afterPause(),
        old.settlement(),
        old.reason());
  }

  @Nullable Refusal objectionTo(Request.RemovePause request) {
    Pause old = find(request.pauseId());
    return old == null
        ? notFound(request.pauseId())
        : Rule.firstObjection(
            () -> isOver(old),
            () -> RequestHorizon.objectionToUndoing(old, after(request), today, "/pauseId"));
  }

  Subscription after(Request.RemovePause request) {
    String id = request.pauseId();
    Subscription after =
        withPauses(changes.pauses().stream().filter(pause -> !pause.id().equals(id)));
    return after.withProgress(after.progress().without(id));
  }

  private @Nullable Refusal areTooMany() {
    return changes.pauses().size() < MOST_PAUSES
        ? null
        : Refusal.conflict(
            "too_many_pauses", "A subscription can have " + MOST_PAUSES + " pauses at most.");
  }

  private static Refusal notFound(String id) {
    return new Refusal(404, "pause_not_found", "There is no pause " + id + ".", null);
  }

  private @Nullable Refusal isOver(Pause pause) {
    LocalDate to = pause.to();
    return to == null || to.isAfter(today)
        ? null
        : Refusal.conflict(
            "pause_over",
            "The pause was over on " + to + "; only planned and running ones can be changed.");
  }

  private @Nullable Refusal startsTooEarly(Pause pause) {
    LocalDate start = subscription.terms().startDate();
    return pause.from().isBefore(start)
        ? Refusal.notAllowed(
            "pause_before_start",
            "The subscription starts on " + start + "; a pause can start then or later.",
            "/from")
        : null;
  }

  private static @Nullable Refusal endsBeforeItStarts(Pause pause) {
    return pause.to() == null || pause.to().isAfter(pause.from())
        ? null
        : Refusal.notAllowed(
            "pause_ends_before_it_starts",
            "\"to\" is the day service resumes; it must be after " + pause.from() + ".",
            "/to");
  }

  private @Nullable Refusal overlaps(Pause pause) {
    return changes.pauses().stream()
        .filter(other -> !other.id().equals(pause.id()) && pause.overlaps(other))
        .findFirst()
        .map(PauseRules::overlapping)
        .orElse(null);
  }

  private static Refusal overlapping(Pause other) {
    return Refusal.conflict(
        "pause_overlaps",
        "It overlaps pause "
            + other.id()
            + " from "
            + other.from()
            + (other.to() == null ? " without an end" : " to " + other.to())
            + "; change that one, or choose dates outside it.");
  }

  private Subscription withPauses(Stream<Pause> pauses) {
    List<Pause> all = pauses.toList();
    return subscription.withChanges(changes.withPauses(all));
  }

  private @Nullable Pause find(String id) {
    return changes.pauses().stream()
        .filter(pause -> pause.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  private Pause get(String id) {
    Pause pause = find(id);
    if (pause == null) {
      throw new IllegalStateException("there is no pause " + id);
    }
    return pause;
  }
}
