package dev.takt.api.coupons;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import dev.takt.records.coupons.Coupon;
import dev.takt.records.coupons.Coupons;
import dev.takt.records.plans.Plans;
import dev.takt.workflows.subscription.CouponTerms;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Coupons, each a discount for whoever knows its code. */
@RestController
@RequestMapping("/v1/coupons")
@Tag(name = "Coupons")
class CouponsController {
  private final Coupons coupons;
  private final Plans plans;
  private final BusinessTime time;

  CouponsController(Coupons coupons, Plans plans, BusinessTime time) {
    this.coupons = coupons;
    this.plans = plans;
    this.time = time;
  }

  @Operation(summary = "Create a coupon")
  @Requires(Scope.WRITE)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  CouponView create(Caller caller, RequestId requestId, @RequestBody CouponRequest request) {
    CouponTerms terms = request.terms();
    for (int i = 0; i < terms.planIds().size(); i++) {
      if (plans.findByTenantAndId(caller.tenant(), terms.planIds().get(i)).isEmpty()) {
        throw Problem.invalid("/planIds/" + i, "there is no such plan").asException();
      }
    }
    String id = requestId.id("cou_");
    coupons.insert(
        new Coupon(
            id,
            caller.tenant(),
            terms.code(),
            request.name(),
            terms,
            request.maxRedemptions(),
            0,
            time.now(),
            null));
    return coupons
        .findByTenantAndIdAndDeletedAtIsNull(caller.tenant(), id)
        .map(CouponView::of)
        .orElseThrow(
            () ->
                Problem.conflict("coupon_code_taken", "there is a coupon with this code already")
                    .asException());
  }

  @Operation(summary = "Read a coupon")
  @Requires(Scope.READ)
  @GetMapping("/{id}")
  CouponView read(Caller caller, @PathVariable String id) {
    return coupons
        .findByTenantAndIdAndDeletedAtIsNull(caller.tenant(), id)
        .map(CouponView::of)
        .orElseThrow(() -> Problem.notFound("there is no coupon " + id).asException());
  }

  @Operation(summary = "List coupons")
  @Requires(Scope.READ)
  @GetMapping
  Listing<CouponView> list(
      Caller caller, @RequestParam(required = false) @Nullable String code, Page page) {
    List<CouponView> views =
        coupons.page(caller.tenant(), code, page.after(), page.rows()).stream()
            .map(CouponView::of)
            .toList();
    return page.listing(views, CouponView::id);
  }

  @Operation(
      summary = "Delete a coupon",
      description = "Nobody can redeem it any more; discounts that it gave stay.")
  @Requires(Scope.WRITE)
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller caller, @PathVariable String id) {
    if (!coupons.delete(caller.tenant(), id, time.now())) {
      throw Problem.notFound("there is no coupon " + id).asException();
    }
  }
}
