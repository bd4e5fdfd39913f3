package dev.takt.api.subscriptions;

import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import dev.takt.workflows.calendar.Period;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** What a subscription leaves behind: its invoice lines and its history. */
@Repository
public class SubscriptionTrail {
  private final JdbcClient jdbc;

  SubscriptionTrail(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Who or what changed what, when, from what to what.
   *
   * @param at on the business clock
   * @param summary the same in a sentence
   * @param changed what is not as it was, from what to what
   * @param refusal why nothing changed, for a signal that was not allowed
   */
  public record Entry(
      String id,
      Instant at,
      Instant recordedAt,
      String actor,
      String action,
      String summary,
      List<HistoryStory.Difference> changed,
      @Nullable JsonNode request,
      @Nullable JsonNode before,
      @Nullable JsonNode after,
      @Nullable JsonNode refusal) {}

  /** What happened to a subscription or a group, newest first. */
  public List<Entry> history(String tenant, String subscriptionId, Page page) {
    return Select.from("select * from history where tenant = :tenant", tenant)
        .and("subject_id = :subject", "subject", subscriptionId)
        .page(jdbc, page, "id", (row, _) -> entry(row));
  }

  private static Entry entry(ResultSet row) throws SQLException {
    String actor = row.getString("actor");
    String action = row.getString("action");
    JsonNode request = Columns.json(row, "request");
    JsonNode before = Columns.json(row, "before");
    JsonNode after = Columns.json(row, "after");
    JsonNode refusal = Columns.json(row, "refusal");
    return new Entry(
        row.getString("id"),
        Columns.moment(row, "at"),
        Columns.moment(row, "recorded_at"),
        actor,
        action,
        HistoryStory.sentence(actor, action, request, refusal),
        HistoryStory.differences(before, after),
        request,
        before,
        after,
        refusal);
  }

  List<TimelineView.Line> lines(String tenant, String subscriptionId) {
    return jdbc.sql(
            """
            select l.invoice_id, l.nominal_start, l.service_from, l.service_to
            from invoice_line l join invoice i on i.id = l.invoice_id
            where i.tenant = :tenant and l.subscription_id = :subscription
              and l.kind = 'SERVICE' and l.nominal_start is not null
              and l.service_from is not null and l.service_to is not null
            order by i.number, l.position
            """)
        .param("tenant", tenant)
        .param("subscription", subscriptionId)
        .query(
            (row, _) ->
                new TimelineView.Line(
                    row.getString("invoice_id"),
                    Columns.day(row, "nominal_start"),
                    new Period(Columns.day(row, "service_from"), Columns.day(row, "service_to"))))
        .list();
  }
}
