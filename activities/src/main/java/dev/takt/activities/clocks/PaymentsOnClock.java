package dev.takt.activities.clocks;

import dev.takt.activities.due.DueWork;
import dev.takt.workflows.workflow.PendingPaymentWorkflow;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The payments on test clocks on which a gateway decides later: before what else is due then. */
@Component
class PaymentsOnClock extends WorkflowsOnClock {
  private final JdbcClient database;
  private final WorkflowUpdates ticks;

  PaymentsOnClock(JdbcClient database, DueWork work, WorkflowUpdates ticks) {
    super(DueWork.Kind.PAYMENT, work, ticks);
    this.database = database;
    this.ticks = ticks;
  }

  @Override
  public int rank() {
    return 5;
  }

  /** They wait for a day of their own: nothing of them is under way. */
  @Override
  protected List<DueWork.Item> itemsUnderWay(String tenant, String clockId) {
    return List.of();
  }

  @Override
  public void end(String tenant, String clockId, Instant now) {
    database
        .sql(
            """
            update payment p set look_at = null
            from customer c, ledger l
            where c.id = p.customer_id and l.tenant = p.tenant and c.test_clock_id = :clock
              and p.tenant = :tenant and p.status = 'PENDING' and p.look_at is not null
            returning p.id, l.merchant_id
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .query(
            (row, number) ->
                PendingPaymentWorkflow.id(row.getString("merchant_id"), row.getString("id")))
        .list()
        .forEach(ticks::terminate);
  }
}
