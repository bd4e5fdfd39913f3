package dev.takt.api.subscriptions;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.coupons.CouponOffers;
import dev.takt.api.discounts.DiscountFields;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Amount;
import dev.takt.api.web.Check;
import dev.takt.api.web.Problem;
import dev.takt.api.web.Text;
import dev.takt.workflows.subscription.CouponTerms;
import dev.takt.workflows.subscription.Limits;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.timeline.Discount;
import dev.takt.workflows.timeline.DiscountDuration;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Discounts: granted, prolonged or ended, removed. */
@RestController
@RequestMapping("/v1/subscriptions/{id}/discounts")
@Tag(name = "Subscriptions")
class DiscountsController {
  private final SubscriptionReads reading;
  private final ChangeResponses responses;
  private final CouponOffers coupons;

  DiscountsController(SubscriptionReads reading, ChangeResponses responses, CouponOffers coupons) {
    this.reading = reading;
    this.responses = responses;
    this.coupons = coupons;
  }

  @Schema(example = "{\"percentOff\": 20, \"days\": 45, \"reason\": \"COMPLAINT\"}")
  record NewDiscount(
      @Schema(example = "WELCOME20", description = "instead of what and for how long")
          @Text(max = 100)
          @Nullable String couponCode,
      @Schema(example = "20", description = "above 0, at most 100, up to two decimals")
          @Nullable BigDecimal percentOff,
      @Schema(description = "of a nominal period, in minor units") @Amount @Nullable Long amountOff,
      @Schema(example = "2026-03-01", description = "today when absent") @Nullable LocalDate from,
      @Schema(description = "the first day without the discount") @Nullable LocalDate until,
      @Schema(example = "45", description = "of active time")
          @Range(min = 1, max = Limits.MOST_DISCOUNT_DAYS)
          @Nullable Integer days,
      @Schema(description = "nominal periods with active time")
          @Range(min = 1, max = Limits.MOST_DISCOUNT_PERIODS)
          @Nullable Integer periods,
      @Schema(defaultValue = "false", description = "with days: calendar days")
          @Nullable Boolean countsPauses,
      @Schema(example = "COMPLAINT") @Text(max = 200) @Nullable String reason) {

    private DiscountFields fields() {
      return new DiscountFields(percentOff, amountOff, until, days, periods, countsPauses);
    }
  }

  @Schema(example = "{\"until\": \"2026-06-01\"}")
  record DiscountChange(
      @Nullable LocalDate until,
      @Range(min = 1, max = Limits.MOST_DISCOUNT_DAYS) @Nullable Integer days,
      @Range(min = 1, max = Limits.MOST_DISCOUNT_PERIODS) @Nullable Integer periods) {}

  @Operation(summary = "Grant a discount", description = "A percentage, an amount, or a coupon's.")
  @ApiResponse(
      responseCode = "201",
      description = "The discount",
      content = @Content(schema = @Schema(implementation = DiscountView.class)))
  @ApiResponse(
      responseCode = "200",
      description = "With preview: what would come of it",
      content = @Content(schema = @Schema(implementation = PreviewView.class)))
  @Requires(Scope.WRITE)
  @PostMapping
  ResponseEntity<?> grant(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean preview,
      @RequestBody NewDiscount request) {
    SubscriptionRow row = reading.row(caller, id);
    Change change = new Change(caller, requestId, id, ifMatch, preview);
    String discountId = requestId.id("dis_");
    Request.GrantDiscount grant =
        request.couponCode() == null
            ? asked(discountId, request)
            : couponed(change, row, discountId, request);
    return responses.carryOut(
        change, row, grant, HttpStatus.CREATED, after -> reading.discount(after, discountId));
  }

