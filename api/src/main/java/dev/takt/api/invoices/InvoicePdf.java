package dev.takt.api.invoices;

import dev.takt.api.invoices.InvoiceFonts.Typeface;
import dev.takt.api.merchants.Seller;
import dev.takt.records.customers.Customer;
import dev.takt.records.merchants.Merchant;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.wording.Language;
import dev.takt.workflows.wording.Texts;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/** An invoice as a page of A4, or as many as it takes, in the customer's language. */
final class InvoicePdf {
  private static final Color RULE = new Color(0xC8, 0xCC, 0xD4);
  private static final Color SHADE = new Color(0xF2, 0xF4, 0xF7);

  static final Texts TEXTS = new Texts(InvoicePdf.class, "invoice");

  private final Invoice invoice;
  private final Merchant seller;
  private final InvoiceParties parties;
  private final Language language;
  private final InvoiceFigures figures;

  InvoicePdf(Invoice invoice, Merchant seller, Seller data, Customer buyer) {
    this.invoice = invoice;
    this.seller = seller;
    this.parties = new InvoiceParties(seller, data, buyer, this::word);
    String locale = buyer.locale() == null ? seller.locale() : buyer.locale();
    this.language = Language.of(locale);
    this.figures = new InvoiceFigures(locale, seller.country(), invoice.currency());
  }

  private String word(String key) {
    return TEXTS.of(key, language);
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Document document = new Document(PageSize.A4, 56, 56, 56, 56);
    PdfWriter writer = PdfWriter.getInstance(document, bytes);
    writer.setPageEvent(new InvoiceFooter(seller.name(), invoice.number(), word("page")));
    document.addTitle(word("invoice") + " " + invoice.number());
    document.addAuthor(seller.name());
    document.open();
    // For screen readers.
    writer.getExtraCatalog().put(PdfName.LANG, new PdfString(figures.locale().toLanguageTag()));
    document.add(head());
    document.add(lines());
    document.add(sums());
    document.add(payment());
    document.close();
    return bytes.toByteArray();
  }

  private PdfPTable head() {
    PdfPTable head = table(3, 2);
    PdfPCell title = plain(word("invoice"), InvoiceFonts.TITLE, Element.ALIGN_LEFT);
    head.addCell(title);
    PdfPTable from = table(1);
    from.addCell(plain(seller.name(), InvoiceFonts.STRONG, Element.ALIGN_RIGHT));
    parties
        .sellerLines()
        .forEach(line -> from.addCell(plain(line, InvoiceFonts.FAINT, Element.ALIGN_RIGHT)));
    head.addCell(block(from, 0));
    PdfPTable to = table(1);
    parties.buyerLines().forEach(line -> to.addCell(buyerLine(line)));
    head.addCell(block(to, 18));
    PdfPCell facts = new PdfPCell(facts());
    facts.setBorder(Rectangle.NO_BORDER);
    facts.setPaddingTop(18);
    head.addCell(facts);
    head.setSpacingAfter(28);
    return head;
  }

  private static PdfPCell block(PdfPTable lines, float above) {
    PdfPCell block = new PdfPCell();
    block.setBorder(Rectangle.NO_BORDER);
    block.setPaddingTop(above);
    block.addElement(lines);
    return block;
  }

  private PdfPTable facts() {
    PdfPTable facts = table(1, 1);
    fact(facts, word("number"), invoice.number());
    fact(facts, word("issued"), figures.date(invoice.issueDate()));
    fact(facts, word("due"), figures.date(invoice.dueDate()));
    return facts;
  }

  private static void fact(PdfPTable facts, String name, String value) {
    facts.addCell(plain(name, InvoiceFonts.FAINT, Element.ALIGN_LEFT));
    facts.addCell(plain(value, InvoiceFonts.TEXT, Element.ALIGN_RIGHT));
  }

  private static PdfPCell buyerLine(String line) {
    PdfPCell cell = plain(line, InvoiceFonts.TEXT, Element.ALIGN_LEFT);
    cell.setPadding(0);
    cell.setPaddingBottom(3);
    return cell;
  }

  private PdfPTable lines() {
    PdfPTable table = table(34, 24, 7, 9, 13, 13);
    table.setHeaderRows(1);
    Stream.of(word("description"), word("period"))
        .forEach(name -> table.addCell(header(name, Element.ALIGN_LEFT)));
    Stream.of(word("quantity"), word("vatRate"), word("withoutVat"), word("amount"))
        .forEach(name -> table.addCell(header(name, Element.ALIGN_RIGHT)));
    for (Invoice.Line line : invoice.lines()) {
      table.addCell(description(line));
      table.addCell(cell(period(line.servicePeriod()), Element.ALIGN_LEFT));
      table.addCell(cell(String.valueOf(line.quantity()), Element.ALIGN_RIGHT));
      table.addCell(cell(figures.rate(line.vatRate()), Element.ALIGN_RIGHT));
      table.addCell(cell(figures.amount(line.base()), Element.ALIGN_RIGHT));
      table.addCell(cell(figures.amount(line.amount()), Element.ALIGN_RIGHT));
    }
    table.setSpacingAfter(18);
    return table;
  }

  /** What it is, what one of several costs, and why it is another amount than a whole period's. */
  private PdfPCell description(Invoice.Line line) {
    PdfPCell cell = cell(line.description(), Element.ALIGN_LEFT);
    List<String> notes = new ArrayList<>();
    if (line.quantity() > 1) {
      notes.add(word("unitPrice") + " " + figures.amount(line.unitPrice()));
    }
    Map<String, String> explanation = line.explanation();
    if (explanation != null && !line.wholePeriod()) {
      notes.add(explanation.getOrDefault(language.key(), ""));
    }
    if (!notes.isEmpty()) {
      Phrase both = InvoiceFonts.TEXT.phrase(line.description() + "\n");
      both.addAll(InvoiceFonts.NOTE.phrase(String.join("\n", notes)).getChunks());
      both.setLeading(12);
      cell.setPhrase(both);
    }
    return cell;
  }

