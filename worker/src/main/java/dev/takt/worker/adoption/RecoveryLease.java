package dev.takt.worker.adoption;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * Lets one of all workers do something at a time, such as adopt, by an advisory lock of PostgreSQL
 * that goes with its connection: a worker that dies in the middle leaves it free. It spares double
 * work and no more: two that adopted at once would start each workflow once all the same.
 */
public final class RecoveryLease {
  /** The number of adoption among the advisory locks of this database: "takt" in ASCII. */
  private static final long ADOPTION = 0x74616b74L;

  private final DataSource database;
  private final long lock;

  /** To adopt. */
  RecoveryLease(DataSource database) {
    this(database, ADOPTION);
  }

  /** To do what has this number among the advisory locks of this database. */
  public RecoveryLease(DataSource database, long lock) {
    this.database = database;
    this.lock = lock;
  }

  /**
   * Does it unless another worker is at it.
   *
   * @return whether nobody else was
   */
  public boolean take(Runnable work) {
    try (Connection connection = database.getConnection()) {
      if (!ask(connection, "select pg_try_advisory_lock(?)")) {
        return false;
      }
      try {
        work.run();
      } finally {
        // The connection goes back to the pool, and would keep it.
        ask(connection, "select pg_advisory_unlock(?)");
      }
      return true;
    } catch (SQLException e) {
      throw new UncategorizedSQLException("a worker's turn", null, e);
    }
  }

  private boolean ask(Connection connection, String question) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setLong(1, lock);
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }
}
