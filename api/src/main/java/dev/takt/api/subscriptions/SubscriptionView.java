package dev.takt.api.subscriptions;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.GroupRest;
import dev.takt.workflows.subscription.Status;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Tiers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as the API tells it: what depends on the date is computed when it is read, from
 * nothing but its facts.
 *
 * @param price of one unit for a nominal period, in minor units, as in force; null where there are
 *     tiers
 * @param tiers what the quantity costs by its size, as in force; null where each unit costs the
 *     same
 * @param endDate the first day without service
 * @param billedThrough the first day that is not billed yet
 * @param openDebt what is due on its invoices, in minor units
 */
record SubscriptionView(
    String id,
    Status status,
    String customerId,
    String planId,
    int quantity,
    @Nullable Long price,
    Tiers.@Nullable Mode tiersMode,
    @Nullable List<Tiers.Tier> tiers,
    String currency,
    LocalDate startDate,
    @Nullable LocalDate endDate,
    CollectionMethod.Means collection,
    int paymentTermsDays,
    @Nullable String paymentMethodId,
    @Nullable String groupId,
    @Nullable String testClockId,
    @Nullable String externalRef,
    Map<String, String> metadata,
    @Nullable Period currentPeriod,
    @Nullable LocalDate nextBillingDate,
    @Nullable LocalDate billedThrough,
    List<PauseView> pauses,
    List<DiscountView> discounts,
    @Nullable CancellationView cancellation,
    long openDebt,
    long version,
    String workflowId,
    Instant createdAt) {

  /**
   * @param endDate the first day without service, as the timeline has it
   */
  record CancellationView(
      Cancellation.When when,
      @Nullable LocalDate endDate,
      Cancellation.Settlement settlement,
      Cancellation.Receivables receivables,
      @Nullable String reason) {}

  /**
   * The view of a row.
   *
   * @param others the other members of its group, where they matter
   */
  static SubscriptionView of(SubscriptionRow row, LocalDate today, List<Subscription> others) {
    Subscription state = row.state();
    Price price = state.timeline().priceNear(today);
    LocalDate end = state.timeline().end();
    return new SubscriptionView(
        state.identity().subscriptionId(),
        state.statusOn(today),
        state.identity().customerId(),
        price.planId(),
        price.quantity(),
        price.tiers() == null ? price.unitPrice() : null,
        price.tiers() == null ? null : price.tiers().mode(),
        price.tiers() == null ? null : price.tiers().tiers(),
        state.currency(),
        state.terms().startDate(),
        end,
        state.collection().means(),
        state.collection().termsDays(),
        state.collection().paymentMethodId(),
        state.groupId(),
        state.identity().clockId(),
        state.externalRef(),
        row.metadata().values(),
        state.timeline().currentPeriod(today),
        GroupRest.nextBillingDate(state, others),
        state.standing(LocalDate.MIN).billedThrough(),
        state.changes().pauses().stream().map(pause -> PauseView.of(pause, today)).toList(),
        state.timeline().discounts(today).stream().map(DiscountView::of).toList(),
        cancellation(state.changes().cancellation(), end),
        row.openDebt(),
        state.version(),
        state.identity().workflowId(),
        row.createdAt());
  }

  private static @Nullable CancellationView cancellation(
      @Nullable Cancellation cancellation, @Nullable LocalDate end) {
    return cancellation == null
        ? null
        : new CancellationView(
            cancellation.when(),
            end,
            cancellation.settlement(),
            cancellation.receivables(),
            cancellation.reason());
  }
}
