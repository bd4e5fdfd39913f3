package dev.takt.activities.bank.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.takt.activities.bank.files.BankTransaction.Direction;
import dev.takt.activities.bank.files.BankTransaction.Party;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

/** Statements and notifications as banks send them, in each published version. */
class CamtReaderTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 31);
  private static final SamplePayment FIRST =
      SamplePayment.of(9_900, "+71<000000202600011+12345678<", "B1").named("e2e-1");
  private static final SamplePayment SECOND = SamplePayment.of(5_000, "000000202600029", "B2");

  @Test
  void aStatementWithABulkCreditAndARent() throws IOException {
    SamplePayment rent = SamplePayment.of(-20_000, null, "B3").withText("Husleje marts");
    BankFile file =
        read(SampleCamt.statement(2).file(List.of(List.of(FIRST, SECOND), List.of(rent))));

    assertThat(file.format()).isEqualTo(BankFile.Format.CAMT_053);
    assertThat(file.id()).isEqualTo("M-2026-03-31");
    Statement statement = file.statements().getFirst();
    assertThat(statement.account()).isEqualTo("DK5000400440116243");
    assertThat(statement.readThrough()).contains(DAY);
    assertThat(statement.balances())
        .containsExactly(new Statement.Balance("DKK", 100_000, DAY.minusDays(1), 94_900, DAY));
    assertThat(statement.entries())
        .extracting(Entry::amount, Entry::charges, it -> it.transactions().size())
        .containsExactly(tuple(14_900L, 0L, 2), tuple(-20_000L, 0L, 1));
    assertThat(file.transactions())
        .extracting(
            BankTransaction::key,
            BankTransaction::direction,
            BankTransaction::amount,
            BankTransaction::references,
            BankTransaction::texts,
            BankTransaction::endToEndId)
        .containsExactly(
            tuple(
                "DK5000400440116243/B1/9900",
                Direction.CREDIT,
                9_900L,
                List.of("+71<000000202600011+12345678<"),
                List.of(),
                "e2e-1"),
            tuple(
                "DK5000400440116243/B2/5000",
                Direction.CREDIT,
                5_000L,
                List.of("000000202600029"),
                List.of(),
                null),
            tuple(
                "DK5000400440116243/B3/-20000",
                Direction.DEBIT,
                20_000L,
                List.of(),
                List.of("Husleje marts"),
                null));
  }

  @Test
  void everyVersionIsReadAlikeAndIsWhatTheSchemaAllows() throws IOException, SAXException {
    List<List<SamplePayment>> bookings =
        List.of(
            List.of(FIRST.from("Ane Holm", "DE02120300000000202051"), SECOND),
            List.of(FIRST.reversed("B9")),
            List.of(SamplePayment.of(100, null, "B4").from(null, null)));
    String second = SampleCamt.statement(2).file(bookings);
    String eighth = SampleCamt.statement(8).file(bookings);

    assertValid(second, 2);
    assertValid(eighth, 8);
    BankFile expected = read(second);
    for (int version = 2; version <= 13; version++) {
      assertThat(read(SampleCamt.statement(version).file(bookings))).isEqualTo(expected);
    }
    BankFile notification = read(SampleCamt.notification(8).file(bookings));
    assertThat(notification.transactions())
        .containsExactlyElementsOf(expected.transactions().toList());
    assertThat(notification.statements().getFirst().readThrough()).isEmpty();
    assertThat(notification.statements().getFirst().to()).contains(DAY);
  }

  @Test
  void aReversalIsADebitOfThePayer() throws IOException {
    BankTransaction reversal =
        only(SampleCamt.statement(8).file(List.of(List.of(FIRST.from("Bo", "X1").reversed("B9")))));

    assertThat(reversal.direction()).isEqualTo(Direction.DEBIT);
    assertThat(reversal.reversal()).isTrue();
    assertThat(reversal.counterparty()).isEqualTo(new Party("Bo", "X1"));
    assertThat(reversal.signedAmount()).isEqualTo(-9_900);
  }

  @Test
  void anEntryWithoutDetailsIsOneTransaction() throws IOException {
    SampleCamt camt = SampleCamt.statement(2);
    String entry =
        camt.entry(List.of(FIRST))
            .replaceAll(
                "(?s)<NtryDtls>.*</NtryDtls>", "<AddtlNtryInf>Overførsel 202600011</AddtlNtryInf>");
    BankTransaction transaction =
        only(camt.file(List.of(List.of(FIRST))).replaceAll("(?s)<Ntry>.*</Ntry>\n", entry));

    assertThat(transaction.amount()).isEqualTo(9_900);
    assertThat(transaction.texts()).containsExactly("Overførsel 202600011");
    assertThat(transaction.key()).isEqualTo("DK5000400440116243/E-B1/1/9900");
    assertThat(transaction.counterparty()).isEqualTo(Party.UNKNOWN);
  }

  @Test
  void severalAccountsAndCurrencies() throws IOException {
    SampleCamt danish = SampleCamt.statement(8);
    SampleCamt euro = new SampleCamt(53, 8, "12345678901234", "EUR", DAY.minusDays(1));
    BankFile file =
        read(
            danish.document(
                danish.part(List.of(List.of(FIRST))), euro.part(List.of(List.of(SECOND)))));

    assertThat(file.statements())
        .extracting(Statement::account, it -> it.readThrough().orElseThrow())
        .containsExactly(
            tuple("DK5000400440116243", DAY), tuple("12345678901234", DAY.minusDays(1)));
    assertThat(file.transactions())
        .extracting(BankTransaction::currency)
        .containsExactly("DKK", "EUR");
  }

  @Test
  void oneAccountWithBalancesInTwoCurrencies() throws IOException {
    SampleCamt danish = SampleCamt.statement(8);
    SampleCamt euro = new SampleCamt(53, 8, danish.account(), "EUR", DAY);
    String xml =
        danish
            .file(List.of(List.of(FIRST)))
            .replaceAll("<TxsSummry>.*</TxsSummry>", "")
            .replace(
                "</Stmt>",
                euro.balance("OPBD", 0, DAY.minusDays(1))
                    + euro.balance("CLBD", 5_000, DAY)
                    + euro.entry(List.of(SECOND))
                    + "</Stmt>");

    assertThat(read(xml).statements().getFirst().balances())
        .extracting(Statement.Balance::currency, Statement.Balance::closing)
        .containsExactly(tuple("DKK", 109_900L), tuple("EUR", 5_000L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Chrgs><Amt Ccy=\"DKK\">25.00</Amt></Chrgs>",
        "<Chrgs><Amt Ccy=\"DKK\">30.00</Amt></Chrgs><Chrgs><Amt"
            + " Ccy=\"DKK\">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Chrgs>",
        "<Chrgs><TtlChrgsAndTaxAmt Ccy=\"DKK\">25.00</TtlChrgsAndTaxAmt></Chrgs>",
        "<Chrgs><TtlChrgsAndTaxAmt Ccy=\"DKK\">1.00</TtlChrgsAndTaxAmt><Rcrd><Amt"
            + " Ccy=\"DKK\">25.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd></Chrgs>"
      })
  void whatTheBankKeptIsNotWhatTheCustomerPaid(String charges) throws IOException {
    SampleCamt camt = SampleCamt.statement(8);
    String entry =
        camt.entry(List.of(FIRST))
            .replaceFirst("99.00", "74.00")
            .replace("<NtryDtls>", charges + "<NtryDtls>");
    String xml =
        camt.file(List.of(List.of(SamplePayment.of(7_400, null, "B0"))))
            .replaceAll("(?s)<Ntry>.*</Ntry>\n", entry);
    Entry read = read(xml).statements().getFirst().entries().getFirst();

    assertThat(read.amount()).isEqualTo(7_400);
    assertThat(read.charges()).isEqualTo(2_500);
    assertThat(read.transactions().getFirst().amount()).isEqualTo(9_900);
  }

  @Test
  void whatIsOnlyAnnouncedIsNotBooked() throws IOException {
    SampleCamt camt = SampleCamt.notification(8);
    String xml = camt.file(List.of(List.of(FIRST), List.of(SECOND)));

    assertThat(read(xml.replaceFirst("BOOK", "PDNG")).transactions())
        .extracting(BankTransaction::amount)
        .containsExactly(5_000L);
  }

  @Test
  void keysAreTheSameInEachFileAndDifferentWithinOne() throws IOException {
    SamplePayment nameless = SamplePayment.of(9_900, "000000202600011", "x");
    SamplePayment without =
        new SamplePayment(9_900, false, null, null, "Ane Holm", null, null, null);
    List<List<SamplePayment>> bookings =
        List.of(
            List.of(nameless, nameless),
            List.of(nameless.reversed("x")),
            List.of(without, without),
            List.of(without),
            List.of(without));
    List<String> keys = keys(SampleCamt.statement(8).file(bookings));

    assertThat(keys).hasSize(7).doesNotHaveDuplicates();
    assertThat(keys(SampleCamt.statement(2).file(bookings))).isEqualTo(keys);
    assertThat(keys(SampleCamt.notification(4).file(bookings))).isEqualTo(keys);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-8859-1", "windows-1252"})
  void theEncodingThatIsDeclaredIsUsed(String encoding) throws IOException {
    String xml =
        SampleCamt.statement(8)
            .file(List.of(List.of(FIRST.from("Søren Ågård", "X1"))))
            .replace("UTF-8", encoding);

    assertThat(read(xml.getBytes(Charset.forName(encoding))).transactions())
        .extracting(it -> it.counterparty().name())
        .containsExactly("Søren Ågård");
  }

  @Test
  void elementsOfOtherNamespacesAndPrefixesDoNotMatter() throws IOException {
    String xml = SampleCamt.statement(8).file(List.of(List.of(FIRST)));
    String prefixed =
        xml.replaceAll("<(/?)([A-Z])", "<$1c:$2")
            .replace("xmlns=", "xmlns:c=")
            .replace(
                "</c:Ntry>",
                "<x:Amt xmlns:x=\"urn:x\">1</x:Amt></c:Ntry><x:Ntry xmlns:x=\"urn:x\"/>");

    assertThat(read(prefixed)).isEqualTo(read(xml));
  }

  @Test
  void tenThousandPaymentsAreReadInOneEntryOrInMany() throws IOException {
    List<SamplePayment> payments =
        IntStream.range(0, 10_000)
            .mapToObj(it -> SamplePayment.of(100 + it, "00000020260" + it, "B" + it))
            .toList();

    assertThat(read(SampleCamt.statement(8).file(List.of(payments))).transactions())
        .hasSize(10_000);
    assertThat(
            read(SampleCamt.statement(2).file(payments.stream().map(List::of).toList()))
                .transactions())
        .hasSize(10_000);
  }

  private static BankTransaction only(String xml) throws IOException {
    List<BankTransaction> all = read(xml).transactions().toList();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static List<String> keys(String xml) throws IOException {
    return read(xml).transactions().map(BankTransaction::key).toList();
  }

  private static BankFile read(String xml) throws IOException {
    return read(xml.getBytes(StandardCharsets.UTF_8));
  }

  private static BankFile read(byte[] bytes) throws IOException {
    return BankFileReader.read(new ByteArrayInputStream(bytes));
  }

  /** By the schema of CAMT.052, which has the same parts under other names. */
  private static void assertValid(String xml, int version) throws SAXException, IOException {
    String name = "camt.052.001.%02d".formatted(version);
    String report =
        xml.replace("camt.053.001.%02d".formatted(version), name)
            .replace("BkToCstmrStmt", "BkToCstmrAcctRpt")
            .replace("Stmt>", "Rpt>");
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(CamtReaderTest.class.getResource("/" + name + ".xsd"))
        .newValidator()
        .validate(new StreamSource(new StringReader(report)));
  }
}
