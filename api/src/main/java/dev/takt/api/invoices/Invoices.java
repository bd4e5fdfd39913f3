package dev.takt.api.invoices;

import dev.takt.api.labels.LabelColumns;
import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.money.Vat;
import dev.takt.workflows.port.Wire;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads invoices with their lines. */
@Repository
public class Invoices {
  private static final String SELECT =
      """
      select d.*, d.amount_due as due, %s
      from invoice d where d.tenant = :tenant
      """
          .formatted(LabelColumns.of("d.id"));

  private final JdbcClient jdbc;

  Invoices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Invoice> find(String tenant, String id) {
    return withLines(
            tenant,
            jdbc.sql(SELECT + " and d.id = :id")
                .param("tenant", tenant)
                .param("id", id)
                .query(Invoices::invoice)
                .list())
        .stream()
        .findFirst();
  }

  /** What a customer owes, oldest first. */
  public List<Invoice> unpaid(String tenant, String customerId) {
    return withLines(
            tenant,
            jdbc.sql(
                    SELECT
                        + """
                         and d.customer_id = :customer
                        and d.amount_due > 0
                        order by d.issue_date, d.id
                        """)
                .param("tenant", tenant)
                .param("customer", customerId)
                .query(Invoices::invoice)
                .list())
        .stream()
        .filter(Invoice::isUnpaid)
        .toList();
  }

  List<Invoice> page(String tenant, DocumentFilter filter, Page page) {
    Select select =
        filter.over(
            Select.from(SELECT, tenant),
            """
            (d.subscription_id = :subscription or exists (select 1 from invoice_line l
              where l.invoice_id = d.id and l.subscription_id = :subscription))
            """,
            "d.issue_date",
            "d.id");
    return withLines(tenant, select.page(jdbc, page, "d.id", Invoices::invoice));
  }

  private record OwnedLine(String invoiceId, Invoice.Line line) {}

  private List<Invoice> withLines(String tenant, List<Invoice> invoices) {
    if (invoices.isEmpty()) {
      return invoices;
    }
    Map<String, List<Invoice.Line>> lines =
        jdbc
            .sql(
                """
                select l.*, i.currency from invoice_line l join invoice i on i.id = l.invoice_id
                where i.tenant = :tenant and l.invoice_id in (:ids)
                order by l.invoice_id, l.position
                """)
            .param("tenant", tenant)
            .param("ids", invoices.stream().map(Invoice::id).toList())
            .query(Invoices::lines)
            .list()
            .stream()
            .flatMap(List::stream)
            .collect(
                Collectors.groupingBy(
                    OwnedLine::invoiceId,
                    Collectors.mapping(OwnedLine::line, Collectors.toList())));
    return invoices.stream()
        .map(invoice -> invoice.withLines(lines.getOrDefault(invoice.id(), List.of())))
        .toList();
  }

  private static Invoice invoice(ResultSet row, int number) throws SQLException {
    return new Invoice(
        row.getString("id"),
        row.getString("number"),
        row.getString("status"),
        row.getString("customer_id"),
        row.getString("subscription_id"),
        row.getString("group_id"),
        row.getString("collection"),
        Columns.day(row, "issue_date"),
        Columns.day(row, "due_date"),
        row.getString("currency"),
        List.of(),
        row.getLong("total"),
        vat(row),
        row.getLong("amount_paid"),
        row.getLong("amount_credited"),
        row.getLong("amount_written_off"),
        row.getString("status").equals("WRITTEN_OFF") ? 0 : row.getLong("due"),
        reference(row),
        LabelColumns.metadata(row).values(),
        row.getString("seller_id"));
  }

  private static Invoice.@Nullable PaymentReference reference(ResultSet row) throws SQLException {
    String type = row.getString("reference_type");
    return type == null
        ? null
        : new Invoice.PaymentReference(
            Invoice.ReferenceType.valueOf(type),
            row.getString("reference_value"),
            row.getString("reference_printed"));
  }

  static List<Invoice.VatSum> vat(ResultSet row) throws SQLException {
    return List.of(Wire.read(row.getString("vat"), Invoice.VatSum[].class));
  }

  /** What a discount takes off a line, as it was written down with that. */
  private record DiscountPart(
      String discountId, String description, Map<String, String> explanation, long amount) {}

  /** A line at its price before discounts, and below it one for each of these. */
  private static List<OwnedLine> lines(ResultSet row, int number) throws SQLException {
    String invoiceId = row.getString("invoice_id");
    String json = row.getString("discounts");
    List<DiscountPart> discounts =
        json == null ? List.of() : List.of(Wire.read(json, DiscountPart[].class));
    long amount = row.getLong("amount");
    long base = row.getLong("base");
    List<OwnedLine> lines = new ArrayList<>();
    for (DiscountPart discount : discounts) {
      long discountBase = base(row, discount);
      amount -= discount.amount();
      base -= discountBase;
      lines.add(new OwnedLine(invoiceId, line(row, discount, discountBase)));
    }
    lines.addFirst(new OwnedLine(invoiceId, line(row, amount, base)));
    return lines;
  }

  /** What a discount takes off without VAT; the line before discounts has what is left of all. */
  private static long base(ResultSet row, DiscountPart discount) throws SQLException {
    return Vat.of(
            Objects.requireNonNull(row.getString("vat_rate")),
            discount.amount(),
            row.getBoolean("includes_vat"))
        .base();
  }

  private static Invoice.Line line(ResultSet row, long amount, long base) throws SQLException {
    return new Invoice.Line(
        row.getString("subscription_id"),
        row.getString("kind"),
        row.getString("description"),
        LineExplanation.of(row),
        service(row),
        row.getInt("quantity"),
        amount,
        row.getString("vat_rate"),
        row.getBoolean("includes_vat"),
        null,
        row.getString("charge_id"),
        base,
        LineExplanation.isWholePeriod(row));
  }

  private static Invoice.Line line(ResultSet row, DiscountPart discount, long base)
      throws SQLException {
    return new Invoice.Line(
        row.getString("subscription_id"),
        "DISCOUNT",
        discount.description(),
        discount.explanation(),
        service(row),
        1,
        discount.amount(),
        row.getString("vat_rate"),
        row.getBoolean("includes_vat"),
        discount.discountId(),
        null,
        base,
        false);
  }

  static @Nullable Period service(ResultSet row) throws SQLException {
    LocalDate from = Columns.date(row, "service_from");
    LocalDate to = Columns.date(row, "service_to");
    return from == null || to == null ? null : new Period(from, to);
  }
}
