package dev.takt.workflows.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;

/** What a debt means for others: its subscriptions are asked, its workflow is told. */
@ActivityInterface
public interface DunningConsequences {

  /** Has the service of the invoice's subscriptions withheld; the answer says of which. */
  @ActivityMethod(name = "suspend")
  String suspend(String tenant, String invoiceId, Instant at);

  /** Lets the invoice's subscriptions be found in Temporal by whether a debt of theirs is open. */
  @ActivityMethod(name = "markInDunning")
  void mark(String tenant, String invoiceId, Instant at);

  /** Tells the invoice's subscriptions that the debt is over: service resumes. */
  @ActivityMethod(name = "restore")
  String restore(String tenant, String invoiceId, Instant at);

  /** Has the invoice's subscriptions cancelled at once, with what follows from that. */
  @ActivityMethod(name = "endUnpaid")
  String end(String tenant, String invoiceId, Instant at);

  /**
   * Tells the workflow of an invoice's debt that the books have changed, and waits until what
   * follows is done; nothing where there is none.
   */
  @ActivityMethod(name = "tellDebt")
  void look(String tenant, String invoiceId, Instant at);

  /** The same for all debts of a customer, who has brought another card. */
  @ActivityMethod(name = "tellDebts")
  void cardChanged(String tenant, String customerId, Instant at);
}
