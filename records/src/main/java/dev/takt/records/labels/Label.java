package dev.takt.records.labels;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * What a merchant notes about a subscription, a group or an invoice. It may be personal; so it is
 * here, and in no workflow.
 *
 * @param customerId whose it is: with the customer's personal data it goes
 * @param externalRef of a group; a subscription has it among its facts
 */
@Table
public record Label(
    @Id String subjectId,
    String tenant,
    String customerId,
    @Nullable String externalRef,
    Metadata metadata) {}
