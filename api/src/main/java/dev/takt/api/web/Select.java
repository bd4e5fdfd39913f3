package dev.takt.api.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A list's query: conditions that are added where a filter is given, and one page of it. */
public final class Select {
  private final StringBuilder sql;
  private final Map<String, Object> parameters = new HashMap<>();

  private Select(String sql) {
    this.sql = new StringBuilder(sql);
  }

  /**
   * Begins a query of one tenant.
   *
   * @param sql up to and with {@code where … = :tenant}
   */
  public static Select from(String sql, String tenant) {
    Select select = new Select(sql);
    select.parameters.put("tenant", tenant);
    return select;
  }

  /**
   * Adds a condition where its value is given.
   *
   * @param condition with {@code :name} in it
   */
  public Select and(String condition, String name, @Nullable Object value) {
    if (value != null) {
      sql.append(" and ").append(condition);
      parameters.put(name, value);
    }
    return this;
  }

  public Select and(boolean wanted, String condition) {
    if (wanted) {
      sql.append(" and ").append(condition);
    }
    return this;
  }

  /** Newest first. */
  public <T> List<T> page(JdbcClient jdbc, Page page, String id, RowMapper<T> row) {
    and(id + " < :after", "after", page.after());
    sql.append(" order by ").append(id).append(" desc limit :rows");
    parameters.put("rows", page.rows());
    return jdbc.sql(sql.toString()).params(parameters).query(row).list();
  }
}
