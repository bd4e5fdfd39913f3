package dev.takt.activities.bank.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are broken or meant to harm: each is refused with one problem and its place. */
class NastyFilesTest {
  private static final SamplePayment FIRST =
      SamplePayment.of(9_900, "+71<000000202600011+12345678<", "B1");
  private static final SamplePayment SECOND = SamplePayment.of(5_000, null, "B2").withText("Tak");
  private static final List<List<SamplePayment>> BOOKINGS =
      List.of(List.of(FIRST, SECOND), List.of(SECOND.reversed("B3")));
  private static final String STATEMENT = SampleCamt.statement(8).file(BOOKINGS);
  private static final String GIRO =
      SampleOcrGiro.lastOfMarch().file(List.of(FIRST.from(null, null)));

  @Test
  void aFileThatEndsTooEarlyIsRefusedWhereverItEnds() {
    for (String file :
        List.of(STATEMENT, SampleCamt.notification(2).file(BOOKINGS), GIRO.replace("+", "0"))) {
      byte[] whole = file.getBytes(StandardCharsets.ISO_8859_1);
      int complete = file.stripTrailing().length();
      for (int length = 0; length < complete; length++) {
        byte[] part = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> read(part))
            .as("the first %d of %d bytes", length, complete)
            .isInstanceOf(BankFileInvalid.class);
      }
    }
  }

  @Test
  void aFileWithWrongBytesIsReadOrRefusedAndNothingElse() throws IOException {
    for (long seed = 0; seed < 4_000; seed++) {
      var random = new Random(seed);
      byte[] file = (seed % 2 == 0 ? STATEMENT : GIRO).getBytes(StandardCharsets.ISO_8859_1);
      for (int i = 0; i <= seed % 3; i++) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      try {
        read(file);
      } catch (BankFileInvalid refused) {
        assertThat(refused.place()).as("seed %d", seed).isNotBlank();
      } catch (RuntimeException other) {
        throw new AssertionError("seed " + seed, other);
      }
    }
  }

  @Test
  void aDigitThatChangesIsFoundByTheSums() {
    for (int place = STATEMENT.indexOf("<Amt"); place < STATEMENT.length(); place++) {
      if (isInAmount(place)) {
        char wrong = STATEMENT.charAt(place) == '9' ? '0' : (char) (STATEMENT.charAt(place) + 1);
        String file = STATEMENT.substring(0, place) + wrong + STATEMENT.substring(place + 1);
        assertThatThrownBy(() -> read(file)).as(file).isInstanceOf(BankFileInvalid.class);
      }
    }
  }

  private static boolean isInAmount(int place) {
    int start = STATEMENT.lastIndexOf('>', place);
    return Character.isDigit(STATEMENT.charAt(place))
        && STATEMENT.startsWith("<Amt", STATEMENT.lastIndexOf('<', start))
        && STATEMENT.indexOf("</Amt>", place) - place < 12;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <Amt Ccy="DKK">149.00</Amt> | <Amt Ccy="DKK">-149.00</Amt> | Ntry[1]/Amt | It is no amount: -149.00
          <Amt Ccy="DKK">149.00</Amt> | <Amt Ccy="DKK">1e3</Amt> | Ntry[1]/Amt | It is no amount: 1e3
          <Amt Ccy="DKK">149.00</Amt> | <Amt Ccy="DKK"></Amt> | Ntry[1]/Amt | It is no amount:
          <Amt Ccy="DKK">149.00</Amt> | <Amt Ccy="DKK">149.001</Amt> | Ntry[1]/Amt | It has more decimals than DKK
          <Amt Ccy="DKK">149.00</Amt> | <Amt Ccy="DKK">14900000000000.00</Amt> | Ntry[1]/Amt | It is no amount: 14900000000000.00
          <Amt Ccy="DKK">149.00</Amt> | <Amt>149.00</Amt> | Ntry[1]/Amt | It lacks its currency
          <Amt Ccy="DKK">149.00</Amt> | <Amt Ccy="XQZ">149.00</Amt> | Ntry[1]/Amt | Its currency is none: XQZ
          <Amt Ccy="DKK">149.00</Amt> | <Amt Ccy="DKK">148.00</Amt> | Ntry[1] | Its sums disagree: its transactions come to 14900, it to 14800 (minor units of DKK)
          <Amt Ccy="DKK">149.00</Amt> | <Amt Ccy="SEK">149.00</Amt> | Ntry[1] | Of its transactions one lacks its amount
          <Amt Ccy="DKK">149.00</Amt> | '' | Ntry[1] | It lacks Amt
          <CdtDbtInd>DBIT</CdtDbtInd><RvslInd> | <CdtDbtInd>MINUS</CdtDbtInd><RvslInd> | Ntry[2]/CdtDbtInd | It is neither CRDT nor DBIT: MINUS
          <CdtDbtInd>DBIT</CdtDbtInd><RvslInd> | <RvslInd> | Ntry[2] | It lacks CdtDbtInd
          <Cd>BOOK</Cd> | <Cd>PDNG</Cd> | '' | Its sums disagree: opening balance 100000 and entries 0 are not the closing balance 109900 (minor units of DKK)
          <Cd>OPBD</Cd> | <Cd>XXXX</Cd> | '' | It lacks its opening balance in DKK
          <Cd>CLBD</Cd> | <Cd>XXXX</Cd> | '' | It lacks its closing balance in DKK
          <BookgDt><Dt>2026-03-31</Dt></BookgDt> | '' | Ntry[1] | It lacks BookgDt or ValDt
          <BookgDt><Dt>2026-03-31</Dt></BookgDt> | <BookgDt><Dt>2026-02-30</Dt></BookgDt> | Ntry[1]/BookgDt/Dt | It is no date: 2026-02-30
          <NbOfTxs>2</NbOfTxs> | <NbOfTxs>3</NbOfTxs> | Ntry[1]/NtryDtls[1]/Btch/NbOfTxs | It says 3, there are 2 transactions
          <NbOfTxs>2</NbOfTxs> | <NbOfTxs>2</NbOfTxs><TtlAmt Ccy="DKK">1.00</TtlAmt> | Ntry[1]/NtryDtls[1]/Btch/TtlAmt | It says 1.00, its transactions come to another sum
          <NbOfNtries>2</NbOfNtries> | <NbOfNtries>1</NbOfNtries> | TxsSummry/TtlNtries/NbOfNtries | It says 1, the entries come to 2
          <Sum>199.00</Sum> | <Sum>199.01</Sum> | TxsSummry/TtlNtries/Sum | It says 199.01, the entries come to 199.00
          <TtlNetNtry><Amt>99.00</Amt> | <TtlNetNtry><Amt>98.00</Amt> | TxsSummry/TtlNtries/TtlNetNtry/Amt | It says 98.00, the entries come to 99.00
          <Amt>99.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TtlNetNtry> | <Amt>99.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></TtlNetNtry> | TxsSummry/TtlNtries/TtlNetNtry/CdtDbtInd | The entries come to 99.00
          <IBAN>DK5000400440116243</IBAN></Id><Ccy> | </Id><Ccy> | Acct | It lacks Id/IBAN or Id/Othr/Id
          """)
  void whatIsWrongInAStatementIsToldWithItsPath(
      String right, String wrong, String path, String problem) {
    assertThat(STATEMENT).contains(right);
    String file = STATEMENT.replace(right, wrong);
    String place = "Document/BkToCstmrStmt/Stmt[1]" + (path.isEmpty() ? "" : "/" + path);
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            BankFileInvalid.class,
            it -> {
              assertThat(it.place()).matches("line \\d+, " + Pattern.quote(place));
              assertThat(it.problem().strip()).isEqualTo(problem);
            });
  }

  @Test
  void aStatementWithoutAccountOrWithoutAnything() {
    assertRefused(
        STATEMENT.replaceAll("<Acct>.*</Acct>", ""), "It lacks Acct, or has it after an entry");
    assertRefused(
        STATEMENT.replaceAll("(?s)<Stmt>.*</Stmt>", ""), "It has no statement of an account");
    assertRefused(
        STATEMENT.replace("BkToCstmrStmt", "BkToCstmrAcctRpt"),
        "It has no statement of an account");
    assertRefused(
        SampleCamt.statement(8).file(List.of()).replaceAll("(?s)<Bal>.*</Bal>", ""),
        "It lacks its balances");
  }

  @ParameterizedTest
  @ValueSource(strings = {"camt.053.001.99", "camt.053.001.15", "camt.053.001.00"})
  void aFutureVersionIsRefused(String version) {
    assertRefused(
        STATEMENT.replace("camt.053.001.08", version),
        "Its version " + version.substring(version.length() - 2) + " is not known");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"camt.052.001.08", "camt.053.002.08", "pain.001.001.09", "camt.053.001.8", ""})
  void anotherMessageIsRefused(String message) {
    String namespace = message.isEmpty() ? "" : "urn:iso:std:iso:20022:tech:xsd:" + message;
    assertThatThrownBy(
            () ->
                read(
                    STATEMENT.replace("urn:iso:std:iso:20022:tech:xsd:camt.053.001.08", namespace)))
        .isInstanceOf(BankFileInvalid.class)
        .hasMessageContaining("It is no CAMT.053 or CAMT.054");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE Document>",
        "<!DOCTYPE Document SYSTEM \"file:///etc/hostname\">",
        "<!DOCTYPE Document SYSTEM \"http://192.0.2.1/x.dtd\">",
        "<!DOCTYPE Document [<!ENTITY a \"b\">]>",
        "<!DOCTYPE Document [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>",
        "<!DOCTYPE Document [<!ENTITY % p SYSTEM \"http://192.0.2.1/x\"> %p;]>",
        "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c"
            + " \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e"
            + " \"&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;\"><!ENTITY g"
            + " \"&f;&f;&f;&f;&f;&f;&f;&f;\"><!ENTITY a1 \"&g;&g;&g;&g;&g;&g;&g;\">]>"
      })
  void aDocumentTypeIsRefusedAndNothingIsFetched(String type) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertRefused(
                STATEMENT.replace("?>\n", "?>\n" + type + "\n").replace("Tak", "&a;"),
                "A document type is not taken"));
  }

  @Test
  void anEntityOfItsOwnIsRefused() {
    assertThatThrownBy(() -> read(STATEMENT.replace("Tak", "&a;")))
        .isInstanceOf(BankFileInvalid.class)
        .hasMessageStartingWith("line ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "US-ASCII", "UTF-99", "UTF-16"})
  void anEncodingThatIsNotThatOfTheBytesIsRefused(String encoding) {
    byte[] file =
        STATEMENT
            .replace("UTF-8", encoding)
            .replace("Tak", "Frå Åse")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read(file)).isInstanceOf(BankFileInvalid.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n\n",
        "N",
        "NY",
        "x",
        "%PDF-1.7",
        "PK\u0003\u0004",
        "{}",
        "<",
        "<?xml",
        "<a/>"
      })
  void whatIsNoBankFileIsRefused(String file) {
    assertThatThrownBy(() -> read(file)).isInstanceOf(BankFileInvalid.class);
  }

  @Test
  void fiftyMegabytesAreRefusedBeforeTheyAreRead() {
    var endless = new CountedBlanks(50L * 1024 * 1024);

    assertThatThrownBy(() -> BankFileReader.read(endless))
        .isInstanceOf(BankFileInvalid.class)
        .hasMessage("file: It is larger than 33554432 bytes");
    assertThat(endless.given).isLessThan(34L * 1024 * 1024);
  }

  @ParameterizedTest
  @CsvSource({
    "'', ' '",
    "'<AddtlNtryInf>', A",
    "'<X>', A",
    "'<!--', A",
    "'<X ', ' '",
    "'', <Dt>",
    "'<AddtlNtryInf>', <Dt/>",
    "'<X>', <Dt/>",
    "'<NtryDtls>', <TxDtls/>",
    "'<NtryDtls>', '<TxDtls><Amt Ccy=\"DKK\">0</Amt></TxDtls>'"
  })
  void aLargeFileIsReadInBoundedTimeAndMemory(String before, String repeated) {
    int times = 30 * 1024 * 1024 / repeated.length();
    String file =
        STATEMENT.substring(0, STATEMENT.indexOf("<AcctSvcrRef>"))
            + before
            + repeated.repeat(times);
    byte[] bytes = file.getBytes(StandardCharsets.ISO_8859_1);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> assertThatThrownBy(() -> read(bytes)).isInstanceOf(BankFileInvalid.class));
  }

  private static final class CountedBlanks extends InputStream {
    private final long size;
    private long given;

    CountedBlanks(long size) {
      this.size = size;
    }

    @Override
    public int read() {
      return given++ < size ? ' ' : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int more = (int) Math.min(length, size - given);
      Arrays.fill(into, offset, offset + more, (byte) ' ');
      given += more;
      return more == 0 && length > 0 ? -1 : more;
    }
  }

  private static void assertRefused(String file, String problem) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            BankFileInvalid.class, it -> assertThat(it.problem()).isEqualTo(problem));
  }

  private static BankFile read(String file) throws IOException {
    return read(file.getBytes(StandardCharsets.UTF_8));
  }

  private static BankFile read(byte[] bytes) throws IOException {
    return BankFileReader.read(new ByteArrayInputStream(bytes));
  }
}
