package dev.takt.activities.invoicing;

import dev.takt.activities.ledger.ClosedPeriods;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Request;
import java.time.LocalDate;
import java.util.Map;
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

  /** The type of the event that tells it. */
  static String event(Request request) {
    return switch (request) {
      case Request.PlanPause plan -> "subscription.pause_planned";
      case Request.Cancel cancel -> "subscription.cancellation_planned";
      case Request.UndoCancellation undo -> "subscription.cancellation_undone";
      case Request.ChangePause change -> "subscription.changed";
      case Request.RemovePause removal -> "subscription.changed";
      case Request.ChangeTerms change -> "subscription.changed";
      case Request.ChangePaymentMethod change -> "subscription.changed";
      case Request.Suspend suspend -> "subscription.suspended";
      case Request.Restore restore -> "subscription.resumed";
    };
  }

  /** What the event says of it. */
  static Map<String, Object> data(Request request) {
    return switch (request) {
      case Request.PlanPause plan -> Map.of("change", name(request), "pauseId", plan.id());
      case Request.ChangePause change ->
          Map.of("change", name(request), "pauseId", change.pauseId());
      case Request.RemovePause removal ->
          Map.of("change", name(request), "pauseId", removal.pauseId());
      case Request.ChangePaymentMethod change ->
          Map.of("change", name(request), "paymentMethodId", change.paymentMethodId());
      case Request.Cancel cancel -> Map.of("change", name(request), "when", cancel.when().name());
      case Request.UndoCancellation undo -> Map.of("change", name(request));
      case Request.Suspend suspend ->
          Map.of("change", name(request), "invoiceId", suspend.debtId());
      case Request.Restore restore ->
          Map.of("change", name(request), "invoiceId", restore.debtId());
      case Request.ChangeTerms change ->
          Map.of("change", name(request), "when", change.when().name());
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
