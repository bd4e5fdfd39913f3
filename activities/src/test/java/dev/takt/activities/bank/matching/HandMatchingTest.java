package dev.takt.activities.bank.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.bank.matching.PaymentMatch.Booked;
import dev.takt.activities.bank.matching.PaymentMatch.Ground;
import dev.takt.activities.bank.matching.PaymentMatch.Paying;
import dev.takt.activities.bank.matching.PaymentMatch.PerhapsBooked;
import dev.takt.activities.bank.matching.PaymentMatch.Proposed;
import dev.takt.activities.bank.matching.PaymentMatch.Unknown;
import dev.takt.activities.references.ReferenceScheme;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whether what the bank tells of was booked by hand before. */
class HandMatchingTest {
  private static final ReferenceScheme SCHEME = new ReferenceScheme.Fik71("87654321");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 9);
  private static final PaymentMatch PAYING = new Paying(List.of(new PaymentShare("inv_1", 100)));

  private static IncomingPayment payment(String text) {
    return new IncomingPayment(100, "DKK", List.of(), List.of(text), null, null);
  }

  private static HandPayment byHand(int number, LocalDate on, @Nullable String reference) {
    return new HandPayment(
        "pay_" + number, "inv_" + number, "cus_" + number, on, reference, SCHEME.of(number));
  }

  private static PaymentMatch of(String text, PaymentMatch otherwise, HandPayment... byHand) {
    return HandMatching.of(payment(text), DAY, otherwise, List.of(byHand));
  }

  @Test
  void referenceAmountAndDayMakeItTheSame() {
    String printed = SCHEME.of(1).printed();
    assertThat(of(printed, PAYING, byHand(2, DAY, null), byHand(1, DAY, null)))
        .isEqualTo(new Booked("pay_1"));
    assertThat(of("statement 4", new Unknown(), byHand(1, DAY, "statement 4")))
        .isEqualTo(new Booked("pay_1"));
  }

  @Test
  void anotherDayOrNoReferenceWaitsForAPerson() {
    String printed = SCHEME.of(1).printed();
    var perhaps = new PerhapsBooked("pay_1", "inv_1", "cus_1");
    assertThat(of(printed, PAYING, byHand(1, DAY.minusDays(2), null))).isEqualTo(perhaps);
    assertThat(of("", new Unknown(), byHand(1, DAY, null))).isEqualTo(perhaps);
    assertThat(of("", new Proposed(List.of("inv_7"), "cus_7", Ground.AMOUNT), byHand(1, DAY, null)))
        .isEqualTo(perhaps);
    assertThat(
            of(
                "",
                new Proposed(List.of("inv_3"), "cus_1", Ground.PAYER_ACCOUNT),
                byHand(1, DAY, null)))
        .as("the customer's next invoice of the same amount")
        .isEqualTo(perhaps);
  }

  @Test
  void whatTellsOfAnotherIsAnother() {
    String printed = SCHEME.of(2).printed();
    PaymentMatch other = new Proposed(List.of("inv_2"), "cus_2", Ground.PAYER_NAME);
    assertThat(of(printed, PAYING, byHand(1, DAY, null))).isEqualTo(PAYING);
    assertThat(of("", other, byHand(1, DAY, null))).isEqualTo(other);
    assertThat(of("", new Unknown(), byHand(1, DAY.plusDays(1), null))).isEqualTo(new Unknown());
    assertThat(of("", new Unknown(), byHand(1, DAY, null), byHand(2, DAY, null)))
        .as("one of two, but which?")
        .isEqualTo(new Unknown());
    assertThat(of(printed, PAYING)).isEqualTo(PAYING);
  }
}
