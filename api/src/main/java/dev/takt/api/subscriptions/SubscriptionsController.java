package dev.takt.api.subscriptions;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.labels.LabelChanges;
import dev.takt.api.labels.LabelledCreation;
import dev.takt.api.picture.TimelinePicture;
import dev.takt.api.web.IfMatch;
import dev.takt.api.web.Listing;
import dev.takt.api.web.MetadataLimits;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import dev.takt.api.workflow.Workflows;
import dev.takt.records.customers.PaymentMethods;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Subscriptions: sign-up and what they look like. */
@RestController
@RequestMapping("/v1/subscriptions")
@Tag(name = "Subscriptions")
class SubscriptionsController {
  private final SignUps signUps;
  private final Workflows workflows;
  private final LabelledCreation labelled;
  private final LabelChanges labels;
  private final SubscriptionReads reading;
  private final SubscriptionCommands changing;
  private final SubscriptionRows rows;
  private final SubscriptionTrail trail;
  private final PaymentMethods methods;

  SubscriptionsController(
      SignUps signUps,
      Workflows workflows,
      LabelledCreation labelled,
      LabelChanges labels,
      SubscriptionReads reading,
      SubscriptionCommands changing,
      SubscriptionRows rows,
      SubscriptionTrail trail,
      PaymentMethods methods) {
    this.signUps = signUps;
    this.workflows = workflows;
    this.labelled = labelled;
    this.labels = labels;
    this.reading = reading;
    this.changing = changing;
    this.rows = rows;
    this.trail = trail;
    this.methods = methods;
  }

  record SubscriptionChange(
      @Schema(example = "pm_01k8") @Nullable String paymentMethodId,
      @Schema(description = "a key that is null goes", example = "{\"campaign\": \"spring\"}")
          @MetadataLimits
          @Nullable Map<String, @Nullable String> metadata) {}

  @Operation(
      summary = "Sign up a subscription",
      description =
          "Answers when it is recorded and what is due at once, such as the first invoice and its"
              + " charge, is done.")
  @ResponseStatus(HttpStatus.CREATED)
  @Requires(Scope.WRITE)
  @PostMapping
  ResponseEntity<SubscriptionView> signUp(
      Caller caller, RequestId requestId, @RequestBody SignUpRequest request) {
    String id = requestId.id("sub_");
    var life = signUps.life(caller, id, request);
    var subject = new LabelChanges.Subject(caller.tenant(), id, request.customerId());
    labelled.make(
        subject, new LabelChanges.Given(request.metadata(), null), () -> workflows.signUp(life));
    return reading.answer(caller, id, HttpStatus.CREATED);
  }

  @Operation(summary = "Read a subscription", description = "Its version is the ETag.")
  @Requires(Scope.READ)
  @GetMapping("/{id}")
  ResponseEntity<SubscriptionView> read(Caller caller, @PathVariable String id) {
    return reading.answer(caller, id, HttpStatus.OK);
  }

  @Operation(summary = "List subscriptions")
  @Requires(Scope.READ)
  @GetMapping
  Listing<SubscriptionView> list(
      Caller caller,
      @RequestParam(required = false) @Nullable Status status,
      @RequestParam(required = false) @Nullable String customerId,
      @RequestParam(required = false) @Nullable String groupId,
      @RequestParam(required = false) @Nullable String planId,
      @RequestParam(required = false) @Nullable String externalRef,
      @RequestParam(required = false) @Nullable Boolean inDunning,
      Page page) {
    SubscriptionRows.Filter filter =
        new SubscriptionRows.Filter(
            status == null ? null : status.name(),
            customerId,
            groupId,
            planId,
            externalRef,
            inDunning);
    List<SubscriptionRow> found = rows.page(caller.tenant(), filter, page);
    return page.listing(found, row -> row.state().identity().subscriptionId())
        .map(reading.views(found));
  }

