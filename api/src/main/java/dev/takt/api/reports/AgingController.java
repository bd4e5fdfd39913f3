package dev.takt.api.reports;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What customers owe now, by how long it is overdue. */
@RestController
@Tag(name = "Reports")
class AgingController {
  private final JdbcClient jdbc;

  AgingController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What is unpaid, by days after the due date.
   *
   * @param asOf the day that is counted to; null: each invoice's own today
   */
  record Report(@Nullable LocalDate asOf, List<Row> data) {}

  /** Amounts in minor units. */
  record Row(
      String currency,
      long notDue,
      long days1To30,
      long days31To60,
      long days61To90,
      long over90,
      long total) {}

  @Operation(
      summary = "Report open invoices by age",
      description = "Days after the due date, counted to asOf or to today; what is unpaid now.")
  @Requires(Scope.READ)
  @GetMapping("/v1/reports/aging")
  Report aging(Caller caller, @RequestParam(required = false) @Nullable LocalDate asOf) {
    List<Row> rows =
        jdbc.sql(
                """
                with open as (
                  select i.currency,
                    i.amount_due as due,
                    coalesce(cast(:asOf as date),
                      (coalesce(k.now_at, now()) at time zone m.time_zone)::date) - i.due_date as days
                  from invoice i
                  join ledger l on l.tenant = i.tenant
                  join merchant m on m.id = l.merchant_id
                  join customer c on c.id = i.customer_id
                  left join test_clock k on k.id = c.test_clock_id
                  where i.tenant = :tenant
                    and i.is_open)
                select currency,
                  coalesce(sum(due) filter (where days <= 0), 0) as not_due,
                  coalesce(sum(due) filter (where days between 1 and 30), 0) as to30,
                  coalesce(sum(due) filter (where days between 31 and 60), 0) as to60,
                  coalesce(sum(due) filter (where days between 61 and 90), 0) as to90,
                  coalesce(sum(due) filter (where days > 90), 0) as over90,
                  sum(due) as total
                from open group by currency order by currency
                """)
            .param("tenant", caller.tenant())
            .param("asOf", asOf)
            .query(
                (row, _) ->
                    new Row(
                        row.getString("currency"),
                        row.getLong("not_due"),
                        row.getLong("to30"),
                        row.getLong("to60"),
                        row.getLong("to90"),
                        row.getLong("over90"),
                        row.getLong("total")))
            .list();
    return new Report(asOf, rows);
  }
}
