package dev.takt.activities.messages;

import dev.takt.activities.records.SqlValues;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads what customers are to be told by date.
 *
 * @param select of a tenant's rows, that are {@code n}, with their customers, that are {@code c}
 * @param mayBeDue whether a row may be due {@code :now}, in live time
 * @param order in which they are told
 */
record RowsByDate<T>(
    JdbcClient database, RowMapper<T> mapper, String select, String mayBeDue, String order) {

  List<T> onClock(String tenant, String clockId) {
    return database
        .sql(select + " and c.test_clock_id = :clock order by " + order)
        .param("tenant", tenant)
        .param("clock", clockId)
        .query(mapper)
        .list();
  }

  /** Those of customers in live time that may be due. */
  List<T> live(String tenant, Instant now) {
    return database
        .sql(select + " and c.test_clock_id is null and " + mayBeDue + " order by " + order)
        .param("tenant", tenant)
        .param("now", SqlValues.instant(now))
        .query(mapper)
        .list();
  }

  Optional<T> find(String tenant, String id) {
    return database
        .sql(select + " and n.id = :id")
        .param("tenant", tenant)
        .param("id", id)
        .query(mapper)
        .optional();
  }
}
