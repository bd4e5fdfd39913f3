package dev.takt.api.invoices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.api.merchants.BankAccount;
import dev.takt.api.merchants.Seller;
import dev.takt.api.merchants.SellerAddress;
import dev.takt.api.web.StrictJson;
import dev.takt.records.customers.Customer;
import dev.takt.records.labels.Metadata;
import dev.takt.records.merchants.Merchant;
import dev.takt.workflows.calendar.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openpdf.text.pdf.PRTokeniser;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

/** An invoice's PDF says what the invoice says, in the customer's language. */
class InvoicePdfTest {
  private static final Merchant SELLER =
      new Merchant(
          "mer_1",
          "Fitness ApS",
          "DK",
          "Europe/Copenhagen",
          "DKK",
          "da",
          LocalTime.of(6, 0),
          60,
          Instant.EPOCH);

  private static final Seller DATA =
      new Seller(
          "sel_1",
          "mer_1",
          "34593833",
          "DK34593833",
          new SellerAddress("Havnegade 2", null, "5000", "Odense C", "DK"),
          "hello@example.com",
          null,
          new BankAccount("0040", "0440116243", "DK5000400440116243", "DABADKKK"),
          "87654321",
          null,
          null);

  private static Invoice invoice() {
    LocalDate march = LocalDate.of(2026, 3, 1);
    Invoice.Line service =
        new Invoice.Line(
            "sub_1",
            "SERVICE",
            "Gym, månedlig",
            null,
            new Period(march, LocalDate.of(2026, 4, 1)),
            1,
            31000,
            "25",
            true,
            null,
            null,
            24800,
            true);
    Invoice.Line credit =
        new Invoice.Line(
            "sub_1",
            "ADJUSTMENT",
            "Gym, månedlig",
            null,
            new Period(LocalDate.of(2026, 2, 11), march),
            1,
            -20000,
            "25",
            true,
            null,
            null,
            -16000,
            false);
    return new Invoice(
        "inv_1",
        "1001",
        "OPEN",
        "cus_1",
        "sub_1",
        null,
        "CARD",
        march,
        march,
        "DKK",
        List.of(service, credit),
        11000,
        List.of(new Invoice.VatSum("25", 8800, 2200)),
        1000,
        0,
        0,
        10000,
        new Invoice.PaymentReference(
            Invoice.ReferenceType.FIK_71, "000000000010017", "+71<000000000010017+87654321<"),
        Map.of(),
        null);
  }

  private static Customer buyer(String locale) {
    return buyer("Łucja Sørensen-Παπαδοπούλου", locale);
  }

  private static Customer buyer(String name, String locale) {
    return new Customer(
        "cus_1",
        "mer_1/test",
        name,
        "l@example.com",
        null,
        Customer.Kind.CONSUMER,
        "DK",
        locale,
        StrictJson.MAPPER.readTree(
            "{\"line1\":\"Vesterbrogade 1\",\"postalCode\":\"1620\",\"city\":\"København V\"}"),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Metadata.NONE,
        null,
        Instant.EPOCH,
        null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "da | Faktura | At betale  | 100,00",
        "nb | Faktura | Å betale   | 100,00",
        "sv | Faktura | Att betala | 100,00",
        "en | Invoice | Amount due | 100.00",
        "fr | Invoice | Amount due | 100,00",
      })
  void saysItInTheCustomersLanguage(String locale, String title, String due, String amount)
      throws IOException {
    byte[] pdf = new InvoicePdf(invoice(), SELLER, DATA, buyer(locale)).bytes();
    Path folder = Files.createDirectories(Path.of("target", "invoices"));
    Files.write(folder.resolve(locale + ".pdf"), pdf);
    try (PdfReader reader = new PdfReader(pdf)) {
      String text = new PdfTextExtractor(reader).getTextFromPage(1);
      assertThat(text)
          .contains(title, due, amount)
          .contains("1001", "Fitness ApS", "Vesterbrogade 1", "København V", "Gym, månedlig")
          .contains("Łucja Sørensen-Παπαδοπούλου", "DKK")
          .contains("34593833", "DK34593833", "Havnegade 2", "5000 Odense C")
          .contains("0040 0440116243", "DK5000400440116243", "+71<000000000010017+87654321<");
    }
  }

