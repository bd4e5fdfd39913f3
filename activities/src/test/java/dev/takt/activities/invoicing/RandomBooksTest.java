package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.Pause;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Terms;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lives of many changes, by seed. Whatever happens: the journal adds up on the way, and once the
 * subscription has ended nothing is deferred on its account, in any month to come.
 */
class RandomBooksTest {
  private static final List<String> TOKENS =
      List.of(
          "tok_ok",
          "tok_ok",
          "tok_do_not_honor",
          "tok_fail_2_then_ok",
          "tok_timeout_after_capture");

  static List<Long> seeds() {
    return new Random(20260301).longs(40, 0, 1_000_000).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void addsUpWhateverHappens(long seed) {
    var random = new Random(seed);
    var world = new World();
    var life = new Life(world, customer(world, random), terms(world, random), Life.card());
    try {
      live(life, random);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + "\n" + String.join("\n", life.log), e);
    }
  }

  private static String customer(World world, Random random) {
    return world.customerWithCard(TOKENS.get(random.nextInt(TOKENS.size())));
  }

  private static Terms terms(World world, Random random) {
    boolean includesVat = random.nextBoolean();
    String rate = random.nextBoolean() ? "25" : "12.5";
    return Life.terms(world, "2026-01-31", 1 + random.nextInt(40_000), rate, includesVat);
  }

  private static void live(Life life, Random random) {
    LocalDate today = life.today();
    for (int i = 0; i < 12; i++) {
      today = today.plusDays(random.nextInt(25));
      life.until(today);
      change(life, random, today);
      JournalSums.hold(life.world);
      MoneySums.hold(life.world);
    }
    LocalDate end = today.plusDays(random.nextInt(40));
    life.cancel(end.toString(), one(random, Cancellation.Settlement.values()));
    life.until(end);
    JournalSums.hold(life.world);
    MoneySums.areSettled(life.world);
    assertThat(life.world.texts("select status from subscription where tenant = :tenant"))
        .containsExactly("ENDED");
    assertThat(life.world.balance("deferred_revenue")).as("deferred for ever").isZero();
    assertThat(
            life.world.number(
                "select count(*) from refund where tenant = :tenant and status" + " = 'PENDING'"))
        .isZero();
  }

  private static void change(Life life, Random random, LocalDate today) {
    List<Pause> pauses = life.state.changes().pauses();
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> pause(life, random, today);
      case 3 -> life.price(today.plusDays(random.nextInt(20)).toString(), random.nextInt(50_000));
      case 4 -> {
        if (!pauses.isEmpty()) {
          life.ask(new Request.RemovePause(pauses.getLast().id()));
        }
      }
      case 5 -> {
        if (!pauses.isEmpty()) {
          LocalDate to = today.plusDays(1 + random.nextInt(30));
          life.ask(new Request.ChangePause(pauses.getLast().id(), null, to, false));
        }
      }
      case 6 -> {
        String end = today.plusDays(3 + random.nextInt(20)).toString();
        life.cancel(end, one(random, Cancellation.Settlement.values()));
        life.until(today.plusDays(1));
        life.ask(new Request.UndoCancellation());
      }
      default -> pay(life, random);
    }
  }

  private static void pause(Life life, Random random, LocalDate today) {
    LocalDate from = today.plusDays(random.nextInt(30) - 10);
    LocalDate to = random.nextInt(4) == 0 ? null : from.plusDays(1 + random.nextInt(50));
    life.pause(
        from.toString(),
        to == null ? null : to.toString(),
        one(random, AfterPause.values()),
        one(random, PauseSettlement.values()));
  }

  /** Pays half of the oldest open invoice by bank, or too much for one that may be paid already. */
  private static void pay(Life life, Random random) {
    String some =
        random.nextBoolean()
            ? "select id || ' ' || (total - amount_paid - amount_credited + 1) / 2 from invoice"
                + " where tenant = :tenant"
                + " and total > amount_paid + amount_credited + amount_written_off"
                + " order by number limit 1"
            : "select id || ' ' || (total + 701) / 2 from invoice where tenant = :tenant"
                + " order by number desc limit 1";
    life.world
        .texts(some)
        .forEach(
            open -> {
              String[] parts = open.split(" ", -1);
              var registered =
                  life.world.payments.receive(
                      life.world.tenant,
                      Ids.next("pay"),
                      parts[0],
                      Long.parseLong(parts[1]),
                      life.today(),
                      null,
                      life.now);
              assertThat(registered.refusal()).isNull();
            });
  }

  private static <T> T one(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
