package dev.takt.activities.invoicing;

import dev.takt.activities.ledger.Taxes;
import dev.takt.activities.receivables.CustomerMoney;
import dev.takt.activities.receivables.InvoiceListener;
import dev.takt.activities.receivables.InvoiceStatus;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.subscription.CollectionMethod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Invoices' and credit notes' rows and lines. */
@Component
class InvoiceRows {
  private final JdbcClient database;
  private final InvoiceListener debts;

  InvoiceRows(JdbcClient database, InvoiceListener debts) {
    this.database = database;
    this.debts = debts;
  }

  /** An invoice that has no number yet; {@code paid} is what the customer's money pays of it. */
  record NewInvoice(
      String id,
      String tenant,
      String billingKey,
      String customerId,
      @Nullable String subscriptionId,
      @Nullable String groupId,
      CollectionMethod.Means collection,
      LocalDate issueDate,
      LocalDate dueDate,
      String currency,
      Taxes taxes,
      CustomerMoney.Paid paid) {

    InvoiceStatus status() {
      return taxes.total() == paid.amount() ? InvoiceStatus.PAID : InvoiceStatus.OPEN;
    }
  }

  /** A credit note that has no number yet; {@code lowered} is the part that does not go back. */
  record NewCreditNote(
      String id,
      String tenant,
      String invoiceId,
      String subscriptionId,
      String customerId,
      LocalDate issueDate,
      String currency,
      Taxes taxes,
      long lowered) {}

  /**
   * The lines of a document.
   *
   * @param subscriptionIds whose each is
   * @param bases what each is without VAT
   */
  record Lines(
      String tenant,
      String documentId,
      List<String> subscriptionIds,
      List<DocumentLine> lines,
      List<Long> bases) {

    /** Those of a document that is about one subscription. */
    static Lines ofOne(
        String tenant,
        String documentId,
        String subscriptionId,
        List<DocumentLine> lines,
        List<Long> bases) {
      return new Lines(
          tenant, documentId, Collections.nCopies(lines.size(), subscriptionId), lines, bases);
    }
  }

  /** Takes the next number and writes the invoice: the answer is the number. */
  long insert(NewInvoice invoice, Instant at) {
    long number =
        database
            .sql(
                """
                with taken as (
                  update ledger set next_invoice_number = next_invoice_number + 1
                  where tenant = :tenant returning next_invoice_number - 1 as number)
                insert into invoice (id, tenant, number, billing_key, customer_id, subscription_id,
                  group_id, status, collection, issue_date, due_date, currency, total, amount_paid,
                  vat, created_at)
                select :id, :tenant, taken.number, :key, :customer, :subscription, :group,
                  :status, :collection, :issueDate, :dueDate, :currency, :total, :paid,
                  cast(:vat as jsonb), :at
                from taken returning number
                """)
            .param("tenant", invoice.tenant())
            .param("id", invoice.id())
            .param("key", invoice.billingKey())
            .param("customer", invoice.customerId())
            .param("subscription", invoice.subscriptionId())
            .param("group", invoice.groupId())
            .param("status", invoice.status().name())
            .param("collection", invoice.collection().name())
            .param("issueDate", invoice.issueDate())
            .param("dueDate", invoice.dueDate())
            .param("currency", invoice.currency())
            .param("total", invoice.taxes().total())
            .param("paid", invoice.paid().amount())
            .param("vat", SqlValues.json(invoice.taxes().perRate()))
            .param("at", SqlValues.instant(at))
            .query(Long.class)
            .single();
    if (invoice.collection() == CollectionMethod.Means.INVOICE
        && invoice.status() == InvoiceStatus.OPEN) {
      debts.issued(invoice.tenant(), invoice.id(), at);
    }
    return number;
  }

  /** How many credit notes an invoice that is locked has. */
  int creditNotes(String tenant, String invoiceId) {
    return database
        .sql(
            """
            select count(*) from credit_note where tenant = :tenant and invoice_id = :invoice
            """)
        .param("tenant", tenant)
        .param("invoice", invoiceId)
        .query(Integer.class)
        .single();
  }

  /** Takes the next number and writes the credit note: the answer is the number. */
  long insert(NewCreditNote note, Instant at) {
    return database
        .sql(
            """
            with taken as (
              update ledger set next_credit_note_number = next_credit_note_number + 1
              where tenant = :tenant returning next_credit_note_number - 1 as number)
            insert into credit_note (id, tenant, number, invoice_id, customer_id, subscription_id,
              issue_date, currency, total, vat, lowered, created_at)
            select :id, :tenant, taken.number, :invoice, :customer, :subscription, :issueDate,
              :currency, :total, cast(:vat as jsonb), :lowered, :at
            from taken returning number
            """)
        .param("tenant", note.tenant())
        .param("id", note.id())
        .param("invoice", note.invoiceId())
        .param("customer", note.customerId())
        .param("subscription", note.subscriptionId())
        .param("issueDate", note.issueDate())
        .param("currency", note.currency())
        .param("total", note.taxes().total())
        .param("vat", SqlValues.json(note.taxes().perRate()))
        .param("lowered", note.lowered())
        .param("at", SqlValues.instant(at))
        .query(Long.class)
        .single();
  }

