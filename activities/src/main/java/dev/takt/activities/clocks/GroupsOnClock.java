package dev.takt.activities.clocks;

import dev.takt.activities.invoicing.GroupActivities;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.group.Group;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The groups on test clocks: a group's bill comes after what its members do at that instant. */
@Component
class GroupsOnClock implements TestClockParticipant {
  private final JdbcClient database;
  private final DueRows rows;
  private final WorkflowUpdates ticks;
  private final GroupActivities books;

  GroupsOnClock(JdbcClient database, WorkflowUpdates ticks, GroupActivities books) {
    this.database = database;
    this.rows = new DueRows(database, DueRows.Kind.GROUP);
    this.ticks = ticks;
    this.books = books;
  }

  @Override
  public int rank() {
    return 20;
  }

  @Override
  public Optional<Instant> nextDue(String tenant, String clockId, Instant to) {
    return rows.nextDue(tenant, clockId, to);
  }

  @Override
  public List<Due> dueAt(String tenant, String clockId, Instant instant) {
    return rows.dueAt(tenant, clockId, instant);
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
                select from pending_charge c where c.group_id = g.id and c.tenant = :tenant)
            order by g.id
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
    for (Group group : living(tenant, clockId)) {
      ticks.terminate(group.identity().workflowId());
      books.abandon(group.identity(), now);
    }
    rows.leave(tenant, clockId);
  }

  private List<Group> living(String tenant, String clockId) {
    return rows.living(
        tenant,
        clockId,
        "state",
        (row, number) -> SqlValues.read(row.getString("state"), Group.class));
  }
}
