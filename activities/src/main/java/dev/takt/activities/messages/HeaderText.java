package dev.takt.activities.messages;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Texts of merchants and customers as values of mail headers (RFC 2047): what looks like an encoded
 * word is data like the rest, and is encoded itself, so that no reader decodes it.
 */
final class HeaderText {
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
  private static final String ENCODED_WORD = "=?";

  /** An encoded word has at most 75 characters; this many bytes are 60 in base64. */
  private static final int BYTES_IN_WORD = 45;

  private HeaderText() {}

  static String subject(String text) throws UnsupportedEncodingException {
    String line = oneLine(text);
    String encoded =
        line.contains(ENCODED_WORD)
            ? encoded(line)
            : MimeUtility.encodeText(line, StandardCharsets.UTF_8.name(), null);
    return MimeUtility.fold("Subject: ".length(), encoded);
  }

  /** An address with the name that it comes from. */
  static String mailbox(String name, String address) throws UnsupportedEncodingException {
    String line = oneLine(name);
    return line.contains(ENCODED_WORD)
        ? encoded(line) + " <" + address + ">"
        : new InternetAddress(address, line, StandardCharsets.UTF_8.name()).toString();
  }

  /** A line break would begin another header. */
  private static String oneLine(String text) {
    return CONTROLS.matcher(text).replaceAll(" ").strip();
  }

  private static String encoded(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int bytes = 0;
    for (int point : text.codePoints().toArray()) {
      String letter = Character.toString(point);
      int length = letter.getBytes(StandardCharsets.UTF_8).length;
      if (bytes + length > BYTES_IN_WORD) {
        words.add(word(part));
        part.setLength(0);
        bytes = 0;
      }
      part.append(letter);
      bytes += length;
    }
    words.add(word(part));
    return String.join("\r\n ", words);
  }

  private static String word(CharSequence part) {
    byte[] bytes = part.toString().getBytes(StandardCharsets.UTF_8);
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }
}
