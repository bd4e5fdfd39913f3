package dev.takt.api.groups;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.labels.LabelChanges;
import dev.takt.api.labels.LabelledCreation;
import dev.takt.api.web.Listing;
import dev.takt.api.web.MetadataLimits;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import dev.takt.api.web.Text;
import dev.takt.workflows.group.GroupRequest;
import dev.takt.workflows.subscription.Limits;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Transition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Groups: formed, joined, left, dissolved. */
@RestController
@RequestMapping("/v1/groups")
@Tag(name = "Groups")
class GroupsController {
  private final GroupCreation formation;
  private final GroupChanges grouping;
  private final GroupStates groups;
  private final LabelledCreation labelled;
  private final LabelChanges labels;

  GroupsController(
      GroupCreation formation,
      GroupChanges grouping,
      GroupStates groups,
      LabelledCreation labelled,
      LabelChanges labels) {
    this.formation = formation;
    this.grouping = grouping;
    this.groups = groups;
    this.labelled = labelled;
    this.labels = labels;
  }

  record JoinRequest(
      @Schema(example = "sub_01k8") @NotNull @Text(max = 100) String subscriptionId,
      @Schema(example = "ON_NEXT_DATE", defaultValue = "ON_NEXT_DATE")
          @Nullable Transition transition) {}

  @Operation(
      summary = "Form a group of subscriptions",
      description =
          "Their running periods run out as they are; then all renew on the group's dates, on one"
              + " invoice with one payment. All of them join, or none.")
  @ApiResponse(
      responseCode = "201",
      description = "the group; its version is the ETag",
      content = @Content(schema = @Schema(implementation = GroupView.class)))
  @ApiResponse(
      responseCode = "200",
      description = "with preview=true: as it would be",
      content = @Content(schema = @Schema(implementation = GroupPreviewView.class)))
  @Requires(Scope.WRITE)
  @PostMapping
  ResponseEntity<?> form(
      Caller caller,
      RequestId requestId,
      @RequestParam(defaultValue = "false") boolean preview,
      @RequestBody CreateGroupRequest request) {
    String id = requestId.id("grp_");
    var life = formation.life(caller, id, request);
    if (preview) {
      return ResponseEntity.ok(grouping.preview(caller, life));
    }
    labelled.make(
        new LabelChanges.Subject(caller.tenant(), id, request.customerId()),
        new LabelChanges.Given(request.metadata(), request.externalRef()),
        () -> grouping.form(life));
    return answer(caller, id, HttpStatus.CREATED);
  }

  @Operation(summary = "Read a group", description = "Its version is the ETag.")
  @Requires(Scope.READ)
  @GetMapping("/{id}")
  ResponseEntity<GroupView> read(Caller caller, @PathVariable String id) {
    return answer(caller, id, HttpStatus.OK);
  }

  @Operation(summary = "List groups")
  @Requires(Scope.READ)
  @GetMapping
  Listing<GroupView> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String customerId,
      @RequestParam(required = false) GroupView.@Nullable Status status,
      @RequestParam(required = false) @Nullable String externalRef,
      Page page) {
    List<GroupRow> found =
        groups.page(
            caller.tenant(), customerId, status == null ? null : status.name(), externalRef, page);
    Map<String, List<Subscription>> members =
        grouping.members(caller, found.stream().map(GroupsController::id).toList());
    return page.listing(found, GroupsController::id)
        .map(row -> GroupView.of(row, members.getOrDefault(id(row), List.of())));
  }

  record GroupLabel(
      @Schema(example = "family-7") @Text(max = Limits.LONGEST_TEXT) @Nullable String externalRef,
      @Schema(description = "a key that is null goes", example = "{\"crm\": \"4711\"}")
          @MetadataLimits
          @Nullable Map<String, @Nullable String> metadata) {}

  @Operation(
      summary = "Change a group's reference or metadata",
      description = "What is absent stays; so do the metadata's other keys.")
  @Requires(Scope.WRITE)
  @PatchMapping("/{id}")
  ResponseEntity<GroupView> change(
      Caller caller, @PathVariable String id, @Valid @RequestBody GroupLabel label) {
    String customer = grouping.row(caller, id).state().identity().customerId();
    labels.give(
        new LabelChanges.Subject(caller.tenant(), id, customer),
        new LabelChanges.Given(label.metadata(), label.externalRef()));
    return answer(caller, id, HttpStatus.OK);
  }

  @Operation(summary = "Let a subscription join a group")
  @ApiResponse(
      responseCode = "200",
      description = "the group, or with preview=true what would be",
      content = @Content(schema = @Schema(oneOf = {GroupView.class, GroupPreviewView.class})))
  @Requires(Scope.WRITE)
  @PostMapping("/{id}/members")
  ResponseEntity<?> join(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean preview,
      @Valid @RequestBody JoinRequest request) {
    grouping.row(caller, id);
    String subscription = request.subscriptionId();
    if (!grouping.isKnown(caller, subscription)) {
      throw Problem.invalid("/subscriptionId", "there is no such subscription");
    }
    var join =
        new GroupRequest.Join(
            List.of(subscription),
            request.transition() == null ? Transition.ON_NEXT_DATE : request.transition());
    return carryOut(
        new GroupChanges.Asked(caller, requestId, id, ifMatch), join, preview, HttpStatus.CREATED);
  }

  @Operation(
      summary = "Let a member leave",
      description =
          "What was billed runs out; then it goes on by its own old dates (RESTORE) or by the"
              + " group's (KEEP). A joining that was not billed yet is undone.")
  @ApiResponse(
      responseCode = "200",
      description = "the group, or with preview=true what would be",
      content = @Content(schema = @Schema(oneOf = {GroupView.class, GroupPreviewView.class})))
  @Requires(Scope.WRITE)
  @DeleteMapping("/{id}/members/{subscriptionId}")
  ResponseEntity<?> leave(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @PathVariable String subscriptionId,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "RESTORE") GroupRequest.RhythmThen rhythm,
      @RequestParam(defaultValue = "false") boolean preview) {
    return carryOut(
        new GroupChanges.Asked(caller, requestId, id, ifMatch),
        new GroupRequest.Leave(subscriptionId, rhythm),
        preview,
        HttpStatus.OK);
  }

  @Operation(summary = "Dissolve a group", description = "All members leave.")
  @ApiResponse(
      responseCode = "200",
      description = "the group, or with preview=true what would be",
      content = @Content(schema = @Schema(oneOf = {GroupView.class, GroupPreviewView.class})))
  @Requires(Scope.WRITE)
  @DeleteMapping("/{id}")
  ResponseEntity<?> dissolve(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "RESTORE") GroupRequest.RhythmThen rhythm,
      @RequestParam(defaultValue = "false") boolean preview) {
    return carryOut(
        new GroupChanges.Asked(caller, requestId, id, ifMatch),
        new GroupRequest.Dissolve(rhythm),
        preview,
        HttpStatus.OK);
  }

  private ResponseEntity<?> carryOut(
      GroupChanges.Asked asked, GroupRequest request, boolean preview, HttpStatus status) {
    if (preview) {
      return ResponseEntity.ok(grouping.preview(asked, request));
    }
    grouping.apply(asked, request);
    return answer(asked.caller(), asked.groupId(), status);
  }

  private ResponseEntity<GroupView> answer(Caller caller, String id, HttpStatus status) {
    GroupRow row = grouping.row(caller, id);
    return ResponseEntity.status(status)
        .eTag("\"" + row.state().version() + "\"")
        .body(GroupView.of(row, grouping.members(caller, row.state())));
  }

  private static String id(GroupRow row) {
    return row.state().identity().groupId();
  }
}
