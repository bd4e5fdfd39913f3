package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.port.SubscriptionStore;
import dev.takt.workflows.subscription.Charge;
import dev.takt.workflows.subscription.Fact;
import dev.takt.workflows.subscription.PendingPayments;
import dev.takt.workflows.subscription.Step;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.PauseSettlement;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What a workflow that heard no answer finds under way in the books. */
class PendingPaymentRowsTest {
  private static final LocalDate APRIL = LocalDate.parse("2026-04-01");
  private static final Instant NOON = World.noon("2026-04-01");

  private final World world = new World();
  private final Life life = Life.of(world, "tok_ok", "2026-03-01", 31_000);

  @Test
  void aChargeIsUnderWayUntilItHasItsOutcome() {
    assertThat(pending()).isEqualTo(PendingPayments.NONE);
    Charge charge = billed();
    assertThat(pending()).isEqualTo(PendingPayments.of(charge));

    assertThat(world.payments.collect(world.tenant, charge, null, NOON))
        .isInstanceOf(Payments.Paid.class);

    assertThat(pending()).isEqualTo(PendingPayments.NONE);
  }

  /** What came by bank has paid a part: the rest is still to be charged. */
  @Test
  void aPartThatCameByBankLeavesTheChargeUnderWay() {
    Charge charge = billed();

    world.payments.receive(
        world.tenant, "pay_" + life.id, charge.invoiceId(), 1_000, APRIL, null, NOON);

    assertThat(pending()).isEqualTo(PendingPayments.of(charge));
    assertThat(world.payments.collect(world.tenant, charge, null, NOON))
        .isInstanceOfSatisfying(
            Payments.Paid.class, paid -> assertThat(paid.amount()).isEqualTo(30_000));
    assertThat(pending()).isEqualTo(PendingPayments.NONE);
  }

  /** A declined charge is its case's business. */
  @Test
  void aDeclinedChargeIsNotUnderWay() {
    Life other = Life.of(world, "tok_insufficient_funds", "2026-03-01", 31_000);
    assertThat(world.books.load(other.state.identity()).pending()).isEqualTo(PendingPayments.NONE);
  }

  @Test
  void aRefundIsUnderWayUntilTheGatewayHasMadeIt() {
    life.until("2026-03-10");
    life.pause("2026-03-11", "2026-03-21", AfterPause.KEEP_DATES, PauseSettlement.REFUND);
    var identity = life.state.identity();
    var pause =
        new Step.StartPause(
            LocalDate.parse("2026-03-11"), life.state.changes().pauses().getFirst().id());
    Instant at = World.noon("2026-03-11");

    var answer = world.books.perform(identity, life.state.version(), pause, at);

    assertThat(answer).isInstanceOf(SubscriptionStore.Performed.class);
    PendingPayments pending = pending();
    assertThat(pending.charges()).isEmpty();
    assertThat(pending.refunds()).hasSize(1);
    world.payments.refund(world.tenant, pending.refunds().getFirst(), at);
    assertThat(pending()).isEqualTo(PendingPayments.NONE);
  }

  private PendingPayments pending() {
    return world.books.load(life.state.identity()).pending();
  }

  private Charge billed() {
    var identity = life.state.identity();
    return switch (world.books.perform(
        identity, life.state.version(), new Step.Bill(APRIL), NOON)) {
      case SubscriptionStore.Performed(Fact.Billed bill) when bill.charge() != null ->
          bill.charge();
      case SubscriptionStore.Answer other -> throw new AssertionError("not billed: " + other);
    };
  }
}
