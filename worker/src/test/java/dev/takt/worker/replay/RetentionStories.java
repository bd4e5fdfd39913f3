package dev.takt.worker.replay;

import dev.takt.workflows.workflow.RetentionWorkflow;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowStub;

/** The daily sweep: it sleeps, is asked to sweep at once, and goes on as a new run after thirty. */
record RetentionStories(Stage stage) {
  private static final int SWEEPS_PER_RUN = 30;

  void tell() {
    WorkflowStub sweep = stage.workflows.newUntypedWorkflowStub(RetentionWorkflow.ID);
    String first = run(sweep);
    for (int i = 0; i < SWEEPS_PER_RUN; i++) {
      long swept = swept();
      sweep.signal("sweep");
      stage.await("a sweep", () -> swept() > swept);
    }
    stage.await("the second run", () -> !run(sweep).equals(first));
    stage.keepHistory(
        "retention/first-run", stage.workflows.fetchHistory(RetentionWorkflow.ID, first));
    stage.keepHistory("retention/second-run", stage.workflows.fetchHistory(RetentionWorkflow.ID));
  }

  private long swept() {
    return stage
        .database
        .sql("select extract(epoch from max(swept_at)) * 1000 from retention_sweep")
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  private static String run(WorkflowStub sweep) {
    WorkflowExecution execution = sweep.describe().getExecution();
    return execution.getRunId();
  }
}
