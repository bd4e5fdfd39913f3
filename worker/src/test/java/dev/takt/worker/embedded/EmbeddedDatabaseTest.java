package dev.takt.worker.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.takt.worker.settings.CannotStart;
import dev.takt.worker.settings.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded PostgreSQL: whose it is, what it logs, when it ends, and folders it cannot use. */
class EmbeddedDatabaseTest {
  /** Far less than a recovery may take, far more than a busy machine needs. */
  private static final Duration AT_ONCE = Duration.ofSeconds(30);

  @TempDir Path parent;

  @Test
  void isItsOwnersLogsNoValuesComesBackAndSaysAtOnceThatItsFolderIsDamaged() throws Exception {
    try (var folder = DataFolder.take(parent.resolve("data"))) {
      try (var database = EmbeddedDatabase.start(folder)) {
        assertThat(permissions(folder.resolve("postgres-programs"))).isEqualTo("rwx------");
        logsNoValues(folder, database);
        comesBackWhenItIsKilled(folder, database);
      }
      Files.write(folder.resolve("postgres/global/pg_control"), new byte[] {1, 2, 3});
      Instant start = Instant.now();
      assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("pg_control")
          .hasMessageContaining("restore a backup")
          .message()
          .hasLineCount(1);
      assertThat(Duration.between(start, Instant.now())).isLessThan(AT_ONCE);
      Files.delete(folder.resolve("postgres/global/pg_control"));
      assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("is damaged");
    }
  }

  private static void logsNoValues(DataFolder folder, EmbeddedDatabase database) throws Exception {
    try (var connection = connect(database);
        var statement = connection.createStatement()) {
      statement.execute("create table buyer (email text primary key)");
      statement.execute("insert into buyer values ('karen@example.com')");
      assertThatThrownBy(() -> statement.execute("insert into buyer values ('karen@example.com')"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("karen@example.com");
      assertThatThrownBy(() -> statement.execute("select cast('karen@example.com' as date)"))
          .isInstanceOf(SQLException.class);
    }
    assertThat(folder.resolve("postgres.log")).content().doesNotContain("karen@example.com");
  }

  private static void comesBackWhenItIsKilled(DataFolder folder, EmbeddedDatabase database)
      throws Exception {
    String address = database.address().jdbcUrl();
    new PostgresStart(folder).process().destroyForcibly();
    long deadline = System.nanoTime() + AT_ONCE.toNanos();
    boolean back = false;
    while (!back && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(200);
      try (var connection = connect(database)) {
        back = connection.isValid(2);
      } catch (SQLException _) {
        // Not yet.
      }
    }
    assertThat(back).as("it is back").isTrue();
    assertThat(database.address().jdbcUrl()).isEqualTo(address);
  }

  private static Connection connect(EmbeddedDatabase database) throws SQLException {
    DatabaseAddress address = database.address();
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  @Test
  void aFolderOfAnotherVersionIsNamedWithWhatToDo() throws IOException {
    try (var folder = DataFolder.take(parent.resolve("data"))) {
      Path postgres = Files.createDirectory(folder.resolve("postgres"));
      Files.writeString(postgres.resolve("PG_VERSION"), "17\n");
      Files.writeString(folder.resolve("postgres.password"), "secret\n");

      assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("PostgreSQL 17")
          .hasMessageContaining("TAKT_DATA")
          .message()
          .hasLineCount(1);
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
