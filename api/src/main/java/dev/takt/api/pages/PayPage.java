package dev.takt.api.pages;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.takt.workflows.wording.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A page as it goes to a browser: HTML that needs no JavaScript and may load nothing, with all
 * values escaped.
 */
final class PayPage {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Template FRAME =
      Mustache.compiler().emptyStringIsFalse(true).defaultValue("").compile(frame());

  private final Map<String, Object> values = new TreeMap<>();
  private final String style;

  PayPage(PageWords words) {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    this.style = HexFormat.of().formatHex(random);
    values.put("style", style);
    values.put("lang", words.language().key());
    values.put("words", words.all());
    List<Map<String, Object>> languages = new ArrayList<>();
    for (Language language : Language.values()) {
      languages.add(
          Map.of(
              "key", language.key(),
              "name", new PageWords(language).of("name"),
              "current", language == words.language()));
    }
    values.put("languages", languages);
  }

  PayPage with(String name, Object value) {
    values.put(name, value);
    return this;
  }

  ResponseEntity<String> answer(HttpStatus status) {
    return answered(status).body(FRAME.execute(values));
  }

  /** The same with a header of its own. */
  ResponseEntity<String> answer(HttpStatus status, String header, String value) {
    return answered(status).header(header, value).body(FRAME.execute(values));
  }

  private ResponseEntity.BodyBuilder answered(HttpStatus status) {
    return ResponseEntity.status(status)
        .contentType(new MediaType("text", "html", StandardCharsets.UTF_8))
        .cacheControl(CacheControl.noStore())
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'nonce-"
                + style
                + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
        .header("X-Robots-Tag", "noindex, nofollow")
        .header("Cross-Origin-Opener-Policy", "same-origin");
  }

  private static String frame() {
    try (InputStream in = PayPage.class.getResourceAsStream("page.html")) {
      if (in == null) {
        throw new IllegalStateException("no page.html");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
