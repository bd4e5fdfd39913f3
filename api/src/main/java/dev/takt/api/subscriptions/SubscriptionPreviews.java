package dev.takt.api.subscriptions;

import dev.takt.api.web.Problem;
import dev.takt.workflows.money.Purse;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.subscription.Verdict;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Pause;
import dev.takt.workflows.timeline.PauseSettlement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Says what would come of a change, by the same functions that would carry it out. */
@Component
class SubscriptionPreviews {
  private final SubscriptionReads reading;
  private final BilledLines billed;
  private final MoneyTrails money;
  private final SubscriptionRows rows;

  SubscriptionPreviews(
      SubscriptionReads reading, BilledLines billed, MoneyTrails money, SubscriptionRows rows) {
    this.reading = reading;
    this.billed = billed;
    this.money = money;
    this.rows = rows;
  }

  /**
   * @throws dev.takt.api.web.Problem when the change would be refused
   */
  PreviewView of(Change change, SubscriptionRow row, Request request) {
    Instant now = reading.now(row);
    Subscription before = billed.recall(row.state(), request);
    return switch (before.accept(SubscriptionCommands.command(change, row, request), now)) {
      case Verdict.Refused(var refusal) -> throw Problem.of(refusal).asException();
      case Verdict.Accepted(var after) -> {
        Purse purse = purse(change, row, after, request);
        PreviewView view = view(change, row, before, after, purse);
        yield request instanceof Request.Cancel
            ? pauseInstead(change, row).map(view::with).orElse(view)
            : view;
      }
    };
  }

  private PreviewView view(
      Change change, SubscriptionRow row, Subscription before, Subscription after, Purse purse) {
    LocalDate today = reading.today(row);
    LocalDate until = today.plusMonths(13);
    List<Subscription> others = others(change, after);
    return PreviewView.of(
        reading.timeline(change.caller(), after, until),
        reading.timeline(change.caller(), row.state(), until),
        after,
        others,
        today,
        money.of(
            change.caller().tenant(), Stream.concat(Stream.of(before), others.stream()).toList()),
        purse);
  }

  /** What the customer has, with the goodwill that is asked for. */
  private Purse purse(Change change, SubscriptionRow row, Subscription after, Request request) {
    Purse purse =
        money.purse(
            change.caller().tenant(),
            after.identity().customerId(),
            after.currency(),
            Stream.concat(Stream.of(after), others(change, after).stream()).toList());
    return request instanceof Request.GrantCredit credit
        ? purse.with(
            new Purse.Credit(
                after.identity().subscriptionId(),
                null,
                after.timeline().priceNear(reading.today(row)).vatBucket(),
                credit.amount()))
        : purse;
  }

  /** Who is billed with it. */
  private List<Subscription> others(Change change, Subscription member) {
    String group = member.groupId();
    return group == null
        ? List.of()
        : rows
            .ofGroups(change.caller().tenant(), List.of(group))
            .getOrDefault(group, List.of())
            .stream()
            .filter(other -> !other.identity().equals(member.identity()))
            .toList();
  }

  private static LocalDate notInto(List<Pause> planned, LocalDate today, LocalDate end) {
    return planned.stream()
        .map(Pause::from)
        .filter(from -> from.isAfter(today) && from.isBefore(end))
        .min(Comparator.naturalOrder())
        .orElse(end);
  }

  /**
   * A pause from today for as long as the period that today lies in, or until the next pause that
   * is planned; empty where it cannot be.
   */
  private Optional<PreviewView.PauseInstead> pauseInstead(Change change, SubscriptionRow row) {
    LocalDate today = reading.today(row);
    Subscription state = row.state();
    Optional<LocalDate> to =
        state
            .timeline()
            .periodsFrom(today)
            .takeWhile(period -> !period.firstDate().isAfter(today))
            .findFirst()
            .map(period -> today.plusDays(period.days()))
            .map(end -> notInto(state.changes().pauses(), today, end));
    if (to.isEmpty()) {
      return Optional.empty();
    }
    Request pause =
        new Request.PlanPause(
            "pau_preview", today, to.get(), AfterPause.KEEP_DATES, PauseSettlement.BALANCE, null);
    Verdict verdict =
        state.accept(SubscriptionCommands.command(change, row, pause), reading.now(row));
    return verdict instanceof Verdict.Accepted(var after)
        ? Optional.of(
            new PreviewView.PauseInstead(
                today,
                to.get(),
                AfterPause.KEEP_DATES,
                PauseSettlement.BALANCE,
                view(change, row, state, after, purse(change, row, after, pause))))
        : Optional.empty();
  }
}
