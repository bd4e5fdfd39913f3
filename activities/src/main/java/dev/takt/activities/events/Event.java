package dev.takt.activities.events;

import java.util.Map;

/**
 * Something that happened, as clients are told.
 *
 * @param type such as {@code invoice.issued}
 * @param subjectId what it happened to; events of one subject are numbered
 * @param data ids, amounts, dates; nothing personal and nothing secret
 */
public record Event(String type, String subjectId, Map<String, Object> data) {
  public Event {
    data = Map.copyOf(data);
  }
}
