package dev.takt.api.dunning;

import org.jspecify.annotations.Nullable;

/** Where customers pay an invoice on a page of ours. */
public interface PaymentLinks {

  /** The link of an invoice; null where there is none. */
  @Nullable String forInvoice(String tenant, String invoiceId);
}
