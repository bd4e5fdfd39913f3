package dev.takt.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.embedded.DataFolder;
import dev.takt.worker.embedded.EmbeddedDatabase;
import dev.takt.worker.settings.DatabaseAddress;
import dev.takt.worker.settings.Settings;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
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
   * A gateway is another party: what it did after the backup it has done. Renewals, a joint bill, a
   * charge that dunning tried again and a refund are made anew from older books, and none of them
   * moves money a second time.
   */
  @Test
  void whatTheGatewayDidAfterTheBackupItDoesNotDoAgain() throws IOException {
    Path lost = folder.resolve("lost");
    Path restored = folder.resolve("restored");
    Story story;
    List<String> customers;
    String paused;
    Map<String, String> gateway;
    List<String> charged;
    try (var takt = new RunningTakt(settings(lost), silence())) {
      takt.start();
      story = Story.from("2026-03-20", TestMerchant.open(operator(takt), Map.of()));
      String pausing = story.customer("tok_ok");
      paused = story.subscribe(pausing, story.monthly(), "2026-04-01");
      String declined = story.customer("tok_script_ok-51-51-ok");
      story.subscribe(declined, story.monthly(), "2026-04-01");
      customers = List.of(pausing, declined, group(story));
      story.on("2026-04-15");
      backUp(takt, lost, restored);
      // What happens now is lost, but for what the gateway did.
      happen(story, paused);
      charged = charges(story, customers);
      gateway = gatewaysBooks(database(takt));
    }
    assertThat(charged).filteredOn(charge -> charge.startsWith("CAPTURED")).hasSize(7);

    bringBack(gateway, restored);
    try (var takt = new RunningTakt(settings(restored), silence())) {
      takt.start();
      Story after = story.movedTo("http://localhost:" + takt.port());
      assertThat(after.rest().all("/v1/invoices")).hasSize(4);
      happen(after, paused);
      assertThat(charges(after, customers)).isEqualTo(charged);
      Books.of(after.rest()).mustAgree();
    }
  }

  /** A customer with a group of two that is billed jointly on 1 May. */
  private static String group(Story story) {
    String customer = story.customer("tok_ok");
    List<String> members =
        List.of(
            story.subscribe(customer, story.monthly(), "2026-04-01"),
            story.subscribe(customer, story.monthly(), "2026-04-01"));
    story.on("2026-04-02");
    story
        .rest()
        .post(
            "/v1/groups",
            Map.of(
                "customerId",
                customer,
                "unit",
                "MONTH",
                "anchor",
                "2026-05-01",
                "members",
                members))
        .expect(201);
    return customer;
  }

  /** A pause of [5 May, 20 May) that is given back, and time until 15 May. */
  private static void happen(Story story, String paused) {
    story
        .rest()
        .post(
            "/v1/subscriptions/" + paused + "/pauses",
            Map.of("from", "2026-05-05", "to", "2026-05-20", "settlement", "REFUND"))
        .expect(201);
    story.on("2026-05-15");
  }

  private static List<String> charges(Story story, List<String> customers) {
    return customers.stream()
        .flatMap(customer -> story.charges(customer).stream())
        .map(
            charge ->
                "%s %d of %s, refunded %d"
                    .formatted(
                        charge.get("status").asString(),
                        charge.get("amount").asLong(),
                        charge.get("idempotencyKey").asString(),
                        charge.get("amountRefunded").asLong()))
        .toList();
  }

  /** The sandbox's tables, in the order in which they can be filled. */
  private static final List<String> GATEWAY =
      List.of("sandbox.method", "sandbox.charge", "sandbox.refund");

  private static Map<String, String> gatewaysBooks(JdbcClient database) {
    return GATEWAY.stream()
        .collect(
            Collectors.toMap(
                table -> table,
                table ->
                    database
                        .sql("select coalesce(json_agg(t), '[]')::text from " + table + " t")
                        .query(String.class)
                        .single()));
  }

  /** Before any worker starts on the older books, the gateway's are as they are. */
  private static void bringBack(Map<String, String> gateway, Path restored) {
    try (var folder = DataFolder.take(restored);
        var started = EmbeddedDatabase.start(folder)) {
      var address = started.address();
      var database =
          JdbcClient.create(
              new DriverManagerDataSource(address.jdbcUrl(), address.user(), address.password()));
      GATEWAY.reversed().forEach(table -> database.sql("delete from " + table).update());
      for (String table : GATEWAY) {
        database
            .sql(
                "insert into %s select * from json_populate_recordset(null::%s, cast(:rows as json))"
                    .formatted(table, table))
            .param("rows", gateway.get(table))
            .update();
      }
    }
  }

  private static JdbcClient database(RunningTakt takt) {
    return takt.started().getBean(JdbcClient.class);
  }

  /**
   * As an operator would with psql and cp: between the two calls files may be copied as they are.
   */
  private static void backUp(RunningTakt takt, Path from, Path to) throws IOException {
    var address = takt.started().getBean(DatabaseAddress.class);
    var connection =
        new SingleConnectionDataSource(address.jdbcUrl(), address.user(), address.password(), true);
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

  private static Map<String, String> settings(Path data) {
    return Map.of(
        "TAKT_PORT",
        Integer.toString(TaktProcess.freePort()),
        "TAKT_DATA",
        data.toString(),
        "TAKT_DEMO",
        "false",
        "PATH",
        "/usr/bin:/bin");
  }

  private static Rest operator(RunningTakt takt) {
    return new Rest("http://localhost:" + takt.port(), Settings.DEMO_TOKEN);
  }

  private static PrintStream silence() {
    return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  }
}
