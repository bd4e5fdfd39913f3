package dev.takt.records.customers;

import dev.takt.records.Conditions;
import dev.takt.records.Rows;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.Repository;

/** Customers. */
public interface Customers extends Repository<Customer, String>, Rows<Customer> {

  Optional<Customer> findByTenantAndId(String tenant, String id);

  /** The customer, which nobody else changes until the transaction ends. */
  @Lock(LockMode.PESSIMISTIC_WRITE)
  Optional<Customer> findForUpdateByTenantAndId(String tenant, String id);

  /** Leaves those who live on a test clock without one: what they did stays to be read. */
  @Modifying
  @Query(
      """
      update customer set test_clock_id = null
      where test_clock_id = :testClockId and tenant = :tenant
      """)
  void leaveClock(String tenant, String testClockId);

  /** A page of a tenant's customers, newest first. */
  default List<Customer> page(
      String tenant,
      @Nullable String email,
      @Nullable String externalRef,
      @Nullable String after,
      int rows) {
    return page(
        Conditions.of(tenant)
            .and("email_key = lower(:email)", "email", email)
            .and("external_ref = :ref", "ref", externalRef),
        after,
        rows);
  }
}
