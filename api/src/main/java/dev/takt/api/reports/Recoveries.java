package dev.takt.api.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What of failed payments was recovered. */
@Repository
class Recoveries {
  private static final String CASES =
      """
      with cases as (
        select d.*, i.currency,
          i.amount_due as due
        from dunning_case d
        join invoice i on i.id = d.invoice_id
        join ledger l on l.tenant = d.tenant
        join merchant m on m.id = l.merchant_id
        where d.tenant = :tenant and d.opened_at is not null
          and (cast(:from as date) is null
            or (d.opened_at at time zone m.time_zone)::date >= cast(:from as date))
          and (cast(:to as date) is null
            or (d.opened_at at time zone m.time_zone)::date < cast(:to as date)))
      """;

  private final JdbcClient jdbc;

  Recoveries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Amounts in minor units.
   *
   * @param recoveredShare of what failed, in hundredths of a per cent, rounded down
   */
  record ByReason(
      String currency,
      String reason,
      long cases,
      long failed,
      long recovered,
      long credited,
      long writtenOff,
      long open,
      long recoveredShare) {}

  /** An amount in minor units. */
  record Recovered(String currency, String key, long payments, long recovered) {}

  List<ByReason> byReason(String tenant, @Nullable LocalDate from, @Nullable LocalDate to) {
    return query(
        tenant,
        from,
        to,
        """
        select currency, opened_reason as reason, count(*) as cases, sum(amount) as failed,
          sum(recovered) as recovered, sum(credited) as credited,
          sum(written_off) as written_off, sum(due) as open
        from cases group by currency, opened_reason order by currency, opened_reason
        """,
        Recoveries::byReason);
  }

  List<Recovered> byAttempt(String tenant, @Nullable LocalDate from, @Nullable LocalDate to) {
    return recovered(tenant, from, to, "r.attempt::text", "min(r.attempt)");
  }

  List<Recovered> byChannel(String tenant, @Nullable LocalDate from, @Nullable LocalDate to) {
    return recovered(tenant, from, to, "r.channel", "r.channel");
  }

  private List<Recovered> recovered(
      String tenant, @Nullable LocalDate from, @Nullable LocalDate to, String key, String order) {
    return query(
        tenant,
        from,
        to,
        """
        select c.currency, %s as key, count(*) as payments, sum(r.amount) as recovered
        from cases c join dunning_recovery r on r.case_id = c.id
        group by c.currency, %s order by c.currency, %s
        """
            .formatted(key, key, order),
        (row, _) ->
            new Recovered(
                row.getString("currency"),
                row.getString("key"),
                row.getLong("payments"),
                row.getLong("recovered")));
  }

  private <T> List<T> query(
      String tenant,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      String select,
      RowMapper<T> row) {
    return jdbc.sql(CASES + select)
        .param("tenant", tenant)
        .param("from", from)
        .param("to", to)
        .query(row)
        .list();
  }

  private static ByReason byReason(ResultSet row, int number) throws SQLException {
    long failed = row.getLong("failed");
    long recovered = row.getLong("recovered");
    return new ByReason(
        row.getString("currency"),
        row.getString("reason"),
        row.getLong("cases"),
        failed,
        recovered,
        row.getLong("credited"),
        row.getLong("written_off"),
        row.getLong("open"),
        failed == 0 ? 0 : recovered * 10_000 / failed);
  }
}
