package dev.takt.activities.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.takt.activities.World;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.subscription.Charge;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Crashes between the attempt, the gateway and the outcome, and races with other money. */
class CrashesTest {
  private static final Instant AT = World.noon("2026-03-01");

  private final World world = new World();
  private final Attempts attempts = World.bean(Attempts.class);
  private final PaymentGateway gateway = World.gateway("sandbox");

  private Attempt begin(String invoice) {
    return ((Attempts.Written) attempts.begin(world.tenant, new Charge(invoice, 1), null, AT))
        .attempt();
  }

  private PaymentGateway.Answer charge(Attempt attempt) {
    return gateway.charge(attempt.order(AT));
  }

  @Test
  void crashedBeforeTheGatewayWasAsked() {
    String invoice = world.invoice(world.customerWithCard("tok_ok"), 100);
    begin(invoice);
    assertPaidOnce(invoice, 100);
  }

  @Test
  void crashedBeforeTheAnswerWasWrittenDown() {
    String invoice = world.invoice(world.customerWithCard("tok_ok"), 100);
    charge(begin(invoice));
    assertPaidOnce(invoice, 100);
  }

  @Test
  void crashedBeforeTheAnswerWasTold() {
    String invoice = world.invoice(world.customerWithCard("tok_ok"), 100);
    Attempt attempt = begin(invoice);
    attempts.finish(attempt, charge(attempt), AT);
    assertPaidOnce(invoice, 100);
  }

