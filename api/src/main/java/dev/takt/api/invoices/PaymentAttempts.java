package dev.takt.api.invoices;

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

/** Reads payments and attempts at them. */
@Repository
public class PaymentAttempts {
  private static final String SELECT =
      """
      select d.*, i.currency from payment d join invoice i on i.id = d.invoice_id
      where d.tenant = :tenant
      """;

  private final JdbcClient jdbc;

  PaymentAttempts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How an attempt ended, or that it has not. */
  enum Status {
    SUCCEEDED,
    DECLINED,
    PENDING,
    UNKNOWN,
    REVERSED
  }

  /**
   * An attempt at a payment.
   *
   * @param category what kind of refusal a decline is
   * @param reference of a bank transfer
   * @param expectedOn when the gateway of a PENDING one is likely to know, on the merchant's
   *     calendar
   */
  public record Attempt(
      String id,
      String invoiceId,
      String customerId,
      @Nullable String paymentMethodId,
      int attempt,
      long amount,
      long amountRefunded,
      String currency,
      String status,
      @Nullable String declineCode,
      @Nullable String category,
      String gateway,
      @Nullable String reference,
      @Nullable LocalDate expectedOn,
      Instant attemptedAt,
      @Nullable Instant settledAt) {}

  Optional<Attempt> find(String tenant, String id) {
    return jdbc.sql(SELECT + " and d.id = :id")
        .param("tenant", tenant)
        .param("id", id)
        .query(PaymentAttempts::attempt)
        .optional();
  }

  /** The latest attempt at an invoice. */
  public Optional<Attempt> latest(String tenant, String invoiceId) {
    return jdbc.sql(SELECT + " and d.invoice_id = :invoice order by d.attempt desc limit 1")
        .param("tenant", tenant)
        .param("invoice", invoiceId)
        .query(PaymentAttempts::attempt)
        .optional();
  }

  /** The attempt of a key. */
  public Optional<Attempt> ofOccasion(String tenant, String attemptKey) {
    return jdbc.sql(SELECT + " and d.attempt_key = :attemptKey")
        .param("tenant", tenant)
        .param("attemptKey", attemptKey)
        .query(PaymentAttempts::attempt)
        .optional();
  }

  List<Attempt> page(String tenant, DocumentFilter filter, @Nullable String invoiceId, Page page) {
    return filter
        .over(
            Select.from(SELECT, tenant),
            """
            exists (select 1 from invoice_line l
              where l.invoice_id = d.invoice_id and l.subscription_id = :subscription)
            """,
            """
            (d.attempted_at at time zone (select m.time_zone from ledger x
              join merchant m on m.id = x.merchant_id where x.tenant = d.tenant))::date
            """,
            "d.invoice_id")
        .and("d.invoice_id = :invoice", "invoice", invoiceId)
        .page(jdbc, page, "d.id", PaymentAttempts::attempt);
  }

  private static Attempt attempt(ResultSet row, int number) throws SQLException {
    return new Attempt(
        row.getString("id"),
        row.getString("invoice_id"),
        row.getString("customer_id"),
        row.getString("payment_method_id"),
        row.getInt("attempt"),
        row.getLong("amount"),
        row.getLong("amount_refunded"),
        row.getString("currency"),
        row.getString("status"),
        row.getString("decline_code"),
        row.getString("category"),
        row.getString("gateway"),
        row.getString("reference"),
        row.getObject("expected_on", LocalDate.class),
        Columns.moment(row, "attempted_at"),
        Columns.instant(row, "settled_at"));
  }
}
