package dev.takt.api.invoices;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words on an invoice, in the languages that we know; English for all others. */
record InvoiceWords(
    String invoice,
    String number,
    String issued,
    String due,
    String description,
    String period,
    String quantity,
    String amount,
    String vat,
    String vatRate,
    String base,
    String total,
    String ofWhichVat,
    String paid,
    String credited,
    String writtenOff,
    String amountDue,
    String page) {

  private static final InvoiceWords ENGLISH =
      new InvoiceWords(
          "Invoice",
          "Number",
          "Date",
          "Due",
          "Description",
          "Period",
          "Qty",
          "Amount",
          "VAT",
          "VAT rate",
          "Base",
          "Total",
          "of which VAT",
          "Paid",
          "Credited",
          "Written off",
          "Amount due",
          "Page");

  private static final InvoiceWords DANISH =
      new InvoiceWords(
          "Faktura",
          "Nummer",
          "Dato",
          "Forfald",
          "Beskrivelse",
          "Periode",
          "Antal",
          "Beløb",
          "Moms",
          "Momssats",
          "Grundlag",
          "I alt",
          "heraf moms",
          "Betalt",
          "Krediteret",
          "Afskrevet",
          "At betale",
          "Side");

  private static final InvoiceWords NORWEGIAN =
      new InvoiceWords(
          "Faktura",
          "Nummer",
          "Dato",
          "Forfall",
          "Beskrivelse",
          "Periode",
          "Antall",
          "Beløp",
          "MVA",
          "MVA-sats",
          "Grunnlag",
          "Totalt",
          "herav MVA",
          "Betalt",
          "Kreditert",
          "Avskrevet",
          "Å betale",
          "Side");

  private static final InvoiceWords SWEDISH =
      new InvoiceWords(
          "Faktura",
          "Nummer",
          "Datum",
          "Förfaller",
          "Beskrivning",
          "Period",
          "Antal",
          "Belopp",
          "Moms",
          "Momssats",
          "Underlag",
          "Totalt",
          "varav moms",
          "Betalt",
          "Krediterat",
          "Avskrivet",
          "Att betala",
          "Sida");

  private static final Map<String, InvoiceWords> BY_LANGUAGE =
      Map.of("da", DANISH, "nb", NORWEGIAN, "no", NORWEGIAN, "nn", NORWEGIAN, "sv", SWEDISH);

  /**
   * @param locale such as "da" or "da-DK"
   */
  static InvoiceWords in(@Nullable String locale) {
    return BY_LANGUAGE.getOrDefault(language(locale), ENGLISH);
  }

  static String language(@Nullable String locale) {
    return locale == null ? "en" : locale.split("[-_]", 2)[0];
  }
}
