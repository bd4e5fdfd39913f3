package dev.takt.api.customers;

import dev.takt.api.web.Columns;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Customers' payment methods, as far as anybody may see them. */
@Repository
public class PaymentMethods {
  private static final String SELECT =
      "select * from payment_method where tenant = :tenant and customer_id = :customer";

  private final JdbcClient jdbc;

  PaymentMethods(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A card or the like; never its number. */
  public record PaymentMethod(
      String id,
      String customerId,
      String gateway,
      String type,
      @Nullable String brand,
      @Nullable String last4,
      @Nullable Integer expiryMonth,
      @Nullable Integer expiryYear,
      String status,
      boolean isDefault) {}

  /** All of a customer's, newest first. */
  public List<PaymentMethod> of(String tenant, String customerId) {
    return jdbc.sql(SELECT + " order by id desc")
        .param("tenant", tenant)
        .param("customer", customerId)
        .query(
            (row, _) ->
                new PaymentMethod(
                    row.getString("id"),
                    row.getString("customer_id"),
                    row.getString("gateway"),
                    row.getString("type"),
                    row.getString("brand"),
                    row.getString("last4"),
                    Columns.integer(row, "expiry_month"),
                    Columns.integer(row, "expiry_year"),
                    row.getString("status"),
                    row.getBoolean("is_default")))
        .list();
  }

  Optional<PaymentMethod> find(String tenant, String customerId, String id) {
    return of(tenant, customerId).stream().filter(method -> method.id().equals(id)).findFirst();
  }

  /** Whether charges may go to it. */
  public boolean isUsable(String tenant, String customerId, String id) {
    return find(tenant, customerId, id)
        .filter(method -> method.status().equals("ACTIVE"))
        .isPresent();
  }

  /** Nothing is charged to it any more. It stays in the books, which refer to it. */
  void remove(String tenant, String customerId, String id) {
    jdbc.sql(
            """
            update payment_method set status = 'REMOVED', is_default = false
            where tenant = :tenant and customer_id = :customer and id = :id
            """)
        .param("tenant", tenant)
        .param("customer", customerId)
        .param("id", id)
        .update();
  }
}
