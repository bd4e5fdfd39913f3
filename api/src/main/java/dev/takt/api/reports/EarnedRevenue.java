package dev.takt.api.reports;

import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the journal says was earned, by month. */
@Repository
class EarnedRevenue {
  private final JdbcClient jdbc;

  EarnedRevenue(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** By currency and month together, as DKK2026-03. */
  Map<String, Long> of(String tenant, LocalDate from, LocalDate to) {
    Map<String, Long> earned = new HashMap<>();
    jdbc.sql(
            """
            select currency, to_char(booked_on, 'YYYY-MM') as month,
              sum(case when credit = 'revenue' then amount else -amount end) as earned
            from posting
            where tenant = :tenant and 'revenue' in (debit, credit)
              and booked_on >= date_trunc('month', cast(:from as date))
              and booked_on < cast(:to as date) + interval '1 month'
            group by 1, 2
            """)
        .param("tenant", tenant)
        .param("from", from)
        .param("to", to)
        .query(
            (ResultSet row) -> {
              earned.put(row.getString("currency") + row.getString("month"), row.getLong("earned"));
            });
    return earned;
  }
}
