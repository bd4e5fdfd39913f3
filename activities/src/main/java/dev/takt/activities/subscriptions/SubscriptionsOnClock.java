package dev.takt.activities.subscriptions;

import dev.takt.activities.clocks.WorkflowUpdates;
import dev.takt.activities.clocks.WorkflowsOnClock;
import dev.takt.activities.due.DueWork;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.subscription.Identity;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The subscriptions on test clocks. */
@Component
class SubscriptionsOnClock extends WorkflowsOnClock {
  private final JdbcClient database;
  private final WorkflowUpdates ticks;
  private final SubscriptionActivities books;

  SubscriptionsOnClock(
      JdbcClient database, DueWork work, WorkflowUpdates ticks, SubscriptionActivities books) {
    super(DueWork.Kind.SUBSCRIPTION, work, ticks);
    this.database = database;
    this.ticks = ticks;
    this.books = books;
  }

  @Override
  public int rank() {
    return 10;
  }

  /** Ended ones too: all that a crash may have left under way. */
  @Override
  protected List<DueWork.Item> itemsUnderWay(String tenant, String clockId) {
    return database
        .sql(
            """
            select 'SUBSCRIPTION' as kind, s.tenant, s.merchant_id, s.id, s.id as subject_id, s.version
            from subscription s
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
        .query(DueWork::item)
        .list();
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
    database
        .sql(
            """
            update subscription set test_clock_id = null where test_clock_id = :clock and tenant = :tenant
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .update();
  }

  private List<Identity> living(String tenant, String clockId) {
    return database
        .sql(
            """
            select state -> 'identity' as identity from subscription
            where test_clock_id = :clock and tenant = :tenant and status <> 'ENDED' order by id
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .query((row, number) -> SqlValues.read(row.getString("identity"), Identity.class))
        .list();
  }
}
