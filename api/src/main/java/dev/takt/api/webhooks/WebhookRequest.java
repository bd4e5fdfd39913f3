package dev.takt.api.webhooks;

import dev.takt.api.web.Check;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A new endpoint, or what is to change of one. */
record WebhookRequest(
    @Schema(example = "https://example.com/takt", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable String url,
    @Schema(example = "[\"*\"]", description = "such as *, invoice.* or invoice.issued")
        @Nullable List<@Nullable String> types,
    @Schema(defaultValue = "true") @Nullable Boolean enabled) {
  private static final int MOST_TYPES = 50;
  private static final Pattern TYPE =
      Pattern.compile(
          "\\*|(subscription|invoice|payment|dunning|card|group|message|collection|instalment)"
              + "\\.(\\*|[a-z_]{1,40})");

  /** An endpoint with these changes; a field that is absent stays. */
  WebhookEndpoint over(WebhookEndpoint old, boolean httpsOnly) {
    Check check = new Check();
    String before = old.url().isEmpty() ? null : old.url();
    boolean on = enabled == null ? old.enabled() : enabled;
    WebhookEndpoint changed =
        new WebhookEndpoint(
            old.id(),
            url(check, url == null ? before : url, httpsOnly),
            types == null ? old.types() : types(check, types),
            on,
            on ? null : old.enabled() ? "you disabled it" : old.disabledBecause(),
            on && !old.enabled() ? 0 : old.failures(),
            old.previousSecretUntil(),
            old.createdAt());
    check.done();
    return changed;
  }

  private static String url(Check check, @Nullable String given, boolean httpsOnly) {
    String url = check.text("/url", given, 2000);
    try {
      URI uri = new URI(url);
      boolean http = "http".equalsIgnoreCase(uri.getScheme()) && !httpsOnly;
      check.that(
          (http || "https".equalsIgnoreCase(uri.getScheme()))
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getFragment() == null
              && uri.getPort() <= 65_535,
          "/url",
          httpsOnly
              ? "must be an address like https://example.com/takt, without a user or a fragment"
              : "must be an address of http or https, without a user or a fragment");
    } catch (URISyntaxException unreadable) {
      check.error("/url", "must be an address like https://example.com/takt");
    }
    return url;
  }

  private static List<String> types(Check check, List<@Nullable String> given) {
    if (given.isEmpty() || given.size() > MOST_TYPES) {
      check.error("/types", "must have 1 to " + MOST_TYPES + " types; [\"*\"] is all of them");
      return List.of();
    }
    for (int i = 0; i < given.size(); i++) {
      String type = given.get(i);
      check.that(
          type != null && TYPE.matcher(type).matches(),
          "/types/" + i,
          "must be *, or a type of event like invoice.issued or invoice.*");
    }
    return given.stream().map(type -> type == null ? "" : type).distinct().toList();
  }
}
