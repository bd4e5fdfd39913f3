package dev.takt.worker.demo;

import dev.takt.worker.settings.Settings;
import dev.takt.worker.settings.Stopping;
import java.io.PrintStream;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * The demo merchant: made once, through the REST API like any other, with a few subscriptions in
 * states worth looking at.
 */
public record Demo(Settings settings, String address, Stopping stopping, PrintStream out) {

  /**
   * Makes the demo merchant if it is not there yet, and goes on where an earlier start was broken
   * off.
   *
   * @return its test key
   */
  public String seed() {
    var file = new DemoFile(settings.dataFolder().resolve("demo.properties"));
    String key = file.key();
    if (key == null || !isKnown(key)) {
      key = merchant();
      file.write(key, false);
      out.println("  Demo         a merchant with a few subscriptions is being made");
    } else if (!file.isComplete()) {
      out.println("  Demo         the demo data was left half done; going on with it");
    }
    if (!file.isComplete()) {
      try (var client = new TaktClient(address, key, "demo")) {
        new DemoStory(client, stopping).tell();
        file.write(key, true);
      } catch (TaktClient.Refused e) {
        // Takt works without it: say it, and let people work.
        out.println("  Demo         the demo data is not complete: " + e.getMessage());
      }
    }
    return key;
  }

  private boolean isKnown(String key) {
    try (var client = new TaktClient(address, key, "demo")) {
      return client.isWelcome();
    }
  }

  private String merchant() {
    try (var operator = new TaktClient(address, settings.operatorToken(), "demo")) {
      // Not a repeat of the call of an earlier start, whose answer with the key is lost.
      String name = "Demo " + UUID.randomUUID().toString().substring(0, 8);
      JsonNode merchant =
          operator.post("/v1/merchants", Map.of("name", name, "billingSpreadMinutes", 0));
      return merchant.get("apiKey").asString();
    }
  }
}
