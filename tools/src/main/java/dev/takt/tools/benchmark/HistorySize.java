package dev.takt.tools.benchmark;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;

/**
 * How long a workflow's history is.
 *
 * @param bytes as the service counts them
 */
record HistorySize(long events, long bytes) {

  static HistorySize of(WorkflowClient client, String workflowId) {
    var info =
        client
            .getWorkflowServiceStubs()
            .blockingStub()
            .describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                    .setNamespace(client.getOptions().getNamespace())
                    .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                    .build())
            .getWorkflowExecutionInfo();
    return new HistorySize(info.getHistoryLength(), info.getHistorySizeBytes());
  }

  HistorySize minus(HistorySize before) {
    return new HistorySize(events - before.events, bytes - before.bytes);
  }
}
