package dev.takt.api.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;
import tools.jackson.databind.JsonNode;

/**
 * An event of the outbox.
 *
 * @param sequence counts the events of its subject
 * @param occurredAt on the business clock
 */
@Table("event")
record RecordedEvent(
    @Id String id,
    @JsonIgnore String tenant,
    String type,
    String subjectId,
    int sequence,
    Instant occurredAt,
    @Nullable JsonNode data) {}
