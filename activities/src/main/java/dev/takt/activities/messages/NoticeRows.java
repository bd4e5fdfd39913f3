package dev.takt.activities.messages;

import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.calendar.CountryZone;
import dev.takt.workflows.calendar.QuietHours;
import dev.takt.workflows.wording.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notices that have not been sent. */
@Component
class NoticeRows {
  private static final LocalTime MORNING = LocalTime.of(9, 0);
  private static final String SELECT =
      """
      select n.id, n.tenant, n.customer_id, n.subscription_id, n.cause_id, n.due,
        n.text ->> 'da' as da, n.text ->> 'nb' as nb, n.text ->> 'sv' as sv, n.text ->> 'en' as en,
        s.status = 'ENDED' as ended, m.time_zone,
        nullif(c.country, m.country) as abroad,
        (select r.effective_from from price_reach r where r.plan_price_id = n.cause_id
          and r.subscription_id = n.subscription_id and r.tenant = :tenant) as effective_from
      from notice n
      join subscription s on s.id = n.subscription_id
      join customer c on c.id = n.customer_id
      join ledger l on l.tenant = n.tenant
      join merchant m on m.id = l.merchant_id
      where n.tenant = :tenant and n.sent_at is null
      """;

  private static final String MAY_BE_DUE = "n.due <= cast(cast(:now as timestamptz) as date) + 1";

  private final JdbcClient database;
  private final RowsByDate<Notice> rows;

  NoticeRows(JdbcClient database) {
    this.database = database;
    this.rows = new RowsByDate<>(database, NoticeRows::notice, SELECT, MAY_BE_DUE, "n.due, n.id");
  }

  /**
   * What a customer is to be told.
   *
   * @param due the last day on which it is in time: it goes on the morning of it
   * @param ended whether there is no subscription any more that it could be about
   * @param home the customer's time zone
   */
  record Notice(
      String tenant,
      String id,
      String customerId,
      String subscriptionId,
      String causeId,
      LocalDate due,
      @Nullable LocalDate from,
      Map<String, String> text,
      boolean ended,
      ZoneId home) {

    /** When it goes, seen from now: not in quiet hours. */
    Instant dueAt(Instant now) {
      Instant moment = due.atTime(MORNING).atZone(home).toInstant();
      return QuietHours.NIGHT.after(moment.isBefore(now) ? now : moment, home);
    }
  }

  List<Notice> onClock(String tenant, String clockId) {
    return rows.onClock(tenant, clockId);
  }

  /** Those of customers in live time that may be due. */
  List<Notice> live(String tenant, Instant now) {
    return rows.live(tenant, now);
  }

  Optional<Notice> find(String tenant, String id) {
    return rows.find(tenant, id);
  }

  private static Notice notice(ResultSet row, int number) throws SQLException {
    Map<String, String> text = new TreeMap<>();
    for (Language language : Language.values()) {
      String sentence = row.getString(language.key());
      if (sentence != null) {
        text.put(language.key(), sentence);
      }
    }
    return new Notice(
        row.getString("tenant"),
        row.getString("id"),
        row.getString("customer_id"),
        row.getString("subscription_id"),
        row.getString("cause_id"),
        Objects.requireNonNull(SqlValues.date(row, "due")),
        SqlValues.date(row, "effective_from"),
        text,
        row.getBoolean("ended"),
        CountryZone.of(row.getString("abroad"), ZoneId.of(row.getString("time_zone"))));
  }

  void close(Notice notice, String outcome, Instant at) {
    database
        .sql(
            """
            update notice set sent_at = :at, outcome = :outcome
            where tenant = :tenant and id = :id and sent_at is null
            """)
        .param("at", SqlValues.instant(at))
        .param("outcome", outcome)
        .param("tenant", notice.tenant())
        .param("id", notice.id())
        .update();
  }
}
