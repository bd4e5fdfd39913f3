package dev.takt.api.invoices;

import dev.takt.api.web.Select;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a list of documents is limited to; null means not by this.
 *
 * @param from the first date
 * @param to the first date after
 */
record DocumentFilter(
    @Nullable String customerId,
    @Nullable String subscriptionId,
    @Nullable String status,
    @Nullable LocalDate from,
    @Nullable LocalDate to) {

  static @Nullable String name(@Nullable Enum<?> status) {
    return status == null ? null : status.name();
  }

  /**
   * @param bySubscription a condition with {@code :subscription} in it
   * @param date an expression
   */
  Select over(Select select, String bySubscription, String date) {
    return select
        .and("d.customer_id = :customer", "customer", customerId)
        .and(bySubscription, "subscription", subscriptionId)
        .and("d.status = :status", "status", status)
        .and(date + " >= :from", "from", from)
        .and(date + " < :to", "to", to);
  }
}
