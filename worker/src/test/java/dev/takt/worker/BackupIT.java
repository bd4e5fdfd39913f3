package dev.takt.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The rehearsal of docs/operations.md: the database is backed up while Takt runs, its machine is
 * lost with what happened since, and another Takt goes on from the backup with a new Temporal.
 */
class BackupIT {
  @TempDir Path folder;

  @Test
  void anotherTaktGoesOnFromABackupAndBillsNothingTwice() throws IOException {
    Path lost = folder.resolve("lost");
    Path restored = folder.resolve("restored");
    Story story;
    List<String> subscriptions;
    try (var takt = new RunningTakt(settings(lost), silence())) {
      takt.start();
      story = Story.from("2026-01-20", TestMerchant.open(operator(takt), Map.of()));
      String plan = story.monthly();
      Story told = story;
      subscriptions =
          Stream.of("2026-02-01", "2026-02-11", "2026-02-21")
              .map(start -> told.subscribe(told.customer("tok_ok"), plan, start))
              .toList();
      story.on("2026-04-15");
      backUp(takt, lost, restored);
      // What happens now is lost.
      story.on("2026-05-15");
    }

    try (var takt = new RunningTakt(settings(restored), silence())) {
      takt.start();
      Story after = story.movedTo("http://localhost:" + takt.port());
      for (String subscription : subscriptions) {
        assertThat(after.invoices(subscription).getLast().get("issueDate").asString())
            .startsWith(subscription.equals(subscriptions.get(2)) ? "2026-03" : "2026-04");
      }
      after.on("2026-07-25");
      for (String subscription : subscriptions) {
        assertThat(after.invoices(subscription)).hasSize(6);
      }
      Books.of(after.rest()).mustAgree();
    }
  }

  /**
   * As an operator would with psql and cp: between the two calls files may be copied as they are.
   */
  private static void backUp(RunningTakt takt, Path from, Path to) throws IOException {
    var environment = takt.started().getEnvironment();
    var connection =
        new SingleConnectionDataSource(
            environment.getRequiredProperty("spring.datasource.url"),
            environment.getRequiredProperty("spring.datasource.username"),
            environment.getRequiredProperty("spring.datasource.password"),
            true);
    try {
      JdbcClient database = JdbcClient.create(connection);
      database.sql("select pg_backup_start('rehearsal', true)::text").query().singleValue();
      Files.createDirectories(to);
      copy(from.resolve("postgres"), to.resolve("postgres"));
      Files.copy(from.resolve("postgres.password"), to.resolve("postgres.password"));
      String label =
          database
              .sql("select labelfile from pg_backup_stop(false)")
              .query((row, _) -> row.getString(1))
              .single();
      // The log up to here belongs to it.
      copy(from.resolve("postgres/pg_wal"), to.resolve("postgres/pg_wal"));
      Files.writeString(to.resolve("postgres/backup_label"), label);
      Files.deleteIfExists(to.resolve("postgres/postmaster.pid"));
    } finally {
      connection.destroy();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
          Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(file));
        } else if (Files.isRegularFile(file)) {
          Files.copy(
              file,
              target,
              StandardCopyOption.REPLACE_EXISTING,
              StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static Settings settings(Path data) {
    return Settings.of(
        Map.of(
            "TAKT_PORT",
            Integer.toString(TaktProcess.freePort()),
            "TAKT_DATA",
            data.toString(),
            "TAKT_DEMO",
            "false",
            "PATH",
            "/usr/bin:/bin"));
  }

  private static Rest operator(RunningTakt takt) {
    return new Rest("http://localhost:" + takt.port(), Settings.DEMO_TOKEN);
  }

  private static PrintStream silence() {
    return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  }
}
