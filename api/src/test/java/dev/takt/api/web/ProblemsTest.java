package dev.takt.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsTest {

  @Test
  void whatTemporalHasLostMayBeAskedForAgain() {
    var execution = WorkflowExecution.newBuilder().setWorkflowId("subscription/m/s").build();
    for (Throwable lost :
        List.of(
            new IllegalStateException(new StatusRuntimeException(Status.NOT_FOUND)),
            new RuntimeException(
                new WorkflowNotFoundException(
                    execution, "Subscription", new StatusRuntimeException(Status.NOT_FOUND))),
            new WorkflowServiceException(
                execution, "BillingGroup", new StatusRuntimeException(Status.FAILED_PRECONDITION)),
            new StatusRuntimeException(Status.UNAVAILABLE))) {
      assertThat(Problems.of(lost)).isEqualTo(Problem.unavailable(detail(lost)));
    }
  }

  @Test
  void whatNobodyExpectedIsABreakdown() {
    Problem problem = Problems.of(new StatusRuntimeException(Status.INVALID_ARGUMENT));
    assertThat(problem.status()).isEqualTo(500);
    assertThat(problem.code()).isEqualTo("internal");
  }

  private static String detail(Throwable thrown) {
    Problem problem = Problems.of(thrown);
    assertThat(problem.status()).as(thrown.toString()).isEqualTo(503);
    return problem.detail();
  }
}
