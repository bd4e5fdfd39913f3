package dev.takt.api.subscriptions;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.timeline.OneOffCharge;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A one-off charge, whatever has become of it.
 *
 * @param amount of one, in minor units, with VAT where the price of the plan includes it
 * @param setupFee whether it came with the plan
 * @param invoiceId the invoice that bills it
 */
record ChargeView(
    String id,
    String subscriptionId,
    String description,
    long amount,
    int quantity,
    String currency,
    String vatRate,
    OneOffCharge.When when,
    @Nullable LocalDate date,
    @Nullable Period servicePeriod,
    boolean setupFee,
    Status status,
    @Nullable String invoiceId,
    Instant createdAt) {

  /** What has become of it. */
  enum Status {
    PENDING,
    BILLED,
    REMOVED
  }
}
