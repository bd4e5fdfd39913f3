package dev.takt.api.reports;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is unpaid, by days after the due date. */
@Repository
class InvoiceAges {
  private final JdbcClient jdbc;

  InvoiceAges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Amounts in minor units. */
  record InvoiceAge(
      String currency,
      long notDue,
      long days1To30,
      long days31To60,
      long days61To90,
      long over90,
      long total) {}

  List<InvoiceAge> of(String tenant, @Nullable LocalDate asOf) {
    return jdbc.sql(
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
        .param("tenant", tenant)
        .param("asOf", asOf)
        .query(
            (row, _) ->
                new InvoiceAge(
                    row.getString("currency"),
                    row.getLong("not_due"),
                    row.getLong("to30"),
                    row.getLong("to60"),
                    row.getLong("to90"),
                    row.getLong("over90"),
                    row.getLong("total")))
        .list();
  }
}
