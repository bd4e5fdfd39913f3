package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.TermsChange;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The rules of changes of terms, and what becomes of a subscription whose change keeps them. */
final class TermsRules {
  private final Subscription subscription;
  private final LocalDate today;

  TermsRules(Subscription subscription, LocalDate today) {
    this.subscription = subscription;
    this.today = today;
  }

  @Nullable Refusal objectionTo(Request.ChangeTerms request) {
    return Rule.firstObjection(
        () -> GroupMembershipRules.keepsInterval(request.plan(), subscription),
        () -> startsInThePast(request),
        () -> new TermsChangeRules(subscription, today).objectionToTemporary(request));
  }

  Subscription after(Request.ChangeTerms request) {
    var changes = subscription.changes();
    TermsChange change = request.asked(changes.nextSequence(), today);
    return subscription.withChanges(changes.withTerm(change));
  }

  private @Nullable Refusal startsInThePast(Request.ChangeTerms request) {
    return request.date() == null || !request.date().isBefore(today)
        ? null
        : Refusal.notAllowed(
            "date_in_the_past",
            "With ON_DATE, \"date\" is the first day with the new terms: " + today + " or later.",
            "/date");
  }
}