  @Test
  void bothHalvesTwiceAtOnce() throws Exception {
    String invoice = world.invoice(world.customerWithCard("tok_ok"), 100);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Future<Payments.Outcome>>();
      for (int i = 0; i < 8; i++) {
        calls.add(
            threads.submit(
                () -> world.payments.collect(world.tenant, new Charge(invoice, 1), null, AT)));
      }
      for (var call : calls) {
        assertThat(call.get()).isInstanceOf(Payments.Paid.class);
      }
    }
    assertPaidOnce(invoice, 100);
  }

  private void assertPaidOnce(String invoice, long amount) {
    assertThat(world.payments.collect(world.tenant, new Charge(invoice, 1), null, AT))
        .isInstanceOf(Payments.Paid.class);
    assertThat(
            world.number(
                "select sum(c.amount) from sandbox.charge c join invoice i"
                    + " on i.id = c.invoice_reference where i.tenant = :tenant"))
        .isEqualTo(amount);
    assertThat(world.balance("gateway_clearing")).isEqualTo(amount);
    assertThat(world.number("select sum(amount_paid) from invoice where tenant = :tenant"))
        .isEqualTo(amount);
  }

  @Test
  void aTransferThatOvertakesTheChargeMakesAnOverpayment() {
    String invoice = world.invoice(world.customerWithCard("tok_ok"), 100);
    Attempt attempt = begin(invoice);
    assertThatThrownBy(() -> receive(invoice, 70)).hasMessageContaining("no outcome yet");
    world.letAnHourPass();
    assertThat(receive(invoice, 70).refusal()).isNull();
    attempts.finish(attempt, charge(attempt), AT);
    assertThat(world.balance("receivable")).isZero();
    assertThat(world.balance("bank")).isEqualTo(70);
    assertThat(world.balance("gateway_clearing")).isEqualTo(100);
    assertThat(world.balance("overpayments")).isEqualTo(-70);
    assertThat(world.number("select amount_paid from invoice where tenant = :tenant"))
        .isEqualTo(100);
  }

  @Test
  void aTransferLooksUpTheChargeBeforeIt() {
    String invoice = world.invoice(world.customerWithCard("tok_ok"), 100);
    charge(begin(invoice));
    assertThat(receive(invoice, 70).refusal()).isNull();
    assertThat(world.texts("select status from payment where tenant = :tenant order by gateway"))
        .containsExactly("SUCCEEDED", "SUCCEEDED");
    assertThat(world.balance("gateway_clearing")).isEqualTo(100);
    assertThat(world.balance("overpayments")).isEqualTo(-70);
  }

  @Test
  void aRetryLooksUpTheChargeBeforeIt() {
    String invoice = world.invoice(world.customerWithCard("tok_ok"), 100);
    charge(begin(invoice));
    assertThat(world.payments.collectAgain(world.tenant, invoice, "try_1", null, AT))
        .isInstanceOf(Payments.NothingDue.class);
    assertPaidOnce(invoice, 100);
  }

  /** A retry, a form of the customer's page and a transfer of all that is due, at once. */
  @Test
  void thirtyRacesOfChargesAndTransfers() throws Exception {
    for (int race = 0; race < 30; race++) {
      String invoice = world.invoice(world.customerWithCard("tok_ok"), 100);
      String transfer = Ids.next("pay");
      var barrier = new CyclicBarrier(3);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var calls = new ArrayList<Future<?>>();
        for (String attemptKey : List.of("try_" + invoice, "page_" + invoice)) {
          calls.add(
              threads.submit(
                  () ->
                      insist(
                          barrier,
                          () ->
                              world.payments.collectAgain(
                                  world.tenant, invoice, attemptKey, null, AT))));
        }
        calls.add(threads.submit(() -> insist(barrier, () -> receive(transfer, invoice, 100))));
        for (var call : calls) {
          call.get();
        }
      }
    }
    long charged =
        world.number(
            "select coalesce(sum(c.amount), 0) from sandbox.charge c join invoice i"
                + " on i.id = c.invoice_reference where i.tenant = :tenant");
    assertThat(world.balance("receivable")).isZero();
    assertThat(world.balance("bank")).isEqualTo(3_000);
    assertThat(world.balance("gateway_clearing")).isEqualTo(charged);
    assertThat(-world.balance("overpayments"))
        .as("what is too much is the customers'")
        .isEqualTo(charged)
        .isEqualTo(world.number("select sum(remaining) from customer_money where tenant = :tenant"))
        .isEqualTo(
            world.number(
                "select sum((data ->> 'amount')::bigint) from event"
                    + " where tenant = :tenant and type = 'balance.added'"));
    // The transfer comes second, or nothing is charged any more.
    assertThat(
            world.number(
                "select count(*) from payment p join customer_money m on m.payment_id = p.id"
                    + " where p.tenant = :tenant and p.gateway <> 'bank'"))
        .isZero();
  }

  /** As Temporal does: what broke down is tried again. */
  private static <T> T insist(CyclicBarrier barrier, Callable<T> call) throws Exception {
    barrier.await();
    while (true) {
      try {
        return call.call();
      } catch (IllegalStateException | ApplicationFailure busy) {
        Thread.sleep(5);
      }
    }
  }

  @Test
  void moneyForAWrittenOffInvoiceBringsItBack() {
    String invoice = world.invoice(world.customerWithCard("tok_ok"), 100);
    Attempt attempt = begin(invoice);
    assertThat(world.payments.writeOff(world.tenant, invoice, "gone", AT, "off_1").refusal())
        .isNull();
    assertThat(world.payments.writeOff(world.tenant, invoice, "gone", AT, "off_1").refusal())
        .isNull();
    assertThat(world.balance("bad_debt")).isEqualTo(100);
    attempts.finish(attempt, charge(attempt), AT);
    assertThat(world.balance("bad_debt")).isZero();
    assertThat(world.balance("receivable")).isZero();
    assertThat(world.texts("select status from invoice where tenant = :tenant"))
        .containsExactly("PAID");
    assertThat(
            code(
                world.payments.writeOff(world.tenant, invoice, "gone", AT.plusSeconds(1), "off_2")))
        .isEqualTo("invoice_not_open");
  }

  @Test
  void aTransferIsBookedWhateverIsDue() {
    String invoice = world.invoice(world.customer(), 100);
    assertThat(code(receive(invoice, 0))).isEqualTo("invalid_amount");
    assertThat(receive(invoice, 60).refusal()).isNull();
    assertThat(world.texts("select status from invoice where tenant = :tenant"))
        .containsExactly("OPEN");
    String last = Ids.next("pay");
    assertThat(receive(last, invoice, 40).refusal()).isNull();
    assertThat(receive(last, invoice, 40).refusal()).isNull();
    assertThat(receive(invoice, 1).refusal()).isNull();
    assertThat(world.balance("bank")).isEqualTo(101);
    assertThat(world.balance("overpayments")).isEqualTo(-1);
    assertThat(world.texts("select status from invoice where tenant = :tenant"))
        .containsExactly("PAID");
  }

  private Payments.Registered receive(String invoice, long amount) {
    return receive(Ids.next("pay"), invoice, amount);
  }

  private Payments.Registered receive(String id, String invoice, long amount) {
    return world.payments.receive(
        world.tenant, id, invoice, amount, LocalDate.parse("2026-03-01"), null, AT);
  }

  private static String code(Payments.Registered registered) {
    return Objects.requireNonNull(registered.refusal()).code();
  }

  @Test
  void anotherTenantsInvoiceIsNotThere() {
    String invoice = world.invoice(world.customer(), 100);
    World other = new World();
    var registered =
        world.payments.receive(
            other.tenant, Ids.next("pay"), invoice, 100, LocalDate.parse("2026-03-01"), null, AT);
    assertThat(code(registered)).isEqualTo("invoice_not_found");
  }
}
