package dev.takt.workflows.wording.message;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The syntax that a message template may use: places and sections of {@link Placeholder}, and no
 * more of them than a message needs. The template is read once from its beginning to its end, and
 * reading stops at the first fault, so that no text costs more time than its length.
 */
final class TemplateSyntax {
  /** How many places and sections one field may have. */
  static final int MAX_TAGS = 200;

  /** How deep sections may lie in one another. */
  static final int MAX_DEPTH = 5;

  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";
  private static final int MAX_SHOWN = 40;
  private static final Pattern PLACE = Pattern.compile("([#^/]?)\\s*([A-Za-z]+)\\s*");

  private TemplateSyntax() {}

  /** What is wrong with it first; empty where nothing is. */
  static Optional<String> fault(String template) {
    int tags = 0;
    int depth = 0;
    for (int open = template.indexOf(OPEN); open >= 0; ) {
      int close = template.indexOf(CLOSE, open + OPEN.length());
      if (close < 0) {
        return Optional.of(
            shown(template.substring(open)) + " is not closed: there is no }} after it");
      }
      String tag = template.substring(open + OPEN.length(), close);
      Optional<String> fault = faultOfTag(tag);
      if (fault.isPresent()) {
        return fault;
      }
      depth += nesting(tag);
      if (++tags > MAX_TAGS || depth > MAX_DEPTH) {
        return Optional.of(
            "must have at most %d places and sections, and sections in one another at most %d deep"
                .formatted(MAX_TAGS, MAX_DEPTH));
      }
      open = template.indexOf(OPEN, close + CLOSE.length());
    }
    return Optional.empty();
  }

  private static int nesting(String tag) {
    return switch (tag.charAt(0)) {
      case '#', '^' -> 1;
      case '/' -> -1;
      default -> 0;
    };
  }

  private static Optional<String> faultOfTag(String tag) {
    Matcher place = PLACE.matcher(tag);
    if (!place.matches()) {
      return Optional.of(
          shown(OPEN + tag + CLOSE)
              + " is not possible: only places like {{name}} and sections of them");
    }
    return Placeholder.of(place.group(2)).isPresent()
        ? Optional.empty()
        : Optional.of(
            "there is no " + shown(OPEN + tag + CLOSE) + "; there are: " + Placeholder.keys());
  }

  private static String shown(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }
}
