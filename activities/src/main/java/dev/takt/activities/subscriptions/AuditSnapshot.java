package dev.takt.activities.subscriptions;

import dev.takt.workflows.subscription.Agenda;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.TermsChange;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people care for of a subscription, for the history. */
public final class AuditSnapshot {
  private AuditSnapshot() {}

  public static Map<String, @Nullable Object> of(Subscription state, LocalDate on) {
    Price price = PlanPrices.agreed(state);
    LocalDate nextBilling = Agenda.nextBillingDate(state);
    var snapshot = new LinkedHashMap<String, @Nullable Object>();
    snapshot.put("status", state.statusOn(on).name());
    snapshot.put("pauses", state.changes().pauses());
    snapshot.put("cancellation", state.changes().cancellation());
    if (!state.changes().discounts().isEmpty()) {
      snapshot.put("discounts", state.changes().discounts());
    }
    if (!state.changes().charges().isEmpty()) {
      snapshot.put("charges", state.changes().charges());
    }
    List<TermsChange> temporary =
        state.changes().terms().stream().filter(change -> change.until() != null).toList();
    if (!temporary.isEmpty()) {
      snapshot.put("temporaryChanges", temporary);
    }
    snapshot.put("planId", price.planId());
    if (price.tiers() == null) {
      snapshot.put("price", price.unitPrice());
    } else {
      snapshot.put("tiers", price.tiers());
    }
    snapshot.put("quantity", price.quantity());
    snapshot.put("nextBillingDate", nextBilling == null ? null : nextBilling.toString());
    return snapshot;
  }
}
