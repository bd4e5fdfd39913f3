package dev.takt.records.messages;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Who messages are from; what is null is the merchant's name, or no address to answer to.
 *
 * @param smsName what an SMS says it is from
 */
@Table
public record MessageSender(
    @Id String tenant, @Nullable String name, @Nullable String replyTo, @Nullable String smsName) {}
