package dev.takt.api.groups;

import dev.takt.records.clocks.TestClock;
import dev.takt.records.labels.Metadata;
import dev.takt.workflows.group.Group;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A group as the books have it.
 *
 * @param clock the test clock that it lives on
 * @param externalRef the merchant's own reference
 * @param metadata the merchant's own texts by key
 * @param openDebt what is due on its joint invoices, in minor units
 */
record GroupRow(
    Group state,
    @Nullable TestClock clock,
    @Nullable String externalRef,
    Metadata metadata,
    long openDebt,
    Instant createdAt) {

  /** What the test clock says, or null in live time. */
  @Nullable Instant testNow() {
    return clock == null ? null : clock.now();
  }
}
