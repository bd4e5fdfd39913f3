package dev.takt.api.plans;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import dev.takt.records.merchants.Merchant;
import dev.takt.records.merchants.Merchants;
import dev.takt.records.plans.Plan;
import dev.takt.records.plans.Plans;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Plans. */
@RestController
@RequestMapping("/v1/plans")
@Tag(name = "Plans")
class PlansController {
  private final Plans plans;
  private final PlanLabels labels;
  private final Merchants merchants;
  private final BusinessTime time;

  PlansController(Plans plans, PlanLabels labels, Merchants merchants, BusinessTime time) {
    this.plans = plans;
    this.labels = labels;
    this.merchants = merchants;
    this.time = time;
  }

  @Operation(summary = "Create a plan")
  @Requires(Scope.WRITE)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  PlanView create(Caller caller, RequestId requestId, @Valid @RequestBody PlanRequest request) {
    Merchant merchant = merchants.get(caller.merchantId());
    Plan plan =
        request.asNew(requestId.id("pln_"), caller.tenant(), merchant.currency(), time.now());
    if (!plans.insert(plan)) {
      return plans
          .findByTenantAndId(caller.tenant(), plan.id())
          .map(PlanView::of)
          .orElseThrow(
              () ->
                  Problem.conflict("plan_code_taken", "there is a plan with this code already")
                      .asException());
    }
    return PlanView.of(plan);
  }

  @Operation(summary = "Read a plan")
  @Requires(Scope.READ)
  @GetMapping("/{id}")
  PlanView read(Caller caller, @PathVariable String id) {
    return plans
        .findByTenantAndId(caller.tenant(), id)
        .map(PlanView::of)
        .orElseThrow(() -> Problem.notFound("there is no plan " + id).asException());
  }

  @Operation(summary = "List plans")
  @Requires(Scope.READ)
  @GetMapping
  Listing<PlanView> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String externalRef,
      Page page) {
    return page.listing(
            plans.page(caller.tenant(), code, externalRef, page.after(), page.rows()), Plan::id)
        .map(PlanView::of);
  }

  @Operation(
      summary = "Change a plan's reference or metadata",
      description =
          "What it costs is changed by its prices. A key of the metadata that is null goes; others"
              + " stay.")
  @Requires(Scope.WRITE)
  @PatchMapping("/{id}")
  PlanView change(Caller caller, @PathVariable String id, @Valid @RequestBody PlanLabel label) {
    labels.apply(caller.tenant(), id, label);
    return read(caller, id);
  }
}