  /** Writes an invoice's lines in one statement; their invoice may follow. */
  void insertLines(Lines lines) {
    bind(
            """
            insert into invoice_line (tenant, invoice_id, position, subscription_id, kind, description,
              explanation, service_from, service_to, quantity, amount, base, vat_rate,
              includes_vat, nominal_start, nominal_days, nominal_position, nominal_length,
              nominal_price, customer_credit_id)
            select :tenant, :document, l.place - 1, l.subscription, l.kind, l.description, l.explanation,
              l.service_from, l.service_to, l.quantity, l.amount, l.base, l.vat_rate,
              l.includes_vat, l.nominal_start, l.days, l.position, l.length, l.price, l.credit
            """,
            lines)
        .update();
  }

  /** Writes a credit note's lines in one statement; their credit note may follow. */
  void insertCreditLines(Lines lines, String invoiceId) {
    bind(
            """
            insert into credit_note_line (tenant, credit_note_id, invoice_id, position,
              subscription_id, description, explanation,
              service_from, service_to, quantity, amount, base, vat_rate, includes_vat,
              nominal_start, nominal_days, nominal_position, nominal_length,
              nominal_price)
            select :tenant, :document, cast(:invoice as text), l.place - 1, l.subscription, l.description, l.explanation, l.service_from,
              l.service_to, l.quantity, l.amount, l.base, l.vat_rate, l.includes_vat,
              l.nominal_start, l.days, l.position, l.length, l.price
            """,
            lines)
        .param("invoice", invoiceId)
        .update();
  }

  private JdbcClient.StatementSpec bind(String insert, Lines document) {
    List<DocumentLine> lines = document.lines();
    return database
        .sql(
            insert
                + """
                from unnest(cast(:subscriptions as text[]), cast(:kinds as text[]), cast(:descriptions as text[]),
                  cast(:explanations as jsonb[]), cast(:froms as date[]), cast(:tos as date[]),
                  cast(:quantities as integer[]), cast(:amounts as bigint[]),
                  cast(:bases as bigint[]), cast(:rates as text[]), cast(:included as boolean[]),
                  cast(:starts as date[]), cast(:days as integer[]),
                  cast(:positions as integer[]), cast(:lengths as integer[]),
                  cast(:prices as bigint[]), cast(:credits as text[])) with ordinality
                  as l (subscription, kind, description, explanation, service_from, service_to, quantity,
                    amount, base, vat_rate, includes_vat, nominal_start, days, position, length,
                    price, credit, place)
                """)
        .param("tenant", document.tenant())
        .param("document", document.documentId())
        .param("subscriptions", document.subscriptionIds().toArray(String[]::new))
        .param("kinds", texts(lines, line -> line.kind().name()))
        .param("descriptions", texts(lines, DocumentLine::description))
        .param("explanations", texts(lines, InvoiceRows::explanation))
        .param("froms", texts(lines, line -> text(line.service(), Period::from)))
        .param("tos", texts(lines, line -> text(line.service(), Period::to)))
        .param("quantities", numbers(lines, DocumentLine::quantity))
        .param("amounts", lines.stream().map(DocumentLine::amount).toArray(Long[]::new))
        .param("bases", document.bases().toArray(Long[]::new))
        .param("rates", texts(lines, DocumentLine::vatRate))
        .param("included", lines.stream().map(DocumentLine::includesVat).toArray(Boolean[]::new))
        .param("starts", texts(lines, line -> text(line.time(), DocumentLine.Time::nominalStart)))
        .param("days", numbers(lines, line -> number(line, DocumentLine.Time::days)))
        .param("positions", numbers(lines, line -> number(line, DocumentLine.Time::position)))
        .param("lengths", numbers(lines, line -> number(line, DocumentLine.Time::length)))
        .param("credits", texts(lines, DocumentLine::customerCreditId))
        .param(
            "prices",
            lines.stream()
                .map(line -> line.time() == null ? null : line.time().price())
                .toArray(Long[]::new));
  }

  private static @Nullable String explanation(DocumentLine line) {
    return line.explanation().isEmpty() ? null : SqlValues.json(line.explanation());
  }

  private static <T> @Nullable String text(@Nullable T value, Function<T, LocalDate> date) {
    return value == null ? null : date.apply(value).toString();
  }

  private static @Nullable Integer number(
      DocumentLine line, Function<DocumentLine.Time, Integer> part) {
    return line.time() == null ? null : part.apply(line.time());
  }

  private static @Nullable String[] texts(
      List<DocumentLine> lines, Function<DocumentLine, @Nullable String> column) {
    return lines.stream().map(column).toArray(String[]::new);
  }

  private static @Nullable Integer[] numbers(
      List<DocumentLine> lines, Function<DocumentLine, @Nullable Integer> column) {
    return lines.stream().map(column).toArray(Integer[]::new);
  }
}
