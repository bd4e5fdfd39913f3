package dev.takt.records;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conditions of a list: those of one tenant, and further ones where their value is given. */
public final class Conditions {
  private final StringBuilder sql = new StringBuilder("tenant = :tenant");
  private final Map<String, Object> parameters = new HashMap<>();

  private Conditions(String tenant) {
    parameters.put("tenant", tenant);
  }

  public static Conditions of(String tenant) {
    return new Conditions(tenant);
  }

  /** Adds a condition that holds for all of them. */
  public Conditions and(String condition) {
    sql.append(" and ").append(condition);
    return this;
  }

  /**
   * Adds a condition where its value is given.
   *
   * @param condition with {@code :name} in it
   */
  public Conditions and(String condition, String name, @Nullable Object value) {
    if (value != null) {
      and(condition);
      parameters.put(name, value);
    }
    return this;
  }

  String sql() {
    return sql.toString();
  }

  Map<String, Object> parameters() {
    return parameters;
  }
}
