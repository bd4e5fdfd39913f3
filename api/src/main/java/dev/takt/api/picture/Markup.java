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

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
