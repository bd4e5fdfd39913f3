package dev.takt.api.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.api.web.Problem;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.Test;

class WorkflowsTest {

  @Test
  void aWorkflowThatIsStoppedBeforeItAnswersMayBeAskedAgain() {
    for (String type : new String[] {"AcceptedUpdateCompletedWorkflow", "UnprocessedUpdate"}) {
      assertThat(Workflows.failure(failed(type)))
          .isInstanceOfSatisfying(
              Problem.class, told -> assertThat(told.status()).as(type).isEqualTo(503));
    }
  }

  @Test
  void whatElseFailsAnUpdateIsToldAsItIs() {
    WorkflowUpdateException unknown = failed("java.lang.ArithmeticException");
    assertThat(Workflows.failure(unknown)).isSameAs(unknown);
  }

  private static WorkflowUpdateException failed(String type) {
    return new WorkflowUpdateException(
        WorkflowExecution.newBuilder().setWorkflowId("group/m/g").build(),
        "u",
        "form",
        ApplicationFailure.newNonRetryableFailure("it ended", type));
  }
}
