package dev.takt.activities.invoicing;

import dev.takt.activities.ledger.ClosedPeriods;
import dev.takt.workflows.events.SubscriptionEvent;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Request;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What the books make of a request: its name, the event that tells it, and whether it may be. */
final class RequestPreconditions {
  private RequestPreconditions() {}

  /** Its name on the wire. */
  static String name(Request request) {
    return switch (request) {
      case Request.PlanPause plan -> "pause";
      case Request.ChangePause change -> "changePause";
      case Request.RemovePause removal -> "removePause";
      case Request.Cancel cancel -> "cancel";
      case Request.UndoCancellation undo -> "undoCancellation";
      case Request.ChangeTerms change -> "change";
      case Request.ChangePaymentMethod change -> "paymentMethodChanged";
      case Request.Suspend suspend -> "suspend";
      case Request.Restore restore -> "restore";
    };
  }

  /** The event that tells it. */
  static SubscriptionEvent event(Request request, SubscriptionTransaction transaction) {
    String id = transaction.subscriptionId();
    String customer = transaction.customerId();
    LocalDate on = transaction.on();
    String name = name(request);
    return switch (request) {
      case Request.PlanPause plan ->
          new SubscriptionEvent.PausePlanned(id, customer, on, name, plan.id());
      case Request.Cancel cancel ->
          new SubscriptionEvent.CancellationPlanned(id, customer, on, name, cancel.when().name());
      case Request.UndoCancellation undo ->
          new SubscriptionEvent.CancellationUndone(id, customer, on, name);
      case Request.ChangePause change ->
          new SubscriptionEvent.Changed(id, customer, on, name, change.pauseId(), null, null, null);
      case Request.RemovePause removal ->
          new SubscriptionEvent.Changed(
              id, customer, on, name, removal.pauseId(), null, null, null);
      case Request.ChangeTerms change ->
          new SubscriptionEvent.Changed(
              id, customer, on, name, null, change.when().name(), null, null);
      case Request.ChangePaymentMethod change ->
          new SubscriptionEvent.Changed(
              id, customer, on, name, null, null, change.paymentMethodId(), null);
      case Request.Suspend suspend ->
          new SubscriptionEvent.Suspended(id, customer, on, name, suspend.debtId());
      case Request.Restore restore ->
          new SubscriptionEvent.Resumed(id, customer, on, null, name, restore.debtId());
    };
  }

  /** Why closed books don't allow it, or null. */
  static @Nullable Refusal objection(Request request, ClosedPeriods books) {
    LocalDate from =
        switch (request) {
          case Request.PlanPause plan -> plan.from();
          case Request.ChangePause change -> change.from();
          default -> null;
        };
    return from == null || !books.isClosed(from) ? null : closed(books, "/from");
  }

  static Refusal closed(ClosedPeriods books, String pointer) {
    return Refusal.notAllowed(
        "books_closed",
        "The books are closed through " + books.closedThrough() + ": give a later date.",
        pointer);
  }
}
