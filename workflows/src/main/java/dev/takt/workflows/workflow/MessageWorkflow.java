package dev.takt.workflows.workflow;

import dev.takt.workflows.port.Messages;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One message to a customer that nothing else sends: durable, so that it goes when the mail server
 * is there again. Its id is {@code message/{merchant}/{key}}.
 */
@WorkflowInterface
public interface MessageWorkflow {

  @WorkflowMethod(name = "Message")
  Messages.Delivery run(Messages.Message message);

  /** The id of the workflow of a message. */
  static String id(String merchantId, String key) {
    return "message/" + merchantId + "/" + key;
  }
}
