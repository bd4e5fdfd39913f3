package dev.takt.activities.invoicing;

import dev.takt.activities.records.CustomerLocks;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupJoin;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.RequestHorizon;
import dev.takt.workflows.subscription.Rule;
import dev.takt.workflows.subscription.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What must hold in the transaction that records a sign-up. */
@Component
class SignUpPreconditions {
  private final JdbcClient database;
  private final CustomerLocks customers;

  SignUpPreconditions(JdbcClient database, CustomerLocks customers) {
    this.database = database;
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
      SubscriptionRecords.Row row, LocalDate on, Instant at, Optional<Group> group) {
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

  private record Clock(Instant now, boolean isAdvancing) {
    static Clock read(ResultSet row, int number) throws SQLException {
      return new Clock(
          Objects.requireNonNull(SqlValues.instant(row, "now_at")), row.getBoolean("advancing"));
    }
  }

  /** What is signed up while its clock moves would miss what falls due on the way. */
  private @Nullable Refusal clockHasMoved(Identity identity, Instant at) {
    if (identity.clockId() == null) {
      return null;
    }
    Clock clock =
        database
            .sql(
                """
                select now_at, status = 'ADVANCING' as advancing from test_clock
                where tenant = :tenant and id = :clock for share
                """)
            .param("tenant", identity.tenant())
            .param("clock", identity.clockId())
            .query(Clock::read)
            .optional()
            .orElse(null);
    if (clock == null) {
      return Refusal.conflict(
          "clock_removed", "The test clock " + identity.clockId() + " has been removed.");
    }
    return clock.isAdvancing || !clock.now.equals(at)
        ? Refusal.conflict(
            "clock_advancing",
            "The test clock " + identity.clockId() + " is advancing: wait until it is READY.")
        : null;
  }
}
