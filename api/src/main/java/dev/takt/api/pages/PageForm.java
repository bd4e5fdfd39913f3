package dev.takt.api.pages;

import dev.takt.api.web.BufferedRequest;
import dev.takt.api.web.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/**
 * What a customer sent. Whoever sends it has the token in its address, which no other site can
 * know: that, not a cookie, is what allows it, so it cannot be forged from elsewhere.
 */
record PageForm(Map<String, String> fields) {
  private static final Pattern NONCE = Pattern.compile("[0-9a-f]{12}-[0-9a-f]{32}");
  private static final Duration DAY = Duration.ofDays(1);

  /** Reads the body, which the entrance has read into memory. */
  static PageForm of(HttpServletRequest request) {
    Map<String, String> fields = new HashMap<>();
    BufferedRequest buffered = WebUtils.getNativeRequest(request, BufferedRequest.class);
    String body = buffered == null ? "" : new String(buffered.body(), StandardCharsets.UTF_8);
    for (String field : body.split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
      }
    }
    return new PageForm(fields);
  }

  private static String decoded(String text) {
    try {
      String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
      return StrictJson.storable(decoded) ? decoded : "";
    } catch (IllegalArgumentException unreadable) {
      return "";
    }
  }

  /** A number for one form, by which it is known when it is sent twice; it holds the time. */
  static String newNonce(RandomGenerator random, Instant now) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return "%012x-%s".formatted(now.toEpochMilli(), HexFormat.of().formatHex(bytes));
  }

  /** The form's number, or null where it has none. */
  @Nullable String nonce() {
    String nonce = fields.get("nonce");
    return nonce != null && NONCE.matcher(nonce).matches() ? nonce : null;
  }

  /** When a form was made; now, where that cannot be. */
  static Instant madeAt(String nonce, Instant now) {
    Instant made = Instant.ofEpochMilli(Long.parseLong(nonce.substring(0, 12), 16));
    return made.isAfter(now) || made.isBefore(now.minus(DAY)) ? now : made;
  }

  boolean has(String field, String value) {
    return value.equals(fields.get(field));
  }

  String text(String field) {
    return fields.getOrDefault(field, "");
  }
}
