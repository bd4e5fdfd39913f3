package dev.takt.activities.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.subscription.Charge;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Crashes between the attempt, the gateway and the outcome, and races with other money. */
class CrashesTest {
  private static final Instant AT = World.noon("2026-03-01");

  private final World world = new World();
  private final Attempts attempts = World.bean(Attempts.class);
  private final PaymentGateway gateway = World.bean(PaymentGateway.class);

  private Attempt begin(String invoice) {
    return ((Attempts.Written) attempts.begin(world.tenant, new Charge(invoice, 1), null, AT))
        .attempt();
  }

  private PaymentGateway.Answer charge(Attempt attempt) {
    String card = Objects.requireNonNull(attempt.cardReference());
    return gateway.charge(
        new PaymentGateway.Order(
            attempt.idempotencyKey(),
            card,
            attempt.invoiceId(),
            attempt.customerId(),
            attempt.amount(),
            attempt.currency(),
            AT,
            AT.atZone(attempt.zone()).toLocalDate()));
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
  void aTransferIsAtMostWhatIsDue() {
    String invoice = world.invoice(world.customer(), 100);
    assertThat(code(receive(invoice, 101))).isEqualTo("amount_exceeds_due");
    assertThat(code(receive(invoice, 0))).isEqualTo("invalid_amount");
    assertThat(receive(invoice, 60).refusal()).isNull();
    assertThat(world.texts("select status from invoice where tenant = :tenant"))
        .containsExactly("OPEN");
    String last = Ids.next("pay");
    assertThat(receive(last, invoice, 40).refusal()).isNull();
    assertThat(receive(last, invoice, 40).refusal()).isNull();
    assertThat(code(receive(invoice, 1))).isEqualTo("invoice_not_open");
    assertThat(world.balance("bank")).isEqualTo(100);
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
