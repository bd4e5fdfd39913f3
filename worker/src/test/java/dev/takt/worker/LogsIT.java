package dev.takt.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Takt writes about a story: ids, and nothing personal or secret. */
class LogsIT {
  @TempDir Path folder;

  @Test
  void holdNothingPersonalAndNothingSecret() {
    List<String> unspeakable = new ArrayList<>();
    Map<String, String> environment =
        Map.of(
            "PATH", "/usr/bin:/bin",
            "TAKT_DEMO", "false",
            "TAKT_OPERATOR_TOKEN", "op_unspeakable_operator",
            // All that Takt itself would ever say.
            "LOGGING_LEVEL_DEV_TAKT", "trace");
    unspeakable.add("op_unspeakable_operator");
    try (var takt = TaktProcess.start(folder, environment).awaitReady()) {
      Rest operator = new Rest(takt.address(), "op_unspeakable_operator");
      var merchant = TestMerchant.open(operator, Map.of());
      unspeakable.add(merchant.test().key());
      unspeakable.add(merchant.live().key());
      tell(Story.from("2026-02-20", merchant), unspeakable);
      takt.stop();

      assertThat(unspeakable).hasSizeGreaterThan(8).noneMatch(String::isBlank);
      assertThat(takt.output()).contains("Takt is ready");
      for (String word : unspeakable) {
        assertThat(takt.output()).as(word).doesNotContain(word);
        assertThat(folder.resolve("data/postgres.log")).content().as(word).doesNotContain(word);
      }
    }
  }

  private static void tell(Story story, List<String> unspeakable) {
    Rest rest = story.rest();
    Answer endpoint =
        rest.post(
                "/v1/webhook-endpoints",
                // Nobody listens there, and the address holds a token of the merchant's.
                Map.of("url", "http://127.0.0.1:9/?token=unspeakable-token"))
            .expect(201);
    unspeakable.add(endpoint.text("secret"));
    unspeakable.add("unspeakable-token");
    String customer =
        rest.post(
                "/v1/customers",
                Map.of(
                    "name", "Rosalind Unspeakable",
                    "email", "rosalind@unspeakable.example",
                    "phone", "+45 98 76 54 32",
                    "testClockId", story.clock()))
            .expect(201)
            .id();
    unspeakable.addAll(List.of("Rosalind", "unspeakable.example", "98 76 54 32"));
    String card = story.card(customer, "tok_fail_1_then_ok");
    assertThat(card).startsWith("pm_");
    String lost = story.card(customer, "tok_timeout_after_capture");
    String subscription =
        story.subscribe(customer, story.monthly(), "2026-03-01", Map.of("paymentMethodId", lost));
    story.on("2026-04-02");
    // Mistakes, of which something may be logged.
    rest.post("/v1/customers", Map.of("name", "Rosalind", "email", "rosalind"))
        .problem(422, "invalid");
    rest.send("POST", "/v1/customers", "{\"name\": \"Rosalind\", ").problem(400, "unreadable");
    new Rest(rest.address(), "sk_test_unspeakable_guess").get("/v1/merchant").expect(401);
    unspeakable.add("unspeakable_guess");
    rest.get("/v1/customers?email=rosalind@unspeakable.example&nonsense=1").expect(400);
    rest.delete("/v1/customers/" + customer + "/personal-data");
    assertThat(story.invoices(subscription)).isNotEmpty();
  }
}
