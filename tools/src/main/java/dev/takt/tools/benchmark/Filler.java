package dev.takt.tools.benchmark;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the tables as large as those of a business with many subscriptions: copies of one that is
 * there, each with four monthly invoices, their payments, postings and events. They sleep: no
 * workflow knows them.
 */
record Filler(JdbcClient database) {
  private static final List<String> TABLES =
      List.of(
          "customer",
          "payment_method",
          "subscription",
          "invoice",
          "invoice_line",
          "payment",
          "posting",
          "event");

  /** Copies a merchant's first subscription so many times. */
  void fill(String merchantId, int copies) {
    String tenant = merchantId + "/test";
    // Whether what they refer to is there need not be looked up millions of times.
    triggers("disable");
    // Copies are ended, so that nothing takes them for alive when Takt starts again.
    copy(
        """
        insert into customer (id, tenant, name, email, kind, country, locale, created_at)
        select 'cus_filler_' || n, c.tenant, c.name, n || '@example.com', c.kind, c.country, c.locale,
          c.created_at
        from (select * from customer where tenant = :tenant order by id limit 1) c,
          generate_series(1, :copies) n
        """,
        tenant,
        copies);
    copy(
        """
        insert into payment_method (id, tenant, customer_id, gateway, gateway_reference, type, brand,
          last4, expiry_month, expiry_year, status, is_default, created_at)
        select 'pm_filler_' || n, c.tenant, 'cus_filler_' || n, c.gateway, c.gateway_reference, c.type,
          c.brand, c.last4, c.expiry_month, c.expiry_year, c.status, c.is_default, c.created_at
        from (select * from payment_method where tenant = :tenant order by id limit 1) c,
          generate_series(1, :copies) n
        """,
        tenant,
        copies);
    copy(
        """
        insert into subscription (id, tenant, merchant_id, customer_id, plan_id, status, version,
          state, created_at, ended_at)
        select 'sub_filler_' || n, s.tenant, s.merchant_id, 'cus_filler_' || n, s.plan_id, 'ENDED', s.version,
          s.state, s.created_at, now()
        from (select * from subscription where tenant = :tenant order by id limit 1) s,
          generate_series(1, :copies) n
        """,
        tenant,
        copies);
    copy(
        """
        insert into invoice (id, tenant, number, billing_key, customer_id, subscription_id, status,
          collection, issue_date, due_date, currency, total, vat, amount_paid, created_at)
        select 'inv_filler_' || n || '_' || m, i.tenant, -n * 4 - m, 'filler/' || n || '/' || m,
          'cus_filler_' || n, 'sub_filler_' || n, 'PAID', i.collection, i.issue_date - m * 30,
          i.due_date - m * 30, i.currency, i.total, i.vat, i.total, i.created_at
        from (select * from invoice where tenant = :tenant order by id limit 1) i,
          generate_series(1, :copies) n, generate_series(1, 4) m
        """,
        tenant,
        copies);
    perInvoice(
        "invoice_line",
        """
        insert into invoice_line (tenant, invoice_id, position, subscription_id, kind, description,
          service_from, service_to, quantity, amount, base, vat_rate, includes_vat, nominal_start,
          nominal_days, nominal_position, nominal_length, nominal_price)
        select l.tenant, 'inv_filler_' || n || '_' || m, l.position, 'sub_filler_' || n, l.kind, l.description,
          l.service_from - m * 30, l.service_to - m * 30, l.quantity, l.amount, l.base, l.vat_rate,
          l.includes_vat, l.nominal_start - m * 30, l.nominal_days, l.nominal_position,
          l.nominal_length, l.nominal_price
        """,
        tenant,
        copies);
    perInvoice(
        "payment",
        """
        insert into payment (id, tenant, invoice_id, customer_id, payment_method_id, gateway,
          idempotency_key, attempt, amount, status, gateway_reference, attempted_at, settled_at)
        select 'pay_filler_' || n || '_' || m, l.tenant, 'inv_filler_' || n || '_' || m,
          'cus_filler_' || n, 'pm_filler_' || n, l.gateway, 'filler/' || n || '/' || m, 1, l.amount, l.status,
          l.gateway_reference, l.attempted_at, l.settled_at
        """,
        tenant,
        copies);
    perInvoice(
        "posting",
        """
        insert into posting (tenant, booked_on, debit, credit, amount, currency, what, document_id,
          subscription_id, invoice_id, invoice_line, recorded_at)
        select l.tenant, l.booked_on - m * 30, l.debit, l.credit, l.amount, l.currency, l.what,
          'inv_filler_' || n || '_' || m, 'sub_filler_' || n, 'inv_filler_' || n || '_' || m, l.invoice_line,
          l.recorded_at - interval '1 year'
        """,
        tenant,
        copies);
    copy(
        """
        insert into event (id, tenant, type, subject_id, sequence, occurred_at, data)
        select 'evt_filler_' || n || '_' || m, e.tenant, e.type, 'inv_filler_' || n || '_' || ((m + 3) / 4),
          1 + m % 4, e.occurred_at, e.data
        from (select * from event where tenant = :tenant and type = 'invoice.issued' order by id
            limit 1) e,
          generate_series(1, :copies) n, generate_series(1, 16) m
        """,
        tenant, copies);
    triggers("enable");
    // What PostgreSQL does once after so much was written, it must not do while others renew.
    database.sql("vacuum analyze").update();
    database.sql("checkpoint").update();
  }

  private void triggers(String what) {
    TABLES.forEach(
        table -> database.sql("alter table " + table + " " + what + " trigger all").update());
  }

  private void perInvoice(String table, String insertAndSelect, String tenant, int copies) {
    copy(
        insertAndSelect
            + " from (select t.* from "
            + table
            + """
             t where t.tenant = :tenant and t.invoice_id =
              (select id from invoice where tenant = :tenant and number > 0 order by id limit 1)) l,
            generate_series(1, :copies) n, generate_series(1, 4) m
            """,
        tenant,
        copies);
  }

  private void copy(String sql, String tenant, int copies) {
    database.sql(sql).param("tenant", tenant).param("copies", copies).update();
  }
}
