package dev.takt.api.reports;

import dev.takt.api.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was billed and is not yet earned, as the journal has it. */
@RestController
@Tag(name = "Reports")
class DeferredRevenueController {
  private static final String ACCOUNT = "deferred_revenue";

  private final JdbcClient jdbc;

  DeferredRevenueController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The balance of deferred revenue.
   *
   * @param asOf inclusive: what is earned on this day is earned
   */
  record Report(LocalDate asOf, List<Total> totals, List<Row> data) {}

  /**
   * @param deferred billed less earned, in minor units without VAT
   */
  record Total(String currency, long billed, long earned, long deferred) {}

  /**
   * @param billed what came to the account, less what credit took from it
   */
  record Row(
      @Nullable String invoiceId,
      @Nullable String subscriptionId,
      String currency,
      long billed,
      long earned,
      long deferred) {}

  @Operation(
      summary = "Report deferred revenue",
      description = "By invoice, in minor units without VAT; it adds up to the journal.")
  @GetMapping("/v1/reports/deferred-revenue")
  Report deferredRevenue(Caller caller, @RequestParam LocalDate asOf) {
    return new Report(asOf, totals(caller.tenant(), asOf), rows(caller.tenant(), asOf));
  }

  private static String select(String columns, String groups) {
    return """
    select %s currency,
      coalesce(sum(case when debit = :account and credit = 'revenue' then amount
        when credit = :account and debit = 'revenue' then -amount else 0 end), 0) as earned,
      coalesce(sum(case when credit = :account then amount else -amount end), 0) as deferred
    from posting
    where tenant = :tenant and booked_on <= :asOf and :account in (debit, credit)
    group by %s currency
    """
        .formatted(columns, groups);
  }

  private List<Total> totals(String tenant, LocalDate asOf) {
    return jdbc.sql(select("", "") + " order by currency")
        .param("account", ACCOUNT)
        .param("tenant", tenant)
        .param("asOf", asOf)
        .query(
            (row, _) ->
                new Total(
                    row.getString("currency"),
                    row.getLong("deferred") + row.getLong("earned"),
                    row.getLong("earned"),
                    row.getLong("deferred")))
        .list();
  }

  private List<Row> rows(String tenant, LocalDate asOf) {
    String by = "invoice_id, subscription_id,";
    return jdbc.sql(select(by, by) + " order by invoice_id, subscription_id, currency")
        .param("account", ACCOUNT)
        .param("tenant", tenant)
        .param("asOf", asOf)
        .query(
            (row, _) ->
                new Row(
                    row.getString("invoice_id"),
                    row.getString("subscription_id"),
                    row.getString("currency"),
                    row.getLong("deferred") + row.getLong("earned"),
                    row.getLong("earned"),
                    row.getLong("deferred")))
        .list();
  }
}
