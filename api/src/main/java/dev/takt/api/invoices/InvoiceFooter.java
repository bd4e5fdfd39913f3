package dev.takt.api.invoices;

import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfWriter;

/** Says at the foot of each page whose invoice it is, and which page. */
final class InvoiceFooter extends PdfPageEventHelper {
  private final String seller;
  private final String number;
  private final String page;

  InvoiceFooter(String seller, String number, String page) {
    this.seller = seller;
    this.number = number;
    this.page = page;
  }

  @Override
  public void onEndPage(PdfWriter writer, Document document) {
    String text = seller + "  ·  " + number + "  ·  " + page + " " + writer.getPageNumber();
    ColumnText.showTextAligned(
        writer.getDirectContent(),
        Element.ALIGN_CENTER,
        InvoiceFonts.FAINT.phrase(text),
        (document.left() + document.right()) / 2,
        document.bottom() - 22,
        0,
        PdfWriter.RUN_DIRECTION_LTR,
        0);
  }
}
