package dev.takt.activities.dunning;

import dev.takt.activities.clocks.WorkflowUpdates;
import dev.takt.activities.clocks.WorkflowsOnClock;
import dev.takt.activities.due.DueWork;
import dev.takt.workflows.workflow.DunningWorkflow;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The debts on test clocks. */
@Component
class CasesOnClock extends WorkflowsOnClock {
  private final JdbcClient database;
  private final WorkflowUpdates ticks;

  CasesOnClock(JdbcClient database, DueWork work, WorkflowUpdates ticks) {
    super(DueWork.Kind.DUNNING_CASE, work, ticks);
    this.database = database;
    this.ticks = ticks;
  }

  @Override
  public int rank() {
    return 30;
  }

  /** Those whose own try has no outcome; a subscription's first charge is the subscription's. */
  @Override
  protected List<DueWork.Item> itemsUnderWay(String tenant, String clockId) {
    return database
        .sql(
            """
            select 'DUNNING_CASE' as kind, d.tenant, d.merchant_id, d.id,
              d.invoice_id as subject_id, d.version
            from dunning_case d
            where d.test_clock_id = :clock and d.tenant = :tenant and not d.over
              and exists (select 1 from payment p where p.invoice_id = d.invoice_id
                and p.status = 'UNKNOWN' and p.attempt_key like 'dun\\_%')
            order by d.id
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .query(DueWork::item)
        .list();
  }

  @Override
  public void end(String tenant, String clockId, Instant now) {
    database
        .sql(
            """
            select merchant_id, invoice_id from dunning_case
            where test_clock_id = :clock and tenant = :tenant and not over order by id
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .query(
            (row, number) ->
                DunningWorkflow.id(row.getString("merchant_id"), row.getString("invoice_id")))
        .list()
        .forEach(ticks::terminate);
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
