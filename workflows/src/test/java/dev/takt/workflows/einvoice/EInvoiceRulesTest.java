package dev.takt.workflows.einvoice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.helger.diver.api.coord.DVRCoordinate;
import com.helger.phive.api.EValidationBaseType;
import com.helger.phive.api.execute.ValidationExecutionManager;
import com.helger.phive.api.executorset.ValidationExecutorSetRegistry;
import com.helger.phive.api.result.ValidationResultList;
import com.helger.phive.api.validity.EExtendedValidity;
import com.helger.phive.api.validity.IValidityDeterminator;
import com.helger.phive.oioubl.OIOUBLValidation;
import com.helger.phive.peppol.PeppolValidation;
import com.helger.phive.peppol.PeppolValidation2026_05;
import com.helger.phive.xml.source.IValidationSourceXML;
import com.helger.phive.xml.source.ValidationSourceXML;
import com.helger.xml.serialize.read.DOMReader;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.money.Vat;
import dev.takt.workflows.money.VatBucket;
import dev.takt.workflows.money.VatSums;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is written passes the official rules: those of OpenPeppol with Denmark's, Norway's and
 * Sweden's, and those of NemHandel. The rules are loaded once for all tests.
 */
class EInvoiceRulesTest {
  private static final ValidationExecutorSetRegistry<IValidationSourceXML> RULES =
      new ValidationExecutorSetRegistry<>();

  static {
    PeppolValidation.initStandard(RULES);
    OIOUBLValidation.initOIOUBL(RULES);
  }

