package dev.takt.api.dunning;

import java.time.Instant;

/** Where customers pay an invoice on a page of ours. */
public interface PaymentLinks {

  /**
   * A new link that pays an invoice. It is a secret that only the answer holds: nobody can read it
   * afterwards.
   */
  Link toPay(String tenant, String customerId, String invoiceId);

  /** A link, and until when it is good. */
  record Link(String url, Instant expiresAt) {}
}
