package dev.takt.worker.replay;

import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Terms;
import java.time.LocalDate;

/** A sign-up into a month whose books are closed. */
final class ClosedBooks {
  private ClosedBooks() {}

  /** A new subscription like another, but from an earlier date. */
  static Subscription signUpBefore(Subscription like, String startDate) {
    Identity identity = like.identity();
    Terms terms = like.terms();
    return Subscription.signedUp(
        new Identity(
            identity.merchantId(),
            identity.live(),
            identity.subscriptionId() + "x",
            identity.customerId(),
            identity.clockId()),
        like.hours(),
        like.currency(),
        like.collection(),
        new Terms(
            LocalDate.parse(startDate),
            terms.unit(),
            terms.count(),
            terms.anchorDay(),
            terms.billing(),
            terms.trialDays(),
            terms.price()),
        null,
        null,
        null);
  }
}
