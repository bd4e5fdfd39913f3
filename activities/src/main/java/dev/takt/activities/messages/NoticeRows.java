package dev.takt.activities.messages;

import dev.takt.activities.records.Columns;
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
        (select r.effective_from from price_reach r where r.plan_price_id = n.cause_id
          and r.subscription_id = n.subscription_id and r.tenant = :tenant) as effective_from
      from notice n
      join subscription s on s.id = n.subscription_id
      join customer c on c.id = n.customer_id
      join ledger l on l.tenant = n.tenant
      join merchant m on m.id = l.merchant_id
      where n.tenant = :tenant and n.sent_at is null
      """;

  private final JdbcClient database;

  NoticeRows(JdbcClient database) {
    this.database = database;
  }

  /**
   * What a customer is to be told.
   *
   * @param due the last day on which it is in time: it goes on the morning of it
   * @param ended whether there is no subscription any more that it could be about
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
      ZoneId zone) {

    /** When it goes, seen from now: not in quiet hours. */
    Instant dueAt(Instant now) {
      Instant moment = due.atTime(MORNING).atZone(zone).toInstant();
      return QuietHours.NIGHT.after(moment.isBefore(now) ? now : moment, zone);
    }
  }

  List<Notice> onClock(String tenant, String clockId) {
    return database
        .sql(SELECT + " and c.test_clock_id = :clock order by n.due, n.id")
        .param("tenant", tenant)
        .param("clock", clockId)
        .query(NoticeRows::notice)
        .list();
  }

  /** Those of customers in live time that may be due. */
  List<Notice> live(String tenant, Instant now) {
    return database
        .sql(
            SELECT
                + """
                 and c.test_clock_id is null
                and n.due <= cast(cast(:now as timestamptz) as date) + 1
                order by n.due, n.id
                """)
        .param("tenant", tenant)
        .param("now", Columns.instant(now))
        .query(NoticeRows::notice)
        .list();
  }

  Optional<Notice> find(String tenant, String id) {
    return database
        .sql(SELECT + " and n.id = :id")
        .param("tenant", tenant)
        .param("id", id)
        .query(NoticeRows::notice)
        .optional();
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
        Objects.requireNonNull(Columns.date(row, "due")),
        Columns.date(row, "effective_from"),
        text,
        row.getBoolean("ended"),
        ZoneId.of(row.getString("time_zone")));
  }

  void close(Notice notice, String outcome, Instant at) {
    database
        .sql(
            """
            update notice set sent_at = :at, outcome = :outcome
            where tenant = :tenant and id = :id and sent_at is null
            """)
        .param("at", Columns.instant(at))
        .param("outcome", outcome)
        .param("tenant", notice.tenant())
        .param("id", notice.id())
        .update();
  }
}
