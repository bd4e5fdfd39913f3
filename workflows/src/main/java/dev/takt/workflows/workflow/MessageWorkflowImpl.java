package dev.takt.workflows.workflow;

import dev.takt.workflows.port.Messages;
import io.temporal.workflow.Workflow;

/** Sends one message. */
public final class MessageWorkflowImpl implements MessageWorkflow {
  private final Messages messages = ActivityStubs.messages();

  @Override
  public Messages.Delivery run(Messages.Message message) {
    Messages.Delivery delivery = messages.send(message);
    Workflow.setCurrentDetails(message.template() + " by " + message.channel() + ": " + delivery);
    return delivery;
  }
}