  @Operation(
      summary = "Change a subscription's payment method or metadata",
      description =
          "What is absent stays; so do the metadata's other keys. No metadata is a new version.")
  @Requires(Scope.WRITE)
  @PatchMapping("/{id}")
  ResponseEntity<SubscriptionView> change(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @Valid @RequestBody SubscriptionChange request) {
    SubscriptionRow row = reading.row(caller, id);
    if (request.paymentMethodId() != null || request.metadata() == null) {
      changeMethod(caller, requestId, row, ifMatch, request.paymentMethodId());
    } else {
      mustBeVersion(row, ifMatch);
    }
    String customer = row.state().identity().customerId();
    labels.give(
        new LabelChanges.Subject(caller.tenant(), id, customer),
        new LabelChanges.Given(request.metadata(), null));
    return reading.answer(caller, id, HttpStatus.OK);
  }

  private static void mustBeVersion(SubscriptionRow row, @Nullable String ifMatch) {
    Refusal refusal =
        Refusal.ofAnotherVersion("subscription", row.state().version(), IfMatch.version(ifMatch));
    if (refusal != null) {
      throw Problem.of(refusal).asException();
    }
  }

  private void changeMethod(
      Caller caller,
      RequestId requestId,
      SubscriptionRow row,
      @Nullable String ifMatch,
      @Nullable String method) {
    if (method == null
        || !methods.isUsable(caller.tenant(), row.state().identity().customerId(), method)) {
      throw Problem.invalid("/paymentMethodId", "the customer has no such payment method")
          .asException();
    }
    String id = row.state().identity().subscriptionId();
    Change change = new Change(caller, requestId, id, ifMatch, false);
    changing.apply(change, row, new Request.ChangePaymentMethod(method));
  }

  @Operation(
      summary = "Read a subscription's timeline",
      description = "Up to a date, 13 months ahead when none is given.")
  @Requires(Scope.READ)
  @GetMapping(path = "/{id}/timeline", produces = MediaType.APPLICATION_JSON_VALUE)
  TimelineView timeline(
      Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable LocalDate until) {
    SubscriptionRow row = reading.row(caller, id);
    return reading.timeline(caller, row.state(), horizon(reading.today(row), until, 13));
  }

  @Operation(
      summary = "See a subscription's timeline",
      description =
          "The same as a picture, from two months back; up to a date, six months ahead when none is"
              + " given. It is laid out for a width in pixels: 360 is a telephone's.")
  @Requires(Scope.READ)
  @GetMapping(path = "/{id}/timeline", produces = "image/svg+xml")
  ResponseEntity<byte[]> picture(
      Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable LocalDate until,
      @RequestParam(required = false) @Range(min = 280, max = 4000) @Nullable Integer width) {
    SubscriptionRow row = reading.row(caller, id);
    LocalDate today = reading.today(row);
    int pixels = Objects.requireNonNullElse(width, TimelinePicture.DEFAULT_WIDTH);
    LocalDate start = row.state().terms().startDate();
    LocalDate from = start.isAfter(today) ? start : today;
    String svg = TimelinePicture.of(row.state(), today, horizon(from, until, 6), pixels);
    return ResponseEntity.ok()
        .contentType(new MediaType("image", "svg+xml", StandardCharsets.UTF_8))
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .body(svg.getBytes(StandardCharsets.UTF_8));
  }

  private static LocalDate horizon(LocalDate from, @Nullable LocalDate until, int months) {
    if (until != null && until.isAfter(from.plusYears(10))) {
      throw Problem.invalid("until", "may be at most ten years ahead").asException();
    }
    return until == null ? from.plusMonths(months) : until;
  }

  @Operation(
      summary = "Read a subscription's history",
      description = "Who or what changed what and when, newest first.")
  @Requires(Scope.READ)
  @GetMapping("/{id}/history")
  Listing<SubscriptionTrail.Entry> history(Caller caller, @PathVariable String id, Page page) {
    reading.row(caller, id);
    return page.listing(trail.history(caller.tenant(), id, page), SubscriptionTrail.Entry::id);
  }
}
