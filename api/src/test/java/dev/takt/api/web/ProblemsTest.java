package dev.takt.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;

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
      Problem problem = Problems.of(lost);
      assertThat(problem.status()).as(lost.toString()).isEqualTo(503);
      assertThat(problem.code()).isEqualTo("unavailable");
      assertThat(problem.getHeaders().getFirst("Retry-After")).isEqualTo("5");
    }
  }

  @Test
  void whatNobodyExpectedIsABreakdown() {
    Problem problem = Problems.of(new StatusRuntimeException(Status.INVALID_ARGUMENT));
    assertThat(problem.status()).isEqualTo(500);
    assertThat(problem.code()).isEqualTo("internal");
  }

  @Test
  void aProblemIsWrittenAsTheContractHasIt() throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    Problem.notAllowed("too_soon", "that is too soon", "/from").writeTo(response);
    assertThat(response.getStatus()).isEqualTo(422);
    assertThat(response.getContentType()).isEqualTo("application/problem+json");
    assertThat(response.getContentAsString())
        .isEqualTo(
            """
            {"type":"urn:takt:problem:too_soon","title":"Not allowed","status":422,\
            "detail":"that is too soon","code":"too_soon",\
            "errors":[{"pointer":"/from","detail":"that is too soon"}]}\
            """);
  }

  @Test
  void whoeverShowsNoKeyLearnsHow() throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    Problem.of(401, "unauthorized", "the key is not valid").writeTo(response);
    assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(response.getContentAsString()).doesNotContain("errors", "instance");
  }

  @Test
  void anotherMethodIsAnsweredWithThoseThatThereAre() {
    Problem problem =
        Problems.of(new HttpRequestMethodNotSupportedException("PUT", List.of("GET", "POST")));
    assertThat(problem.status()).isEqualTo(405);
    assertThat(problem.getHeaders().getFirst("Allow")).isEqualTo("GET, POST");
  }
}
