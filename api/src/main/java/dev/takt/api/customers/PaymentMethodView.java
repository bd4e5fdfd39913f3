package dev.takt.api.customers;

import dev.takt.records.customers.PaymentMethod;
import org.jspecify.annotations.Nullable;

/** A payment method as far as anybody may see it. */
record PaymentMethodView(
    String id,
    String customerId,
    String gateway,
    String type,
    @Nullable String brand,
    @Nullable String last4,
    @Nullable Integer expiryMonth,
    @Nullable Integer expiryYear,
    PaymentMethod.Status status,
    boolean isDefault) {

  static PaymentMethodView of(PaymentMethod method) {
    return new PaymentMethodView(
        method.id(),
        method.customerId(),
        method.gateway(),
        method.type(),
        method.brand(),
        method.last4(),
        method.expiryMonth(),
        method.expiryYear(),
        method.status(),
        method.isDefault());
  }
}
