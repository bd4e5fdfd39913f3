package dev.takt.api.groups;

import dev.takt.records.clocks.TestClock;
import dev.takt.workflows.group.Group;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A group as the books have it.
 *
 * @param clock the test clock that it lives on
 * @param openDebt what is due on its joint invoices, in minor units
 */
record GroupRow(Group state, @Nullable TestClock clock, long openDebt, Instant createdAt) {

  /** What the test clock says, or null in live time. */
  @Nullable Instant testNow() {
    return clock == null ? null : clock.now();
  }
}
