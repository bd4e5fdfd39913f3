package dev.takt.activities.invoicing;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.calendar.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The lines of invoices and credit notes, all lines of a document in one statement. */
@Component
class LineRows {
  private static final String LINES =
      """
      from jsonb_to_recordset(cast(:lines as jsonb)) as l (place integer, subscription text,
        kind text, description text, explanation jsonb, service_from date, service_to date,
        quantity integer, amount bigint, base bigint, rate text, included boolean, start date,
        days integer, position integer, length integer, price bigint, discounts jsonb, credit text,
        charge text)
      """;

  private final JdbcClient database;

  LineRows(JdbcClient database) {
    this.database = database;
  }

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

  /** Writes an invoice's lines; their invoice may follow. */
  void insertInvoiceLines(Lines lines) {
    database
        .sql(
            """
            insert into invoice_line (tenant, invoice_id, position, subscription_id, kind,
              description, explanation, service_from, service_to, quantity, amount, base, vat_rate,
              includes_vat, nominal_start, nominal_days, nominal_position, nominal_length,
              nominal_price, discounts, customer_credit_id, charge_id)
            select :tenant, :document, l.place, l.subscription, l.kind, l.description,
              l.explanation, l.service_from, l.service_to, l.quantity, l.amount, l.base, l.rate,
              l.included, l.start, l.days, l.position, l.length, l.price, l.discounts, l.credit, l.charge
            """
                + LINES)
        .param("tenant", lines.tenant())
        .param("document", lines.documentId())
        .param("lines", SqlValues.json(rows(lines)))
        .update();
  }

  /** Writes a credit note's lines; their credit note may follow. */
  void insertCreditNoteLines(Lines lines, String invoiceId) {
    database
        .sql(
            """
            insert into credit_note_line (tenant, credit_note_id, invoice_id, position,
              subscription_id, description, explanation, service_from, service_to, quantity,
              amount, base, vat_rate, includes_vat, nominal_start, nominal_days, nominal_position,
              nominal_length, nominal_price)
            select :tenant, :document, cast(:invoice as text), l.place, l.subscription,
              l.description, l.explanation, l.service_from, l.service_to, l.quantity, l.amount,
              l.base, l.rate, l.included, l.start, l.days, l.position, l.length, l.price
            """
                + LINES)
        .param("tenant", lines.tenant())
        .param("document", lines.documentId())
        .param("invoice", invoiceId)
        .param("lines", SqlValues.json(rows(lines)))
        .update();
  }

  private static List<Row> rows(Lines document) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < document.lines().size(); i++) {
      rows.add(
          Row.of(
              i,
              document.subscriptionIds().get(i),
              document.lines().get(i),
              document.bases().get(i)));
    }
    return rows;
  }

  /** A line on its way into the database. */
  private record Row(
      int place,
      String subscription,
      String kind,
      String description,
      @JsonRawValue @Nullable String explanation,
      @JsonProperty("service_from") @Nullable LocalDate serviceFrom,
      @JsonProperty("service_to") @Nullable LocalDate serviceTo,
      int quantity,
      long amount,
      long base,
      String rate,
      boolean included,
      @Nullable LocalDate start,
      @Nullable Integer days,
      @Nullable Integer position,
      @Nullable Integer length,
      @Nullable Long price,
      @Nullable List<DocumentLine.DiscountPart> discounts,
      @Nullable String credit,
      @Nullable String charge) {

    static Row of(int place, String subscription, DocumentLine line, long base) {
      Period service = line.service();
      DocumentLine.Time time = line.time();
      return new Row(
          place,
          subscription,
          line.kind(),
          line.description(),
          line.explanation().isEmpty() ? null : SqlValues.json(line.explanation()),
          service == null ? null : service.from(),
          service == null ? null : service.to(),
          line.quantity(),
          line.amount(),
          base,
          line.vatRate(),
          line.includesVat(),
          time == null ? null : time.nominalStart(),
          time == null ? null : time.days(),
          time == null ? null : time.position(),
          time == null ? null : time.length(),
          time == null ? null : time.price(),
          line.discounts().isEmpty() ? null : line.discounts(),
          line.customerCreditId(),
          line.chargeId());
    }
  }
}
