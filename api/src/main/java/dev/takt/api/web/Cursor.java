package dev.takt.api.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Where a list goes on: the last id of the page before, wrapped so that nobody builds on it. */
public final class Cursor {
  private static final Pattern ID = Pattern.compile("1:([A-Za-z0-9_.]{1,120})");

  private Cursor() {}

  public static String after(String id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("1:" + id).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The id inside.
   *
   * @throws Problem {@code bad_cursor} when it is not one of ours
   */
  public static String read(String cursor) {
    try {
      var id =
          ID.matcher(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
      if (id.matches()) {
        return id.group(1);
      }
    } catch (IllegalArgumentException notBase64) {
      throw bad();
    }
    throw bad();
  }

  /** The id inside, where ids are numbers. */
  public static long number(String id) {
    if (!id.matches("\\d{1,18}")) {
      throw bad();
    }
    return Long.parseLong(id);
  }

  private static Problem bad() {
    return Problem.of(400, "bad_cursor", "take the cursor from nextCursor of the page before")
        .asException();
  }
}
