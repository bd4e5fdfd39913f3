package dev.takt.api.invoices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.api.customers.Customer;
import dev.takt.api.merchants.Merchant;
import dev.takt.api.web.StrictJson;
import dev.takt.workflows.calendar.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        10000);
  }

  private static Customer buyer(String locale) {
    return new Customer(
        "cus_1",
        "Łucja Sørensen-Παπαδοπούλου",
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
    byte[] pdf = new InvoicePdf(invoice(), SELLER, buyer(locale)).bytes();
    Path folder = Files.createDirectories(Path.of("target", "invoices"));
    Files.write(folder.resolve(locale + ".pdf"), pdf);
    try (PdfReader reader = new PdfReader(pdf)) {
      String text = new PdfTextExtractor(reader).getTextFromPage(1);
      assertThat(text)
          .contains(title, due, amount)
          .contains("1001", "Fitness ApS", "Vesterbrogade 1", "København V", "Gym, månedlig")
          .contains("Łucja Sørensen-Παπαδοπούλου", "DKK");
    }
  }
}
