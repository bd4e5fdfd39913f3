package dev.takt.workflows.events;

import dev.takt.workflows.port.Messages;
import org.jspecify.annotations.Nullable;

/** What happens to a message. */
public sealed interface MessageEvent extends EventPayload {
  String messageId();

  @Override
  default String subjectId() {
    return messageId();
  }

  /**
   * A message went to a customer.
   *
   * @param status what became of it, as the list of messages has it
   * @param invoiceId the invoice that it is about
   */
  @EventType(value = "message.sent", summary = "A message went to a customer.")
  record Sent(
      String messageId,
      String customerId,
      Messages.Channel channel,
      Messages.Template template,
      String status,
      @Nullable String invoiceId)
      implements MessageEvent {}
}
