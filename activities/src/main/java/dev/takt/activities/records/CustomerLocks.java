package dev.takt.activities.records;

import dev.takt.workflows.subscription.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Customers' rows as the books refer to them. Who writes something that belongs to a customer holds
 * the row first: the deletion of the customer's personal data, which locks it, then comes before
 * what is written or after it, and is not undone by it.
 */
@Component
public class CustomerLocks {
  private final JdbcClient database;

  public CustomerLocks(JdbcClient database) {
    this.database = database;
  }

  /**
   * Holds a customer until the transaction ends.
   *
   * @return why nothing may be written for the customer, or null
   */
  public @Nullable Refusal hold(String tenant, String customerId) {
    Boolean erased =
        database
            .sql(
                """
                select erased_at is not null as erased from customer
                where tenant = :tenant and id = :customer for key share
                """)
            .param("tenant", tenant)
            .param("customer", customerId)
            .query(Boolean.class)
            .optional()
            .orElse(null);
    if (erased == null) {
      return new Refusal(
          404, "customer_not_found", "There is no customer " + customerId + ".", null);
    }
    return erased
        ? Refusal.conflict(
            "personal_data_deleted",
            "The personal data of customer " + customerId + " was deleted: nothing new begins.")
        : null;
  }
}
