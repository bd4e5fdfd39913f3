package dev.takt.api.subscriptions;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Amount;
import dev.takt.api.web.Check;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.records.plans.Plan;
import dev.takt.records.plans.PlanPriceVersions;
import dev.takt.records.plans.Plans;
import dev.takt.workflows.subscription.Limits;
import dev.takt.workflows.subscription.PlanOffer;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.TermsChange;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.hibernate.validator.constraints.Range;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Changes of price, quantity or plan. */
@RestController
@Tag(name = "Subscriptions")
class ChangesController {
  private final SubscriptionReads reading;
  private final ChangeResponses responses;
  private final Plans plans;
  private final PlanPriceVersions prices;

  ChangesController(
      SubscriptionReads reading, ChangeResponses responses, Plans plans, PlanPriceVersions prices) {
    this.reading = reading;
    this.responses = responses;
    this.plans = plans;
    this.prices = prices;
  }

  @Schema(example = "{\"price\": 35000, \"when\": \"NEXT_PERIOD\"}")
  record ChangeRequest(
      @Schema(example = "35000", description = "of one unit, in minor units") @Amount
          @Nullable Long price,
      @Nullable String planId,
      @Schema(example = "2") @Range(min = 1, max = Limits.LARGEST_QUANTITY)
          @Nullable Integer quantity,
      @Schema(example = "NEXT_PERIOD", defaultValue = "NEXT_PERIOD")
          TermsChange.@Nullable When when,
      @Schema(description = "with ON_DATE") @Nullable LocalDate date,
      @Schema(description = "the first day without the change; absent: it lasts")
          @Nullable LocalDate until) {}

  @Operation(
      summary = "Change price, quantity or plan",
      description = "Exactly one of the three, from the next period on or from a date on.")
  @ApiResponse(
      responseCode = "200",
      description = "The subscription, or with preview what would come of it",
      content = @Content(schema = @Schema(oneOf = {SubscriptionView.class, PreviewView.class})))
  @Requires(Scope.WRITE)
  @PostMapping("/v1/subscriptions/{id}/changes")
  ResponseEntity<?> change(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean preview,
      @RequestBody ChangeRequest request) {
    SubscriptionRow row = reading.row(caller, id);
    Request.ChangeTerms terms = checked(caller, row, requestId.id("chg_"), request);
    Change change = new Change(caller, requestId, id, ifMatch, preview);
    return responses.carryOut(change, row, terms);
  }

  @Schema(example = "{\"until\": \"2026-06-01\"}")
  record ChangeEnd(@NotNull LocalDate until) {}

  @Operation(summary = "List changes of price, quantity and plan", description = "Newest first.")
  @Requires(Scope.READ)
  @GetMapping("/v1/subscriptions/{id}/changes")
  Listing<TermsChangeView> list(Caller caller, @PathVariable String id, Page page) {
    return page.of(reading.termsChanges(reading.row(caller, id)), TermsChangeView::id);
  }

  @Operation(summary = "Give a temporary change another end")
  @ApiResponse(
      responseCode = "200",
      description = "The change, or with preview what would come of it",
      content = @Content(schema = @Schema(oneOf = {TermsChangeView.class, PreviewView.class})))
  @Requires(Scope.WRITE)
  @PatchMapping("/v1/subscriptions/{id}/changes/{changeId}")
  ResponseEntity<?> prolong(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @PathVariable String changeId,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean preview,
      @Valid @RequestBody ChangeEnd request) {
    SubscriptionRow row = reading.row(caller, id);
    reading.termsChange(row, changeId);
    Request.ProlongChange other = new Request.ProlongChange(changeId, request.until());
    Change change = new Change(caller, requestId, id, ifMatch, preview);
    return responses.carryOut(
        change, row, other, HttpStatus.OK, after -> reading.termsChange(after, changeId));
  }

  @Operation(
      summary = "Take a change of price, quantity or plan back",
      description =
          "As if it had never been asked for; until it is over. A lasting plan cannot be taken back"
              + " once it is in effect.")
  @ApiResponse(
      responseCode = "200",
      description = "The subscription, or with preview what would come of it",
      content = @Content(schema = @Schema(oneOf = {SubscriptionView.class, PreviewView.class})))
  @Requires(Scope.WRITE)
  @DeleteMapping("/v1/subscriptions/{id}/changes/{changeId}")
  ResponseEntity<?> remove(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @PathVariable String changeId,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean preview) {
    SubscriptionRow row = reading.row(caller, id);
    Change change = new Change(caller, requestId, id, ifMatch, preview);
    if (!SubscriptionCommands.isDone(change, row)) {
      reading.termsChange(row, changeId);
    }
    Request.RemoveChange removal = new Request.RemoveChange(changeId);
    return responses.carryOut(change, row, removal);
  }

  private Request.ChangeTerms checked(
      Caller caller, SubscriptionRow row, String id, ChangeRequest request) {
    Check check = Check.of(request);
    LocalDate from = request.date() == null ? reading.today(row) : request.date();
    TermsChange.Plan plan = plan(check, caller, row.state(), request.planId(), from);
    Request.ChangeTerms terms =
        Request.ChangeTerms.asked(
            id,
            request.when(),
            request.date(),
            request.price(),
            request.quantity(),
            plan,
            request.until());
    // A plan that there is not is wrong already.
    if (plan != null || request.planId() == null) {
      check.faults(terms);
    }
    check.done();
    checkTotal(check, row.state().timeline().priceNear(from), request, plan);
    check.done();
    return terms;
  }

  private static void checkTotal(
      Check check, Price price, ChangeRequest request, TermsChange.@Nullable Plan plan) {
    int quantity = request.quantity() == null ? price.quantity() : request.quantity();
    // Both have limits that keep the product within a long.
    long dearest =
        plan != null
            ? plan.dearest(quantity)
            : request.price() != null ? request.price() * quantity : price.dearest(quantity);
    check.that(dearest <= Amount.MAX, "", "price × quantity is over " + Amount.MAX);
  }

  private TermsChange.@Nullable Plan plan(
      Check check, Caller caller, Subscription state, @Nullable String id, LocalDate from) {
    if (id == null) {
      return null;
    }
    Plan plan = plans.findByTenantAndId(caller.tenant(), id).orElse(null);
    if (plan == null) {
      check.error("/planId", "there is no such plan");
      return null;
    }
    TermsChange.Plan terms = prices.terms(plan).from(from);
    String objection = new PlanOffer(terms, plan.currency(), plan.billing()).objectionOf(state);
    if (objection != null) {
      check.error("/planId", objection);
    }
    return terms;
  }
}
