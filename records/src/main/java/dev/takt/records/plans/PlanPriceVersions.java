package dev.takt.records.plans;

import dev.takt.records.Rows;
import dev.takt.workflows.timeline.TermsChange;
import java.util.List;
import org.springframework.data.repository.Repository;

/** The versions of plans' prices. */
public interface PlanPriceVersions extends Repository<PlanPrice, String>, Rows<PlanPrice> {

  /** All of a plan, newest first. */
  List<PlanPrice> findByTenantAndPlanIdOrderByEffectiveFromDesc(String tenant, String planId);

  /** The terms of a plan, with all prices that it was ever given. */
  default TermsChange.Plan terms(Plan plan) {
    return plan.terms(findByTenantAndPlanIdOrderByEffectiveFromDesc(plan.tenant(), plan.id()));
  }
}
