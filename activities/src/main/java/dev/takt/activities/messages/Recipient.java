package dev.takt.activities.messages;

import dev.takt.workflows.port.Messages.Channel;
import dev.takt.workflows.wording.Language;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Who a message goes to, and from whom.
 *
 * @param smsName what an SMS says it is from, at most 11 letters with most providers
 */
record Recipient(
    String customerId,
    @Nullable String name,
    @Nullable String email,
    @Nullable String phone,
    boolean erased,
    Language language,
    String merchant,
    String sender,
    @Nullable String replyTo,
    String smsName,
    ZoneId zone) {

  @Nullable String address(Channel channel) {
    return switch (channel) {
      case EMAIL -> email;
      case SMS -> phone;
    };
  }
}
