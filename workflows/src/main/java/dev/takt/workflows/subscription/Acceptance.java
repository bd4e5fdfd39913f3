package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.Changes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decision on a request: what keeps all rules becomes a fact on the timeline. Nothing is
 * refused because something else is planned; only what contradicts itself, the past or the
 * agreement is.
 */
final class Acceptance {
  private static final int REMEMBERED_REQUESTS = 50;

  private final Subscription subscription;
  private final LocalDate today;
  private final PauseRules pauses;
  private final CancellationRules cancellations;
  private final TermsRules terms;
  private final TermsChangeRules termsChanges;
  private final DiscountRules discounts;
  private final ChargeRules charges;

  Acceptance(Subscription subscription, LocalDate today) {
    this.subscription = subscription;
    this.today = today;
    this.pauses = new PauseRules(subscription, today);
    this.cancellations = new CancellationRules(subscription, today);
    this.terms = new TermsRules(subscription, today);
    this.termsChanges = new TermsChangeRules(subscription, today);
    this.discounts = new DiscountRules(subscription, today);
    this.charges = new ChargeRules(subscription, today);
  }

  Verdict decide(Command command) {
    if (subscription.recentRequests().contains(command.requestId())) {
      return new Verdict.Accepted(subscription);
    }
    Request request = command.request();
    Refusal objection =
        Rule.firstObjection(
            this::hasEnded,
            () ->
                Refusal.ofAnotherVersion(
                    "subscription", subscription.version(), command.ifVersion()),
            () -> Limits.objectionTo(request, subscription),
            () -> isFaulty(request),
            () -> objectionTo(request));
    if (objection != null) {
      return new Verdict.Refused(objection);
    }
    return new Verdict.Accepted(isInForce(request) ? subscription : accepted(command));
  }

  private @Nullable Refusal hasEnded() {
    LocalDate endedOn = subscription.progress().endedOn();
    return endedOn == null
        ? null
        : Refusal.conflict(
            "subscription_ended",
            "The subscription ended on " + endedOn + "; start a new one instead.");
  }

  private static @Nullable Refusal isFaulty(Request request) {
    return request.faults().stream()
        .findFirst()
        .map(fault -> Refusal.notAllowed("invalid", fault.detail(), fault.pointer()))
        .orElse(null);
  }

  /** The rules of the subject that the request is about. */
  private @Nullable Refusal objectionTo(Request request) {
    return switch (request) {
      case Request.PlanPause pause -> pauses.objectionTo(pause);
      case Request.ChangePause change -> pauses.objectionTo(change);
      case Request.RemovePause removal -> pauses.objectionTo(removal);
      case Request.Cancel cancel -> cancellations.objectionTo(cancel);
      case Request.UndoCancellation _ -> cancellations.objectionToUndoing();
      case Request.ChangeTerms change -> terms.objectionTo(change);
      case Request.ProlongChange change -> termsChanges.objectionTo(change);
      case Request.RemoveChange removal -> termsChanges.objectionTo(removal);
      case Request.GrantDiscount grant -> discounts.objectionTo(grant);
      case Request.ChangeDiscount change -> discounts.objectionTo(change);
      case Request.RemoveDiscount removal -> discounts.objectionTo(removal);
      case Request.AddCharge charge -> charges.objectionTo(charge);
      case Request.RemoveCharge removal -> charges.objectionTo(removal);
      case Request.GrantCredit _ -> null;
      case Request.ChangePaymentMethod _ -> GroupMembershipRules.hasOwnPayment(subscription);
      case Request.Suspend _, Request.Restore _ -> null;
    };
  }

  /** Whether it would change nothing: no new version comes of it. */
  private boolean isInForce(Request request) {
    return switch (request) {
      case Request.Suspend suspend -> subscription.changes().withholdsFor(suspend.debtId());
      case Request.Restore restore -> !subscription.changes().withholdsFor(restore.debtId());
      default -> false;
    };
  }

  private Subscription accepted(Command command) {
    List<String> requests = new ArrayList<>(subscription.recentRequests());
    requests.add(command.requestId());
    if (requests.size() > REMEMBERED_REQUESTS) {
      requests.removeFirst();
    }
    return after(command.request()).accepted(requests, today);
  }

  private Subscription after(Request request) {
    Changes changes = subscription.changes();
    return switch (request) {
      case Request.PlanPause pause -> pauses.after(pause);
      case Request.ChangePause change -> pauses.after(change);
      case Request.RemovePause removal -> pauses.after(removal);
      case Request.Cancel cancel -> cancellations.after(cancel);
      case Request.UndoCancellation _ -> cancellations.afterUndoing();
      case Request.ChangeTerms change -> terms.after(change);
      case Request.ProlongChange change -> termsChanges.after(change);
      case Request.RemoveChange removal -> termsChanges.after(removal);
      case Request.GrantDiscount grant -> discounts.after(grant);
      case Request.ChangeDiscount change -> discounts.after(change);
      case Request.RemoveDiscount removal -> discounts.after(removal);
      case Request.AddCharge charge -> charges.after(charge);
      case Request.RemoveCharge removal -> charges.after(removal);
      // The customer's balance has it: the timeline and what was billed stand.
      case Request.GrantCredit _ -> subscription;
      case Request.ChangePaymentMethod change ->
          subscription.withPaymentMethod(change.paymentMethodId());
      // The agreement, its timeline and its bills run on: only the service is withheld.
      case Request.Suspend suspend ->
          subscription.withChanges(changes.withSuspension(suspend.debtId(), today));
      case Request.Restore restore ->
          subscription.withChanges(changes.withoutSuspension(restore.debtId(), today));
    };
  }
}
