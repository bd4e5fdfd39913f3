package dev.takt.activities.bank.files;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters of an XML document. Its encoding is that of its byte order mark, else the one that
 * it declares, else UTF-8; each byte must be of it.
 */
final class XmlText {
  private static final Map<String, Charset> BY_NAME =
      Map.of(
          "UTF-8", StandardCharsets.UTF_8,
          "US-ASCII", StandardCharsets.US_ASCII,
          "ISO-8859-1", StandardCharsets.ISO_8859_1,
          "ISO-8859-15", Charset.forName("ISO-8859-15"),
          "WINDOWS-1252", Charset.forName("windows-1252"));

  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([^\"'>]*)[\"']");

  /** How many bytes an XML declaration may have. */
  private static final int OPENING = 200;

  private static final int BUFFER = 8_192;

  private XmlText() {}

  /**
   * A document's characters, from the first one after its byte order mark.
   *
   * @throws BankFileInvalid where a byte is not of the encoding, or it is none that banks use
   */
  static Reader of(byte[] document) {
    if (startsWith(document, 0xEF, 0xBB, 0xBF)) {
      return checked(document, 3, StandardCharsets.UTF_8);
    }
    if (startsWith(document, 0xFE, 0xFF)) {
      return checked(document, 2, StandardCharsets.UTF_16BE);
    }
    if (startsWith(document, 0xFF, 0xFE)) {
      return checked(document, 2, StandardCharsets.UTF_16LE);
    }
    return checked(document, 0, declared(document));
  }

  private static Charset declared(byte[] document) {
    String opening =
        new String(document, 0, Math.min(document.length, OPENING), StandardCharsets.ISO_8859_1);
    Matcher declaration = DECLARED.matcher(opening);
    String name = declaration.find() ? declaration.group(1).toUpperCase(Locale.ROOT) : "UTF-8";
    Charset charset = BY_NAME.get(name);
    if (charset == null) {
      throw new BankFileInvalid(
          "line 1", "Its encoding is not taken: " + CamtAmount.abridged(name));
    }
    return charset;
  }

  private static Reader checked(byte[] document, int start, Charset charset) {
    ByteBuffer bytes = ByteBuffer.wrap(document, start, document.length - start);
    CharBuffer characters = CharBuffer.allocate(BUFFER);
    var decoder = charset.newDecoder();
    int line = 1;
    CoderResult result;
    do {
      result = decoder.decode(bytes, characters, true);
      characters.flip();
      line += (int) characters.chars().filter(it -> it == '\n').count();
      characters.clear();
    } while (result.isOverflow());
    if (result.isError()) {
      throw new BankFileInvalid("line " + line, "A byte is not of its encoding " + charset.name());
    }
    return new InputStreamReader(
        new ByteArrayInputStream(document, start, document.length - start), charset);
  }

  private static boolean startsWith(byte[] document, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (document.length <= i || (document[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
