package dev.takt.api.webhooks;

import dev.takt.api.web.Check;
import dev.takt.api.web.Text;
import dev.takt.workflows.events.EventPayload;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A new endpoint, or what is to change of one. */
record WebhookRequest(
    @Schema(example = "https://example.com/takt") @NotNull @Text(max = 2000) String url,
    @Schema(example = "[\"*\"]", description = "such as *, invoice.* or invoice.issued")
        @Nullable List<@Nullable String> types,
    @Schema(defaultValue = "true") @Nullable Boolean enabled) {
  private static final int MOST_TYPES = 50;
  private static final Pattern TYPE =
      Pattern.compile(
          EventPayload.all().stream()
              .map(payload -> EventPayload.typeOf(payload).value().replaceFirst("\\..*", ""))
              .distinct()
              .collect(Collectors.joining("|", "\\*|(", ")\\.(\\*|[a-z_]{1,40})")));

  /** An endpoint with these changes; a field that is absent stays. */
  WebhookEndpoint over(WebhookEndpoint old, boolean httpsOnly) {
    boolean isNew = old.url().isEmpty();
    Check check = isNew || url != null ? Check.of(this) : new Check();
    String fault = url == null ? null : fault(url, httpsOnly);
    check.that(fault == null, "/url", String.valueOf(fault));
    List<String> wanted = types == null ? old.types() : types(check, types);
    check.done();
    boolean on = enabled == null ? old.enabled() : enabled;
    return new WebhookEndpoint(
        old.id(),
        url == null ? old.url() : url,
        wanted,
        on,
        on ? null : old.enabled() ? "you disabled it" : old.disabledBecause(),
        on && !old.enabled() ? 0 : old.failures(),
        old.previousSecretUntil(),
        old.createdAt());
  }

  private static @Nullable String fault(String url, boolean httpsOnly) {
    try {
      URI uri = new URI(url);
      boolean http = "http".equalsIgnoreCase(uri.getScheme()) && !httpsOnly;
      boolean right =
          (http || "https".equalsIgnoreCase(uri.getScheme()))
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getFragment() == null
              && uri.getPort() <= 65_535;
      return right
          ? null
          : httpsOnly
              ? "must be an address like https://example.com/takt, without a user or a fragment"
              : "must be an address of http or https, without a user or a fragment";
    } catch (URISyntaxException unreadable) {
      return "must be an address like https://example.com/takt";
    }
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
