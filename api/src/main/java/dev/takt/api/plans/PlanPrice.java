package dev.takt.api.plans;

import dev.takt.workflows.subscription.PlanPriceChange;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A version of a plan's price.
 *
 * @param noticeDays how long before they pay it customers are told
 * @param progress null where it reaches new subscriptions only
 */
public record PlanPrice(
    String id,
    String planId,
    long price,
    LocalDate effectiveFrom,
    Reach reach,
    int noticeDays,
    Instant createdAt,
    @Nullable Progress progress) {

  /** How the plan's price reaches one subscription. */
  public PlanPriceChange change() {
    return new PlanPriceChange(
        id, planId, price, effectiveFrom, reach == Reach.ON_DATE, noticeDays);
  }

  /**
   * How far it has come among the plan's living subscriptions.
   *
   * @param reached those that have the price, or will have it on its date
   * @param refused those that did not grant it, as their history says
   */
  public record Progress(long total, long reached, long refused, Status status) {}

  /** Whether all have been asked. */
  public enum Status {
    RUNNING,
    DONE
  }

  /** Which subscriptions it reaches besides those that start later. */
  public enum Reach {
    NEW_ONLY,
    /** Each from its first nominal period that starts on or after the date. */
    NEXT_PERIOD,
    /** All on the date. */
    ON_DATE
  }
}
