package dev.takt.activities.dunning;

import dev.takt.activities.clocks.TestClockParticipant;
import dev.takt.activities.clocks.WorkflowUpdates;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.workflow.DunningWorkflow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The debts on test clocks. */
@Component
class CasesOnClock implements TestClockParticipant {
  private final JdbcClient database;
  private final WorkflowUpdates ticks;

  CasesOnClock(JdbcClient database, WorkflowUpdates ticks) {
    this.database = database;
    this.ticks = ticks;
  }

  @Override
  public int rank() {
    return 30;
  }

  @Override
  public Optional<Instant> nextDue(String tenant, String clockId, Instant to) {
    return database
        .sql(
            """
            select min(next_due_at) as instant from dunning_case
            where test_clock_id = :clock and tenant = :tenant and next_due_at <= :to and not over
            having min(next_due_at) is not null
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .param("to", SqlValues.instant(to))
        .query((row, number) -> SqlValues.instant(row, "instant"))
        .optional();
  }

  @Override
  public List<Due> dueAt(String tenant, String clockId, Instant instant) {
    return database
        .sql(
            """
            select id, merchant_id, invoice_id, version from dunning_case
            where test_clock_id = :clock and tenant = :tenant and next_due_at <= :instant
              and not over
            order by id
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .param("instant", SqlValues.instant(instant))
        .query(CasesOnClock::due)
        .list();
  }

  private static Due due(ResultSet row, int number) throws SQLException {
    return new Due(
        DunningWorkflow.id(row.getString("merchant_id"), row.getString("invoice_id")),
        "Dunning case " + row.getString("id"),
        row.getLong("version"));
  }

  /** Those whose own try has no outcome; a subscription's first charge is the subscription's. */
  @Override
  public List<Due> underWay(String tenant, String clockId) {
    return database
        .sql(
            """
            select d.id, d.merchant_id, d.invoice_id, d.version from dunning_case d
            where d.test_clock_id = :clock and d.tenant = :tenant and not d.over
              and exists (select 1 from payment p where p.invoice_id = d.invoice_id
                and p.status = 'UNKNOWN' and p.attempt_key like 'dun\\_%')
            order by d.id
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .query(CasesOnClock::due)
        .list();
  }

  @Override
  public void tick(List<Due> due, Instant now, Runnable meanwhile) {
    ticks.all(due, now, meanwhile);
  }

  @Override
  public void end(String tenant, String clockId, Instant now) {
    database
        .sql(
            """
            select id, merchant_id, invoice_id, version from dunning_case
            where test_clock_id = :clock and tenant = :tenant and not over order by id
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .query(CasesOnClock::due)
        .list()
        .forEach(due -> ticks.terminate(due.workflowId()));
    database
        .sql(
            """
            update dunning_case set test_clock_id = null, next_due_at = null, over = true
            where test_clock_id = :clock and tenant = :tenant
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .update();
  }
}
