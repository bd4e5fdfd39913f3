package dev.takt.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.lasting.NeedsTemporal;
import dev.takt.worker.settings.DatabaseAddress;
import dev.takt.worker.settings.Settings;
import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers are exchanged one by one while they are at work, as a deployment does: none of them loses
 * what it holds, and the API never says that it cannot.
 */
class RollingRestartIT {
  private static final LocalDate FIRST = LocalDate.of(2026, 2, 1);

  @TempDir Path folder;

  @Test
  @NeedsTemporal
  void workersThatAreExchangedWhileAClockAdvancesLoseNothing() {
    Map<String, String> settings =
        Map.of(
            "TAKT_PORT", Integer.toString(TaktProcess.freePort()),
            "TAKT_DATA", folder.resolve("services").toString(),
            "TAKT_ROLE", "api",
            "PATH", Tool.ownPath());
    // The API, with the database and Temporal that all stand on.
    try (var api = new RunningTakt(settings, silence())) {
      api.start();
      String address = "http://localhost:" + api.port();
      Rest anybody = new Rest(address, "");
      assertThat(anybody.get("/health").status()).as("without workers").isEqualTo(503);
      assertThat(anybody.get("/health").text("workers")).isEqualTo("DOWN");
      anybody.get("/health/ready").expect(200);
      exchangeWorkers(address, environmentOf(api));
    }
  }

  private void exchangeWorkers(String address, Map<String, String> environment) {
    var first = worker(environment);
    var second = worker(environment);
    try {
      first.awaitReady();
      second.awaitReady();
      var merchant = TestMerchant.open(new Rest(address, Settings.DEMO_TOKEN), Map.of());
      Story story = Story.from("2026-01-20", merchant);
      assertThat(new Rest(address, "").get("/health").expect(200).text("workers")).isEqualTo("UP");
      String plan = story.monthly();
      List<String> subscriptions =
          IntStream.range(0, 20)
              .mapToObj(
                  i ->
                      story.subscribe(
                          story.customer(i % 5 == 0 ? "tok_timeout_after_capture" : "tok_ok"),
                          plan,
                          FIRST.plusDays(i).toString()))
              .toList();
      story.beginTo(story.noon("2027-01-25"));

      assertThat(first.stop()).isEqualTo(143);
      first = worker(environment).awaitReady();
      assertThat(second.stop()).isEqualTo(143);
      second = worker(environment).awaitReady();

      story.awaitReady();
      for (String subscription : subscriptions) {
        assertThat(story.invoices(subscription)).hasSize(12);
      }
      Books.of(story.rest()).mustAgree();
      for (var worker : List.of(first, second)) {
        assertThat(worker.output()).doesNotContain("NonDeterministic");
      }
    } finally {
      first.close();
      second.close();
    }
  }

  private TaktProcess worker(Map<String, String> environment) {
    return TaktProcess.start(folder, environment);
  }

  /** What a worker must be told to stand on the same services. */
  private static Map<String, String> environmentOf(RunningTakt api) {
    DatabaseAddress address = api.started().getBean(DatabaseAddress.class);
    String jdbc = address.jdbcUrl();
    String place = jdbc.substring(jdbc.indexOf("//") + 2).replaceAll("\\?.*", "");
    return Map.of(
        "TAKT_ROLE",
        "worker",
        "TAKT_DEMO",
        "false",
        "TAKT_DATABASE_URL",
        "postgresql://" + address.user() + ":" + address.password() + "@" + place,
        "TEMPORAL_ADDRESS",
        api.started().getBean(dev.takt.worker.embedded.TemporalService.class).address());
  }

  private static PrintStream silence() {
    return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  }
}
