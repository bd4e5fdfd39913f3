package dev.takt.activities.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.takt.activities.World;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.subscription.Charge;
import dev.takt.workflows.subscription.Refusal;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sandbox token does what the API's documentation says, and money is booked as it moves. */
class SandboxTokensTest {
  private final World world = new World();

  private Payments.Outcome charge(String invoice, int attempt, String date) {
    return world.payments.collect(
        world.tenant, new Charge(invoice, attempt), null, World.noon(date));
  }

  @ParameterizedTest
  @CsvSource({"tok_pending_ok, SUCCEEDED", "tok_pending_fails, DECLINED"})
  void pendingIsDecidedTheNextDayAndIsOneCharge(String token, String status) {
    String invoice = world.invoice(world.customerWithCard(token), 31000);
    var pending = (Payments.Pending) charge(invoice, 1, "2026-03-01");
    assertThat(charge(invoice, 1, "2026-03-01")).isEqualTo(pending);
    assertThat(charge(invoice, 2, "2026-03-01")).isEqualTo(pending);

    var undecided =
        world.payments.lookUp(world.tenant, pending.paymentId(), World.noon("2026-03-01"));
    assertThat(undecided.nextLook()).isEqualTo(Instant.parse("2026-03-01T23:00:00Z"));
    assertThat(undecided.pursued()).isFalse();

    var decided =
        world.payments.lookUp(world.tenant, pending.paymentId(), World.noon("2026-03-02"));
    assertThat(decided.nextLook()).isNull();
    assertThat(decided.pursued()).isEqualTo(status.equals("DECLINED"));
    assertThat(captured()).isEqualTo(status.equals("DECLINED") ? 0 : 31000);
    assertThat(world.balance("receivable")).isEqualTo(status.equals("DECLINED") ? 31000 : 0);
  }

  @Test
  void okIsCapturedOnceHoweverOftenItIsAsked() {
    String invoice = world.invoice(world.customerWithCard("tok_ok"), 31000);
    var first = charge(invoice, 1, "2026-03-01");
    assertThat(first)
        .isInstanceOfSatisfying(
            Payments.Paid.class, paid -> assertThat(paid.amount()).isEqualTo(31000));
    assertThat(charge(invoice, 1, "2026-03-01")).isEqualTo(first);
    assertThat(charge(invoice, 2, "2026-03-02")).isEqualTo(new Payments.NothingDue());
    assertThat(captured()).isEqualTo(31000);
    assertThat(world.balance("receivable")).isZero();
    assertThat(world.balance("gateway_clearing")).isEqualTo(31000);
    assertThat(status(invoice)).isEqualTo("PAID");
    assertThat(world.texts("select type from event where tenant = :tenant order by id"))
        .containsExactly("payment.succeeded", "invoice.paid");
  }

  @ParameterizedTest
  @CsvSource({
    "insufficient_funds, later",
    "expired_card, fix_data",
    "card_removed, card_removed",
    "do_not_honor, later",
    "stolen_card, never"
  })
  void declinesSayWhyAndWhatKindItIs(String code, String category) {
    String invoice = world.invoice(world.customerWithCard("tok_" + code), 100);
    var first = charge(invoice, 1, "2026-03-01");
    assertThat(first)
        .isInstanceOfSatisfying(
            Payments.Declined.class,
            declined -> {
              assertThat(declined.declineCode()).isEqualTo(code);
              assertThat(declined.category()).isEqualTo(category);
            });
    assertThat(charge(invoice, 1, "2026-03-01")).isEqualTo(first);
    assertThat(world.number("select count(*) from payment where tenant = :tenant")).isEqualTo(1);
    assertThat(captured()).isZero();
    assertThat(status(invoice)).isEqualTo("OPEN");
    assertThat(world.texts("select type from event where tenant = :tenant order by id"))
        .containsExactly("payment.declined", "dunning.opened", "invoice.overdue");
  }

  @Test
  void failsSoManyTimesAndThenWorks() {
    String invoice = world.invoice(world.customerWithCard("tok_fail_2_then_ok"), 100);
    assertThat(charge(invoice, 1, "2026-03-01")).isInstanceOf(Payments.Declined.class);
    assertThat(charge(invoice, 1, "2026-03-01")).isInstanceOf(Payments.Declined.class);
    assertThat(charge(invoice, 2, "2026-03-04")).isInstanceOf(Payments.Declined.class);
    assertThat(charge(invoice, 3, "2026-03-07")).isInstanceOf(Payments.Paid.class);
    assertThat(captured()).isEqualTo(100);
  }

  @Test
  void breaksDownSoManyTimesAndThenWorks() {
    String invoice = world.invoice(world.customerWithCard("tok_error_2_then_ok"), 100);
    for (int time = 0; time < 2; time++) {
      assertThatThrownBy(() -> charge(invoice, 1, "2026-03-01")).hasMessageContaining("500");
      assertThat(captured()).isZero();
      assertThat(world.texts("select status from payment where tenant = :tenant"))
          .containsExactly("UNKNOWN");
    }
    assertThat(charge(invoice, 1, "2026-03-01")).isInstanceOf(Payments.Paid.class);
    assertThat(captured()).isEqualTo(100);
    assertThat(status(invoice)).isEqualTo("PAID");
  }

