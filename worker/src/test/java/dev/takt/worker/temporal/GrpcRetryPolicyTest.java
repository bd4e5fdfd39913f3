package dev.takt.worker.temporal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.uber.m3.tally.NoopScope;
import dev.takt.worker.TaktProcess;
import dev.takt.worker.embedded.TemporalService;
import dev.takt.worker.settings.TemporalAccess;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A poll outlasts a Temporal that restarts, so that workers go on as soon as it is back. */
class GrpcRetryPolicyTest {
  private final int port = TaktProcess.freePort();
  private final WorkflowServiceStubs stubs =
      new TemporalClients()
          .workflowServiceStubs(
              new TemporalService.Given(
                  requireNonNull(
                      TemporalAccess.of(Map.of("TEMPORAL_ADDRESS", "localhost:" + port))),
                  "default"),
              new NoopScope());
  private final Restarting temporal = new Restarting();
  private final Server server = NettyServerBuilder.forPort(port).addService(temporal).build();

  @AfterEach
  void takeDown() {
    stubs.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void onesThatBreakAreAskedAgain() throws Exception {
    server.start();
    var workflows =
        stubs.futureStub().pollWorkflowTaskQueue(PollWorkflowTaskQueueRequest.getDefaultInstance());
    assertThat(workflows.get(30, TimeUnit.SECONDS).getTaskToken().toStringUtf8()).isEqualTo("w");
    var activities =
        stubs.futureStub().pollActivityTaskQueue(PollActivityTaskQueueRequest.getDefaultInstance());
    assertThat(activities.get(30, TimeUnit.SECONDS).getTaskToken().toStringUtf8()).isEqualTo("a");
    assertThat(temporal.asked).hasValue(4);
  }

  @Test
  void oneThatFindsNobodyWaits() throws Exception {
    server.start();
    assertThat(stubs.getServerCapabilities().get()).isNotNull();
    server.shutdownNow().awaitTermination();
    temporal.asked.set(1);
    var poll =
        stubs.futureStub().pollWorkflowTaskQueue(PollWorkflowTaskQueueRequest.getDefaultInstance());
    assertThatThrownBy(() -> poll.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
    Server restarted = NettyServerBuilder.forPort(port).addService(temporal).build().start();
    try {
      assertThat(poll.get(30, TimeUnit.SECONDS).getTaskToken().toStringUtf8()).isEqualTo("w");
    } finally {
      restarted.shutdownNow();
    }
  }

  /** A request is answered at once: whoever asked decides whether to ask again. */
  @Test
  void othersAreNot() throws Exception {
    server.start();
    var other = stubs.futureStub().describeNamespace(DescribeNamespaceRequest.getDefaultInstance());
    assertThatThrownBy(() -> other.get(30, TimeUnit.SECONDS)).hasMessageContaining("UNAVAILABLE");
    assertThat(temporal.asked).hasValue(1);
  }

  /** Breaks the first call, the third, and so on. */
  private static final class Restarting extends WorkflowServiceGrpc.WorkflowServiceImplBase {
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public void pollWorkflowTaskQueue(
        PollWorkflowTaskQueueRequest request,
        StreamObserver<PollWorkflowTaskQueueResponse> answer) {
      answer(
          answer,
          PollWorkflowTaskQueueResponse.newBuilder()
              .setTaskToken(ByteString.copyFromUtf8("w"))
              .build());
    }

    @Override
    public void pollActivityTaskQueue(
        PollActivityTaskQueueRequest request,
        StreamObserver<PollActivityTaskQueueResponse> answer) {
      answer(
          answer,
          PollActivityTaskQueueResponse.newBuilder()
              .setTaskToken(ByteString.copyFromUtf8("a"))
              .build());
    }

    @Override
    public void describeNamespace(
        DescribeNamespaceRequest request, StreamObserver<DescribeNamespaceResponse> answer) {
      answer(answer, DescribeNamespaceResponse.getDefaultInstance());
    }

    @Override
    public void getSystemInfo(
        GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answer) {
      answer.onNext(GetSystemInfoResponse.getDefaultInstance());
      answer.onCompleted();
    }

    private <T> void answer(StreamObserver<T> answer, T good) {
      if (asked.incrementAndGet() % 2 == 1) {
        answer.onError(Status.UNAVAILABLE.asRuntimeException());
      } else {
        answer.onNext(good);
        answer.onCompleted();
      }
    }
  }
}
