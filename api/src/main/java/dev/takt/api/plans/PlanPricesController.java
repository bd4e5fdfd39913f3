package dev.takt.api.plans;

import static java.util.stream.Collectors.toMap;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Amount;
import dev.takt.api.web.Check;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Problem;
import dev.takt.api.workflow.Workflows;
import dev.takt.records.plans.Plan;
import dev.takt.records.plans.PlanPrice;
import dev.takt.records.plans.PlanPriceVersions;
import dev.takt.records.plans.Plans;
import dev.takt.workflows.port.Rollouts;
import dev.takt.workflows.timeline.ListPrice;
import dev.takt.workflows.timeline.Tiers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** New prices of plans, and how far they have come among subscriptions. */
@RestController
@Tag(name = "Plans")
class PlanPricesController {
  private final Plans plans;
  private final PlanPriceRegister register;
  private final PlanPriceVersions prices;
  private final RolloutCounts rollouts;
  private final Workflows workflows;
  private final BusinessTime time;

  PlanPricesController(
      Plans plans,
      PlanPriceRegister register,
      PlanPriceVersions prices,
      RolloutCounts rollouts,
      Workflows workflows,
      BusinessTime time) {
    this.plans = plans;
    this.register = register;
    this.prices = prices;
    this.rollouts = rollouts;
    this.workflows = workflows;
    this.time = time;
  }

  record PriceRequest(
      @Amount @Nullable Long price,
      Tiers.@Nullable Mode tiersMode,
      @Nullable List<@Nullable TierRequest> tiers,
      @NotNull LocalDate effectiveFrom,
      @NotNull ListPrice.Reach reach,
      @Range(min = 0, max = 365) @Nullable Integer noticeDays) {}

  @Operation(
      summary = "Change a plan's price",
      description =
          "A price of each unit, or tiers by quantity with their mode. NEW_ONLY: for subscriptions"
              + " that start on the date or later. NEXT_PERIOD: for all the others, too, each from"
              + " its first period that starts on the date or later. ON_DATE: for all on the date."
              + " Neither before noticeDays are over; each customer gets a notice. It goes round at"
              + " a gentle rate: see progress.")
  @Requires(Scope.WRITE)
  @PostMapping("/v1/plans/{id}/prices")
  @ResponseStatus(HttpStatus.CREATED)
  PlanPriceView changePrice(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @Valid @RequestBody PriceRequest request) {
    PlanPrice price = price(requestId.id("prc_"), plan(caller, id), request);
    register.add(price);
    PlanPriceView stored =
        views(caller, id).stream()
            .filter(known -> known.id().equals(price.id()))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.conflict(
                            "price_date_taken",
                            "the plan has another price from this date on already")
                        .asException());
    if (price.reach() != ListPrice.Reach.NEW_ONLY) {
      workflows.takeRound(
          caller.merchantId(), new Rollouts.Rollout(caller.tenant(), price.id(), caller.keyId()));
    }
    return stored;
  }

  @Operation(
      summary = "List a plan's price versions",
      description = "With how far each has come among the plan's subscriptions.")
  @Requires(Scope.READ)
  @GetMapping("/v1/plans/{id}/prices")
  Listing<PlanPriceView> prices(Caller caller, @PathVariable String id) {
    return new Listing<>(views(caller, plan(caller, id).id()), null);
  }

  private List<PlanPriceView> views(Caller caller, String planId) {
    Map<String, RolloutCounts.Count> counts =
        rollouts.of(caller.tenant(), planId).stream()
            .collect(toMap(RolloutCounts.Count::planPriceId, count -> count));
    return prices.findByTenantAndPlanIdOrderByEffectiveFromDesc(caller.tenant(), planId).stream()
        .map(price -> PlanPriceView.of(price, Objects.requireNonNull(counts.get(price.id()))))
        .toList();
  }

  private Plan plan(Caller caller, String id) {
    return plans
        .findByTenantAndId(caller.tenant(), id)
        .orElseThrow(() -> Problem.notFound("there is no plan " + id).asException());
  }

  private PlanPrice price(String id, Plan plan, PriceRequest request) {
    Check check = new Check();
    Tiers tiers = TierRequest.checked(check, request.price(), request.tiersMode(), request.tiers());
    check.done();
    return new PlanPrice(
        id,
        plan.tenant(),
        plan.id(),
        request.price(),
        tiers,
        request.effectiveFrom(),
        request.reach(),
        Objects.requireNonNullElse(request.noticeDays(), 0),
        null,
        time.now());
  }
}
