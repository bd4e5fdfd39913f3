package dev.takt.activities.due;

import dev.takt.activities.records.SqlValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What workflows have to do, and when: the view {@code due_work}, for test clocks, reconcilers and
 * metrics. What is late in it was not done, whatever became of its workflow.
 */
@Component
public class DueWork {
  private final JdbcClient database;

  public DueWork(JdbcClient database) {
    this.database = database;
  }

  /** What has something to do, and a workflow that does it. */
  public enum Kind {
    SUBSCRIPTION("subscription/", "Subscription"),
    GROUP("group/", "Group"),
    DUNNING_CASE("dunning/", "Dunning case"),
    PAYMENT("payment/", "Payment");

    private final String workflows;
    private final String called;

    Kind(String workflows, String called) {
      this.workflows = workflows;
      this.called = called;
    }

    /** What people call one. */
    public String called() {
      return called;
    }

    String workflowId(String merchantId, String subjectId) {
      return workflows + merchantId + "/" + subjectId;
    }
  }

  /**
   * Something that is due.
   *
   * @param id of the subscription, group, case or payment
   * @param subjectId what its workflow is named by: with a case, its invoice
   * @param version another one once something was done
   */
  public record Item(
      Kind kind, String tenant, String merchantId, String id, String subjectId, long version) {
    public String workflowId() {
      return kind.workflowId(merchantId, subjectId);
    }
  }

  /**
   * What is due in live time and not done yet.
   *
   * @param lag how long ago that was due which has waited longest, in seconds
   * @param stuck how many were due over an hour ago
   */
  public record Backlog(long due, double lag, long stuck) {}

  /** The earliest instant, up to {@code to}, at which something is due on a test clock. */
  public Optional<Instant> next(Kind kind, String tenant, String clockId, Instant to) {
    return database
        .sql(
            """
            select min(due_at) as instant from due_work
            where kind = :kind and tenant = :tenant and test_clock_id = :clock and due_at <= :to
            having min(due_at) is not null
            """)
        .param("kind", kind.name())
        .param("tenant", tenant)
        .param("clock", clockId)
        .param("to", SqlValues.instant(to))
        .query((row, number) -> SqlValues.instant(row, "instant"))
        .optional();
  }

  /** What is due on a test clock at an instant, or was due before it, in order of id. */
  public List<Item> onClock(Kind kind, String tenant, String clockId, Instant instant) {
    return database
        .sql(
            """
            select kind, tenant, merchant_id, id, subject_id, version from due_work
            where kind = :kind and tenant = :tenant and test_clock_id = :clock
              and due_at <= :instant
            order by id
            """)
        .param("kind", kind.name())
        .param("tenant", tenant)
        .param("clock", clockId)
        .param("instant", SqlValues.instant(instant))
        .query(DueWork::item)
        .list();
  }

  /** What was due in live time before an instant, up to {@code most}: the longest due first. */
  public List<Item> lateSince(Instant before, int most, Kind... kinds) {
    return database
        .sql(
            """
            select kind, tenant, merchant_id, id, subject_id, version from due_work
            where kind = any(:kinds) and test_clock_id is null and due_at < :before
            order by due_at limit :most
            """)
        .param("kinds", Stream.of(kinds).map(Kind::name).toArray(String[]::new))
        .param("before", SqlValues.instant(before))
        .param("most", most)
        .query(DueWork::item)
        .list();
  }

  /** What of a kind is due in live time. */
  public Backlog backlog(Kind kind) {
    return database
        .sql(
            """
            select count(*) as due,
              coalesce(extract(epoch from now() - min(due_at)), 0) as lag,
              count(*) filter (where due_at < now() - interval '1 hour') as stuck
            from due_work where kind = :kind and test_clock_id is null and due_at <= now()
            """)
        .param("kind", kind.name())
        .query(
            (row, number) ->
                new Backlog(row.getLong("due"), row.getDouble("lag"), row.getLong("stuck")))
        .single();
  }

  /** Reads the columns of {@link Item}. */
  public static Item item(ResultSet row, int number) throws SQLException {
    return new Item(
        Kind.valueOf(row.getString("kind")),
        row.getString("tenant"),
        row.getString("merchant_id"),
        row.getString("id"),
        row.getString("subject_id"),
        row.getLong("version"));
  }
}