  @Test
  void worksUntilItsExpiryMonthIsOver() {
    String customer = world.customerWithCard("tok_exp_0326");
    assertThat(charge(world.invoice(customer, 100), 1, "2026-03-31"))
        .isInstanceOf(Payments.Paid.class);
    assertThat(charge(world.invoice(customer, 100), 1, "2026-04-01"))
        .isInstanceOfSatisfying(
            Payments.Declined.class,
            declined -> assertThat(declined.category()).isEqualTo("fix_data"));
    assertThat(
            world.number(
                "select expiry_year * 100 + expiry_month from payment_method"
                    + " where tenant = :tenant"))
        .isEqualTo(202603);
  }

  /** Renewals of the 1st are charged at local midnight, when in UTC it is still the day before. */
  @Test
  void itsMonthIsOverWhenItIsOverAtTheMerchants() {
    String customer = world.customerWithCard("tok_exp_0326");
    var lastMoment =
        world.payments.collect(
            world.tenant,
            new Charge(world.invoice(customer, 100), 1),
            null,
            Instant.parse("2026-03-31T21:59:59Z"));
    var midnight =
        world.payments.collect(
            world.tenant,
            new Charge(world.invoice(customer, 100), 1),
            null,
            Instant.parse("2026-03-31T22:00:00Z"));
    assertThat(lastMoment).isInstanceOf(Payments.Paid.class);
    assertThat(midnight).isInstanceOf(Payments.Declined.class);
  }

  @Test
  void aLostAnswerIsLookedUpAtOnce() {
    String invoice = world.invoice(world.customerWithCard("tok_timeout_after_capture"), 100);
    assertThat(charge(invoice, 1, "2026-03-01")).isInstanceOf(Payments.Paid.class);
    assertThat(captured()).isEqualTo(100);
    assertThat(world.balance("gateway_clearing")).isEqualTo(100);
  }

  @Test
  void aLostOrderIsMadeAgainUnderTheSameKey() {
    String invoice = world.invoice(world.customerWithCard("tok_timeout_before_capture"), 100);
    assertThatThrownBy(() -> charge(invoice, 1, "2026-03-01")).isInstanceOf(GatewayTimeout.class);
    assertThat(world.texts("select status from payment where tenant = :tenant"))
        .containsExactly("UNKNOWN");
    assertThatThrownBy(() -> charge(invoice, 2, "2026-03-01"))
        .hasMessageContaining("has no outcome yet")
        .asInstanceOf(InstanceOfAssertFactories.type(ApplicationFailure.class))
        .extracting(ApplicationFailure::getCategory)
        .as("it waits its turn: that is no breakdown, and is logged without a stack trace")
        .isEqualTo(ApplicationErrorCategory.BENIGN);
    assertThat(charge(invoice, 1, "2026-03-01")).isInstanceOf(Payments.Paid.class);
    assertThat(captured()).isEqualTo(100);
  }

  @Test
  void withoutACardNothingIsAsked() {
    String invoice = world.invoice(world.customer(), 100);
    var first = charge(invoice, 1, "2026-03-01");
    assertThat(first)
        .isInstanceOfSatisfying(
            Payments.Declined.class,
            declined -> {
              assertThat(declined.declineCode()).isEqualTo("no_payment_method");
              assertThat(declined.category()).isEqualTo("card_removed");
            });
    assertThat(charge(invoice, 1, "2026-03-01")).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tok_nothing", "tok_fail_0_then_ok", "tok_fail_10_then_ok", "tok_exp_1326", "ok"})
  void unknownTokensAreRefused(String token) {
    var refusal = refusal(world.tenant, "sandbox", token);
    assertThat(refusal.status()).isEqualTo(422);
    assertThat(refusal.code()).isEqualTo("invalid_token");
    assertThat(refusal.pointer()).isEqualTo("/token");
  }

  @Test
  void theSandboxIsForTestKeysAndOtherGatewaysAreNotThere() {
    var live = refusal(world.merchantId + "/live", "sandbox", "tok_ok");
    assertThat(live.code()).isEqualTo("sandbox_is_for_test_keys");
    var stripe = refusal(world.tenant, "stripe", "tok_ok");
    assertThat(stripe.code()).isEqualTo("gateway_unavailable");
  }

  @Test
  void aNewDefaultTakesTheOldOnesPlace() {
    String customer = world.customerWithCard("tok_stolen_card");
    String second = world.addCard(customer, "tok_ok");
    assertThat(world.texts("select id from payment_method where tenant = :tenant and is_default"))
        .containsExactly(second);
    assertThat(charge(world.invoice(customer, 100), 1, "2026-03-01"))
        .isInstanceOf(Payments.Paid.class);
  }

  private Refusal refusal(String tenant, String gateway, String token) {
    return Objects.requireNonNull(
        world
            .payments
            .register(
                new Payments.NewPaymentMethod(
                    tenant,
                    Ids.next("pm"),
                    world.customer(),
                    gateway,
                    token,
                    null,
                    true,
                    World.noon("2026-01-01")))
            .refusal());
  }

  private long captured() {
    return world.number(
        """
        select coalesce(sum(c.amount), 0) from sandbox.charge c
        join invoice i on i.id = c.invoice_reference
        where i.tenant = :tenant and c.status <> 'DECLINED'
        """);
  }

  private String status(String invoice) {
    return world
        .texts("select status from invoice where tenant = :tenant and id = '" + invoice + "'")
        .getFirst();
  }
}
