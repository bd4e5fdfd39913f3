package dev.takt.workflows.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingPaymentsTest {
  private static final LocalDate MARCH = LocalDate.parse("2026-03-01");
  private static final Charge ONE = new Charge("inv_1", 1);
  private static final Charge OTHER = new Charge("inv_2", 1);

  @Test
  void refundsComeFirstAndEachIsBroughtToItsOutcomeOnce() {
    var pending =
        PendingPayments.of(new Fact.Billed(MARCH, List.of(), ONE))
            .and(PendingPayments.of(new Fact.Ended(MARCH, List.of(), OTHER, List.of("ref_1"))));
    var refund = new PaymentTask.Refund("ref_1");
    assertThat(pending.next()).isEqualTo(refund);
    pending = pending.without(refund);
    assertThat(pending.next()).isEqualTo(new PaymentTask.Collect(ONE));
    pending = pending.without(new PaymentTask.Collect(ONE));
    assertThat(pending.next()).isEqualTo(new PaymentTask.Collect(OTHER));
    pending = pending.without(new PaymentTask.Collect(OTHER));
    assertThat(pending.next()).isNull();
    assertThat(pending).isEqualTo(PendingPayments.NONE);
  }

  /** The books may say what is known already, and an outcome what they no longer say. */
  @Test
  void whatIsKnownIsNotDoubledAndWhatIsNotUnderWayIsNotMissed() {
    var pending = PendingPayments.of(ONE);
    assertThat(pending.and(PendingPayments.of(ONE))).isEqualTo(pending);
    assertThat(pending.without(new PaymentTask.Collect(OTHER))).isEqualTo(pending);
    assertThat(pending.without(new PaymentTask.Refund("ref_1"))).isEqualTo(pending);
    assertThat(pending.areNone()).isFalse();
    assertThat(PendingPayments.of(new Fact.Activated(MARCH)).areNone()).isTrue();
  }
}