  /** People read a period with its last day, not with the first day after. */
  private String period(@Nullable Period period) {
    if (period == null || period.days() == 0) {
      return "";
    }
    return figures.date(period.from()) + " – " + figures.date(period.to().minusDays(1));
  }

  private PdfPTable sums() {
    PdfPTable both = table(5, 5);
    both.setKeepTogether(true);
    PdfPCell vat = new PdfPCell();
    // As an element it keeps its height; as the cell's table it would be stretched.
    vat.addElement(vat());
    vat.setBorder(Rectangle.NO_BORDER);
    vat.setPaddingRight(24);
    both.addCell(vat);
    PdfPCell totals = new PdfPCell(totals());
    totals.setBorder(Rectangle.NO_BORDER);
    both.addCell(totals);
    return both;
  }

  private PdfPTable payment() {
    PdfPTable table = table(3, 7);
    table.setSpacingBefore(24);
    table.setKeepTogether(true);
    for (List<String> fact : parties.payment(invoice.paymentReference())) {
      table.addCell(plain(fact.getFirst(), InvoiceFonts.FAINT, Element.ALIGN_LEFT));
      table.addCell(plain(fact.getLast(), InvoiceFonts.TEXT, Element.ALIGN_LEFT));
    }
    return table;
  }

  private PdfPTable vat() {
    PdfPTable table = table(1, 1, 1);
    Stream.of(word("vatRate"), word("base"), word("vat"))
        .forEach(name -> table.addCell(header(name, Element.ALIGN_RIGHT)));
    for (Invoice.VatSum sum : invoice.vat()) {
      table.addCell(cell(figures.rate(sum.rate()), Element.ALIGN_RIGHT));
      table.addCell(cell(figures.amount(sum.base()), Element.ALIGN_RIGHT));
      table.addCell(cell(figures.amount(sum.vat()), Element.ALIGN_RIGHT));
    }
    return table;
  }

  private PdfPTable totals() {
    PdfPTable table = table(1, 1);
    long vat = invoice.vat().stream().mapToLong(Invoice.VatSum::vat).sum();
    total(table, word("total"), invoice.total(), InvoiceFonts.STRONG);
    total(table, word("ofWhichVat"), vat, InvoiceFonts.FAINT);
    unlessZero(table, word("paid"), -invoice.amountPaid());
    unlessZero(table, word("credited"), -invoice.amountCredited());
    unlessZero(table, word("writtenOff"), -invoice.amountWrittenOff());
    PdfPCell name = plain(word("amountDue"), InvoiceFonts.STRONG, Element.ALIGN_LEFT);
    PdfPCell value =
        plain(figures.money(invoice.amountDue()), InvoiceFonts.STRONG, Element.ALIGN_RIGHT);
    Stream.of(name, value)
        .forEach(
            cell -> {
              cell.setBackgroundColor(SHADE);
              cell.setPadding(7);
              table.addCell(cell);
            });
    return table;
  }

  private void unlessZero(PdfPTable table, String name, long amount) {
    if (amount != 0) {
      total(table, name, amount, InvoiceFonts.TEXT);
    }
  }

  private void total(PdfPTable table, String name, long amount, Typeface font) {
    PdfPCell label = plain(name, font, Element.ALIGN_LEFT);
    PdfPCell value = plain(figures.money(amount), font, Element.ALIGN_RIGHT);
    label.setPaddingLeft(7);
    value.setPaddingRight(7);
    table.addCell(label);
    table.addCell(value);
  }

  private static PdfPTable table(float... widths) {
    PdfPTable table = new PdfPTable(widths);
    table.setWidthPercentage(100);
    return table;
  }

  private static PdfPCell header(String text, int alignment) {
    PdfPCell cell = plain(text, InvoiceFonts.FAINT, alignment);
    cell.setBorder(Rectangle.BOTTOM);
    cell.setBorderColor(RULE);
    cell.setPaddingBottom(6);
    return cell;
  }

  private static PdfPCell cell(String text, int alignment) {
    PdfPCell cell = plain(text, InvoiceFonts.TEXT, alignment);
    cell.setBorder(Rectangle.BOTTOM);
    cell.setBorderColor(RULE);
    cell.setBorderWidthBottom(0.4f);
    cell.setPaddingTop(6);
    cell.setPaddingBottom(7);
    return cell;
  }

  private static PdfPCell plain(String text, Typeface font, int alignment) {
    PdfPCell cell = new PdfPCell(font.phrase(text));
    cell.setBorder(Rectangle.NO_BORDER);
    cell.setHorizontalAlignment(alignment);
    if (Bidi.requiresBidi(text.toCharArray(), 0, text.length())) {
      setDirection(cell, text, alignment);
    }
    cell.setPaddingLeft(2);
    cell.setPaddingRight(2);
    return cell;
  }

  /** Text is read in the direction that its first letter has; it stays where others stand. */
  private static void setDirection(PdfPCell cell, String text, int alignment) {
    if (new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight()) {
      cell.setRunDirection(PdfWriter.RUN_DIRECTION_LTR);
      return;
    }
    cell.setRunDirection(PdfWriter.RUN_DIRECTION_RTL);
    // Here left and right mean where a line begins and ends.
    cell.setHorizontalAlignment(
        alignment == Element.ALIGN_LEFT ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
  }
}
