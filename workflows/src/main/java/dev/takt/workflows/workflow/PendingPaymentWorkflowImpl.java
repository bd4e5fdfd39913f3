package dev.takt.workflows.workflow;

import dev.takt.workflows.clock.BusinessClock;
import dev.takt.workflows.port.Payments;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Follows one payment to its outcome. */
public final class PendingPaymentWorkflowImpl implements PendingPaymentWorkflow {
  private final DunningConsequences pursuit = ActivityStubs.pursuit();
  private final Payments payments;
  private final BusinessClock clock;
  private Payments.@Nullable Undecided state;
  private boolean stale;
  private boolean isOver;

  @WorkflowInit
  public PendingPaymentWorkflowImpl(Waiting waiting) {
    this.payments = ActivityStubs.payments(waiting.merchantId());
    this.clock = BusinessClock.of(waiting.testNow());
  }

  @Override
  public void follow(Waiting waiting) {
    while (true) {
      stale = false;
      state = payments.lookUp(waiting.tenant(), waiting.paymentId(), clock.now());
      Instant next = state.nextLook();
      if (next == null) {
        break;
      }
      Workflow.setCurrentDetails("Its gateway has not decided; it is asked again at " + next + ".");
      clock.await(next, "ask the gateway", () -> stale || isDue());
      if (Workflow.getInfo().isContinueAsNewSuggested()) {
        Workflow.await(Workflow::isEveryHandlerFinished);
        Workflow.continueAsNew(
            new Waiting(
                waiting.tenant(), waiting.merchantId(), waiting.paymentId(), clock.testNow()));
      }
    }
    tellDebt(waiting, state);
    isOver = true;
    Workflow.setCurrentDetails("It has its outcome.");
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  /** A decline is a debt from now on; one that there was learns of the money. */
  private void tellDebt(Waiting waiting, Payments.Undecided decided) {
    if (decided.pursued()) {
      DunningStarter.pursue(
          waiting.tenant(), waiting.merchantId(), decided.invoiceId(), clock.testNow());
      pursuit.mark(waiting.tenant(), decided.invoiceId(), clock.now());
      pursuit.look(waiting.tenant(), decided.invoiceId(), clock.now());
    }
  }

  private boolean isWaiting() {
    return state != null && state.nextLook() != null;
  }

  private boolean isDue() {
    Instant next = state == null ? null : state.nextLook();
    return next != null && clock.testNow() != null && !next.isAfter(clock.now());
  }

  @Override
  public SubscriptionWorkflow.Reply tick(Instant now) {
    clock.moveTo(now);
    Workflow.await(() -> isOver || (isWaiting() && !stale && !isDue()));
    return new SubscriptionWorkflow.Reply(null, 0);
  }

  @Override
  public void look(@Nullable Instant now) {
    if (now != null) {
      clock.moveTo(now);
    }
    stale = true;
  }
}
