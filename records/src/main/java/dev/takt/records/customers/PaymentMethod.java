package dev.takt.records.customers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A customer's card or the like; never its number.
 *
 * @param gatewayReference what the gateway knows it by
 */
@Table
public record PaymentMethod(
    @Id String id,
    String tenant,
    String customerId,
    String gateway,
    String gatewayReference,
    String type,
    @Nullable String brand,
    @Nullable String last4,
    @Nullable Integer expiryMonth,
    @Nullable Integer expiryYear,
    Status status,
    boolean isDefault,
    Instant createdAt) {

  /** Whether charges may go to it. */
  public enum Status {
    ACTIVE,
    EXPIRED,
    REMOVED
  }
}
