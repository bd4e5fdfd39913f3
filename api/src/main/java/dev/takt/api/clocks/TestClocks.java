package dev.takt.api.clocks;

import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
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

  private static TestClock clock(ResultSet row, int number) throws SQLException {
    return new TestClock(
        row.getString("id"),
        Columns.moment(row, "now_at"),
        TestClock.Status.valueOf(row.getString("status")),
        Columns.instant(row, "target"),
        row.getString("failure"));
  }
}
