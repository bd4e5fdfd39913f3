package dev.takt.activities.bank;

import dev.takt.activities.bank.files.BankTransaction;
import dev.takt.activities.bank.matching.IncomingPayment;
import dev.takt.activities.bank.matching.PaymentMatch;
import dev.takt.activities.records.SqlValues;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Transactions on merchants' accounts. */
@Component
class BankEntryRows {
  private final JdbcClient database;

  BankEntryRows(JdbcClient database) {
    this.database = database;
  }

  /** A transaction on its way into the database. */
  record NewEntry(
      String id,
      String account,
      String key,
      String bookingKey,
      String direction,
      boolean reversal,
      long amount,
      String currency,
      LocalDate bookedOn,
      List<String> stated,
      List<String> texts,
      @Nullable String payerName,
      @Nullable String payerAccount,
      @Nullable String endToEndId) {

    static NewEntry of(String id, BankTransaction of) {
      return new NewEntry(
          id,
          of.account(),
          of.key(),
          of.entryKey(),
          of.direction().name(),
          of.reversal(),
          of.amount(),
          of.currency(),
          of.bookedOn(),
          of.references(),
          of.texts(),
          of.counterparty().name(),
          of.counterparty().account(),
          of.endToEndId());
    }
  }

  void insert(String tenant, String statementId, List<NewEntry> entries, Instant at) {
    database
        .sql(
            """
            insert into bank_entry (id, tenant, statement_id, account, key, booking_key, direction,
              reversal, amount, currency, booked_on, stated, texts, payer_name, payer_account,
              end_to_end_id, status, examined, created_at)
            select e.id, :tenant, :statement, e.account, e.key, e."bookingKey", e.direction,
              e.reversal, e.amount, e.currency, e."bookedOn", e.stated, e.texts, e."payerName",
              e."payerAccount", e."endToEndId", 'UNMATCHED', false, :at
            from jsonb_to_recordset(cast(:entries as jsonb)) as e (id text, account text, key text,
              "bookingKey" text, direction text, reversal boolean, amount bigint, currency text,
              "bookedOn" date, stated text[], texts text[], "payerName" text, "payerAccount" text,
              "endToEndId" text)
            """)
        .param("tenant", tenant)
        .param("statement", statementId)
        .param("entries", SqlValues.json(entries))
        .param("at", SqlValues.instant(at))
        .update();
  }

  /** A transaction as it is booked; its amount is not negative, whichever way the money went. */
  record Row(
      String id,
      String tenant,
      String account,
      boolean incoming,
      boolean reversal,
      LocalDate bookedOn,
      String status,
      boolean examined,
      List<String> proposedInvoices,
      @Nullable String proposedPayment,
      @Nullable String endToEndId,
      IncomingPayment payment) {

    long amount() {
      return payment.amount();
    }

    /** Money that left the account, and takes nothing back. */
    boolean isOutgoing() {
      return !incoming && !reversal;
    }

    boolean isMatched() {
      return status.equals("MATCHED");
    }

    boolean isIgnored() {
      return status.equals("IGNORED");
    }
  }

