package dev.takt.api.events;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.labels.ReferenceFilter;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.records.Conditions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Events: what has happened, to catch up from. */
@RestController
@Tag(name = "Events")
class EventsController {
  private final RecordedEvents events;

  EventsController(RecordedEvents events) {
    this.events = events;
  }

  @Operation(summary = "List events")
  @Requires(Scope.READ)
  @GetMapping("/v1/events")
  Listing<RecordedEvent> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(required = false) @Nullable String subjectId,
      @RequestParam(required = false) @Nullable String externalRef,
      Page page) {
    Conditions conditions =
        Conditions.of(caller.tenant())
            .and("type = :type", "type", type)
            .and("subject_id = :subject", "subject", subjectId)
            .and(ReferenceFilter.ofSubject("subject_id"), "ref", externalRef);
    return page.listing(events.page(conditions, page.after(), page.rows()), RecordedEvent::id);
  }
}
