package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.records.Ids;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of one customer's subscriptions, with groups formed, joined, left and dissolved on
 * any day, in the real books, against the day-by-day reckoning: each pays exactly its active time,
 * and a group has one invoice and one charge a date at most.
 */
class GroupedLivesTest {
  private static final LocalDate START = LocalDate.of(2026, 1, 1);
  private static final int DAYS = 300;
  private static final int WORLDS = Integer.getInteger("takt.worlds", 20);
  private static final List<String> TOKENS =
      List.of(
          "tok_ok",
          "tok_ok",
          "tok_stolen_card",
          "tok_fail_3_then_ok",
          "tok_timeout_after_capture",
          "tok_timeout_before_capture");

  private static int worlds;
  private static int joined;
  private static int billed;
  private static int used;

  static List<Long> seeds() {
    String only = System.getProperty("takt.seed");
    return only == null
        ? new Random(20260301).longs(WORLDS, 0, 1_000_000_000).boxed().toList()
        : Stream.of(only.split(",")).map(Long::valueOf).toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void eachPaysExactlyItsActiveTime(long seed) {
    var random = new Random(seed);
    var world = new GroupedWorld(TOKENS.get(random.nextInt(TOKENS.size())));
    try {
      live(world, random, new Random(-seed));
      world.lives.forEach(ReckonedEnd::paidItsTime);
      ReckonedEnd.booksAreOver(world.world);
      oneInvoiceAndOneChargeADate(world);
      world.lives.forEach(life -> eachChangeIsInTheHistoryOnce(world, life));
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError("seed " + seed + "\n" + String.join("\n", world.log), failure);
    }
  }

  private static void live(GroupedWorld world, Random random, Random payer) {
    var requests = new GroupedRequests(random, world);
    for (int i = 0; i < 4; i++) {
      requests.signUp(START);
    }
    LocalDate today = START;
    while (today.isBefore(START.plusDays(DAYS))) {
      today = today.plusDays(1 + random.nextInt(9));
      world.until(today);
      requests.ask(today);
      if (payer.nextInt(10) == 0) {
        payTooMuch(world, 1 + payer.nextInt(20_000), today);
      }
      if (random.nextInt(8) == 0) {
        JournalSums.hold(world.world);
        MoneySums.hold(world.world);
      }
    }
    requests.endAll(today);
    world.until(today.plusDays(100));
    askBack(world, today.plusDays(100));
    worlds++;
    joined += requests.joined;
    billed += world.groups.stream().mapToInt(group -> group.bills.size()).sum();
  }

  /** By bank, for the newest invoice, whatever is due on it. */
  private static void payTooMuch(GroupedWorld world, long amount, LocalDate today) {
    String newest = "select id from invoice where tenant = :tenant order by number desc limit 1";
    for (String invoice : world.world.texts(newest)) {
      var registered =
          world.world.payments.receive(
              world.world.tenant,
              Ids.next("pay"),
              invoice,
              amount,
              today,
              null,
              GroupedWorld.startOf(today));
      assertThat(registered.refusal()).isNull();
    }
  }

  /** All that no invoice has used; it came by bank. */
  private static void askBack(GroupedWorld world, LocalDate today) {
    long left = -world.world.balance("overpayments");
    var planned =
        world.world.payments.refundBalance(
            world.world.tenant, world.customer, "DKK", null, "req_1", GroupedWorld.startOf(today));
    assertThat(planned.refusal() == null).isEqualTo(left > 0);
    assertThat(world.world.balance("overpayments")).isZero();
    used +=
        (int) world.world.number("select count(*) from customer_money_use where tenant = :tenant");
  }

  private static void oneInvoiceAndOneChargeADate(GroupedWorld world) {
    assertThat(
            world.world.number(
                """
                select count(*) from (select 1 from invoice
                  where tenant = :tenant and group_id is not null
                  group by group_id, issue_date having count(*) > 1) twice
                """))
        .isZero();
    assertThat(
            world.world.number(
                """
                select count(*) from (select 1 from payment
                  where tenant = :tenant and gateway <> 'bank'
                  group by invoice_id having count(*) > 1) twice
                """))
        .isZero();
    assertThat(
            world.world.number(
                """
                select count(*) from (select 1 from sandbox.charge c
                  join invoice i on i.id = c.invoice_reference
                  where i.tenant = :tenant group by i.id having count(*) > 1) twice
                """))
        .isZero();
  }

  private static void eachChangeIsInTheHistoryOnce(GroupedWorld world, Life life) {
    assertThat(
            world.world.texts(
                "select actor from history where tenant = :tenant and subject_id = '"
                    + life.id
                    + "'"))
        .containsExactlyInAnyOrderElementsOf(life.actors);
  }

  @AfterAll
  static void groupsWereALivelyPartOfIt() {
    assertThat(joined).as("joinings").isGreaterThan(worlds * 2);
    assertThat(billed).as("group dates").isGreaterThan(worlds * 3);
    assertThat(used).as("invoices paid from what was too much").isGreaterThan(worlds);
  }
}
