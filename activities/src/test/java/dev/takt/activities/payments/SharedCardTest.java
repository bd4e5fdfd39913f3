package dev.takt.activities.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.subscription.Charge;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;

/** Two invoices are charged to one card at the same moment. */
class SharedCardTest {
  private static final Instant AT = World.noon("2026-03-01");

  private final World world = new World();
  private final Attempts attempts = World.bean(Attempts.class);

  /** Whoever comes second must see the refusal, even where it is written down as he looks. */
  @RepeatedTest(100)
  void isNotTriedAgainAfterItWasRefusedForGood() throws Exception {
    String customer = world.customerWithCard("tok_ok");
    String first = world.invoice(customer, 100);
    String second = world.invoice(customer, 200);
    Attempt begun =
        ((Attempts.Written) attempts.begin(world.tenant, new Charge(first, 1), null, AT)).attempt();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Payments.Outcome> other = threads.submit(() -> insist(second));
      Thread.sleep(10);
      attempts.finish(begun, new PaymentGateway.Refused("answer", "04"), AT);
      assertThat(other.get())
          .isInstanceOfSatisfying(
              Payments.Declined.class, no -> assertThat(no.category()).isEqualTo("never"));
    }
    assertThat(world.texts("select gateway from payment where tenant = :tenant order by amount"))
        .containsExactly("sandbox", "none");
  }

  private Payments.Outcome insist(String invoice) {
    while (true) {
      try {
        return world.payments.collect(world.tenant, new Charge(invoice, 1), null, AT);
      } catch (ApplicationFailure busy) {
        Thread.onSpinWait();
      }
    }
  }
}
