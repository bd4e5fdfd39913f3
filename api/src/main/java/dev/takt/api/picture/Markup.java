package dev.takt.api.picture;

/** SVG as text: whatever comes from people is escaped. */
final class Markup {
  private final StringBuilder text = new StringBuilder();

  /** Something that is markup already. */
  Markup raw(String markup) {
    text.append(markup).append('\n');
    return this;
  }

  /** A text element. */
  Markup text(String classes, int x, int y, String content) {
    return raw(
        "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>"
            .formatted(classes, x, y, escaped(content)));
  }

  /** A rectangle, with a title for whoever points at it or has it read out. */
  Markup bar(String classes, Box box, String title) {
    return raw(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"><title>%s</title></rect>"
            .formatted(classes, box.x(), box.y(), box.width(), box.height(), escaped(title)));
  }

  /** In pixels. */
  record Box(int x, int y, int width, int height) {}

  /** A text as XML 1.0 takes it: what no XML document may hold is shown as {@code U+FFFD}. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints().forEach(point -> escaped.append(escaped(point)));
    return escaped.toString();
  }

  private static String escaped(int point) {
    return switch (point) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      default -> isXml(point) ? Character.toString(point) : "\ufffd";
    };
  }

  private static boolean isXml(int point) {
    if (point < 0x20) {
      return point == '\t' || point == '\n' || point == '\r';
    }
    return !(point >= 0xD800 && point <= 0xDFFF) && point != 0xFFFE && point != 0xFFFF;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
