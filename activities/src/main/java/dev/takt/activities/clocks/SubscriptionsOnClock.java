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
                  select from invoice i
                  where i.subscription_id = s.id and i.tenant = :tenant
                    and i.collection = 'CARD' and i.status = 'OPEN'
                    -- A charge that a card scheme put off has no row, but a case.
                    and not exists (select from dunning_case d where d.invoice_id = i.id)
                    and not exists (
                      select from payment p where p.invoice_id = i.id and p.status <> 'UNKNOWN'))
                or exists (
                  select from credit_note n join refund r on r.credit_note_id = n.id
                  where n.subscription_id = s.id and n.tenant = :tenant
                    and r.status = 'PENDING'))
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
