package dev.takt.activities.clocks;

import dev.takt.activities.invoicing.BillingGroupBooks;
import dev.takt.activities.records.Columns;
import dev.takt.workflows.group.Group;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The groups on test clocks: a group's bill comes after what its members do at that instant. */
@Component
class GroupsOnClock implements LivesOnClock {
  private final JdbcClient database;
  private final Ticks ticks;
  private final BillingGroupBooks books;

  GroupsOnClock(JdbcClient database, Ticks ticks, BillingGroupBooks books) {
    this.database = database;
    this.ticks = ticks;
    this.books = books;
  }

  @Override
  public int rank() {
    return 20;
  }

  @Override
  public Optional<Instant> nextDue(String tenant, String clockId, Instant to) {
    return database
        .sql(
            """
            select min(next_due_at) as instant from billing_group
            where test_clock_id = :clock and tenant = :tenant and next_due_at <= :to
              and status = 'ACTIVE'
            having min(next_due_at) is not null
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .param("to", Columns.instant(to))
        .query((row, number) -> Columns.instant(row, "instant"))
        .optional();
  }

  @Override
  public List<Due> dueAt(String tenant, String clockId, Instant instant) {
    return database
        .sql(
            """
            select id, merchant_id, version from billing_group
            where test_clock_id = :clock and tenant = :tenant and next_due_at <= :instant
              and status = 'ACTIVE'
            order by id
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .param("instant", Columns.instant(instant))
        .query(GroupsOnClock::due)
        .list();
  }

  private static Due due(ResultSet row, int number) throws SQLException {
    String id = row.getString("id");
    return new Due(
        "group/" + row.getString("merchant_id") + "/" + id, "Group " + id, row.getLong("version"));
  }

  /** Dissolved ones too: all that a crash may have left under way. */
  @Override
  public List<Due> underWay(String tenant, String clockId) {
    return database
        .sql(
            """
            select g.id, g.merchant_id, g.version from billing_group g
            where g.test_clock_id = :clock and g.tenant = :tenant
              and exists (
                select from invoice i
                where i.group_id = g.id and i.tenant = :tenant and i.collection = 'CARD'
                  and i.status = 'OPEN' and not exists (
                    select from payment p where p.invoice_id = i.id and p.status <> 'UNKNOWN'))
            order by g.id
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .query(GroupsOnClock::due)
        .list();
  }

  @Override
  public void tick(List<Due> due, Instant now, Runnable meanwhile) {
    ticks.all(due, now, meanwhile);
  }

  @Override
  public void end(String tenant, String clockId, Instant now) {
    for (Group group : living(tenant, clockId)) {
      ticks.terminate(group.identity().workflowId());
      books.abandon(group.identity(), now);
    }
    database
        .sql(
            """
            update billing_group set test_clock_id = null
            where test_clock_id = :clock and tenant = :tenant
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .update();
  }

  private List<Group> living(String tenant, String clockId) {
    return database
        .sql(
            """
            select state from billing_group
            where test_clock_id = :clock and tenant = :tenant and status = 'ACTIVE' order by id
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .query((row, number) -> Columns.read(row.getString("state"), Group.class))
        .list();
  }
}
