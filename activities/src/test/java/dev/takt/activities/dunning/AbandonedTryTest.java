package dev.takt.activities.dunning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.takt.activities.World;
import dev.takt.activities.dunning.PerilousGateway.Killed;
import dev.takt.activities.dunning.PerilousGateway.Peril;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.subscription.Charge;
import dev.takt.workflows.workflow.DunningCaseStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Dunning dies in the middle of a try, its workflow is lost, and money comes in before it is given
 * another: the case has gone on to another attempt, and the try is still not left without an end.
 */
class AbandonedTryTest {
  private final Debts debts = new Debts();
  private final World world = debts.world;
  private final DunningCaseStore books = World.bean(DunningCaseStore.class);

  @ParameterizedTest
  @EnumSource(
      value = Peril.class,
      names = {"BEFORE_IT_IS_ASKED", "AFTER_IT_HAS_CHARGED"})
  void isEndedByTheNextOne(Peril peril) {
    Instant first = World.noon("2026-03-02");
    String customer = debts.customer();
    debts.card(customer, "tok_script_51-ok", "visa", true, first);
    String subscription = debts.subscription(customer, null);
    LocalDate today = LocalDate.of(2026, 3, 2);
    String invoice = debts.invoice(customer, subscription, 31_000, today, false, first);
    world.payments.collect(world.tenant, new Charge(invoice, 1), null, first);
    Instant due = first.plus(Duration.ofDays(2));
    String attemptKey = look(invoice, due).attemptKey();
    PerilousGateway.next(peril);
    // The message of the first day comes first; the try is asked for as if it had gone.
    skipMessages(invoice, due);
    String tried = look(invoice, due).attemptKey();
    assertThatThrownBy(() -> charge(invoice, tried, due)).isInstanceOf(Killed.class);

    world.letAnHourPass();
    world.payments.receive(world.tenant, Ids.next("pay"), invoice, 1_000, today, null, due);
    String next = look(invoice, due).attemptKey();
    assertThat(next).isNotIn(attemptKey, tried);
    skipMessages(invoice, due);
    Payments.Outcome outcome = charge(invoice, look(invoice, due).attemptKey(), due);

    assertThat(outcome).isInstanceOf(Payments.Paid.class);
    assertThat(debts.due(invoice)).isZero();
    // It was begun before the transfer came: what is too much is the customer's.
    assertThat(world.balance("overpayments")).isEqualTo(-1_000);
    CourseRules.hold(world);
  }

  private DunningCaseStore.Case look(String invoice, Instant at) {
    return Objects.requireNonNull(books.look(world.tenant, invoice, at));
  }

  private void skipMessages(String invoice, Instant at) {
    DunningCaseStore.Case open = look(invoice, at);
    while (Objects.requireNonNull(open.next()).template() != null) {
      open =
          Objects.requireNonNull(
              books.done(world.tenant, invoice, open.version(), open.next(), "sent", at));
    }
  }

  private Payments.Outcome charge(String invoice, String attemptKey, Instant at) {
    return world.payments.collectAgain(world.tenant, invoice, attemptKey, null, at);
  }
}
