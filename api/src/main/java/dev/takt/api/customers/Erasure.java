package dev.takt.api.customers;

import dev.takt.api.web.Columns;
import dev.takt.api.web.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deletes a customer's personal data. Invoices are kept by law, with the buyer's name and address
 * on them; so these stay where there are invoices, and all else goes.
 */
@Repository
class Erasure {
  private final JdbcClient jdbc;

  Erasure(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Transactional
  public void erase(String tenant, String customerId, Instant at) {
    Map<String, Object> who = Map.of("tenant", tenant, "customer", customerId);
    // No subscription can be signed up while this is locked: its row refers to the customer's.
    jdbc.sql("select id from customer where tenant = :tenant and id = :customer for update")
        .params(who)
        .query(String.class)
        .single();
    refuseWhileNeeded(who);
    jdbc.sql(
            """
            update customer set email = null, phone = null, external_ref = null, locale = null,
              segment = null,
              name = case when kept.invoices then name end,
              address = case when kept.invoices then address end,
              company_number = case when kept.invoices then company_number end,
              erased_at = :at
            from (select exists (select 1 from invoice
                where tenant = :tenant and customer_id = :customer) as invoices) kept
            where tenant = :tenant and id = :customer
            """)
        .params(who)
        .param("at", Columns.at(at))
        .update();
    jdbc.sql(
            """
            update payment_method set status = 'REMOVED', is_default = false, brand = null,
              last4 = null, expiry_month = null, expiry_year = null
            where tenant = :tenant and customer_id = :customer
            """)
        .params(who)
        .update();
    // That they were told something stays; what, and where it went, does not.
    jdbc.sql(
            """
            update message set recipient = null, subject = null, body_text = null, body_html = null
            where tenant = :tenant and customer_id = :customer
            """)
        .params(who)
        .update();
    jdbc.sql("delete from pay_link where tenant = :tenant and customer_id = :customer")
        .params(who)
        .update();
    // Answers kept for repeats hold the customer as it was sent.
    jdbc.sql(
            """
            delete from idempotency_key where tenant = :tenant and position(:id in body) > 0
            """)
        .param("tenant", tenant)
        .param("id", ("\"id\":\"" + customerId + "\"").getBytes(StandardCharsets.UTF_8))
        .update();
  }

  private void refuseWhileNeeded(Map<String, Object> who) {
    refuseIf(
        who,
        "select 1 from subscription where tenant = :tenant and customer_id = :customer"
            + " and status <> 'ENDED'",
        "customer_has_subscriptions",
        "a subscription still runs: end it first");
    refuseIf(
        who,
        "select 1 from invoice where tenant = :tenant and customer_id = :customer"
            + " and status in ('OPEN', 'PARTLY_CREDITED', 'IN_COLLECTION')",
        "customer_has_open_debt",
        "an invoice is unpaid: settle it or write it off first");
  }

  private void refuseIf(Map<String, Object> who, String sql, String code, String detail) {
    boolean found =
        jdbc.sql("select exists (" + sql + ")").params(who).query(Boolean.class).single();
    if (found) {
      throw Problem.conflict(code, detail).asException();
    }
  }
}
