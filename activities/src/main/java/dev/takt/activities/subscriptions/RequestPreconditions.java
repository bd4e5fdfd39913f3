package dev.takt.activities.subscriptions;

import dev.takt.activities.invoicing.SubscriptionTransaction;
import dev.takt.activities.ledger.ClosedPeriods;
import dev.takt.workflows.events.ChargeEvent;
import dev.takt.workflows.events.CreditEvent;
import dev.takt.workflows.events.DiscountEvent;
import dev.takt.workflows.events.EventPayload;
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
      case Request.GrantDiscount grant -> "discount";
      case Request.ChangeDiscount change -> "changeDiscount";
      case Request.RemoveDiscount removal -> "removeDiscount";
      case Request.ProlongChange change -> "prolongChange";
      case Request.RemoveChange removal -> "removeChange";
      case Request.AddCharge charge -> "charge";
      case Request.RemoveCharge removal -> "removeCharge";
      case Request.GrantCredit credit -> "credit";
    };
  }

  /** The event that tells it. */
  static EventPayload event(Request request, SubscriptionTransaction transaction) {
    String id = transaction.subscriptionId();
    String customer = transaction.customerId();
    LocalDate on = transaction.on();
    String name = name(request);
    return switch (request) {
      case Request.PlanPause plan ->
          new SubscriptionEvent.PausePlanned(id, customer, on, name, plan.id());
      case Request.ChangePause change ->
          SubscriptionEvent.Changed.pause(id, customer, on, name, change.pauseId());
      case Request.RemovePause removal ->
          SubscriptionEvent.Changed.pause(id, customer, on, name, removal.pauseId());
      case Request.Cancel cancel ->
          new SubscriptionEvent.CancellationPlanned(id, customer, on, name, cancel.when().name());
      case Request.UndoCancellation _ ->
          new SubscriptionEvent.CancellationUndone(id, customer, on, name);
      case Request.ChangeTerms change ->
          SubscriptionEvent.Changed.terms(
              id, customer, on, name, change.id(), change.when().name());
      case Request.ProlongChange change ->
          SubscriptionEvent.Changed.terms(id, customer, on, name, change.changeId(), null);
      case Request.RemoveChange removal ->
          SubscriptionEvent.Changed.terms(id, customer, on, name, removal.changeId(), null);
      case Request.ChangePaymentMethod change ->
          SubscriptionEvent.Changed.paymentMethod(id, customer, on, name, change.paymentMethodId());
      case Request.Suspend suspend ->
          new SubscriptionEvent.Suspended(id, customer, on, name, suspend.debtId());
      case Request.Restore restore ->
          new SubscriptionEvent.Resumed(id, customer, on, null, name, restore.debtId());
      case Request.GrantDiscount grant -> new DiscountEvent.Granted(id, customer, on, grant.id());
      case Request.ChangeDiscount change ->
          SubscriptionEvent.Changed.discount(id, customer, on, name, change.discountId());
      case Request.RemoveDiscount removal ->
          new DiscountEvent.Ended(id, customer, on, removal.discountId(), null);
      case Request.AddCharge charge ->
          new ChargeEvent.Added(
              id,
              customer,
              on,
              charge.id(),
              charge.unitAmount() * charge.quantity(),
              transaction.state().currency());
      case Request.RemoveCharge removal ->
          new ChargeEvent.Removed(id, customer, on, removal.chargeId());
      case Request.GrantCredit credit ->
          new CreditEvent.Granted(
              id, customer, on, credit.id(), credit.amount(), transaction.state().currency());
    };
  }

  /** Why closed books don't allow it, or null. */
  static @Nullable Refusal objection(Request request, ClosedPeriods books) {
    LocalDate from =
        switch (request) {
          case Request.PlanPause plan -> plan.from();
          case Request.ChangePause change -> change.from();
          case Request.GrantDiscount grant -> grant.from();
          case Request.Cancel cancel -> cancel.date();
          default -> null;
        };
    String pointer = request instanceof Request.Cancel ? "/date" : "/from";
    return from == null || !books.isClosed(from) ? null : closed(books, pointer);
  }

  static Refusal closed(ClosedPeriods books, String pointer) {
    return Refusal.notAllowed(
        "books_closed",
        "The books are closed through " + books.closedThrough() + ": give a later date.",
        pointer);
  }
}
