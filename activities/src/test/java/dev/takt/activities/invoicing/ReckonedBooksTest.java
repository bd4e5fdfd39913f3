package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.subscription.CollectionMethod;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives in the real books, held against the day-by-day reckoning that the rules are proved
 * with: what a customer was invoiced, less what was credited, is the price of the days lived.
 */
class ReckonedBooksTest {
  private static final int REQUESTS = 25;
  private static final List<String> TOKENS =
      List.of(
          "tok_ok",
          "tok_ok",
          "tok_stolen_card",
          "tok_fail_3_then_ok",
          "tok_timeout_after_capture",
          "tok_timeout_before_capture");

  private final World world = new World();

  static List<Long> seeds() {
    Long only = Long.getLong("takt.seed");
    return only == null
        ? new Random(20260501).longs(48, 0, 1_000_000).boxed().toList()
        : List.of(only);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theBooksSayWhatTheReckoningSays(long seed) {
    var random = new Random(seed);
    var draw = new RandomRequests(random, world);
    String customer = world.customerWithCard(TOKENS.get(random.nextInt(TOKENS.size())));
    var means =
        random.nextInt(4) == 0 ? CollectionMethod.Means.INVOICE : CollectionMethod.Means.CARD;
    var life = new Life(world, customer, draw.terms(), new CollectionMethod(means, 14, null));
    try {
      live(life, draw, random);
      ReckonedEnd.holds(life);
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError(
          "seed " + seed + "\n" + life.state.terms() + "\n" + String.join("\n", life.log), failure);
    }
  }

  private static boolean isOver(Life life) {
    return life.state.progress().endedOn() != null;
  }

  private static void live(Life life, RandomRequests draw, Random random) {
    LocalDate today = life.today();
    for (int i = 0; i < REQUESTS && !isOver(life); i++) {
      today = today.plusDays(random.nextInt(30));
      life.until(today);
      if (random.nextInt(10) == 0) {
        payHalf(life);
      } else {
        life.ask(draw.request(life));
      }
      JournalSums.hold(life.world);
      MoneySums.hold(life.world);
    }
    if (!isOver(life)) {
      life.ask(draw.end(today));
      life.until(today.plusDays(100));
    }
  }

  /** Half of what is due on the oldest open invoice comes in by bank. */
  private static void payHalf(Life life) {
    life.world
        .texts(
            """
            select id from invoice where tenant = :tenant
              and total > amount_paid + amount_credited + amount_written_off
            order by number limit 1
            """)
        .forEach(
            invoice -> {
              long due =
                  life.world.number(
                      "select amount_due"
                          + " from invoice where tenant = :tenant and id = '"
                          + invoice
                          + "'");
              var payment =
                  life.world.payments.receive(
                      life.world.tenant,
                      Ids.next("pay"),
                      invoice,
                      (due + 1) / 2,
                      life.today(),
                      null,
                      life.now);
              assertThat(payment.refusal()).isNull();
            });
  }
}
