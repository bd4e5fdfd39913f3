package dev.takt.api.clocks;

import dev.takt.api.clocks.TestClockView.Obstacle;
import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of test clocks. Only their workflow moves them. */
@Repository
public class TestClocks {
  private final JdbcClient jdbc;

  TestClocks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(String tenant, String id, Instant now, Instant at) {
    jdbc.sql(
            """
            insert into test_clock (id, tenant, now_at, status, created_at)
            values (:id, :tenant, :now, 'READY', :at) on conflict do nothing
            """)
        .param("id", id)
        .param("tenant", tenant)
        .param("now", Columns.at(now))
        .param("at", Columns.at(at))
        .update();
  }

  public Optional<TestClock> find(String tenant, String id) {
    return jdbc.sql("select * from test_clock where tenant = :tenant and id = :id")
        .param("tenant", tenant)
        .param("id", id)
        .query(TestClocks::clock)
        .optional();
  }

  List<TestClock> page(String tenant, Page page) {
    return Select.from("select * from test_clock where tenant = :tenant", tenant)
        .page(jdbc, page, "id", TestClocks::clock);
  }

  /** What advancing clocks wait for that is not Takt's to do, by their ids. */
  Map<String, List<Obstacle>> waitingFor(String tenant, List<TestClock> clocks) {
    List<String> advancing =
        clocks.stream()
            .filter(clock -> clock.status() == TestClock.Status.ADVANCING)
            .map(TestClock::id)
            .toList();
    if (advancing.isEmpty()) {
      return Map.of();
    }
    Map<String, List<Obstacle>> waiting = new HashMap<>();
    jdbc.sql(
            """
            select c.test_clock_id, 'MESSAGE' as kind, m.id, m.reason as detail
            from customer c join message m on m.customer_id = c.id and m.tenant = c.tenant
            where c.tenant = :tenant and c.test_clock_id in (:clocks) and m.status = 'FAILED'
            union all
            select c.test_clock_id, 'PAYMENT', p.id, 'the gateway has not answered'
            from customer c join payment p on p.customer_id = c.id and p.tenant = c.tenant
            where c.tenant = :tenant and c.test_clock_id in (:clocks) and p.status = 'UNKNOWN'
            order by 1, 2, 3 limit 100
            """)
        .param("tenant", tenant)
        .param("clocks", advancing)
        .query(
            row -> {
              waiting
                  .computeIfAbsent(row.getString("test_clock_id"), _ -> new ArrayList<>())
                  .add(obstacle(row));
            });
    return waiting;
  }

  private static Obstacle obstacle(ResultSet row) throws SQLException {
    return new Obstacle(
        TestClockView.Kind.valueOf(row.getString("kind")),
        row.getString("id"),
        row.getString("detail"));
  }

  private static TestClock clock(ResultSet row, int number) throws SQLException {
    return new TestClock(
        row.getString("id"),
        Columns.moment(row, "now_at"),
        TestClock.Status.valueOf(row.getString("status")),
        Columns.instant(row, "target"),
        row.getString("failure"));
  }
}
