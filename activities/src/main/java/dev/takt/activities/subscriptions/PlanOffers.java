package dev.takt.activities.subscriptions;

import dev.takt.records.plans.PlanPrice;
import dev.takt.records.plans.PlanPriceVersions;
import dev.takt.records.plans.Plans;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.PlanOffer;
import dev.takt.workflows.subscription.PlanPriceChange;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.ListPrice;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What plans offer. A transaction that puts a plan's prices into a subscription holds the plan
 * first: a price that is stored meanwhile comes before it, and is read, or after it, and its
 * rollout finds the subscription.
 */
@Component
class PlanOffers {
  private final Plans plans;
  private final PlanPriceVersions prices;

  PlanOffers(Plans plans, PlanPriceVersions prices) {
    this.plans = plans;
    this.prices = prices;
  }

  /** What a plan offers to whoever changes to it on a date or later. */
  Optional<PlanOffer> of(String tenant, String planId, LocalDate on) {
    return plans
        .findByTenantAndId(tenant, planId)
        .map(plan -> new PlanOffer(prices.terms(plan).from(on), plan.currency(), plan.billing()));
  }

  /** A request with the plan that it names as the plan is now; the plan is held. */
  Command current(String tenant, Command command, LocalDate today) {
    if (!(command.request() instanceof Request.ChangeTerms change) || change.plan() == null) {
      return command;
    }
    String planId = change.plan().planId();
    plans.hold(tenant, planId);
    LocalDate on = Objects.requireNonNullElse(change.date(), today);
    return of(tenant, planId, on)
        .map(offer -> command.asking(change.to(offer.plan())))
        .orElse(command);
  }

  /**
   * A subscription that is being signed up, with the prices that its plan has been given for after
   * its start, where they reach it; the plan is held.
   */
  Subscription announced(Subscription signedUp) {
    String tenant = signedUp.identity().tenant();
    String planId = signedUp.terms().price().planId();
    plans.hold(tenant, planId);
    LocalDate start = signedUp.terms().startDate();
    Subscription subscription = signedUp;
    for (PlanPriceChange price : later(tenant, planId, start)) {
      if (!price.isIn(subscription)) {
        Optional<PlanPriceChange.Reach> reach = price.atSignUp(subscription);
        if (reach.isPresent()) {
          subscription = subscription.withAnnounced(reach.get().request(), start);
        }
      }
    }
    return subscription;
  }

  private List<PlanPriceChange> later(String tenant, String planId, LocalDate start) {
    return prices.findByTenantAndPlanIdOrderByEffectiveFromDesc(tenant, planId).reversed().stream()
        .filter(price -> price.reach() != ListPrice.Reach.NEW_ONLY)
        .filter(price -> price.effectiveFrom().isAfter(start))
        .map(PlanPrice::change)
        .toList();
  }
}