  private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);
  private static final Period MONTH = new Period(MARCH, LocalDate.of(2026, 4, 1));
  private static final Period DAYS = new Period(MARCH.plusDays(10), MARCH.plusDays(20));

  private static final EInvoiceParty DANISH_SELLER =
      new EInvoiceParty(
          "mer_1",
          "Fitness ApS",
          new EInvoiceParty.Address("Havnegade 2", null, "5000", "Odense C", "DK"),
          "34593833",
          null,
          new ElectronicAddress("0184", "34593833"),
          "hello@example.com");

  private static final EInvoiceParty DANISH_BUYER =
      new EInvoiceParty(
          "cus_1",
          "Vaskeriet A/S",
          new EInvoiceParty.Address("Vesterbrogade 1", "3. tv.", "1620", "København V", "DK"),
          "DK 10150817",
          null,
          new ElectronicAddress("0184", "10150817"),
          null);

  private static final EInvoiceParty AUTHORITY =
      new EInvoiceParty(
          "cus_2",
          "Den Lille Skole",
          new EInvoiceParty.Address(null, null, null, null, "DK"),
          null,
          null,
          new ElectronicAddress("0088", "5798009883735"),
          null);

  private static final EInvoiceParty NORWEGIAN =
      new EInvoiceParty(
          "cus_3",
          "Avisen AS",
          new EInvoiceParty.Address("Storgata 1", null, "0155", "Oslo", "NO"),
          "974 760 673",
          "974760673",
          new ElectronicAddress("0192", "974760673"),
          null);

  private static final EInvoiceParty SWEDISH =
      new EInvoiceParty(
          "cus_4",
          "Tidningen AB",
          new EInvoiceParty.Address("Storgatan 1", null, "111 22", "Stockholm", "SE"),
          "556036-0793",
          "SE556036079301",
          new ElectronicAddress("0007", "5560360793"),
          null);

  private static final PaymentWay SLIP = new PaymentWay.Slip("87654321", "000000000010017");

  /** A document that is still being written: its VAT is reckoned as invoices reckon it. */
  private static final class Draft {
    private final List<EInvoice.Line> lines = new ArrayList<>();
    private final VatSums sums = new VatSums();
    private boolean reverse;
    private EInvoice.@Nullable Credited credited;
    private long paid;

    Draft line(String name, Period service, int quantity, long amount, String rate, boolean with) {
      sums.add(new VatBucket(rate, with), amount);
      lines.add(
          new EInvoice.Line(
              name,
              DAYS.equals(service) ? "10 af 31 dage" : null,
              service,
              quantity,
              Vat.of(rate, amount, with).base(),
              treatment(rate),
              rate));
      return this;
    }

    Draft reverse() {
      reverse = true;
      return this;
    }

    Draft credits() {
      credited = new EInvoice.Credited("1001", MARCH.minusDays(3));
      return this;
    }

    Draft paid(long amount) {
      paid = amount;
      return this;
    }

    private TaxTreatment treatment(String rate) {
      return reverse ? TaxTreatment.REVERSE_CHARGE : TaxTreatment.ofRate(rate);
    }

    EInvoice between(EInvoiceParty seller, EInvoiceParty buyer, String currency, PaymentWay way) {
      List<EInvoice.TaxSum> taxes = new ArrayList<>();
      for (Vat vat : sums.perRate()) {
        taxes.add(new EInvoice.TaxSum(treatment(vat.rate()), vat.rate(), vat.base(), vat.vat()));
        settle(vat);
      }
      return new EInvoice(
          credited,
          "1002",
          MARCH,
          credited == null ? MARCH.plusDays(14) : null,
          currency,
          seller,
          buyer,
          buyer.id(),
          lines,
          taxes,
          paid,
          way);
    }

    /** The last line of a rate takes what rounding left, as when an invoice is issued. */
    private void settle(Vat vat) {
      long rest =
          vat.base()
              - lines.stream()
                  .filter(l -> l.rate().equals(vat.rate()))
                  .mapToLong(EInvoice.Line::base)
                  .sum();
      for (int i = lines.size() - 1; i >= 0 && rest != 0; i--) {
        EInvoice.Line line = lines.get(i);
        if (line.rate().equals(vat.rate())) {
          lines.set(
              i,
              new EInvoice.Line(
                  line.name(),
                  line.note(),
                  line.service(),
                  line.quantity(),
                  line.base() + rest,
                  line.treatment(),
                  line.rate()));
          rest = 0;
        }
      }
    }

    EInvoice danish() {
      return between(DANISH_SELLER, DANISH_BUYER, "DKK", SLIP);
    }
  }

  private static Draft monthly() {
    return new Draft().line("Gym, månedlig", MONTH, 1, 31000, "25", true);
  }

  private static Draft mixed() {
    return new Draft()
        .line("Gym, månedlig", DAYS, 1, 10000, "25", true)
        .line("Velkomstrabat", DAYS, 1, -2001, "25", true)
        .line("Lokale", MONTH, 3, 10001, "25", false)
        .line("Avis", MONTH, 2, 9900, "0", true)
        .line("Avis, tilbage", DAYS, 1, -3300, "0", true);
  }

  static Stream<EInvoice> danish() {
    return Stream.of(
        monthly().danish(),
        mixed().danish(),
        monthly().paid(10000).danish(),
        monthly().between(DANISH_SELLER, AUTHORITY, "DKK", SLIP),
        monthly().line("Tilbage", MONTH, 1, -31000, "25", true).danish(),
        // A credit of one rate that lowers lines of another.
        monthly().line("Avis, tilbage", DAYS, 1, -3300, "0", true).danish(),
        monthly().between(DANISH_SELLER, DANISH_BUYER, "DKK", new PaymentWay.ByCard()),
        monthly().between(DANISH_SELLER, DANISH_BUYER, "DKK", new PaymentWay.Unstated()),
        monthly()
            .between(
                DANISH_SELLER,
                DANISH_BUYER,
                "DKK",
                new PaymentWay.DanishAccount("0040", "0440116243", "1002")),
        monthly()
            .between(
                DANISH_SELLER,
                DANISH_BUYER,
                "DKK",
                new PaymentWay.Transfer("DK5000400440116243", "DABADKKK", "RF401001")),
        mixed().credits().danish(),
        monthly().credits().between(DANISH_SELLER, AUTHORITY, "DKK", SLIP));
  }

  static Stream<EInvoice> nordic() {
    PaymentWay kid = new PaymentWay.Transfer("86011117947", null, "00010017");
    PaymentWay ocr = new PaymentWay.Bankgiro("50501055", "100164");
    Draft swedish =
        new Draft()
            .line("Gym", MONTH, 1, 10000, "25", false)
            .line("Tidning", MONTH, 1, 10000, "6", true);
    return Stream.concat(
        danish(),
        Stream.of(
            monthly().between(NORWEGIAN, NORWEGIAN, "NOK", kid),
            monthly().credits().between(NORWEGIAN, NORWEGIAN, "NOK", kid),
            swedish.between(SWEDISH, SWEDISH, "SEK", ocr),
            monthly().credits().between(SWEDISH, SWEDISH, "SEK", ocr),
            new Draft()
                .reverse()
                .line("Gym", MONTH, 1, 24800, "0", false)
                .between(
                    DANISH_SELLER,
                    SWEDISH,
                    "EUR",
                    new PaymentWay.Transfer("DK5000400440116243", "DABADKKK", "RF401001")),
            new Draft()
                .reverse()
                .line("Gym", MONTH, 1, 24800, "0", false)
                .credits()
                .between(DANISH_SELLER, SWEDISH, "EUR", SLIP)));
  }

  @ParameterizedTest
  @MethodSource("nordic")
  void passesTheRulesOfPeppol(EInvoice invoice) {
    assertThat(invoice.lacking(EInvoiceFormat.PEPPOL)).isEmpty();
    assertPasses(
        invoice,
        EInvoiceFormat.PEPPOL,
        invoice.isCreditNote()
            ? PeppolValidation2026_05.VID_OPENPEPPOL_CREDIT_NOTE_UBL_V3
            : PeppolValidation2026_05.VID_OPENPEPPOL_INVOICE_UBL_V3,
        2);
  }

  @ParameterizedTest
  @MethodSource("danish")
  void passesTheRulesOfOioubl(EInvoice invoice) {
    assertThat(invoice.lacking(EInvoiceFormat.OIOUBL)).isEmpty();
    assertPasses(
        invoice,
        EInvoiceFormat.OIOUBL,
        invoice.isCreditNote()
            ? OIOUBLValidation.VID_OIOUBL_CREDIT_NOTE_1_17_1
            : OIOUBLValidation.VID_OIOUBL_INVOICE_1_17_1,
        1);
  }

  /** A rule that is broken is found: so the rules are there, and look at what is written. */
  @Test
  void whatIsWrongIsFound() {
    String right = new String(monthly().danish().in(EInvoiceFormat.PEPPOL), UTF_8);
    String wrong = right.replace(">310.00<", ">310.01<");
    assertThat(wrong).isNotEqualTo(right);
    assertThat(
            errors(
                validated(
                    wrong.getBytes(UTF_8), PeppolValidation2026_05.VID_OPENPEPPOL_INVOICE_UBL_V3)))
        .anyMatch(error -> error.contains("BR-CO-15"));
    String oioubl = new String(monthly().danish().in(EInvoiceFormat.OIOUBL), UTF_8);
    assertThat(
            errors(
                validated(
                    oioubl.replace("StructuredLax", "Anyhow").getBytes(UTF_8),
                    OIOUBLValidation.VID_OIOUBL_INVOICE_1_17_1)))
        .anyMatch(error -> error.contains("F-LIB027"));
  }

  /** Prices with and without VAT, discounts, credits, several rates: every sum is the invoice's. */
  @Test
  void whateverIsBilledAddsUp() {
    for (long seed = 1; seed <= 40; seed++) {
      Random random = new Random(seed);
      Draft draft = new Draft().line("Gym", MONTH, 1, 100_000 + random.nextInt(999), "25", true);
      for (int i = random.nextInt(6); i >= 0; i--) {
        draft.line(
            "Linje",
            random.nextBoolean() ? DAYS : MONTH,
            1 + random.nextInt(4),
            random.nextInt(-9_999, 30_000),
            random.nextBoolean() ? "25" : "0",
            random.nextBoolean());
      }
      assertPasses(
          draft.danish(),
          EInvoiceFormat.PEPPOL,
          PeppolValidation2026_05.VID_OPENPEPPOL_INVOICE_UBL_V3,
          2);
      assertPasses(
          draft.danish(), EInvoiceFormat.OIOUBL, OIOUBLValidation.VID_OIOUBL_INVOICE_1_17_1, 1);
    }
  }

  @Test
  void whatABuyerLacksIsNamed() {
    EInvoiceParty consumer =
        new EInvoiceParty("cus_9", "Ida", DANISH_BUYER.address(), null, null, null, null);
    EInvoice invoice = monthly().between(DANISH_SELLER, consumer, "DKK", SLIP);
    assertThat(invoice.lacking(EInvoiceFormat.PEPPOL))
        .extracting(EInvoice.Lacking::pointer)
        .containsExactly("/customer/eInvoiceId");
    EInvoice abroad = monthly().between(DANISH_SELLER, SWEDISH, "DKK", SLIP);
    assertThat(abroad.lacking(EInvoiceFormat.PEPPOL)).isEmpty();
    assertThat(abroad.lacking(EInvoiceFormat.OIOUBL))
        .extracting(EInvoice.Lacking::pointer)
        .containsExactly("/customer/eInvoiceId");
  }

  @Test
  void anAddressHasTheCheckDigitOfItsScheme() {
    assertThat(ElectronicAddress.parse("0088:5798009883735")).isPresent();
    assertThat(ElectronicAddress.parse("0088:5798009883736")).isEmpty();
    assertThat(ElectronicAddress.parse("0184:34593833")).isPresent();
    assertThat(ElectronicAddress.parse("0184:34593834")).isEmpty();
    assertThat(ElectronicAddress.parse("0007:5560360793")).isPresent();
    assertThat(ElectronicAddress.parse("0007:5560360794")).isEmpty();
    assertThat(ElectronicAddress.parse("34593833")).isEmpty();
    assertThat(ElectronicAddress.ofCompany("SE", "556036-0793"))
        .contains(new ElectronicAddress("0007", "5560360793"));
    assertThat(ElectronicAddress.ofCompany("DE", "123")).isEmpty();
  }

  private static void assertPasses(
      EInvoice invoice, EInvoiceFormat format, DVRCoordinate rules, int schematrons) {
    byte[] xml = invoice.in(format);
    ValidationResultList results = validated(xml, rules);
    // Rules that were not run would pass everything.
    assertThat(results)
        .filteredOn(
            one ->
                one.getValidationArtefact().getValidationType().getBaseType()
                    == EValidationBaseType.SCHEMATRON)
        .hasSize(schematrons)
        .noneMatch(one -> one.getValidity() == EExtendedValidity.SKIPPED);
    assertThat(errors(results)).as(new String(xml, UTF_8)).isEmpty();
  }

  private static List<String> errors(ValidationResultList results) {
    List<String> errors = new ArrayList<>();
    results.getAllErrors().forEach(error -> errors.add(error.getAsString(Locale.ENGLISH)));
    return errors;
  }

  private static ValidationResultList validated(byte[] xml, DVRCoordinate rules) {
    return ValidationExecutionManager.executeValidation(
        IValidityDeterminator.createDefault(),
        Objects.requireNonNull(RULES.getOfID(rules)),
        ValidationSourceXML.create(
            "document.xml", Objects.requireNonNull(DOMReader.readXMLDOM(xml))),
        Locale.ENGLISH);
  }
}
