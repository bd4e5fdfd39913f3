package dev.takt.api.plans;

import dev.takt.api.web.MetadataLimits;
import dev.takt.api.web.Problem;
import dev.takt.records.labels.Metadata;
import dev.takt.records.plans.Plan;
import dev.takt.records.plans.Plans;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The labelling of plans, one request after the other. */
@Service
class PlanLabels {
  private final Plans plans;

  PlanLabels(Plans plans) {
    this.plans = plans;
  }

  /**
   * Changes what a merchant notes about a plan.
   *
   * @throws Problem where there is none, or it would be too much
   */
  @Transactional
  public void apply(String tenant, String id, PlanLabel label) {
    Plan plan =
        plans
            .findForUpdateByTenantAndId(tenant, id)
            .orElseThrow(() -> Problem.notFound("there is no plan " + id).asException());
    Metadata metadata = plan.metadata().with(label.metadata());
    if (metadata.hasTooManyKeys()) {
      throw Problem.invalid("/metadata", MetadataLimits.TOO_MANY).asException();
    }
    String ref = label.externalRef();
    plans.update(plan.labelled(ref == null ? plan.externalRef() : ref, metadata));
  }
}
