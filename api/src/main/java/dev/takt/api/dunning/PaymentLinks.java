package dev.takt.api.dunning;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Where customers pay an invoice on a page of ours. */
public interface PaymentLinks {

  /**
   * A new link that pays an invoice. It is a secret that only the answer holds: nobody can read it
   * afterwards.
   */
  Link toPay(String tenant, String customerId, String invoiceId);

  /**
   * A link for each of these, the same at each reading, that lives at least half as long as a new
   * one: so reading often makes few.
   *
   * @return links by their invoices' ids
   */
  Map<String, String> standing(String tenant, List<Debt> debts);

  /** A link, and until when it is good. */
  record Link(String url, Instant expiresAt) {}

  /** An invoice that is due, and the business time that counts for it. */
  record Debt(String customerId, String invoiceId, Instant now) {}
}
