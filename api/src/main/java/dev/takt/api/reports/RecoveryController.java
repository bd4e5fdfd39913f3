package dev.takt.api.reports;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What failed, and what of it came in after all. */
@RestController
@Tag(name = "Reports")
class RecoveryController {
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

  RecoveryController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Cases that began from {@code from} to {@code to}, half-open; null: all.
   *
   * @param byReason what failed, by the reason of the first decline: it is what was recovered,
   *     credited, written off and is open together
   * @param byAttempt what was recovered, by how many tries were declined before
   * @param byChannel what was recovered, by the way it came
   */
  record Report(
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      List<ByReason> byReason,
      List<Recovered> byAttempt,
      List<Recovered> byChannel) {}

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

  @Operation(
      summary = "Report what of failed payments was recovered",
      description =
          "By reason, attempt and channel; what was recovered is in the journal as payments.")
  @Requires(Scope.READ)
  @GetMapping("/v1/reports/recovery")
  Report recovery(
      Caller caller,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to) {
    List<ByReason> byReason =
        query(
            caller,
            from,
            to,
            """
            select currency, opened_reason as reason, count(*) as cases, sum(amount) as failed,
              sum(recovered) as recovered, sum(credited) as credited,
              sum(written_off) as written_off, sum(due) as open
            from cases group by currency, opened_reason order by currency, opened_reason
            """,
            RecoveryController::byReason);
    return new Report(
        from,
        to,
        byReason,
        recovered(caller, from, to, "r.attempt::text", "min(r.attempt)"),
        recovered(caller, from, to, "r.channel", "r.channel"));
  }

  private List<Recovered> recovered(
      Caller caller, @Nullable LocalDate from, @Nullable LocalDate to, String key, String order) {
    return query(
        caller,
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
      Caller caller,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      String select,
      RowMapper<T> row) {
    return jdbc.sql(CASES + select)
        .param("tenant", caller.tenant())
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
