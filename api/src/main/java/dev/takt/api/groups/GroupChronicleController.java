package dev.takt.api.groups;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.picture.GroupPicture;
import dev.takt.api.picture.TimelinePicture;
import dev.takt.api.subscriptions.SubscriptionTrail;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import dev.takt.workflows.group.Group;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A group over time: what is to come for its members, and what was asked of it. */
@RestController
@RequestMapping("/v1/groups")
@Tag(name = "Groups")
class GroupChronicleController {
  private final GroupChanges grouping;
  private final SubscriptionTrail trail;

  GroupChronicleController(GroupChanges grouping, SubscriptionTrail trail) {
    this.grouping = grouping;
    this.trail = trail;
  }

  @Operation(
      summary = "Read the timelines of a group's members",
      description = "Up to a date, 13 months ahead when none is given.")
  @Requires(Scope.READ)
  @GetMapping(path = "/{id}/timeline", produces = MediaType.APPLICATION_JSON_VALUE)
  List<GroupPreviewView.MemberTimeline> timeline(
      Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable LocalDate until) {
    Group group = grouping.row(caller, id).state();
    return grouping.timelines(
        caller, grouping.members(caller, group), horizon(today(caller, id), until, 13));
  }

  @Operation(
      summary = "See a group's members in step",
      description =
          "Their timelines under one another as a picture, from two months back; up to a date, six"
              + " months ahead when none is given.")
  @Requires(Scope.READ)
  @GetMapping(path = "/{id}/timeline", produces = "image/svg+xml")
  ResponseEntity<byte[]> picture(
      Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable LocalDate until,
      @RequestParam(required = false) @Range(min = 280, max = 4000) @Nullable Integer width) {
    int pixels = Objects.requireNonNullElse(width, TimelinePicture.DEFAULT_WIDTH);
    Group group = grouping.row(caller, id).state();
    LocalDate today = today(caller, id);
    String svg =
        GroupPicture.of(
            group, grouping.members(caller, group), today, horizon(today, until, 6), pixels);
    return ResponseEntity.ok()
        .contentType(new MediaType("image", "svg+xml", StandardCharsets.UTF_8))
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .body(svg.getBytes(StandardCharsets.UTF_8));
  }

  @Operation(
      summary = "Read a group's history",
      description =
          "Who formed it, who let whom join or leave, who dissolved it, and when; newest first."
              + " What it meant for a member is in that subscription's history.")
  @Requires(Scope.READ)
  @GetMapping("/{id}/history")
  Listing<SubscriptionTrail.Entry> history(Caller caller, @PathVariable String id, Page page) {
    grouping.row(caller, id);
    return page.listing(trail.history(caller.tenant(), id, page), SubscriptionTrail.Entry::id);
  }

  private LocalDate today(Caller caller, String id) {
    GroupRow row = grouping.row(caller, id);
    return row.state().hours().dateAt(grouping.now(row));
  }

  private static LocalDate horizon(LocalDate from, @Nullable LocalDate until, int months) {
    if (until != null && until.isAfter(from.plusYears(10))) {
      throw Problem.invalid("until", "may be at most ten years ahead").asException();
    }
    return until == null ? from.plusMonths(months) : until;
  }
}
