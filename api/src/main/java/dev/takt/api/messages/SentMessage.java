package dev.takt.api.messages;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A message.
 *
 * @param status PREPARED, SENDING, SENT, FAILED (is tried again), UNCERTAIN (may have gone: the
 *     carrier's answer was lost), KEPT (no mail server is set up) or NOT_SENT
 * @param reason why it was not sent
 * @param to where it went; this, the subject and the bodies go with the customer's personal data
 * @param text as it was sent, but for the link, which is a secret
 * @param at on the business clock
 */
@Table("message")
record SentMessage(
    @Id String id,
    @JsonIgnore String tenant,
    String key,
    String customerId,
    String channel,
    String template,
    @Nullable String invoiceId,
    @Nullable String paymentMethodId,
    String status,
    @Nullable String reason,
    @Column("language") @Nullable String locale,
    @Column("recipient") @Nullable String to,
    @Nullable String subject,
    @Column("body_text") @Nullable String text,
    @Column("body_html") @Nullable String html,
    Instant at,
    @Nullable Instant sentAt) {}
