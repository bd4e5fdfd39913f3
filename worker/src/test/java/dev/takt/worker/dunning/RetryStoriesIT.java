package dev.takt.worker.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Books;
import org.junit.jupiter.api.Test;

/** Cards that are declined, and tried again or not. */
class RetryStoriesIT {

  @Test
  void noFundsIsTriedOnBankingDaysAtOtherHoursUntilItIsPaid() {
    // 1 March 2026 is a Sunday.
    var debtor = Debtor.withCard("tok_fail_3_then_ok").on("2026-03-20");

    assertThat(debtor.charges())
        .containsExactly(
            "03-01 00:00 DECLINED insufficient_funds",
            "03-02 12:15 DECLINED insufficient_funds",
            "03-04 18:45 DECLINED insufficient_funds",
            "03-06 10:00 CAPTURED");
    assertThat(debtor.done())
        .containsExactly(
            "03-01 08:00 MESSAGE PAYMENT_FAILED",
            "03-02 12:15 RETRY declined: insufficient_funds",
            "03-04 18:45 RETRY declined: insufficient_funds",
            "03-05 09:00 MESSAGE PAYMENT_FAILED_AGAIN",
            "03-06 10:00 RETRY paid: 31000",
            "03-06 10:00 RESTORE " + debtor.subscription(),
            "03-06 10:00 MESSAGE PAYMENT_RECEIVED");
    assertThat(debtor.theCase().get("status").asString()).isEqualTo("RECOVERED");
    assertThat(debtor.theCase().get("nextStep").isNull()).isTrue();
    assertThat(debtor.status()).isEqualTo("ACTIVE");
    Books.of(debtor.story().rest()).mustAgree();
  }

  @Test
  void noFundsForEverIsSuspendedAfterTheGracePeriodAndWaitsForAPerson() {
    var debtor = Debtor.withCard("tok_insufficient_funds").on("2026-03-14");
    assertThat(debtor.status()).isEqualTo("ACTIVE");

    debtor.on("2026-03-15");
    assertThat(debtor.status()).isEqualTo("SUSPENDED");
    debtor.on("2026-05-20");

    assertThat(debtor.theCase().get("waitsForPerson").asBoolean()).isTrue();
    assertThat(debtor.theCase().get("status").asString()).isEqualTo("OPEN");
    assertThat(debtor.done()).contains("03-31 07:30 RETRY declined: insufficient_funds");
    Books.of(debtor.story().rest()).mustAgree();
  }

  @Test
  void aStolenCardIsNeverTriedAgain() {
    var debtor = Debtor.withCard("tok_stolen_card").on("2026-05-20");

    assertThat(debtor.charges()).containsExactly("03-01 00:00 DECLINED stolen_card");
    assertThat(debtor.theCase().get("track").asString()).isEqualTo("HARD_DECLINE");
    debtor.story().rest().send("POST", "/v1/invoices/" + debtor.invoice() + "/retry", null);
    assertThat(debtor.charges()).hasSize(1);
    Books.of(debtor.story().rest()).mustAgree();
  }
}
