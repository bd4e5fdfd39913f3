package dev.takt.api.dunning;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** There are no pages yet, so there are no links. */
@Component
class NoPaymentLinks implements PaymentLinks {
  @Override
  public @Nullable String forInvoice(String tenant, String invoiceId) {
    return null;
  }
}
