package dev.takt.activities.payments.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Orders as banks take them: each file is valid by the schema that ISO 20022 publishes. */
class CreditTransferFileTest {
  private static final AccountNumber DANISH = number("0040", "440116243", null, null);
  private static final AccountNumber IBAN = number(null, null, "NO9386011117947", null);
  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    try {
      return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(CreditTransferFileTest.class.getResource("/iso20022/pain.001.001.09.xsd"));
    } catch (org.xml.sax.SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AccountNumber number(
      @Nullable String branch,
      @Nullable String account,
      @Nullable String iban,
      @Nullable String bic) {
    return AccountNumber.of(branch, account, iban, bic).orElseThrow();
  }

  private static TransferOrder.Transfer transfer(
      String refundId, long amount, String currency, String payee, AccountNumber account) {
    return new TransferOrder.Transfer(
        refundId, amount, currency, payee, "DK", account, "Butik 1042");
  }

  private static TransferOrder order(AccountNumber own, List<TransferOrder.Transfer> transfers) {
    return new TransferOrder(
        "tfl_01k8z0r3m5e9w7t2q4y6v8p0s1",
        Instant.parse("2026-03-09T08:00:00.123Z"),
        LocalDate.of(2026, 3, 10),
        new TransferOrder.Payer("Café & Butik ApS", "34593833", "DK", own),
        transfers);
  }

  private static String written(TransferOrder order) {
    byte[] file = CreditTransferFile.of(order);
    try {
      SCHEMA.newValidator().validate(new StreamSource(new ByteArrayInputStream(file)));
    } catch (Exception e) {
      throw new AssertionError(new String(file, StandardCharsets.UTF_8), e);
    }
    return new String(file, StandardCharsets.UTF_8);
  }

  @Test
  void aDanishTransferNamesItsRefundAndBothAccounts() {
    String file =
        written(
            order(
                DANISH,
                List.of(
                    transfer(
                        "ref_1", 12_345, "DKK", "Åse <Holm>", number("1551", "7", null, null)))));

    assertThat(file)
        .contains("<NbOfTxs>1</NbOfTxs><CtrlSum>123.45</CtrlSum>")
        .contains("<BtchBookg>false</BtchBookg>")
        .contains("<Cd>NURG</Cd>")
        .contains("<ReqdExctnDt><Dt>2026-03-10</Dt></ReqdExctnDt>")
        .contains("<DbtrAcct><Id><Othr><Id>00400440116243</Id><SchmeNm><Cd>BBAN</Cd>")
        .contains("<EndToEndId>ref_1</EndToEndId>")
        .contains("<InstdAmt Ccy=\"DKK\">123.45</InstdAmt>")
        .contains("<Nm>Åse &lt;Holm&gt;</Nm>")
        .contains("<CdtrAcct><Id><Othr><Id>15510000000007</Id>")
        .contains("<Nm>Café &amp; Butik ApS</Nm>")
        .contains("<Ustrd>Butik 1042</Ustrd>");
  }

  @Test
  void eachCurrencyIsAnInstructionAndEuroBetweenIbansIsSepa() {
    String file =
        written(
            order(
                number(null, null, "DK5000400440116243", "DABADKKK"),
                List.of(
                    transfer("ref_1", 100, "EUR", "Ida", IBAN),
                    transfer("ref_2", 250, "SEK", "Bo", IBAN),
                    transfer("ref_3", 50, "EUR", "Ole", IBAN))));

    assertThat(file.split("<PmtInf>")).hasSize(3);
    assertThat(file)
        .contains("<NbOfTxs>3</NbOfTxs><CtrlSum>4.00</CtrlSum>")
        .contains("<NbOfTxs>2</NbOfTxs><CtrlSum>1.50</CtrlSum>")
        .contains("<Cd>SEPA</Cd>")
        .contains("<ChrgBr>SLEV</ChrgBr>")
        .contains("<BICFI>DABADKKK</BICFI>")
        .contains("<CdtrAgt><FinInstnId><PstlAdr><Ctry>NO</Ctry>");
  }

  @Test
  void whateverNamesAndAmountsThereAreTheFileIsValid() {
    for (long seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var transfers = new ArrayList<TransferOrder.Transfer>();
      for (int i = 0; i <= random.nextInt(5); i++) {
        transfers.add(
            transfer(
                "ref_01k8z0r3m5e9w7t2q4y6v8p0s" + i,
                1 + random.nextLong(1L << random.nextInt(1, 50)),
                List.of("DKK", "NOK", "JPY", "EUR").get(random.nextInt(4)),
                random
                    .ints(random.nextInt(200), 0, 0x10FFFF)
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString(),
                List.of(DANISH, IBAN).get(random.nextInt(2))));
      }
      written(order(random.nextBoolean() ? DANISH : IBAN, transfers));
    }
  }

  @Test
  void anAccountIsAsBanksTellOfIt() {
    assertThat(AccountNumber.told("NO93 8601 1117 947")).hasValue(IBAN);
    assertThat(AccountNumber.told("8601.11.17947").orElseThrow().value()).isEqualTo("86011117947");
    assertThat(AccountNumber.told("NO0086011117947")).isEmpty();
    assertThat(AccountNumber.told("NOTPROVIDED")).isEmpty();
    assertThat(AccountNumber.told(null)).isEmpty();
    assertThat(AccountNumber.of("0040", null, null, "DABADKKK")).isEmpty();
  }
}
