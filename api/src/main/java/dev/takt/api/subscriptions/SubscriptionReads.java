package dev.takt.api.subscriptions;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.web.Problem;
import dev.takt.workflows.subscription.GroupRest;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Pause;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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
    return views(List.of(row)).apply(row);
  }

  /** How some rows look; the members of their groups are read once, and only where they matter. */
  Function<SubscriptionRow, SubscriptionView> views(List<SubscriptionRow> some) {
    Map<String, List<Subscription>> members = membersThatMatter(some);
    return row -> SubscriptionView.of(row, today(row), others(row, members));
  }

  private Map<String, List<Subscription>> membersThatMatter(List<SubscriptionRow> some) {
    List<Subscription> resting =
        some.stream().map(SubscriptionRow::state).filter(GroupRest::matters).toList();
    List<String> groups =
        resting.stream().map(Subscription::groupId).filter(Objects::nonNull).distinct().toList();
    return groups.isEmpty()
        ? Map.of()
        : rows.ofGroups(resting.getFirst().identity().tenant(), groups);
  }

  private static List<Subscription> others(
      SubscriptionRow row, Map<String, List<Subscription>> members) {
    String group = row.state().groupId();
    return group == null
        ? List.of()
        : members.getOrDefault(group, List.of()).stream()
            .filter(other -> !other.identity().equals(row.state().identity()))
            .toList();
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
