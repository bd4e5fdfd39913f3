package dev.takt.activities.bank;

import dev.takt.activities.bank.files.BankTransaction;
import dev.takt.activities.bank.matching.IncomingPayment;
import dev.takt.activities.bank.matching.PayableInvoice;
import dev.takt.activities.bank.matching.PaymentMatch;
import dev.takt.activities.records.SqlValues;
import dev.takt.activities.references.PaymentReference;
import dev.takt.activities.references.StatedReference;
import dev.takt.workflows.port.BankStatements.Pursued;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Transactions on merchants' accounts, and the invoices that they may be for. */
@Component
class BankEntryRows {
  /** Of more candidates than these no one is likelier than the others. */
  private static final int MOST_CANDIDATES = 200;

  private static final String PAYABLE =
      """
      select i.id, i.customer_id, i.number, i.amount_due + i.amount_written_off as payable,
        i.currency, i.due_date, i.reference_type, i.reference_value, i.reference_printed, c.name,
        %s as known
      from invoice i join customer c on c.id = i.customer_id
      where i.tenant = :tenant and
      """;

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
      @Nullable String endToEndId,
      String status,
      @Nullable String ignoredBecause) {

    static NewEntry unmatched(String id, BankTransaction of) {
      return of(id, of, "UNMATCHED", null);
    }

    static NewEntry ignored(String id, BankTransaction of, String because) {
      return of(id, of, "IGNORED", because);
    }

    private static NewEntry of(
        String id, BankTransaction of, String status, @Nullable String because) {
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
          of.endToEndId(),
          status,
          because);
    }
  }

  void insert(String tenant, String statementId, List<NewEntry> entries, Instant at) {
    database
        .sql(
            """
            insert into bank_entry (id, tenant, statement_id, account, key, booking_key, direction,
              reversal, amount, currency, booked_on, stated, texts, payer_name, payer_account,
              end_to_end_id, status, examined, ignored_because, created_at)
            select e.id, :tenant, :statement, e.account, e.key, e."bookingKey", e.direction,
              e.reversal, e.amount, e.currency, e."bookedOn", e.stated, e.texts, e."payerName",
              e."payerAccount", e."endToEndId", e.status, e.status = 'IGNORED', e."ignoredBecause",
              :at
            from jsonb_to_recordset(cast(:entries as jsonb)) as e (id text, account text, key text,
              "bookingKey" text, direction text, reversal boolean, amount bigint, currency text,
              "bookedOn" date, stated text[], texts text[], "payerName" text, "payerAccount" text,
              "endToEndId" text, status text, "ignoredBecause" text)
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
      @Nullable String endToEndId,
      IncomingPayment payment) {

    long amount() {
      return payment.amount();
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

  /** The invoices that a transfer states, and what else is payable of their customers. */
  List<PayableInvoice> stated(String tenant, List<StatedReference> references) {
    if (references.isEmpty()) {
      return List.of();
    }
    return database
        .sql(
            PAYABLE.formatted("false")
                + """
                 (i.reference_key = any(:keys)
                  or (i.amount_due > 0 and i.customer_id in (
                    select o.customer_id from invoice o
                    where o.tenant = :tenant and o.reference_key = any(:keys))))
                """)
        .param("tenant", tenant)
        .param("keys", references.stream().map(StatedReference::key).toArray(String[]::new))
        .query(BankEntryRows::invoice)
        .list();
  }

  /** What is due of the amount, or of those whom the payer's account has paid for before. */
  List<PayableInvoice> likely(String tenant, IncomingPayment payment) {
    return database
        .sql(
            """
            with payer as (
              select distinct p.customer_id
              from bank_entry e join payment p on p.bank_entry_id = e.id
                and p.status = 'SUCCEEDED'
              where e.tenant = :tenant and e.payer_account = :account and e.status = 'MATCHED')
            """
                + PAYABLE.formatted("i.customer_id in (select customer_id from payer)")
                + """
                 i.currency = :currency and i.amount_due > 0
                  and (i.amount_due = :amount or i.customer_id in (select customer_id from payer))
                order by i.due_date, i.id limit :most
                """)
        .param("tenant", tenant)
        .param("account", payment.payerAccount())
        .param("currency", payment.currency())
        .param("amount", payment.amount())
        .param("most", MOST_CANDIDATES)
        .query(BankEntryRows::invoice)
        .list();
  }

  /** These invoices. */
  List<PayableInvoice> invoices(String tenant, Collection<String> ids) {
    return database
        .sql(PAYABLE.formatted("false") + " i.id = any(:ids)")
        .param("tenant", tenant)
        .param("ids", ids.toArray(String[]::new))
        .query(BankEntryRows::invoice)
        .list();
  }

  /** What a customer owes; else the newest invoice, with which too much is kept. */
  List<PayableInvoice> ofCustomer(String tenant, String customerId, String currency) {
    return database
        .sql(
            PAYABLE.formatted("false")
                + """
                 i.customer_id = :customer and i.currency = :currency
                  and (i.amount_due > 0 or i.id = (
                    select max(l.id) from invoice l where l.tenant = :tenant
                      and l.customer_id = :customer and l.currency = :currency))
                """)
        .param("tenant", tenant)
        .param("customer", customerId)
        .param("currency", currency)
        .query(BankEntryRows::invoice)
        .list();
  }

  private static PayableInvoice invoice(ResultSet row, int number) throws SQLException {
    String type = row.getString("reference_type");
    return new PayableInvoice(
        row.getString("id"),
        row.getString("customer_id"),
        row.getLong("number"),
        row.getLong("payable"),
        row.getString("currency"),
        Objects.requireNonNull(SqlValues.date(row, "due_date")),
        type == null
            ? null
            : new PaymentReference(
                PaymentReference.Type.valueOf(type),
                row.getString("reference_value"),
                row.getString("reference_printed")),
        row.getString("name"),
        row.getBoolean("known"));
  }

  /** The time by which a customer lives: that of a test clock, or the world's. */
  Instant timeOf(String tenant, String customerId, Instant at) {
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

  /** The time by which the customer lives whom a transaction has paid for. */
  Instant timeOf(Row matched, Instant at) {
    return database
        .sql(
            """
            select customer_id from payment
            where tenant = :tenant and bank_entry_id = :entry order by id limit 1
            """)
        .param("tenant", matched.tenant())
        .param("entry", matched.id())
        .query((row, _) -> Objects.requireNonNull(row.getString("customer_id")))
        .optional()
        .map(customer -> timeOf(matched.tenant(), customer, at))
        .orElse(at);
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
              proposed_customer_id = null, proposed_ground = null, ignored_because = null,
              reverses_id = null
            where tenant = :tenant and id = :id
            """)
        .param("status", status)
        .param("tenant", entry.tenant())
        .param("id", entry.id())
        .update();
  }

  void propose(Row entry, PaymentMatch.Proposed proposed) {
    database
        .sql(
            """
            update bank_entry set status = 'PROPOSED', examined = true,
              proposed_invoices = :invoices, proposed_customer_id = :customer,
              proposed_ground = :ground
            where tenant = :tenant and id = :id
            """)
        .param("invoices", proposed.invoiceIds().toArray(String[]::new))
        .param("customer", proposed.customerId())
        .param("ground", proposed.ground().name())
        .param("tenant", entry.tenant())
        .param("id", entry.id())
        .update();
  }

  void ignore(String tenant, String id, String because) {
    database
        .sql(
            """
            update bank_entry set status = 'IGNORED', examined = true, ignored_because = :because,
              proposed_invoices = '{}', proposed_customer_id = null, proposed_ground = null
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

  /** The cases that have waited for the bank to be read. */
  List<Pursued> waitingForBank(String tenant, Instant at) {
    return database
        .sql(
            """
            select d.invoice_id, coalesce(t.now_at, :at) as at
            from dunning_case d left join test_clock t on t.id = d.test_clock_id
            where d.tenant = :tenant and d.status = 'OPEN'
              and (d.state -> 'waits' ->> 'bank')::boolean
            order by d.invoice_id
            """)
        .param("tenant", tenant)
        .param("at", SqlValues.instant(at))
        .query(BankEntryRows::pursued)
        .list();
  }

  private static Pursued pursued(ResultSet row, int number) throws SQLException {
    return new Pursued(
        row.getString("invoice_id"), Objects.requireNonNull(SqlValues.instant(row, "at")));
  }

  /** The invoices of a statement's payments, and of what they took back, that are pursued. */
  List<Pursued> pursuedOfStatement(String tenant, String statementId, Instant at) {
    return pursued(tenant, "e.statement_id = :id", statementId, at);
  }

  /** The same of one transaction. */
  List<Pursued> pursuedOfEntry(String tenant, String entryId, Instant at) {
    return pursued(tenant, "e.id = :id", entryId, at);
  }

  private List<Pursued> pursued(String tenant, String which, String id, Instant at) {
    return database
        .sql(
            """
            select distinct d.invoice_id, coalesce(t.now_at, :at) as at
            from bank_entry e join payment p on p.bank_entry_id in (e.id, e.reverses_id)
              join dunning_case d on d.invoice_id = p.invoice_id and not d.over
              left join test_clock t on t.id = d.test_clock_id
            where e.tenant = :tenant and
            """
                + which
                + " order by d.invoice_id")
        .param("tenant", tenant)
        .param("id", id)
        .param("at", SqlValues.instant(at))
        .query(BankEntryRows::pursued)
        .list();
  }
}
