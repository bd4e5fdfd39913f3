package dev.takt.api.plans;

import dev.takt.records.plans.PlanPrice;
import dev.takt.records.plans.PlanPriceVersions;
import dev.takt.records.plans.Plans;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The giving of new prices to plans. */
@Service
class PlanPriceRegister {
  private final Plans plans;
  private final PlanPriceVersions prices;

  PlanPriceRegister(Plans plans, PlanPriceVersions prices) {
    this.plans = plans;
    this.prices = prices;
  }

  /**
   * Adds a price, unless it is there already or the plan has another from its date on. A sign-up or
   * change that is being recorded holds the plan: it comes first, and the price's rollout finds it.
   */
  @Transactional
  public void add(PlanPrice price) {
    plans.lock(price.tenant(), price.planId());
    prices.insert(price);
  }
}
