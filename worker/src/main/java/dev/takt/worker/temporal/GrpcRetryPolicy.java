package dev.takt.worker.temporal;

import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.util.List;
import java.util.Map;

/**
 * What workers ask Temporal for work with. A restart of Temporal breaks all that wait at once, up
 * to 50, and to the SDK (1.38, AsyncPoller) each is a failure of its own, after ten of which it
 * asks for nothing for a minute, while Temporal is long back. So gRPC itself asks again for a
 * broken one, for about a quarter of a minute, and waits where there is no connection, and the SDK
 * does not hear of it (<a href="https://grpc.io/docs/guides/service-config/">service config</a>). A
 * task that was handed to a broken one is handed out anew when its time is out, as ever.
 */
final class GrpcRetryPolicy {
  private static final List<MethodDescriptor<?, ?>> METHODS =
      List.of(
          WorkflowServiceGrpc.getPollWorkflowTaskQueueMethod(),
          WorkflowServiceGrpc.getPollActivityTaskQueueMethod());

  /** After half a second, 1.5, 4.5 and 10 more: gRPC tries five times at most. */
  private static final Map<String, ?> AGAIN =
      Map.of(
          "maxAttempts",
          5.0,
          "initialBackoff",
          "0.5s",
          "backoffMultiplier",
          3.0,
          "maxBackoff",
          "10s",
          "retryableStatusCodes",
          List.of("UNAVAILABLE"));

  private GrpcRetryPolicy() {}

  static void forPolls(ManagedChannelBuilder<?> channel) {
    channel
        .enableRetry()
        .defaultServiceConfig(
            Map.of(
                "methodConfig",
                List.of(
                    Map.of(
                        "name",
                        METHODS.stream().map(GrpcRetryPolicy::name).toList(),
                        "waitForReady",
                        true,
                        "retryPolicy",
                        AGAIN))));
  }

  private static Map<String, ?> name(MethodDescriptor<?, ?> method) {
    return Map.of("service", method.getServiceName(), "method", method.getBareMethodName());
  }
}
