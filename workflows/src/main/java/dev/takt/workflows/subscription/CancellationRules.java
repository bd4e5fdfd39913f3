package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.Cancellation;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The rules of cancellations, and what becomes of a subscription whose cancellation keeps them. */
final class CancellationRules {
  private final Subscription subscription;
  private final LocalDate today;

  CancellationRules(Subscription subscription, LocalDate today) {
    this.subscription = subscription;
    this.today = today;
  }

  @Nullable Refusal objectionTo(Request.Cancel request) {
    return Rule.firstObjection(
        () -> endsInThePast(request),
        () -> reachesTooFar(request),
        () -> endsBeforeNoticeOrTerm(request));
  }

  Subscription after(Request.Cancel request) {
    Cancellation cancellation =
        new Cancellation(
            request.when(),
            request.date(),
            today,
            request.settlement(),
            request.receivables(),
            request.reason());
    return subscription.withChanges(subscription.changes().withCancellation(cancellation));
  }

  @Nullable Refusal objectionToUndoing() {
    return subscription.changes().cancellation() == null
        ? Refusal.conflict("not_cancelled", "The subscription is not cancelled: nothing to undo.")
        : null;
  }

  Subscription afterUndoing() {
    return subscription.withChanges(subscription.changes().withCancellation(null));
  }

  private @Nullable Refusal endsInThePast(Request.Cancel request) {
    return request.override() || !isInThePast(request.date())
        ? null
        : Refusal.notAllowed(
            "end_in_the_past",
            "With ON_DATE, \"date\" is the first day without service: "
                + today
                + " or later; with \"override\" it may be an earlier day.",
            "/date");
  }

  /** An end in the past goes back to the start, and no further than other requests. */
  private @Nullable Refusal reachesTooFar(Request.Cancel request) {
    LocalDate end = request.date();
    if (end == null || !isInThePast(end)) {
      return null;
    }
    LocalDate start = subscription.terms().startDate();
    if (end.isBefore(start)) {
      return Refusal.notAllowed(
          "end_before_start",
          "The first day without service is not before the start: " + start + " or later.",
          "/date");
    }
    Refusal refusal = RequestHorizon.objectionToReachingBack(subscription, end, today);
    return refusal == null ? null : refusal.about("/date");
  }

  private boolean isInThePast(@Nullable LocalDate end) {
    return end != null && end.isBefore(today);
  }

  private @Nullable Refusal endsBeforeNoticeOrTerm(Request.Cancel request) {
    LocalDate end = request.override() ? null : after(request).timeline().end();
    if (end == null || neverStarts(end)) {
      return null;
    }
    LocalDate afterNotice = afterNotice();
    LocalDate afterTerm = afterMinimumTerm();
    LocalDate earliest = afterTerm.isAfter(afterNotice) ? afterTerm : afterNotice;
    return end.isBefore(earliest)
        ? Refusal.notAllowed(
            afterTerm.isAfter(afterNotice) ? "minimum_term" : "notice_period",
            "The earliest possible end date is "
                + earliest
                + "; cancel ON_DATE to that day or a later one, or set \"override\".",
            "/date")
        : null;
  }

  private boolean neverStarts(LocalDate end) {
    LocalDate start = subscription.terms().startDate();
    return today.isBefore(start) && !end.isAfter(start);
  }

  private LocalDate afterNotice() {
    return subscription.noticePeriod() == null ? today : today.plus(subscription.noticePeriod());
  }

  private LocalDate afterMinimumTerm() {
    LocalDate start = subscription.terms().startDate();
    return subscription.minimumTerm() == null ? start : start.plus(subscription.minimumTerm());
  }
}
