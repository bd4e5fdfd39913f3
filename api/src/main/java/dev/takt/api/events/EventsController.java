package dev.takt.api.events;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.web.Columns;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Events: what has happened, to catch up from. */
@RestController
@Tag(name = "Events")
class EventsController {
  private final JdbcClient jdbc;

  EventsController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param sequence counts the events of its subject
   * @param occurredAt on the business clock
   */
  record Event(
      String id,
      String type,
      String subjectId,
      int sequence,
      Instant occurredAt,
      @Nullable JsonNode data) {}

  @Operation(summary = "List events")
  @Requires(Scope.READ)
  @GetMapping("/v1/events")
  Listing<Event> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(required = false) @Nullable String subjectId,
      Page page) {
    List<Event> events =
        Select.from("select * from event where tenant = :tenant", caller.tenant())
            .and("type = :type", "type", type)
            .and("subject_id = :subject", "subject", subjectId)
            .page(
                jdbc,
                page,
                "id",
                (row, _) ->
                    new Event(
                        row.getString("id"),
                        row.getString("type"),
                        row.getString("subject_id"),
                        row.getInt("sequence"),
                        Columns.moment(row, "occurred_at"),
                        Columns.json(row, "data")));
    return page.listing(events, Event::id);
  }
}
