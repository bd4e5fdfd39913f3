package dev.takt.api.invoices;

import dev.takt.api.labels.ReferenceFilter;
import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads refunds. */
@Repository
class Refunds {
  private static final String SELECT =
      """
      select d.*, coalesce(c.invoice_id, p.invoice_id) as invoice_id,
        coalesce(c.customer_id, m.customer_id) as customer_id,
        coalesce(c.currency, m.currency) as currency
      from refund d
      left join credit_note c on c.id = d.credit_note_id
      left join customer_money m on m.id = d.customer_money_id
      left join payment p on p.id = d.payment_id
      where d.tenant = :tenant
      """;

  private final JdbcClient jdbc;

  Refunds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Where the money is. */
  enum Status {
    /** On its way to the gateway. */
    PENDING,
    SUCCEEDED,
    FAILED,
    /** No payment method can take it: the merchant transfers it. */
    TO_TRANSFER
  }

  /**
   * A refund as the API tells it.
   *
   * @param invoiceId the invoice that is credited, or that the money came in for
   * @param creditNoteId null where it is the customer's balance that goes back
   * @param paymentId where the money came from, if it is one payment
   * @param failure why the gateway would not give it back
   * @param transferFileId the latest file in which the bank is asked to transfer it
   * @param transferredOn the day of the merchant's own transfer
   * @param reference of that transfer
   */
  record Refund(
      String id,
      String status,
      String customerId,
      String invoiceId,
      @Nullable String creditNoteId,
      @Nullable String paymentId,
      long amount,
      String currency,
      @Nullable String failure,
      @Nullable String transferFileId,
      @Nullable LocalDate transferredOn,
      @Nullable String reference,
      Instant createdAt,
      @Nullable Instant settledAt) {}

  Optional<Refund> find(String tenant, String id) {
    return jdbc.sql(SELECT + " and d.id = :id")
        .param("tenant", tenant)
        .param("id", id)
        .query(Refunds::refund)
        .optional();
  }

  List<Refund> ofRequest(String tenant, String requestId) {
    return jdbc.sql(SELECT + " and d.request_id = :request order by d.id")
        .param("tenant", tenant)
        .param("request", requestId)
        .query(Refunds::refund)
        .list();
  }

  List<Refund> page(
      String tenant,
      @Nullable Status status,
      @Nullable String customerId,
      @Nullable String externalRef,
      Page page) {
    return Select.from(SELECT, tenant)
        .and("d.status = :status", "status", status == null ? null : status.name())
        .and("coalesce(c.customer_id, m.customer_id) = :customer", "customer", customerId)
        .and(
            ReferenceFilter.of(
                "coalesce(c.customer_id, m.customer_id)", "coalesce(c.invoice_id, p.invoice_id)"),
            "ref",
            externalRef)
        .page(jdbc, page, "d.id", Refunds::refund);
  }

  private static Refund refund(ResultSet row, int number) throws SQLException {
    return new Refund(
        row.getString("id"),
        row.getString("status"),
        row.getString("customer_id"),
        row.getString("invoice_id"),
        row.getString("credit_note_id"),
        row.getString("payment_id"),
        row.getLong("amount"),
        row.getString("currency"),
        row.getString("failure"),
        row.getString("transfer_file_id"),
        Columns.date(row, "transferred_on"),
        row.getString("reference"),
        Columns.moment(row, "created_at"),
        Columns.instant(row, "settled_at"));
  }
}
