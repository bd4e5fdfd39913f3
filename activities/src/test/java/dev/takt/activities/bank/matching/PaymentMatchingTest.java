package dev.takt.activities.bank.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.bank.matching.PaymentMatch.Ground;
import dev.takt.activities.bank.matching.PaymentMatch.Paying;
import dev.takt.activities.bank.matching.PaymentMatch.Proposed;
import dev.takt.activities.bank.matching.PaymentMatch.Unknown;
import dev.takt.activities.references.ReferenceScheme;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which invoices a transfer pays, and what is only proposed. */
class PaymentMatchingTest {
  private static final ReferenceScheme SCHEME = new ReferenceScheme.Fik71("87654321");

  private static PayableInvoice invoice(int number, String customer, long payable) {
    return new PayableInvoice(
        "inv_" + number,
        customer,
        number,
        payable,
        "DKK",
        LocalDate.of(2026, 3, 1).plusDays(number),
        SCHEME.of(number),
        customer.equals("ane") ? "Ane Holm" : "Bo Berg",
        false);
  }

  private static PayableInvoice known(PayableInvoice of) {
    return new PayableInvoice(
        of.id(),
        of.customerId(),
        of.number(),
        of.payable(),
        of.currency(),
        of.dueDate(),
        of.reference(),
        of.customerName(),
        true);
  }

  private static IncomingPayment payment(long amount, String text, String payer) {
    return new IncomingPayment(amount, "DKK", List.of(), List.of(text), payer, null);
  }

  private static String printed(int number) {
    return SCHEME.of(number).printed();
  }

  private static PaymentMatch of(IncomingPayment payment, PayableInvoice... candidates) {
    return PaymentMatching.of(payment, List.of(candidates));
  }

  private static PaymentMatch paying(PaymentShare... shares) {
    return new Paying(List.of(shares));
  }

  @ParameterizedTest
  @CsvSource({"100", "40", "170", "1"})
  void aRightReferencePaysItsInvoiceWhateverTheAmount(long amount) {
    assertThat(of(payment(amount, printed(1), "X"), invoice(1, "ane", 100)))
        .isEqualTo(paying(new PaymentShare("inv_1", amount)));
  }

  @Test
  void moreThanIsDuePaysTheOldestOthersWhereItIsExactlyTheirs() {
    PayableInvoice one = invoice(1, "ane", 100);
    PayableInvoice two = invoice(2, "ane", 50);
    PayableInvoice three = invoice(3, "ane", 70);
    assertThat(of(payment(150, printed(1), "X"), three, two, one))
        .isEqualTo(paying(new PaymentShare("inv_1", 100), new PaymentShare("inv_2", 50)));
    assertThat(of(payment(220, printed(1), "X"), three, two, one))
        .isEqualTo(
            paying(
                new PaymentShare("inv_1", 100),
                new PaymentShare("inv_2", 50),
                new PaymentShare("inv_3", 70)));
    assertThat(of(payment(151, printed(1), "X"), three, two, one))
        .as("no sum of the oldest: the rest is the customer's")
        .isEqualTo(paying(new PaymentShare("inv_1", 151)));
    assertThat(of(payment(50, printed(1), "X"), invoice(1, "ane", 0), two, three))
        .as("who states an old reference again pays what is due")
        .isEqualTo(paying(new PaymentShare("inv_2", 50)));
  }

  @Test
  void severalReferencesPayOldestFirst() {
    PayableInvoice one = invoice(1, "ane", 100);
    PayableInvoice two = invoice(2, "ane", 50);
    String both = printed(2) + " og " + printed(1);
    assertThat(of(payment(120, both, "X"), two, one))
        .isEqualTo(paying(new PaymentShare("inv_1", 100), new PaymentShare("inv_2", 20)));
    PayableInvoice bo = invoice(2, "bo", 50);
    assertThat(of(payment(150, both, "X"), one, bo))
        .as("of two customers, exactly")
        .isEqualTo(paying(new PaymentShare("inv_1", 100), new PaymentShare("inv_2", 50)));
    assertThat(of(payment(120, both, "X"), one, bo))
        .as("of two customers, and not exactly")
        .isEqualTo(new Proposed(List.of("inv_1", "inv_2"), "ane", Ground.REFERENCES));
  }

  @Test
  void withoutAReferenceItIsProposedOnTheStrongestGround() {
    PayableInvoice ane = invoice(1, "ane", 100);
    PayableInvoice bo = invoice(2, "bo", 100);
    assertThat(of(payment(100, "", "HOLM, ANE"), ane, bo))
        .isEqualTo(new Proposed(List.of("inv_1"), "ane", Ground.PAYER_NAME));
    assertThat(of(payment(100, "", "Ane Holm"), ane, known(bo)))
        .isEqualTo(new Proposed(List.of("inv_2"), "bo", Ground.PAYER_ACCOUNT));
    assertThat(of(payment(100, "", "Carl"), ane))
        .isEqualTo(new Proposed(List.of("inv_1"), "ane", Ground.AMOUNT));
    assertThat(of(payment(100, "", "Carl"), ane, bo)).isEqualTo(new Unknown());
    assertThat(of(payment(100, "", "Carl"))).isEqualTo(new Unknown());
    assertThat(of(payment(150, "", "Carl"), known(ane), known(invoice(3, "ane", 60))))
        .isEqualTo(new Proposed(List.of("inv_1", "inv_3"), "ane", Ground.PAYER_ACCOUNT));
  }

  @Test
  void anotherCurrencyIsAnotherMatter() {
    var euros =
        new IncomingPayment(100, "EUR", List.of(SCHEME.of(1).value()), List.of(), null, null);
    assertThat(of(euros, invoice(1, "ane", 100))).isEqualTo(new Unknown());
  }

  @ParameterizedTest
  @CsvSource({
    "Ane Holm, HOLM ANE, true",
    "Ane Holm, Ane Marie Holm, true",
    "Ane Holm, Bo Holm, false",
    "'', '', false",
    "A, A B, false",
  })
  void namesAreTheSameWhereOneHasAllWordsOfTheOther(String one, String other, boolean same) {
    assertThat(PaymentMatching.isSameName(one, other)).isEqualTo(same);
  }

  @Test
  void anAccountIsKnownByAnyOfItsNumbers() {
    var iban = new OwnAccount(null, null, "DK5000400440116243");
    assertThat(iban.is("DK50 0040 0440 1162 43")).isTrue();
    assertThat(iban.is("00400440116243")).isTrue();
    assertThat(iban.is("00400440116244")).isFalse();
    var national = new OwnAccount("0040", "440116243", null);
    assertThat(national.is("DK5000400440116243")).isTrue();
    assertThat(national.is("0040440116243")).isTrue();
    assertThat(new OwnAccount(null, null, null).is("")).isFalse();
  }
}
