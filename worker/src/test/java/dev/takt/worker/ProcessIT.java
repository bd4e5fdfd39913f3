package dev.takt.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.faults.Insistence;
import dev.takt.worker.lasting.NeedsTemporal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How Takt starts, stops, and copes with having been killed. */
class ProcessIT {
  private static final Map<String, String> PID_FILES =
      Map.of(
          "The temporal command", "data/temporal.pid",
          "The embedded PostgreSQL", "data/postgres/postmaster.pid");

  @TempDir Path folder;

  @Test
  void aKilledTaktLosesNothingAndTheNextOneGoesOnAndStopsCleanly() throws IOException {
    killedAndStartedAgain("/usr/bin:/bin");
  }

  @Test
  @NeedsTemporal
  void soItIsWithALastingTemporal() throws IOException {
    killedAndStartedAgain(Tool.ownPath());
  }

  @Test
  @NeedsTemporal
  void aKilledTemporalOrPostgresIsStartedAgain() {
    var environment = Map.of("PATH", Tool.ownPath(), "TAKT_DEMO", "false");
    try (var takt = TaktProcess.start(folder, environment).awaitReady()) {
      PID_FILES.forEach(
          (child, file) -> {
            ProcessHandle.of(pid(file)).orElseThrow().destroyForcibly();
            Insistence.until(
                child + " is started again",
                () -> takt.output().contains(child + " was started again"));
            Insistence.until(
                "health after " + child, () -> takt.get("/health").statusCode() == 200);
          });
      assertThat(takt.output()).doesNotContain("\tat io.zonky");
    }
  }

  private long pid(String file) {
    try (var lines = Files.lines(folder.resolve(file))) {
      return Long.parseLong(lines.findFirst().orElseThrow().strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void killedAndStartedAgain(String path) throws IOException {
    Map<String, String> environment = Map.of("PATH", path);
    String key;
    try (var takt = TaktProcess.start(folder, environment).awaitReady()) {
      key = demoKey();
      assertThat(takt.output()).contains(key).doesNotContain("ERROR");
      assertThat(takt.get("/health").statusCode()).isEqualTo(200);
      assertThat(takt.get("/metrics").body()).contains("temporal_", "hikaricp_");
      takt.kill();
    }

    List<ProcessHandle> children;
    try (var takt = TaktProcess.start(folder, environment).awaitReady()) {
      assertThat(takt.output()).contains(key).doesNotContain("is being made", "half done", "ERROR");
      refusesASecondOne(takt);
      children = takt.children();
      int before = takt.output().length();
      assertThat(takt.stop()).isEqualTo(143);
      assertThat(takt.output().substring(before)).isEmpty();
    }
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();
  }

  @Test
  void aBusyPortIsSaidBeforeAnythingIsStarted() throws IOException {
    try (var busy = new ServerSocket(0)) {
      String port = Integer.toString(busy.getLocalPort());
      try (var takt = TaktProcess.start(folder, Map.of("TAKT_PORT", port))) {
        assertThat(takt.awaitEnd()).isEqualTo(1);
        assertThat(takt.output()).contains("port " + port + " is in use", "TAKT_PORT=");
      }
    }
    assertThat(folder.resolve("data/postgres")).doesNotExist();
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(
            Map.of("TAKT_DATABASE_URL", "postgresql://takt:hunter2@localhost:1/takt"),
            "localhost:1/takt"),
        Arguments.of(Map.of("TEMPORAL_ADDRESS", "localhost:1"), "Temporal at localhost:1"),
        Arguments.of(Map.of("SPRING_PROFILES_ACTIVE", "production"), "TAKT_OPERATOR_TOKEN"),
        Arguments.of(Map.of("TAKT_ROLE", "boss"), "all, worker, api"),
        // What only Spring looks at, when the services are up.
        Arguments.of(Map.of("TAKT_PAGES_MISSES", "many"), "TAKT_PAGES_MISSES is \"many\""));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void whatStandsInTheWayIsSaidInOneLine(Map<String, String> environment, String clue) {
    try (var takt = TaktProcess.start(folder, environment)) {
      assertThat(takt.awaitEnd()).isEqualTo(1);
      assertThat(takt.output().lines().filter(line -> line.startsWith("Takt cannot start: ")))
          .singleElement()
          .asString()
          .contains(clue)
          .doesNotContain("hunter2");
      assertThat(takt.output()).doesNotContain("\tat ");
    }
  }

  private void refusesASecondOne(TaktProcess first) {
    try (var second = TaktProcess.start(folder, Map.of("TAKT_DEMO", "false"))) {
      assertThat(second.awaitEnd()).isEqualTo(1);
      assertThat(second.output())
          .contains("is in use by another Takt (pid " + first.pid() + ")", "TAKT_DATA")
          .doesNotContain("\tat ");
      assertThat(first.get("/health").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TEMPORAL_ADDRESS", "TAKT_DATABASE_URL"})
  void whoeverIsThereAndDoesNotAnswerIsNamedWithinSeconds(String variable) throws IOException {
    // It takes connections, and never says a word.
    try (var silent = new ServerSocket(0)) {
      String place = "localhost:" + silent.getLocalPort();
      String value =
          variable.equals("TEMPORAL_ADDRESS") ? place : "postgresql://u:secret@" + place + "/takt";
      Instant start = Instant.now();
      try (var takt = TaktProcess.start(folder, Map.of(variable, value))) {
        assertThat(takt.awaitEnd()).isEqualTo(1);
        // Far more than it takes, for a busy machine.
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(60));
        assertThat(takt.output().lines().filter(line -> line.startsWith("Takt cannot start: ")))
            .singleElement()
            .asString()
            .contains(place)
            .doesNotContain("secret");
        assertThat(takt.output()).doesNotContain("\tat ");
      }
    }
  }

  private String demoKey() throws IOException {
    var properties = new Properties();
    try (var in = Files.newBufferedReader(folder.resolve("data/demo.properties"))) {
      properties.load(in);
    }
    assertThat(properties).containsEntry("complete", "true");
    return properties.getProperty("key");
  }
}
