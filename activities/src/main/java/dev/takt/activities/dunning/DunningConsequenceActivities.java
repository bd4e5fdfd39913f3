package dev.takt.activities.dunning;

import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.workflow.DunningConsequences;
import dev.takt.workflows.workflow.DunningWorkflow;
import dev.takt.workflows.workflow.SubscriptionWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes what a debt means to its subscriptions, and what has changed to the workflows of debts.
 * Each request has the name of its debt, so that a repeat changes nothing; a workflow that is gone
 * needs to be told nothing.
 */
@Component
public class DunningConsequenceActivities implements DunningConsequences {
  private static final String NOT_SUBSCRIBED = "no living subscription";

  private final JdbcClient database;
  private final WorkflowClient workflows;

  DunningConsequenceActivities(JdbcClient database, WorkflowClient workflows) {
    this.database = database;
    this.workflows = workflows;
  }

  @Override
  public String suspend(String tenant, String invoiceId, Instant at) {
    return ask(tenant, invoiceId, at, "suspend", new Request.Suspend(invoiceId));
  }

  @Override
  public String end(String tenant, String invoiceId, Instant at) {
    return ask(
        tenant,
        invoiceId,
        at,
        "end",
        new Request.Cancel(
            Cancellation.When.IMMEDIATELY,
            null,
            Cancellation.Settlement.REFUND,
            Cancellation.Receivables.CONTINUE_DUNNING,
            "unpaid: " + invoiceId,
            true));
  }

  @Override
  public String restore(String tenant, String invoiceId, Instant at) {
    String outcome = ask(tenant, invoiceId, at, "restore", new Request.Restore(invoiceId));
    mark(tenant, invoiceId, at);
    return outcome;
  }

  @Override
  public void mark(String tenant, String invoiceId, Instant at) {
    for (Subscriber subscriber : subscribers(tenant, invoiceId)) {
      signal(subscriber.identity().workflowId(), "inDunning", isInDunning(tenant, subscriber));
    }
  }

  private String ask(String tenant, String invoiceId, Instant at, String what, Request request) {
    List<String> asked = new ArrayList<>();
    for (Subscriber subscriber : subscribers(tenant, invoiceId)) {
      Identity identity = subscriber.identity();
      Command command =
          new Command(
              what + "/" + invoiceId + "/" + at,
              "dunning",
              identity.clockId() == null ? null : at,
              null,
              request);
      if (!subscriber.ended() && apply(identity, command)) {
        asked.add(identity.subscriptionId());
      }
    }
    return asked.isEmpty() ? NOT_SUBSCRIBED : String.join(", ", asked);
  }

  private boolean apply(Identity identity, Command command) {
    try {
      SubscriptionWorkflow.Reply reply =
          workflows
              .newUntypedWorkflowStub(identity.workflowId())
              .update("apply", SubscriptionWorkflow.Reply.class, command);
      return reply.refusal() == null;
    } catch (WorkflowNotFoundException ended) {
      if (hasEnded(identity)) {
        return false;
      }
      // It is being restored: Temporal asks again.
      throw ended;
    }
  }

  /** A subscription that an invoice bills: one that is on it with its credit alone is no debtor. */
  private record Subscriber(Identity identity, boolean ended) {}

  private List<Subscriber> subscribers(String tenant, String invoiceId) {
    return database
        .sql(
            """
            select s.state -> 'identity' as identity, s.status from subscription s
            where s.tenant = :tenant and (
              s.id = (select i.subscription_id from invoice i
                where i.id = :invoice and i.tenant = :tenant)
              or s.id in (select l.subscription_id from invoice_line l
                where l.invoice_id = :invoice and l.tenant = :tenant and l.amount > 0))
            order by s.id
            """)
        .param("tenant", tenant)
        .param("invoice", invoiceId)
        .query(
            (row, number) ->
                new Subscriber(
                    SqlValues.read(row.getString("identity"), Identity.class),
                    row.getString("status").equals("ENDED")))
        .list();
  }

  private boolean hasEnded(Identity identity) {
    return database
        .sql("select status = 'ENDED' from subscription where id = :id and tenant = :tenant")
        .param("id", identity.subscriptionId())
        .param("tenant", identity.tenant())
        .query(Boolean.class)
        .single();
  }

  private boolean isInDunning(String tenant, Subscriber subscriber) {
    return database
        .sql(
            """
            select exists (select 1 from dunning_case d join invoice_line l
                on l.invoice_id = d.invoice_id
              where d.tenant = :tenant and d.status = 'OPEN' and l.subscription_id = :id
                and l.amount > 0)
            """)
        .param("tenant", tenant)
        .param("id", subscriber.identity().subscriptionId())
        .query(Boolean.class)
        .single();
  }

  @Override
  public void look(String tenant, String invoiceId, Instant at) {
    tell(tenant, "invoice_id = :value", invoiceId, "look", at);
  }

  @Override
  public void cardChanged(String tenant, String customerId, Instant at) {
    tell(tenant, "customer_id = :value and status = 'OPEN'", customerId, "cardChanged", at);
  }

  private void tell(String tenant, String condition, String value, String signal, Instant at) {
    List<String> workflowIds =
        database
            .sql(
                """
                select merchant_id, invoice_id from dunning_case
                where tenant = :tenant and not over and
                """
                    + condition
                    + " order by id")
            .param("tenant", tenant)
            .param("value", value)
            .query(
                (row, number) ->
                    DunningWorkflow.id(row.getString("merchant_id"), row.getString("invoice_id")))
            .list();
    for (String workflowId : workflowIds) {
      signal(workflowId, signal, at);
      tick(workflowId, at);
    }
  }

  /** Waits until what follows is done. */
  private void tick(String workflowId, Instant at) {
    try {
      workflows
          .newUntypedWorkflowStub(workflowId)
          .update("tick", SubscriptionWorkflow.Reply.class, at);
    } catch (WorkflowNotFoundException over) {
      // It did what was left to do and completed, or it will be restored from the books.
    }
  }

  private void signal(String workflowId, String name, Object argument) {
    try {
      workflows.newUntypedWorkflowStub(workflowId).signal(name, argument);
    } catch (WorkflowNotFoundException over) {
      // Whoever is gone needs to be told nothing.
    }
  }
}