  /** Locks a transaction; empty where the tenant has none of this id. */
  Optional<Row> lock(String tenant, String id) {
    return database
        .sql("select * from bank_entry where tenant = :tenant and id = :id for update")
        .param("tenant", tenant)
        .param("id", id)
        .query(BankEntryRows::row)
        .optional();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getString("id"),
        row.getString("tenant"),
        row.getString("account"),
        row.getString("direction").equals("CREDIT"),
        row.getBoolean("reversal"),
        Objects.requireNonNull(SqlValues.date(row, "booked_on")),
        row.getString("status"),
        row.getBoolean("examined"),
        texts(row, "proposed_invoices"),
        row.getString("proposed_payment_id"),
        row.getString("end_to_end_id"),
        new IncomingPayment(
            row.getLong("amount"),
            row.getString("currency"),
            texts(row, "stated"),
            texts(row, "texts"),
            row.getString("payer_name"),
            row.getString("payer_account")));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return Arrays.asList((String[]) array.getArray());
  }

  /** Those of a statement that nobody has looked at, what takes something back last. */
  List<String> unexamined(String tenant, String statementId) {
    return database
        .sql(
            """
            select id from bank_entry
            where tenant = :tenant and statement_id = :statement and not examined
            order by reversal, booked_on, id
            """)
        .param("tenant", tenant)
        .param("statement", statementId)
        .query((row, _) -> Objects.requireNonNull(row.getString("id")))
        .list();
  }

  void matched(Row entry) {
    set(entry, "MATCHED");
  }

  void unmatched(Row entry) {
    set(entry, "UNMATCHED");
  }

  private void set(Row entry, String status) {
    database
        .sql(
            """
            update bank_entry set status = :status, examined = true, proposed_invoices = '{}',
              proposed_customer_id = null, proposed_ground = null,
              proposed_payment_id = null, ignored_because = null, reverses_id = null
            where tenant = :tenant and id = :id
            """)
        .param("status", status)
        .param("tenant", entry.tenant())
        .param("id", entry.id())
        .update();
  }

  void propose(Row entry, PaymentMatch.Proposed proposed, @Nullable String paymentId) {
    database
        .sql(
            """
            update bank_entry set status = 'PROPOSED', examined = true,
              proposed_invoices = :invoices, proposed_customer_id = :customer,
              proposed_ground = :ground, proposed_payment_id = :payment
            where tenant = :tenant and id = :id
            """)
        .param("invoices", proposed.invoiceIds().toArray(String[]::new))
        .param("customer", proposed.customerId())
        .param("ground", proposed.ground().name())
        .param("payment", paymentId)
        .param("tenant", entry.tenant())
        .param("id", entry.id())
        .update();
  }

  void ignore(String tenant, String id, String because) {
    database
        .sql(
            """
            update bank_entry set status = 'IGNORED', examined = true, ignored_because = :because,
              proposed_invoices = '{}', proposed_customer_id = null, proposed_ground = null,
              proposed_payment_id = null
            where tenant = :tenant and id = :id
            """)
        .param("because", because)
        .param("tenant", tenant)
        .param("id", id)
        .update();
  }

  /**
   * What a reversal takes back: an earlier transaction of that amount and the other direction, on
   * that account, that shares with it the payer's name for the payment, a reference, or the payer's
   * account; the latest.
   */
  Optional<String> reversed(Row reversal) {
    IncomingPayment payment = reversal.payment();
    return database
        .sql(
            """
            select e.id from bank_entry e
            where e.tenant = :tenant and e.account = :account and e.direction = :direction
              and not e.reversal and e.amount = :amount and e.currency = :currency
              and e.booked_on <= :on and e.examined
              and e.ignored_because is distinct from :inDetail
              and (e.end_to_end_id = :endToEnd or e.stated && cast(:stated as text[])
                or e.payer_account = :payer)
              and not exists (select 1 from bank_entry r where r.reverses_id = e.id)
            order by (e.end_to_end_id = :endToEnd) is true desc, e.stated && cast(:stated as text[]) desc,
              e.booked_on desc, e.id desc
            limit 1
            """)
        .param("tenant", reversal.tenant())
        .param("account", reversal.account())
        .param("direction", reversal.incoming() ? "DEBIT" : "CREDIT")
        .param("amount", reversal.amount())
        .param("currency", payment.currency())
        .param("on", reversal.bookedOn())
        .param("inDetail", BankEntryBooking.IN_DETAIL)
        .param("endToEnd", reversal.endToEndId())
        .param("stated", payment.references().toArray(String[]::new))
        .param("payer", payment.payerAccount())
        .query((row, _) -> Objects.requireNonNull(row.getString("id")))
        .optional();
  }

  /** Whether the bank took it back, or told of it in detail. */
  boolean isTakenBack(Row entry) {
    return database
        .sql(
            """
            select exists (select 1 from bank_entry r where r.reverses_id = :id)
              or (select ignored_because is not distinct from :inDetail from bank_entry e
                where e.tenant = :tenant and e.id = :id)
            """)
        .param("tenant", entry.tenant())
        .param("id", entry.id())
        .param("inDetail", BankEntryBooking.IN_DETAIL)
        .query(Boolean.class)
        .single();
  }

  void reverses(Row reversal, String reversedId) {
    set(reversal, "MATCHED");
    database
        .sql("update bank_entry set reverses_id = :of where tenant = :tenant and id = :id")
        .param("of", reversedId)
        .param("tenant", reversal.tenant())
        .param("id", reversal.id())
        .update();
  }
}
