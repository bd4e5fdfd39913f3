package dev.takt.api.invoices;

import java.awt.Color;
import org.openpdf.text.Font;
import org.openpdf.text.FontFactory;
import org.openpdf.text.pdf.BaseFont;

/** The fonts of an invoice, embedded: Latin, Greek and Cyrillic names all come out. */
final class InvoiceFonts {
  private static final Color INK = new Color(0x1B, 0x1F, 0x2A);
  private static final Color GREY = new Color(0x6B, 0x72, 0x80);

  static final Font TITLE = font("Bold", 24, INK);
  static final Font STRONG = font("Bold", 11, INK);
  static final Font TEXT = font("Regular", 9.5f, INK);
  static final Font NOTE = font("Regular", 8, GREY);
  static final Font FAINT = font("Regular", 9, GREY);

  private InvoiceFonts() {}

  private static Font font(String style, float size, Color colour) {
    return FontFactory.getFont(
        "liberation/LiberationSans-" + style + ".ttf",
        BaseFont.IDENTITY_H,
        BaseFont.EMBEDDED,
        size,
        Font.NORMAL,
        colour);
  }
}
