package dev.takt.api.subscriptions;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a customer has to its credit, and what it owes. */
@Repository
class BalanceRows {
  private final JdbcClient jdbc;

  BalanceRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<BalanceController.Credit> left(String tenant, String customerId) {
    return jdbc.sql(
            """
            select c.from_subscription_id, c.currency, c.vat_rate, c.remaining,
              case when c.reason is not null and s.status <> 'ENDED' then s.id end as only_of
            from customer_credit c join subscription s on s.id = c.from_subscription_id
            where c.tenant = :tenant and c.customer_id = :customer and c.remaining > 0
            order by c.created_on, c.id
            """)
        .param("tenant", tenant)
        .param("customer", customerId)
        .query(
            (row, _) ->
                BalanceController.Credit.adjustment(
                    row.getString("only_of"),
                    row.getString("from_subscription_id"),
                    row.getString("currency"),
                    row.getString("vat_rate"),
                    row.getLong("remaining")))
        .list();
  }

  List<BalanceController.Credit> money(String tenant, String customerId) {
    return jdbc.sql(
            """
            select m.payment_id, p.invoice_id, m.currency, m.remaining
            from customer_money m join payment p on p.id = m.payment_id
            where m.tenant = :tenant and m.customer_id = :customer and m.remaining > 0
            order by m.created_on, m.id
            """)
        .param("tenant", tenant)
        .param("customer", customerId)
        .query(
            (row, _) ->
                new BalanceController.Credit(
                    BalanceController.Kind.OVERPAYMENT,
                    null,
                    null,
                    row.getString("payment_id"),
                    row.getString("invoice_id"),
                    row.getString("currency"),
                    null,
                    row.getLong("remaining")))
        .list();
  }

  List<BalanceController.Debt> debts(String tenant, String customerId) {
    return jdbc.sql(
            """
            select currency, sum(amount_due) as due
            from invoice
            where tenant = :tenant and customer_id = :customer
              and is_open
            group by currency
            """)
        .param("tenant", tenant)
        .param("customer", customerId)
        .query(
            (row, _) -> new BalanceController.Debt(row.getString("currency"), row.getLong("due")))
        .list();
  }
}
