package dev.takt.api.customers;

import dev.takt.api.web.Problem;
import dev.takt.records.customers.Customer;
import dev.takt.records.customers.Customers;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The changing of customers, one request after the other. */
@Service
class CustomerChanges {
  private final Customers customers;

  CustomerChanges(Customers customers) {
    this.customers = customers;
  }

  /**
   * Changes a customer.
   *
   * @throws Problem when there is none, or its personal data was deleted
   */
  @Transactional
  public void apply(String tenant, String id, CustomerChange change) {
    Customer old =
        customers
            .findForUpdateByTenantAndId(tenant, id)
            .orElseThrow(() -> CustomersController.unknown(id));
    if (old.erasedAt() != null) {
      throw Problem.conflict("personal_data_deleted", "this customer's data was deleted")
          .asException();
    }
    customers.update(change.over(old));
  }
}
