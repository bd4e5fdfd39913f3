package dev.takt.api.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header If-Match as a version. */
public final class IfMatch {
  private static final Pattern VERSION = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

  private IfMatch() {}

  /** The version that a change was decided on, or null for whichever it is. */
  public static @Nullable Long version(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return null;
    }
    Matcher version = VERSION.matcher(ifMatch.strip());
    if (!version.matches()) {
      throw Problem.of(400, "bad_if_match", "If-Match takes a version, as in \"7\"").asException();
    }
    return Long.valueOf(version.group(1));
  }
}
