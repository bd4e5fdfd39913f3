package dev.takt.activities.dunning;

import dev.takt.activities.due.DueWork;
import dev.takt.workflows.dunning.DunningCase;
import dev.takt.workflows.workflow.DunningWorkflow;
import dev.takt.workflows.workflow.Queues;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sees to it that the workflow of a debt follows its case, whoever died in between: it is told at
 * once of what others did to the case, and in live time a case that should have gone on a while ago
 * has its workflow woken, or given anew.
 */
@Component
class DunningWorkflowReconciler implements CaseWorkflowNotifier {
  private static final Logger LOG = LoggerFactory.getLogger(DunningWorkflowReconciler.class);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int AT_MOST = 1_000;

  private final DueWork work;
  private final WorkflowClient workflows;

  DunningWorkflowReconciler(DueWork work, WorkflowClient workflows) {
    this.work = work;
    this.workflows = workflows;
  }

  @Override
  public void closed(DunningCase closed, Instant at) {
    DunningCase.Debtor debtor = closed.debtor();
    Instant testNow = debtor.clockId() == null ? null : at;
    afterwards(() -> tell(debtor, testNow));
  }

  @Override
  public void reopened(DunningCase reopened, Instant at) {
    DunningCase.Debtor debtor = reopened.debtor();
    Instant testNow = debtor.clockId() == null ? null : at;
    var debt =
        new DunningWorkflow.Debt(debtor.tenant(), debtor.merchantId(), debtor.invoiceId(), testNow);
    afterwards(() -> startAgain(debt));
  }

  private static void afterwards(Runnable then) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            then.run();
          }
        });
  }

  /** One that cannot be reached now is found by the next look for strays. */
  private void startAgain(DunningWorkflow.Debt debt) {
    try {
      wake(debt);
    } catch (RuntimeException away) {
      LOG.warn("{} is not started again yet", debt.workflowId(), away);
    }
  }

  /** What is done is done: nothing that goes wrong here may look as if it were not. */
  private void tell(DunningCase.Debtor debtor, @Nullable Instant testNow) {
    try {
      workflows.newUntypedWorkflowStub(debtor.workflowId()).signal("look", testNow);
    } catch (WorkflowNotFoundException over) {
      // It has nothing to do any more, or will begin with what the books say.
    } catch (RuntimeException away) {
      LOG.warn("{} is not told yet that its case is closed", debtor.workflowId(), away);
    }
  }

  @Override
  public int wakeStrays(Instant now) {
    List<DueWork.Item> strays =
        work.lateSince(now.minus(PATIENCE), AT_MOST, DueWork.Kind.DUNNING_CASE);
    strays.forEach(
        stray ->
            wake(
                new DunningWorkflow.Debt(
                    stray.tenant(), stray.merchantId(), stray.subjectId(), null)));
    if (!strays.isEmpty()) {
      LOG.warn("{} debts stood still and were woken", strays.size());
    }
    return strays.size();
  }

  private void wake(DunningWorkflow.Debt debt) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setTaskQueue(Queues.MAIN)
            .setWorkflowId(debt.workflowId())
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
            .build();
    workflows
        .newUntypedWorkflowStub("Dunning", options)
        .signalWithStart("look", new Object[] {debt.testNow()}, new Object[] {debt});
  }
}
