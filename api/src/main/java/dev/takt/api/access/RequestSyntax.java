package dev.takt.api.access;

import dev.takt.api.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** The checks of what a request must be to be read at all. */
final class RequestSyntax {
  private RequestSyntax() {}

  /** A body's type is a single one; in UTF-8 where it names a character set and is no file. */
  static void checkType(@Nullable String header, boolean file) {
    if (header == null) {
      return;
    }
    try {
      MediaType type = MediaType.parseMediaType(header);
      Charset charset = type.getCharset();
      if (type.isConcrete()
          && (file || charset == null || charset.equals(StandardCharsets.UTF_8))) {
        return;
      }
    } catch (IllegalArgumentException unreadable) {
      throw unsupported();
    }
    throw unsupported();
  }

  /**
   * JSON and forms are UTF-8, strictly: a parser that guesses takes UTF-16 too, and one that is
   * lenient takes sequences that are longer than they need be, which other programs read otherwise.
   */
  static void checkText(@Nullable String header, byte[] body) {
    if (body.length == 0 || !isText(header)) {
      return;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException other) {
      throw notUtf8();
    }
    for (byte one : body) {
      if (one == 0) {
        throw notUtf8();
      }
    }
  }

  /** The parameters of a query can be decoded. */
  static void checkQuery(HttpServletRequest request) {
    try {
      request.getParameterMap();
    } catch (IllegalStateException | IllegalArgumentException undecodable) {
      throw Problem.of(400, "bad_parameter", "the query cannot be read").asException();
    }
  }

  private static boolean isText(@Nullable String header) {
    String type = header == null ? "" : header.toLowerCase(Locale.ROOT);
    return type.isEmpty() || type.contains("json") || type.contains("x-www-form-urlencoded");
  }

  private static RuntimeException unsupported() {
    return Problem.of(415, "unsupported_media_type", "send the body as application/json in UTF-8")
        .asException();
  }

  private static RuntimeException notUtf8() {
    return Problem.of(400, "unreadable", "the body must be UTF-8").asException();
  }
}
