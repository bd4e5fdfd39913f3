package dev.takt.activities.groups;

import dev.takt.activities.clocks.WorkflowUpdates;
import dev.takt.activities.clocks.WorkflowsOnClock;
import dev.takt.activities.due.DueWork;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.group.Group;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The groups on test clocks: a group's bill comes after what its members do at that instant. */
@Component
class GroupsOnClock extends WorkflowsOnClock {
  private final JdbcClient database;
  private final WorkflowUpdates ticks;
  private final GroupActivities books;

  GroupsOnClock(JdbcClient database, DueWork work, WorkflowUpdates ticks, GroupActivities books) {
    super(DueWork.Kind.GROUP, work, ticks);
    this.database = database;
    this.ticks = ticks;
    this.books = books;
  }

  @Override
  public int rank() {
    return 20;
  }

  /** Dissolved ones too: all that a crash may have left under way. */
  @Override
  protected List<DueWork.Item> itemsUnderWay(String tenant, String clockId) {
    return database
        .sql(
            """
            select 'GROUP' as kind, g.tenant, g.merchant_id, g.id, g.id as subject_id, g.version
            from billing_group g
            where g.test_clock_id = :clock and g.tenant = :tenant
              and exists (
                select from pending_charge c where c.group_id = g.id and c.tenant = :tenant)
            order by g.id
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
    for (Group group : living(tenant, clockId)) {
      ticks.terminate(group.identity().workflowId());
      books.abandon(group.identity(), now);
    }
    database
        .sql(
            """
            update billing_group set test_clock_id = null where test_clock_id = :clock and tenant = :tenant
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
        .query((row, number) -> SqlValues.read(row.getString("state"), Group.class))
        .list();
  }
}
