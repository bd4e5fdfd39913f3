package dev.takt.api.invoices;

import dev.takt.api.labels.ReferenceFilter;
import dev.takt.api.web.Select;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a list of documents is limited to; null means not by this.
 *
 * @param externalRef the reference of its customer, or of a subscription or group on its invoice
 * @param from the first date
 * @param to the first date after
 */
record DocumentFilter(
    @Nullable String customerId,
    @Nullable String subscriptionId,
    @Nullable String status,
    @Nullable String externalRef,
    @Nullable LocalDate from,
    @Nullable LocalDate to) {

  static @Nullable String name(@Nullable Enum<?> status) {
    return status == null ? null : status.name();
  }

  /**
   * @param bySubscription a condition with {@code :subscription} in it
   * @param date an expression
   * @param invoice the column of the invoice that it is about
   */
  Select over(Select select, String bySubscription, String date, String invoice) {
    return select
        .and("d.customer_id = :customer", "customer", customerId)
        .and(bySubscription, "subscription", subscriptionId)
        .and("d.status = :status", "status", status)
        .and(ReferenceFilter.of("d.customer_id", invoice), "ref", externalRef)
        .and(date + " >= :from", "from", from)
        .and(date + " < :to", "to", to);
  }
}
