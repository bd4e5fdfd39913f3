package dev.takt.api.subscriptions;

import dev.takt.records.clocks.TestClock;
import dev.takt.records.labels.Metadata;
import dev.takt.workflows.subscription.Subscription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as the books have it.
 *
 * @param clock the test clock that it lives on
 * @param metadata the merchant's own texts by key
 * @param openDebt what is due on its invoices, in minor units
 */
public record SubscriptionRow(
    Subscription state,
    boolean ended,
    @Nullable TestClock clock,
    Metadata metadata,
    long openDebt,
    Instant createdAt) {

  /** What the test clock says, or null in live time. */
  public @Nullable Instant testNow() {
    return clock == null ? null : clock.now();
  }
}