  static Stream<String> names() {
    return Stream.of(
        "株式会社 山田太郎 ヤマダ",
        "王小明 有限公司",
        "김철수 주식회사",
        "محمد عبد الرحمن",
        "שרה כהן",
        "สมชาย ใจดี",
        "Дмитрий Шостакович",
        "Ελένη Παπαδοπούλου",
        "Nguyễn Thị Hạnh",
        "Anna 山田 محمد Jensen");
  }

  /** Each letter is there, and none is the glyph that stands for a missing one. */
  @ParameterizedTest
  @MethodSource("names")
  void aNameOfAnyScriptCanBeRead(String name) throws IOException {
    byte[] pdf = new InvoicePdf(invoice(), SELLER, DATA, buyer(name, "en")).bytes();
    Files.write(
        Files.createDirectories(Path.of("target", "invoices"))
            .resolve(Integer.toHexString(name.hashCode()) + ".pdf"),
        pdf);
    try (PdfReader reader = new PdfReader(pdf)) {
      String text = Normalizer.normalize(extracted(reader), Normalizer.Form.NFKC);
      assertThat(text.codePoints().boxed())
          .containsAll(
              name.codePoints().filter(point -> !Character.isWhitespace(point)).boxed().toList());
      assertThat(text).doesNotContain("□");
      assertThat(glyphs(reader)).isNotEmpty().doesNotContain(0);
    }
  }

  /** Its letters are joined, and stand from right to left. */
  @Test
  void arabicIsShaped() throws IOException {
    byte[] pdf = new InvoicePdf(invoice(), SELLER, DATA, buyer("محمد", "en")).bytes();
    try (PdfReader reader = new PdfReader(pdf)) {
      String text = extracted(reader);
      assertThat(text.codePoints().filter(point -> point >= 0xFE70 && point <= 0xFEFC)).hasSize(4);
      assertThat(Normalizer.normalize(text, Normalizer.Form.NFKC))
          .contains(new StringBuilder("محمد").reverse());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Anna 😀", "अन्ना", "\ud840\udc00"})
  void whatNoFontHasIsSeenToBeMissing(String name) throws IOException {
    try (PdfReader reader =
        new PdfReader(new InvoicePdf(invoice(), SELLER, DATA, buyer(name, "en")).bytes())) {
      assertThat(extracted(reader)).contains("□");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u0001", "\u001f", "\u007f", "\u0085", "\ufffe", "\ud83d"})
  void noCharacterOfANameSpoilsIt(String odd) throws IOException {
    byte[] pdf =
        new InvoicePdf(invoice(), SELLER, DATA, buyer("Anna" + odd + "Jensen", "en")).bytes();
    try (PdfReader reader = new PdfReader(pdf)) {
      assertThat(extracted(reader)).contains("Anna", "Jensen", "1001");
    }
  }

  private static String extracted(PdfReader reader) throws IOException {
    return new PdfTextExtractor(reader).getTextFromPage(1);
  }

  /** The glyphs that the page shows: all its fonts have codes of two bytes, which are glyphs. */
  private static List<Integer> glyphs(PdfReader reader) throws IOException {
    List<Integer> glyphs = new ArrayList<>();
    PRTokeniser page = new PRTokeniser(reader.getPageContent(1));
    while (page.nextToken()) {
      if (page.getTokenType() == PRTokeniser.TK_STRING) {
        String codes = page.getStringValue();
        assertThat(codes.length()).isEven();
        for (int i = 0; i < codes.length(); i += 2) {
          glyphs.add(codes.charAt(i) << 8 | codes.charAt(i + 1));
        }
      }
    }
    return glyphs;
  }
}
