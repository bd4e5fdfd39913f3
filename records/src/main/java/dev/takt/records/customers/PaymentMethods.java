package dev.takt.records.customers;

import dev.takt.records.Rows;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Customers' payment methods; at most one default each. */
public interface PaymentMethods extends Repository<PaymentMethod, String>, Rows<PaymentMethod> {

  /** All of a customer's, newest first. */
  List<PaymentMethod> findByTenantAndCustomerIdOrderByIdDesc(String tenant, String customerId);

  Optional<PaymentMethod> findByTenantAndCustomerIdAndId(
      String tenant, String customerId, String id);

  boolean existsByTenantAndId(String tenant, String id);

  boolean existsByTenantAndCustomerId(String tenant, String customerId);

  /** Whether charges may go to it. */
  default boolean isUsable(String tenant, String customerId, String id) {
    return findByTenantAndCustomerIdAndId(tenant, customerId, id)
        .filter(method -> method.status() == PaymentMethod.Status.ACTIVE)
        .isPresent();
  }

  /** Nothing is charged to it any more. It stays in the books, which refer to it. */
  @Modifying
  @Query(
      """
      update payment_method set status = 'REMOVED', is_default = false
      where tenant = :tenant and customer_id = :customerId and id = :id
      """)
  void remove(String tenant, String customerId, String id);

  /** Leaves a customer without a default. */
  @Modifying
  @Query(
      """
      update payment_method set is_default = false
      where tenant = :tenant and customer_id = :customerId and is_default
      """)
  void clearDefault(String tenant, String customerId);
}