  private static Request.GrantDiscount asked(String id, NewDiscount request) {
    Check check = Check.of(request);
    DiscountFields fields = request.fields();
    fields.check(check);
    LocalDate from = request.from();
    LocalDate until = request.until();
    check.that(
        from == null || until == null || until.isAfter(from),
        "/until",
        "must be after from: it is the first day without the discount");
    check.done();
    return new Request.GrantDiscount(
        id, fields.reduction(), from, fields.duration(), null, request.reason());
  }

  private Request.GrantDiscount couponed(
      Change change, SubscriptionRow row, String id, NewDiscount request) {
    Check check = Check.of(request);
    boolean isAlone =
        Stream.of(
                request.percentOff(),
                request.amountOff(),
                request.until(),
                request.days(),
                request.periods(),
                request.countsPauses())
            .allMatch(Objects::isNull);
    check.that(isAlone, "/couponCode", "says what is taken off and for how long: give it alone");
    check.done();
    String code = Objects.requireNonNull(request.couponCode());
    CouponOffers.Offer offer = coupons.offer(code, row.state(), reading.today(row));
    CouponTerms terms = offer.terms();
    Refusal refusal = offer.refusal();
    // What was granted before is granted again: the books know the request.
    if (terms == null || (refusal != null && !SubscriptionCommands.isDone(change, row))) {
      throw Problem.of(Objects.requireNonNull(refusal)).asException();
    }
    return new Request.GrantDiscount(
        id, terms.reduction(), request.from(), terms.duration(), code, request.reason());
  }

  @Operation(
      summary = "Give a discount another time",
      description = "With until it ends on that day; nothing that was billed before changes.")
  @ApiResponse(
      responseCode = "200",
      description = "The discount, or with preview what would come of it",
      content = @Content(schema = @Schema(oneOf = {DiscountView.class, PreviewView.class})))
  @Requires(Scope.WRITE)
  @PatchMapping("/{discountId}")
  ResponseEntity<?> change(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @PathVariable String discountId,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean preview,
      @RequestBody DiscountChange request) {
    Check check = Check.of(request);
    long given =
        Stream.of(request.until(), request.days(), request.periods())
            .filter(Objects::nonNull)
            .count();
    check.that(given == 1, "", "give exactly one of until, days and periods");
    check.done();
    SubscriptionRow row = reading.row(caller, id);
    reading.discount(row, discountId);
    Request.ChangeDiscount other =
        new Request.ChangeDiscount(discountId, duration(row, discountId, request));
    Change change = new Change(caller, requestId, id, ifMatch, preview);
    return responses.carryOut(
        change, row, other, HttpStatus.OK, after -> reading.discount(after, discountId));
  }

  /** Days go on being what they were. */
  private static DiscountDuration duration(
      SubscriptionRow row, String discountId, DiscountChange request) {
    boolean countsPauses =
        request.days() != null
            && row.state().changes().discounts().stream()
                .filter(one -> one.id().equals(discountId))
                .map(Discount::duration)
                .anyMatch(
                    duration ->
                        duration instanceof DiscountDuration.ForDays days && days.countsPauses());
    return Objects.requireNonNull(
        DiscountDuration.of(request.until(), request.days(), request.periods(), countsPauses));
  }

  @Operation(summary = "Remove a discount", description = "As if it had never been granted.")
  @ApiResponse(
      responseCode = "200",
      description = "The subscription, or with preview what would come of it",
      content = @Content(schema = @Schema(oneOf = {SubscriptionView.class, PreviewView.class})))
  @Requires(Scope.WRITE)
  @DeleteMapping("/{discountId}")
  ResponseEntity<?> remove(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @PathVariable String discountId,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean preview) {
    SubscriptionRow row = reading.row(caller, id);
    Change change = new Change(caller, requestId, id, ifMatch, preview);
    if (!SubscriptionCommands.isDone(change, row)) {
      reading.discount(row, discountId);
    }
    Request.RemoveDiscount removal = new Request.RemoveDiscount(discountId);
    return responses.carryOut(change, row, removal);
  }
}
