package dev.takt.api.customers;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What banks have told of a customer, and were told. That money came and went stays, with its day,
 * amount and account; so do the files as they came, which are vouchers.
 */
@Repository
class BankData {
  /** The ids of the customer's refunds. */
  static final String REFUNDS =
      """
      select r.id from refund r
      left join credit_note n on n.id = r.credit_note_id
      left join customer_money m on m.id = r.customer_money_id
      where r.tenant = :tenant and coalesce(n.customer_id, m.customer_id) = :customer
      """;

  /**
   * The ids of transactions that have paid for the customer, or were proposed to, that were refunds
   * to the customer, and that took any of these back.
   */
  static final String ENTRIES =
      """
      select e.id from bank_entry e
      where e.tenant = :tenant and (e.proposed_customer_id = :customer
        or coalesce(e.reverses_id, e.id) in (
          select p.bank_entry_id from payment p
            where p.tenant = :tenant and p.customer_id = :customer and p.bank_entry_id is not null)
        or coalesce(e.reverses_id, e.id) in (
          select s.bank_entry_id from refund s
            where s.tenant = :tenant and s.bank_entry_id is not null and s.id in (%s)))
      """
          .formatted(REFUNDS);

  private final JdbcClient jdbc;

  BankData(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void erase(Map<String, Object> who) {
    jdbc.sql(
            """
            update bank_entry set payer_name = null, payer_account = null, end_to_end_id = null,
              stated = '{}', texts = '{}'
            where tenant = :tenant and id in (%s)
            """
                .formatted(ENTRIES))
        .params(who)
        .update();
    jdbc.sql(
            """
            update transfer_file set content = null
            where tenant = :tenant and refund_ids && array(%s)
            """
                .formatted(REFUNDS))
        .params(who)
        .update();
  }
}
