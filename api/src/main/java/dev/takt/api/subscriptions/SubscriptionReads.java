package dev.takt.api.subscriptions;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.web.Problem;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Pause;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Reads subscriptions as they look on their own date. */
@Component
class SubscriptionReads {
  private final SubscriptionRows rows;
  private final SubscriptionTrail trail;
  private final BusinessTime time;

  SubscriptionReads(SubscriptionRows rows, SubscriptionTrail trail, BusinessTime time) {
    this.rows = rows;
    this.trail = trail;
    this.time = time;
  }

  /**
   * The row of a subscription.
   *
   * @throws dev.takt.api.web.Problem 404
   */
  SubscriptionRow row(Caller caller, String id) {
    return rows.find(caller.tenant(), id)
        .orElseThrow(() -> Problem.notFound("there is no subscription " + id).asException());
  }

  Instant now(SubscriptionRow row) {
    return time.now(row.testNow());
  }

  LocalDate today(SubscriptionRow row) {
    return row.state().hours().dateAt(now(row));
  }

  SubscriptionView view(SubscriptionRow row) {
    return SubscriptionView.of(row, today(row));
  }

  /** The whole of it, with its version as the ETag. */
  ResponseEntity<SubscriptionView> answer(Caller caller, String id, HttpStatus status) {
    SubscriptionRow row = row(caller, id);
    return ResponseEntity.status(status).eTag(etag(row)).body(view(row));
  }

  static String etag(SubscriptionRow row) {
    return "\"" + row.state().version() + "\"";
  }

  PauseView pause(SubscriptionRow row, String pauseId) {
    Pause pause =
        row.state().changes().pauses().stream()
            .filter(any -> any.id().equals(pauseId))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("there is no pause " + pauseId).asException());
    return PauseView.of(pause, today(row));
  }

  DiscountView discount(SubscriptionRow row, String discountId) {
    return row.state().timeline().discounts(today(row)).stream()
        .filter(any -> any.discount().id().equals(discountId))
        .findFirst()
        .map(DiscountView::of)
        .orElseThrow(() -> Problem.notFound("there is no discount " + discountId).asException());
  }

  /** The changes of terms that were asked for, newest first. */
  List<TermsChangeView> termsChanges(SubscriptionRow row) {
    return row.state().timeline().termsChanges(today(row)).reversed().stream()
        .map(TermsChangeView::of)
        .toList();
  }

  TermsChangeView termsChange(SubscriptionRow row, String changeId) {
    return termsChanges(row).stream()
        .filter(any -> any.id().equals(changeId))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("there is no change " + changeId).asException());
  }

  TimelineView timeline(Caller caller, Subscription state, LocalDate until) {
    String id = state.identity().subscriptionId();
    List<TimelineView.Line> lines = trail.lines(caller.tenant(), id);
    return TimelineView.of(state, until, lines);
  }
}
