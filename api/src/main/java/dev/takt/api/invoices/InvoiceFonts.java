package dev.takt.api.invoices;

import java.awt.Color;
import java.util.List;
import java.util.stream.Stream;
import org.openpdf.text.Font;
import org.openpdf.text.FontFactory;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.FontSelector;

/**
 * The typefaces of an invoice, embedded: for each character the first font that has it, so that
 * names in Latin, Greek, Cyrillic, Hebrew, Arabic, Thai, Chinese, Japanese and Korean come out.
 */
final class InvoiceFonts {
  private static final Color INK = new Color(0x1B, 0x1F, 0x2A);
  private static final Color GREY = new Color(0x6B, 0x72, 0x80);

  /** Fonts of other scripts, without a bold one of their own: it is drawn with thicker lines. */
  private static final List<String> OTHER_SCRIPTS =
      List.of(
          "fonts/NotoSansArabic-Regular.ttf",
          "fonts/NotoSansThai-Regular.ttf",
          "fonts/DroidSansFallback.ttf");

  static final Typeface TITLE = typeface("Bold", 24, INK);
  static final Typeface STRONG = typeface("Bold", 11, INK);
  static final Typeface TEXT = typeface("Regular", 9.5f, INK);
  static final Typeface NOTE = typeface("Regular", 8, GREY);
  static final Typeface FAINT = typeface("Regular", 9, GREY);

  private InvoiceFonts() {}

  private static Typeface typeface(String style, float size, Color colour) {
    int weight = style.equals("Bold") ? Font.BOLD : Font.NORMAL;
    return new Typeface(
        Stream.concat(
                Stream.of(
                    font("liberation/LiberationSans-" + style + ".ttf", size, Font.NORMAL, colour)),
                OTHER_SCRIPTS.stream().map(file -> font(file, size, weight, colour)))
            .toList());
  }

  private static Font font(String file, float size, int weight, Color colour) {
    return FontFactory.getFont(file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, size, weight, colour);
  }

  /** Fonts of one size and weight. */
  static final class Typeface {
    /** Stands for a character that no font has: what is missing must be seen to be missing. */
    private static final String MISSING = "□";

    private final List<Font> fonts;

    private Typeface(List<Font> fonts) {
      this.fonts = fonts;
    }

    /** A text, each character of it in a font that has it. */
    Phrase phrase(String text) {
      StringBuilder shown = new StringBuilder();
      text.codePoints().forEach(point -> shown.append(shown(point)));
      FontSelector selector = new FontSelector();
      fonts.forEach(selector::addFont);
      return selector.process(shown.toString());
    }

    private String shown(int point) {
      if (Character.getType(point) == Character.FORMAT) {
        // Joiners and marks of direction have no glyph, and mean something to their neighbours.
        return point == 0xAD || Character.charCount(point) > 1 ? "" : Character.toString(point);
      }
      if (Character.isISOControl(point)) {
        return point == '\n' ? "\n" : " ";
      }
      return fonts.stream().anyMatch(font -> font.getBaseFont().charExists(point))
          ? Character.toString(point)
          : MISSING;
    }
  }
}
