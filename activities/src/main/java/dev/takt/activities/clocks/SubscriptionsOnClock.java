package dev.takt.activities.clocks;

import dev.takt.activities.invoicing.SubscriptionActivities;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.subscription.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The subscriptions on test clocks. */
@Component
class SubscriptionsOnClock implements TestClockParticipant {
  private final JdbcClient database;
  private final DueRows rows;
  private final WorkflowUpdates ticks;
  private final SubscriptionActivities books;

  SubscriptionsOnClock(JdbcClient database, WorkflowUpdates ticks, SubscriptionActivities books) {
    this.database = database;
    this.rows = new DueRows(database, DueRows.Kind.SUBSCRIPTION);
    this.ticks = ticks;
    this.books = books;
  }

  @Override
  public int rank() {
    return 10;
  }

  @Override
  public Optional<Instant> nextDue(String tenant, String clockId, Instant to) {
    return rows.nextDue(tenant, clockId, to);
  }

  @Override
  public List<Due> dueAt(String tenant, String clockId, Instant instant) {
    return rows.dueAt(tenant, clockId, instant);
  }

  /** Ended ones too: all that a crash may have left under way. */
  @Override
  public List<Due> underWay(String tenant, String clockId) {
    return database
        .sql(
            """
            select s.id, s.merchant_id, s.version from subscription s
            where s.test_clock_id = :clock and s.tenant = :tenant
              and (exists (
                  select from pending_charge c
                  where c.subscription_id = s.id and c.tenant = :tenant)
                or exists (
                  select from pending_refund r
                  where r.subscription_id = s.id and r.tenant = :tenant))
            order by s.id
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .query(rows::due)
        .list();
  }

  @Override
  public void tick(List<Due> due, Instant now, Runnable meanwhile) {
    ticks.all(due, now, meanwhile);
  }

  @Override
  public boolean rouse(List<Due> asleep) {
    ticks.wake(asleep);
    return true;
  }

  @Override
  public void end(String tenant, String clockId, Instant now) {
    for (Identity identity : living(tenant, clockId)) {
      ticks.terminate(identity.workflowId());
      books.abandon(identity, now);
    }
    rows.leave(tenant, clockId);
  }

  private List<Identity> living(String tenant, String clockId) {
    return rows.living(
        tenant,
        clockId,
        "state -> 'identity' as identity",
        (row, number) -> SqlValues.read(row.getString("identity"), Identity.class));
  }
}
