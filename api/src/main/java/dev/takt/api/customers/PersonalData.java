package dev.takt.api.customers;

import dev.takt.api.web.Columns;
import java.time.Instant;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * A customer's personal data wherever it stands, and what was written about the customer in free
 * text. Invoices are kept by law, with the buyer's name and address on them; so these stay where
 * there are invoices, and all else goes.
 */
@Repository
class PersonalData {
  /** The ids of what belongs to a customer, and of the customer. */
  private static final String BELONGING =
      """
      select cast(:customer as text)
      union all select id from subscription where tenant = :tenant and customer_id = :customer
      union all select id from billing_group where tenant = :tenant and customer_id = :customer
      union all select id from payment_method where tenant = :tenant and customer_id = :customer
      union all select id from dunning_case where tenant = :tenant and customer_id = :customer
      union all select id from message where tenant = :tenant and customer_id = :customer
      union all select id from invoice where tenant = :tenant and customer_id = :customer
      union all select id from payment where tenant = :tenant and customer_id = :customer
      union all select id from credit_note where tenant = :tenant and customer_id = :customer
      """
          + " union all "
          + BankData.REFUNDS
          + " union all "
          + BankData.ENTRIES;

  private final JdbcClient jdbc;
  private final BankData bank;

  PersonalData(JdbcClient jdbc, BankData bank) {
    this.jdbc = jdbc;
    this.bank = bank;
  }

  void erase(String tenant, String customerId, Instant at) {
    Map<String, Object> who = Map.of("tenant", tenant, "customer", customerId);
    jdbc.sql(
            """
            update customer set email = null, phone = null, external_ref = null, locale = null,
              segment = null, metadata = '{}',
              registration_number = null, account_number = null, iban = null, bic = null,
              name = case when kept.invoices then name end,
              address = case when kept.invoices then address end,
              company_number = case when kept.invoices then company_number end,
              vat_number = case when kept.invoices then vat_number end,
              e_invoice_id = null, buyer_reference = null,
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
            update message set recipient = null, subject = null, body_text = null, body_html = null,
              reason = case when status <> 'FAILED' then reason end
            where tenant = :tenant and customer_id = :customer
            """)
        .params(who)
        .update();
    jdbc.sql(
            """
            update refund set reference = null
            where tenant = :tenant and (
              credit_note_id in (select id from credit_note
                where tenant = :tenant and customer_id = :customer)
              or customer_money_id in (select id from customer_money
                where tenant = :tenant and customer_id = :customer))
            """)
        .params(who)
        .update();
    jdbc.sql("delete from pay_link where tenant = :tenant and customer_id = :customer")
        .params(who)
        .update();
    eraseTexts(who);
    bank.erase(who);
    releaseAnswers(who);
  }

  /**
   * The merchant's own words about the customer: references, reasons, and what was asked for in the
   * audit trail, of which who, when and what remains. No subscription runs any more, so nobody else
   * writes these states.
   */
  private void eraseTexts(Map<String, Object> who) {
    jdbc.sql(
            """
            update subscription set external_ref = null,
              state = jsonb_set(jsonb_set(state - 'externalRef', '{recentRequests}', '[]'),
                '{changes}', without_keys(state -> 'changes', '{reason}'))
            where tenant = :tenant and customer_id = :customer
            """)
        .params(who)
        .update();
    jdbc.sql("delete from label where tenant = :tenant and customer_id = :customer")
        .params(who)
        .update();
    jdbc.sql(
            """
            update event set data = data - 'metadata'
            where tenant = :tenant and data -> 'metadata' is not null and subject_id in (%s)
            """
                .formatted(BELONGING))
        .params(who)
        .update();
    jdbc.sql(
            """
            update payment set reference = null
            where tenant = :tenant and customer_id = :customer and reference is not null
            """)
        .params(who)
        .update();
    jdbc.sql(
            """
            update history set request = null, refusal = null,
              before = without_keys(before, '{reason}'), after = without_keys(after, '{reason}')
            where tenant = :tenant and subject_id in (%s)
            """
                .formatted(BELONGING))
        .params(who)
        .update();
  }

  /**
   * Answers kept for repeats hold what they are about as it was sent. Who repeats such a request
   * makes it once more, with the same ids.
   */
  private void releaseAnswers(Map<String, Object> who) {
    jdbc.sql(
            """
            update idempotency_key set status = 503, content_type = null, body = null, etag = null,
              about = null
            where tenant = :tenant and body is not null and about && array(%s)
            """
                .formatted(BELONGING))
        .params(who)
        .update();
  }

  boolean hasSubscriptions(String tenant, String customerId) {
    return exists(
        tenant,
        customerId,
        """
        select exists (select 1 from subscription
          where tenant = :tenant and customer_id = :customer and status <> 'ENDED')
        """);
  }

  boolean hasOpenDebt(String tenant, String customerId) {
    return exists(
        tenant,
        customerId,
        """
        select exists (select 1 from invoice
          where tenant = :tenant and customer_id = :customer and is_open)
        """);
  }

  private boolean exists(String tenant, String customerId, String sql) {
    return jdbc.sql(sql)
        .param("tenant", tenant)
        .param("customer", customerId)
        .query(Boolean.class)
        .single();
  }
}
