package dev.takt.api.invoices;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import dev.takt.workflows.calendar.Period;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads credit notes with their lines. */
@Repository
class CreditNotes {
  private static final String SELECT =
      """
      select d.*, coalesce(r.refunded, 0) as refunded, coalesce(r.to_transfer, 0) as to_transfer
      from credit_note d
      left join lateral (
        select sum(amount) filter (where status = 'SUCCEEDED') as refunded,
          sum(amount) filter (where status = 'TO_TRANSFER') as to_transfer
        from refund where credit_note_id = d.id) r on true
      where d.tenant = :tenant\
      """;

  private final JdbcClient jdbc;

  CreditNotes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A credit note as the API tells it. Amounts are positive, in minor units.
   *
   * @param lowered what lowered the invoice's amount due, or what of it was given up
   * @param refunded what was sent back: while a refund is on its way, less than will be
   * @param toTransfer what no payment method can take, and the merchant is to transfer
   */
  record CreditNote(
      String id,
      String number,
      String invoiceId,
      @Nullable String subscriptionId,
      String customerId,
      LocalDate issueDate,
      String currency,
      List<Line> lines,
      long total,
      List<Invoice.VatSum> vat,
      long lowered,
      long refunded,
      long toTransfer) {}

  /**
   * @param explanation why it is credited, by language: da, nb, sv, en
   * @param base without VAT
   */
  record Line(
      @Nullable String subscriptionId,
      String description,
      @Nullable Map<String, String> explanation,
      @Nullable Period servicePeriod,
      int quantity,
      long amount,
      String vatRate,
      boolean includesVat,
      @JsonIgnore long base) {}

  private record OwnedLine(String noteId, Line line) {}

  Optional<CreditNote> find(String tenant, String id) {
    return withLines(
            jdbc.sql(SELECT + " and d.id = :id")
                .param("tenant", tenant)
                .param("id", id)
                .query(CreditNotes::note)
                .list())
        .stream()
        .findFirst();
  }

  List<CreditNote> page(
      String tenant,
      DocumentFilter filter,
      @Nullable String invoiceId,
      @Nullable String invoiceStatus,
      Page page) {
    Select select =
        filter
            .over(
                Select.from(SELECT, tenant),
                "d.subscription_id = :subscription",
                "d.issue_date",
                "d.invoice_id")
            .and("d.invoice_id = :invoice", "invoice", invoiceId)
            .and(
                """
                exists (select 1 from invoice i
                  where i.tenant = :tenant and i.id = d.invoice_id and i.status = :status)
                """,
                "status",
                invoiceStatus);
    return withLines(select.page(jdbc, page, "d.id", CreditNotes::note));
  }

  private List<CreditNote> withLines(List<CreditNote> notes) {
    if (notes.isEmpty()) {
      return notes;
    }
    Map<String, List<Line>> lines =
        jdbc
            .sql(
                "select * from credit_note_line where credit_note_id in (:ids)"
                    + " order by credit_note_id, position")
            .param("ids", notes.stream().map(CreditNote::id).toList())
            .query(CreditNotes::line)
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    OwnedLine::noteId, Collectors.mapping(OwnedLine::line, Collectors.toList())));
    return notes.stream()
        .map(note -> with(note, lines.getOrDefault(note.id(), List.of())))
        .toList();
  }

  private static CreditNote with(CreditNote note, List<Line> lines) {
    return new CreditNote(
        note.id(),
        note.number(),
        note.invoiceId(),
        note.subscriptionId(),
        note.customerId(),
        note.issueDate(),
        note.currency(),
        lines,
        note.total(),
        note.vat(),
        note.lowered(),
        note.refunded(),
        note.toTransfer());
  }

  private static CreditNote note(ResultSet row, int number) throws SQLException {
    return new CreditNote(
        row.getString("id"),
        row.getString("number"),
        row.getString("invoice_id"),
        row.getString("subscription_id"),
        row.getString("customer_id"),
        Columns.day(row, "issue_date"),
        row.getString("currency"),
        List.of(),
        row.getLong("total"),
        Invoices.vat(row),
        row.getLong("lowered"),
        row.getLong("refunded"),
        row.getLong("to_transfer"));
  }

  private static OwnedLine line(ResultSet row, int number) throws SQLException {
    return new OwnedLine(
        row.getString("credit_note_id"),
        new Line(
            row.getString("subscription_id"),
            row.getString("description"),
            LineExplanation.written(row),
            Invoices.service(row),
            row.getInt("quantity"),
            row.getLong("amount"),
            row.getString("vat_rate"),
            row.getBoolean("includes_vat"),
            row.getLong("base")));
  }
}
