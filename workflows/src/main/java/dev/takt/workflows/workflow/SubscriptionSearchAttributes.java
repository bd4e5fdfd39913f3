package dev.takt.workflows.workflow;

import dev.takt.workflows.group.Group;
import dev.takt.workflows.subscription.Agenda;
import dev.takt.workflows.subscription.Status;
import dev.takt.workflows.subscription.Subscription;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.common.SearchAttributes;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What operators search subscriptions by. An ordinary renewal leaves it alone: each upsert is an
 * event and costs the service a third of a renewal (see docs/decisions).
 */
public final class SubscriptionSearchAttributes {
  private static final SearchAttributeKey<String> MERCHANT =
      SearchAttributeKey.forKeyword("TaktMerchant");
  private static final SearchAttributeKey<String> CUSTOMER =
      SearchAttributeKey.forKeyword("TaktCustomer");
  private static final SearchAttributeKey<String> STATUS =
      SearchAttributeKey.forKeyword("TaktStatus");
  private static final SearchAttributeKey<OffsetDateTime> NEXT_BILLING =
      SearchAttributeKey.forOffsetDateTime("TaktNextBilling");
  private static final SearchAttributeKey<Boolean> IN_DUNNING =
      SearchAttributeKey.forBoolean("TaktInDunning");

  private SubscriptionSearchAttributes() {}

  static void upsert(Subscription subscription, Instant now) {
    List<SearchAttributeUpdate<?>> updates = new ArrayList<>();
    updates.add(MERCHANT.valueSet(subscription.identity().merchantId()));
    updates.add(CUSTOMER.valueSet(subscription.identity().customerId()));
    updates.add(IN_DUNNING.valueSet(false));
    updates.addAll(state(subscription, now));
    upsert(updates);
  }

  /** Those of a group that is formed or dissolved. */
  static void upsert(Group group) {
    LocalDate next = group.nextDate();
    List<SearchAttributeUpdate<?>> updates = new ArrayList<>();
    updates.add(MERCHANT.valueSet(group.identity().merchantId()));
    updates.add(CUSTOMER.valueSet(group.identity().customerId()));
    updates.add(STATUS.valueSet(next == null ? "DISSOLVED" : "ACTIVE"));
    updates.add(
        next == null
            ? NEXT_BILLING.valueUnset()
            : NEXT_BILLING.valueSet(group.hours().billingOn(next).atOffset(ZoneOffset.UTC)));
    upsert(updates);
  }

  /** Those that a group is started with when it gets its workflow again: it upserts none then. */
  public static SearchAttributes of(Group group) {
    LocalDate next = group.nextDate();
    var attributes =
        SearchAttributes.newBuilder()
            .set(MERCHANT, group.identity().merchantId())
            .set(CUSTOMER, group.identity().customerId())
            .set(STATUS, next == null ? "DISSOLVED" : "ACTIVE");
    return next == null
        ? attributes.build()
        : attributes
            .set(NEXT_BILLING, group.hours().billingOn(next).atOffset(ZoneOffset.UTC))
            .build();
  }

  /**
   * After a request or a step: only if the status is another than the one that was told last, or
   * the dates moved by a request. Compared with what was told, not with what was before: at the
   * instant at which service starts, a subscription that has not been activated is active, too.
   */
  static void upsertIfChanged(Subscription before, Subscription after, Instant now) {
    String told = Workflow.getTypedSearchAttributes().get(STATUS);
    boolean sameStatus = status(after, now).name().equals(told);
    if (!sameStatus || !before.changes().equals(after.changes())) {
      upsert(state(after, now));
    }
  }

  static void upsertInDunning(boolean inDunning) {
    upsert(List.of(IN_DUNNING.valueSet(inDunning)));
  }

  private static List<SearchAttributeUpdate<?>> state(Subscription subscription, Instant now) {
    List<SearchAttributeUpdate<?>> updates = new ArrayList<>();
    updates.add(STATUS.valueSet(status(subscription, now).name()));
    LocalDate next = Agenda.nextBillingDate(subscription);
    updates.add(
        next == null
            ? NEXT_BILLING.valueUnset()
            : NEXT_BILLING.valueSet(subscription.hours().billingOn(next).atOffset(ZoneOffset.UTC)));
    return updates;
  }

  private static Status status(Subscription subscription, Instant now) {
    return subscription.statusOn(subscription.hours().dateAt(now));
  }

  private static void upsert(List<SearchAttributeUpdate<?>> updates) {
    Workflow.upsertTypedSearchAttributes(updates.toArray(SearchAttributeUpdate[]::new));
  }
}
