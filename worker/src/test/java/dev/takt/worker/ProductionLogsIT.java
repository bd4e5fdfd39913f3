package dev.takt.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In production a log can be collected, and shown to anybody. */
class ProductionLogsIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  @Test
  void eachMessageIsOneLineOfJsonAndTellsNothingPersonalAndNoSecret() {
    String token = "op_secret_of_the_operator";
    Map<String, String> environment =
        Map.of(
            "PATH", "/usr/bin:/bin",
            "SPRING_PROFILES_ACTIVE", "production",
            "TAKT_DEMO", "false",
            "TAKT_SECRET_KEYS", "test:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "TAKT_OPERATOR_TOKEN", token,
            // More than production says, so that there is something to look at.
            "LOGGING_LEVEL_ROOT", "info",
            "LOGGING_LEVEL_IO_TEMPORAL", "debug");
    try (var takt = TaktProcess.start(folder, environment).awaitReady()) {
      var merchant = TestMerchant.open(new Rest(takt.address(), token), Map.of());
      Story story = Story.from("2026-03-01", merchant);
      String customer = story.customer("tok_timeout_after_capture");
      String subscription = story.subscribe(customer, story.monthly(), "2026-03-01");
      story.on("2026-05-02");

      String log = takt.output();
      List<JsonNode> lines =
          log.lines().filter(line -> line.startsWith("{")).map(JSON::readTree).toList();
      assertThat(lines).isNotEmpty().allMatch(line -> line.has("@timestamp"));
      assertThat(log)
          .contains("\"WorkflowId\":\"subscription/" + merchant.id() + "/" + subscription);
      assertThat(log)
          .doesNotContain("kunde", "Kunde", "example.com", token, "tok_timeout_after_capture")
          .doesNotContain(merchant.test().key(), merchant.live().key());
    }
  }
}
