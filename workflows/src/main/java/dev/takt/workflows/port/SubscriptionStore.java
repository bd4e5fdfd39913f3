package dev.takt.workflows.port;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.CouponTerms;
import dev.takt.workflows.subscription.Fact;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.PendingPayments;
import dev.takt.workflows.subscription.PlanOffer;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Step;
import dev.takt.workflows.subscription.Subscription;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The database's side of a subscription's life: each call is one transaction under a lock on the
 * subscription's row, and does nothing when the row's version is not the one the workflow decided
 * on. So a repeated call is harmless, and a workflow that fell behind catches up.
 */
@ActivityInterface
public interface SubscriptionStore {

  /**
   * Records a new subscription: its row, history and event; and where it joins a group with it,
   * that too. With it goes what is due at once, such as the first bill: so that an ordinary sign-up
   * is one transaction. A repeat changes nothing.
   */
  @ActivityMethod(name = "signUp")
  Answer signUp(Subscription subscription, String actor, Instant at);

  /**
   * Decides a request, and records it where it is granted: on the state that the caller knew, so
   * that it comes after all that was due before it.
   */
  @ActivityMethod(name = "record")
  Answer record(Identity identity, long version, Command command, Instant at);

  /** Performs a step: invoice, journal, accruals, credit notes, events, projection. */
  @ActivityMethod(name = "perform")
  Answer perform(Identity identity, long version, Step.Dated step, Instant at);

  /**
   * A subscription as the books have it: its group may have changed it there, or its workflow may
   * not have heard of all that it has put into them itself.
   */
  @ActivityMethod(name = "loadSubscription")
  Behind load(Identity identity);

  /** Notes in the history that a signal was refused. */
  @ActivityMethod(name = "noteRefusal")
  void noteRefusal(
      Identity identity, String signal, @Nullable String requestId, Refusal refusal, Instant at);

  /** What came of it. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = SignedUp.class, name = "signedUp"),
    @JsonSubTypes.Type(value = Recorded.class, name = "recorded"),
    @JsonSubTypes.Type(value = Performed.class, name = "performed"),
    @JsonSubTypes.Type(value = Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = Behind.class, name = "behind")
  })
  sealed interface Answer {}

  /**
   * The sign-up is in the books.
   *
   * @param subscription after what was due at once
   * @param pending the payments that this made due
   * @param debt the invoice that is to be paid by bank because of it, or null
   */
  record SignedUp(Subscription subscription, PendingPayments pending, @Nullable String debt)
      implements Answer {}

  /** The request is granted, and in the books, now or since it was asked before. */
  record Recorded(Subscription subscription) implements Answer {}

  /** The step is done. */
  record Performed(Fact fact) implements Answer {}

  record Refused(Refusal refusal) implements Answer {}

  /**
   * Nothing was done: this is the subscription as the books have it. Decide anew.
   *
   * @param pending the payments that have no outcome there
   * @param debts the subscription's invoices that are being pursued: who fell behind, because it
   *     died before it heard the answer, may not have had it done
   */
  record Behind(Subscription subscription, PendingPayments pending, List<String> debts)
      implements Answer {
    public Behind {
      debts = List.copyOf(debts);
    }
  }

  /**
   * What a plan offers on a date, or null when the merchant has no such plan: for a signal, which
   * only names the plan.
   */
  @ActivityMethod(name = "planOffer")
  @Nullable PlanOffer planOffer(Identity identity, String planId, LocalDate on);

  /**
   * What a coupon gives, or null when the merchant has no such coupon: for a signal, which only
   * names the coupon.
   */
  @ActivityMethod(name = "couponTerms")
  @Nullable CouponTerms couponTerms(Identity identity, String code);

  /** The time of a test clock, or null when there is no such clock. */
  @ActivityMethod(name = "clockTime")
  @Nullable Instant clockTime(Identity identity);
}
