package dev.takt.activities.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.takt.activities.records.SqlValues;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An event to be sent to an endpoint, which this worker holds for a while.
 *
 * @param attempts how many there have been
 * @param secrets encrypted, the newest first: two while one is rotated
 * @param data the event's, as JSON
 */
record Delivery(
    String tenant,
    String endpointId,
    URI url,
    List<Sealed> secrets,
    String eventId,
    String type,
    String subjectId,
    int sequence,
    Instant occurredAt,
    String data,
    int attempts) {

  /** An encrypted secret. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Sealed(byte[] bytes) {}

  /** What is sent: the same as {@code GET /v1/events} tells, and the merchant. */
  String body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", type);
    body.put("timestamp", occurredAt.toString());
    body.put("id", eventId);
    int slash = tenant.indexOf('/');
    body.put("merchantId", tenant.substring(0, slash));
    body.put("live", tenant.endsWith("/live"));
    body.put("subjectId", subjectId);
    body.put("sequence", sequence);
    body.put("occurredAt", occurredAt.toString());
    body.put("data", SqlValues.read(data, JsonNode.class));
    return SqlValues.json(body);
  }
}
