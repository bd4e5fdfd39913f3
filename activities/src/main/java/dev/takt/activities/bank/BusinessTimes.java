package dev.takt.activities.bank;

import dev.takt.activities.records.SqlValues;
import dev.takt.records.merchants.Ledgers;
import dev.takt.records.merchants.Merchants;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The times and dates by which those live whose money the bank tells of. */
@Component
class BusinessTimes {
  private final JdbcClient database;
  private final Ledgers ledgers;
  private final Merchants merchants;

  BusinessTimes(JdbcClient database, Ledgers ledgers, Merchants merchants) {
    this.database = database;
    this.ledgers = ledgers;
    this.merchants = merchants;
  }

  /** The time by which a customer lives: that of a test clock, or the world's. */
  Instant of(String tenant, String customerId, Instant at) {
    return database
        .sql(
            """
            select t.now_at from customer c join test_clock t on t.id = c.test_clock_id
            where c.tenant = :tenant and c.id = :customer
            """)
        .param("tenant", tenant)
        .param("customer", customerId)
        .query((row, _) -> Objects.requireNonNull(SqlValues.instant(row, "now_at")))
        .optional()
        .orElse(at);
  }

  /** The time by which the customer lives for whom, or to whom, a transaction was. */
  Instant of(BankEntryRows.Row matched, Instant at) {
    return database
        .sql(
            """
            (select customer_id from payment
              where tenant = :tenant and bank_entry_id = :entry order by id limit 1)
            union all
            select coalesce(n.customer_id, m.customer_id) from refund r
              left join credit_note n on n.id = r.credit_note_id
              left join customer_money m on m.id = r.customer_money_id
              where r.tenant = :tenant and r.bank_entry_id = :entry
            limit 1
            """)
        .param("tenant", matched.tenant())
        .param("entry", matched.id())
        .query((row, _) -> Objects.requireNonNull(row.getString("customer_id")))
        .optional()
        .map(customer -> of(matched.tenant(), customer, at))
        .orElse(at);
  }

  /** The merchant's date on which the customer lives whom a transaction has paid for. */
  LocalDate dateOf(BankEntryRows.Row matched, Instant at) {
    String merchantId = ledgers.findByTenant(matched.tenant()).orElseThrow().merchantId();
    return of(matched, at).atZone(merchants.get(merchantId).zone()).toLocalDate();
  }
}
