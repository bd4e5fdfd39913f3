package dev.takt.api.claims;

import java.io.ByteArrayOutputStream;
import java.util.Objects;
import org.openpdf.text.Document;
import org.openpdf.text.Font;
import org.openpdf.text.FontFactory;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/** A letter about a claim on A4, with the text as it was sent. */
final class LetterPdf {
  private static final Font TEXT = font("Regular", 10.5f);
  private static final Font TITLE = font("Bold", 15);

  private final ClaimDocument letter;
  private final String creditor;

  LetterPdf(ClaimDocument letter, String creditor) {
    this.letter = letter;
    this.creditor = creditor;
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Document page = new Document(PageSize.A4, 72, 72, 90, 72);
    PdfWriter writer = PdfWriter.getInstance(page, bytes);
    String subject = Objects.requireNonNullElse(letter.subject(), letter.kind());
    page.addTitle(subject);
    page.addAuthor(creditor);
    page.open();
    writer
        .getExtraCatalog()
        .put(PdfName.LANG, new PdfString(Objects.requireNonNullElse(letter.language(), "en")));
    Paragraph title = new Paragraph(subject, TITLE);
    title.setSpacingAfter(18);
    page.add(title);
    for (String lines : Objects.requireNonNull(letter.text()).split("\n\n", -1)) {
      Paragraph paragraph = new Paragraph(15, lines, TEXT);
      paragraph.setSpacingAfter(10);
      page.add(paragraph);
    }
    page.close();
    return bytes.toByteArray();
  }

  private static Font font(String style, float size) {
    return FontFactory.getFont(
        "liberation/LiberationSans-" + style + ".ttf",
        BaseFont.IDENTITY_H,
        BaseFont.EMBEDDED,
        size);
  }
}
