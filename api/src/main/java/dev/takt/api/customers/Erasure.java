package dev.takt.api.customers;

import dev.takt.api.web.Problem;
import dev.takt.records.customers.Customers;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The deletion of personal data, which waits until nothing is owed and nothing runs. */
@Service
class Erasure {
  private final Customers customers;
  private final PersonalData data;

  Erasure(Customers customers, PersonalData data) {
    this.customers = customers;
    this.data = data;
  }

  /**
   * Deletes a customer's personal data.
   *
   * @throws Problem while a subscription runs or an invoice is unpaid
   */
  @Transactional
  public void erase(String tenant, String customerId, Instant at) {
    // Whoever writes something that belongs to the customer holds this row: it comes before or
    // after.
    var _ = customers.findForUpdateByTenantAndId(tenant, customerId).orElseThrow();
    if (data.hasSubscriptions(tenant, customerId)) {
      throw Problem.conflict(
              "customer_has_subscriptions", "a subscription still runs: end it first")
          .asException();
    }
    if (data.hasOpenDebt(tenant, customerId)) {
      throw Problem.conflict(
              "customer_has_open_debt", "an invoice is unpaid: settle it or write it off first")
          .asException();
    }
    data.erase(tenant, customerId, at);
  }
}
