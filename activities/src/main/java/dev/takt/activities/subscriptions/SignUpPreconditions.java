package dev.takt.activities.subscriptions;

import dev.takt.activities.invoicing.LockedSubscription;
import dev.takt.activities.records.CustomerLocks;
import dev.takt.records.clocks.TestClock;
import dev.takt.records.clocks.TestClocks;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupJoin;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.RequestHorizon;
import dev.takt.workflows.subscription.Rule;
import dev.takt.workflows.subscription.Subscription;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What must hold in the transaction that records a sign-up. */
@Component
class SignUpPreconditions {
  private final TestClocks clocks;
  private final CustomerLocks customers;

  SignUpPreconditions(TestClocks clocks, CustomerLocks customers) {
    this.clocks = clocks;
    this.customers = customers;
  }

  /**
   * Why the sign-up may not be recorded, or null. The customer and the test clock that it lives on
   * are held until the transaction ends.
   *
   * @param on the business date
   * @param group the group that it joins, locked
   */
  @Nullable Refusal objection(
      LockedSubscription row, LocalDate on, Instant at, Optional<Group> group) {
    Subscription state = row.state();
    Identity identity = state.identity();
    return Rule.firstObjection(
        () -> customers.hold(identity.tenant(), identity.customerId()),
        () -> clockHasMoved(identity, at),
        () ->
            row.books().isClosed(state.terms().startDate())
                ? RequestPreconditions.closed(row.books(), "/startDate")
                : null,
        () -> RequestHorizon.objectionToSignUp(state, on),
        () -> group.map(joined -> GroupJoin.objectionToSignUp(joined, state)).orElse(null));
  }

  /** What is signed up while its clock moves would miss what falls due on the way. */
  private @Nullable Refusal clockHasMoved(Identity identity, Instant at) {
    String id = identity.clockId();
    if (id == null) {
      return null;
    }
    TestClock clock = clocks.hold(identity.tenant(), id).orElse(null);
    if (clock == null) {
      return Refusal.conflict("clock_removed", "The test clock " + id + " has been removed.");
    }
    return clock.status() == TestClock.Status.ADVANCING || !clock.now().equals(at)
        ? Refusal.conflict(
            "clock_advancing", "The test clock " + id + " is advancing: wait until it is READY.")
        : null;
  }
}
