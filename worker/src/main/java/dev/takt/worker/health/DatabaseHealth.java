package dev.takt.worker.health;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Whether a connection can be had and answers. */
@Component
class DatabaseHealth extends AbstractHealthIndicator {
  private static final int SECONDS_TO_ANSWER = 2;

  private final DataSource dataSource;

  DatabaseHealth(DataSource dataSource) {
    super("the database does not answer");
    this.dataSource = dataSource;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) throws SQLException {
    try (var connection = dataSource.getConnection()) {
      builder.status(connection.isValid(SECONDS_TO_ANSWER) ? "UP" : "DOWN");
    }
  }
}
