package dev.takt.activities.messages;

import dev.takt.workflows.port.Messages.Channel;
import dev.takt.workflows.wording.Language;
import dev.takt.workflows.wording.message.EmailAddress;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Who a message goes to, and from whom.
 *
 * @param phone as it was written down
 * @param country in which the phone is dialled as it is written
 * @param smsName what an SMS says it is from
 */
record Recipient(
    String customerId,
    @Nullable String name,
    @Nullable String email,
    @Nullable String phone,
    String country,
    boolean erased,
    Language language,
    String merchant,
    String sender,
    @Nullable String replyTo,
    String smsName,
    ZoneId zone) {

  /** Where a message goes, as its carrier wants it; null where there is {@link #obstacle}. */
  @Nullable String address(Channel channel) {
    return switch (channel) {
      case EMAIL ->
          email == null ? null : EmailAddress.of(email).map(EmailAddress::wire).orElse(null);
      case SMS -> phone == null ? null : PhoneNumber.of(phone, country);
    };
  }

  /** Why nothing can go this way, now or later; null where it can. */
  @Nullable String obstacle(Channel channel) {
    if (erased) {
      return "customer_erased";
    }
    String written = channel == Channel.SMS ? phone : email;
    if (written == null || written.isBlank()) {
      return "no_address";
    }
    if (address(channel) != null) {
      return null;
    }
    return channel == Channel.SMS ? "no_number" : "invalid_address";
  }
}
