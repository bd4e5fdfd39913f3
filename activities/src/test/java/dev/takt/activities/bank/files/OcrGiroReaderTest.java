package dev.takt.activities.bank.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.takt.activities.bank.files.BankTransaction.Direction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OcrGiroReaderTest {
  private static final SampleOcrGiro GIRO = SampleOcrGiro.lastOfMarch();
  private static final LocalDate DAY = LocalDate.of(2026, 3, 31);
  private static final SamplePayment FIRST =
      SamplePayment.of(10_200, "0531000", "-").from(null, "99990512341");

  @Test
  void aFileWithPaymentsATextAndAReversal() throws IOException {
    SamplePayment unnamed = SamplePayment.of(5_600, null, "-").withText("Frå Åse Bø");
    BankFile file = read(GIRO.file(List.of(FIRST, unnamed.from(null, null), FIRST.reversed("-"))));

    assertThat(file.format()).isEqualTo(BankFile.Format.OCR_GIRO);
    assertThat(file.id()).isEqualTo("0170031");
    Statement statement = file.statements().getFirst();
    assertThat(statement.account()).isEqualTo("99991042764");
    assertThat(statement.readThrough()).contains(DAY);
    assertThat(statement.entries()).extracting(Entry::amount).containsExactly(5_600L);
    assertThat(file.transactions())
        .extracting(
            BankTransaction::direction,
            BankTransaction::reversal,
            BankTransaction::amount,
            BankTransaction::references,
            BankTransaction::texts,
            it -> it.counterparty().account())
        .containsExactly(
            tuple(Direction.CREDIT, false, 10_200L, List.of("0531000"), List.of(), "99990512341"),
            tuple(Direction.CREDIT, false, 5_600L, List.of(), List.of("Frå Åse Bø"), null),
            tuple(Direction.DEBIT, true, 10_200L, List.of("0531000"), List.of(), "99990512341"));
    assertThat(file.transactions().map(BankTransaction::key)).doesNotHaveDuplicates();
    assertThat(file.transactions().map(BankTransaction::currency)).containsOnly("NOK");
    assertThat(file.transactions().map(BankTransaction::bookedOn)).containsOnly(DAY);
  }

  @ParameterizedTest
  @CsvSource({
    "10,CREDIT",
    "11,CREDIT",
    "12,CREDIT",
    "13,CREDIT",
    "14,CREDIT",
    "15,CREDIT",
    "16,CREDIT",
    "17,CREDIT",
    "18,DEBIT",
    "19,CREDIT",
    "20,DEBIT",
    "21,CREDIT"
  })
  void theTypeSaysWhetherMoneyCame(String type, Direction direction) throws IOException {
    String file = GIRO.file(List.of(FIRST)).replace("NY0910", "NY09" + type);

    assertThat(read(file).transactions())
        .extracting(BankTransaction::direction, BankTransaction::reversal)
        .containsExactly(tuple(direction, direction == Direction.DEBIT));
  }

  @Test
  void aPaymentWithASignIsTakenBack() throws IOException {
    String file = GIRO.file(List.of(FIRST)).replace("014640000", "01464-000");

    assertThat(read(file).transactions())
        .extracting(BankTransaction::signedAmount, BankTransaction::reversal)
        .containsExactly(tuple(-10_200L, true));
  }

  @Test
  void theSumIsWithOrWithoutWhatIsTakenBack() throws IOException {
    SamplePayment second = SamplePayment.of(300, "0602243", "-");
    String file = GIRO.file(List.of(FIRST, second.reversed("-")));
    String net = file.replace("00000000000010500", "00000000000009900");

    assertThat(net).isNotEqualTo(file);
    assertThat(read(net)).isEqualTo(read(file));
    assertRefused(
        file.replace("00000000000010500", "00000000000010499"),
        "line 7",
        "It says a sum of 10499 øre, the payments come to 10500");
  }

  @Test
  void changesOfMandatesInTheSameTransmissionAreCountedAndPassedOver() throws IOException {
    List<String> lines = new ArrayList<>(GIRO.lines(List.of(FIRST)));
    lines.add(1, SampleOcrGiro.filled("NY2124200000000000000002" + "99991042764"));
    lines.add(2, SampleOcrGiro.filled("NY219470" + "00000011" + " ".repeat(18) + "0531000J"));
    lines.add(3, SampleOcrGiro.filled("NY212488" + "00000001" + "00000003"));
    lines.set(8, lines.get(8).replace("0000000100000006", "0000000200000009"));

    assertThat(read(String.join("\n", lines)).transactions())
        .containsExactlyElementsOf(read(GIRO.file(List.of(FIRST))).transactions().toList());
  }

  @Test
  void aDayWithoutPaymentsWasReadToo() throws IOException {
    BankFile file = read(GIRO.file(List.of()));

    assertThat(file.transactions()).isEmpty();
    assertThat(file.statements().getFirst().readThrough()).contains(DAY);
  }

  @Test
  void aKidByModulus11MayEndInAHyphen() throws IOException {
    assertThat(read(GIRO.file(List.of(SamplePayment.of(1, "06-", "-")))).transactions())
        .extracting(BankTransaction::references)
        .containsExactly(List.of("06-"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NY0910          | NY0999          | line 3 | The type of transaction 99 is not known
          014640000       | 01464+000       | line 3 | Position 32 is no sign
          310326132010    | 310226132010    | line 3 | Positions 16 to 21 are no date
          310326132010    | 000000132010    | line 3 | It lacks the date at position 16
          00000000010200  | 0000000001020X  | line 3 | Positions 33 to 49 are no number
          NY0910310000002 | NY0911310000002 | line 4 | It is of another transaction than line 3
          NY0910310000002 | NY0910310000003 | line 4 | It is of another transaction than line 3
          NY09103100      | NY09103200      | line 4 | Record 31 of service 09 is expected, it is 32 of 09
          NY0900880000000 | NY0900990000000 | line 5 | Record 88 of service 09 is expected, it is 99 of 09
          NY0900880000000100000004 | NY0900880000000200000004 | line 5 | It says 2 transactions, there are 1
          NY0900880000000100000004 | NY0900880000000100000005 | line 5 | It says 5 records, there are 4
          NY0000890000000100000006 | NY0000890000000000000006 | line 6 | It says 0 transactions, there are 1
          NY0000890000000100000006 | NY0000890000000100000007 | line 6 | It says 7 records, there are 6
          NY090020        | NY210020        | line 2 | Record 20 of service 09 is expected, it is 20 of 21
          NY000010        | NY000011        | line 1 | Record 10 of service 00 is expected, it is 11 of 00
          99991042764     | 9999104276X     | line 2 | Positions 25 to 35 are no number
          """)
  void whatIsWrongIsToldWithItsLine(String right, String wrong, String place, String problem) {
    String file = GIRO.file(List.of(FIRST));

    assertThat(file).contains(right);
    assertRefused(file.replace(right, wrong), place, problem);
  }

  @Test
  void aTransactionThatComesTwiceIsToldWithItsLine() {
    String file = GIRO.file(List.of(FIRST, FIRST)).replace("0000004", "0000002");

    assertRefused(file, "line 5", "Transaction 0000002 is in the assignment already");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "NY000089", "\nNY"})
  void nothingMayFollowTheEnd(String more) {
    assertThatThrownBy(() -> read(GIRO.file(List.of(FIRST)) + more))
        .isInstanceOf(BankFileInvalid.class)
        .hasMessageStartingWith("line ");
  }

  @Test
  void aTextInUtf8MakesItsRecordTooLong() {
    String file = GIRO.file(List.of(SamplePayment.of(100, null, "-").withText("Frå Åse")));
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> BankFileReader.read(new ByteArrayInputStream(bytes)))
        .isInstanceOf(BankFileInvalid.class)
        .hasMessage("line 5: It has 82 characters instead of 80");
  }

  private static void assertRefused(String file, String place, String problem) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            BankFileInvalid.class,
            it -> {
              assertThat(it.place()).isEqualTo(place);
              assertThat(it.problem()).isEqualTo(problem);
            });
  }

  private static BankFile read(String file) throws IOException {
    return BankFileReader.read(
        new ByteArrayInputStream(file.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
