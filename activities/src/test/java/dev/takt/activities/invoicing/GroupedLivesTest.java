package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.group.GroupRequest;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Billing;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Reckoning;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.TermsChange;
import dev.takt.workflows.timeline.Transition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of one customer's subscriptions, with groups formed, joined, left and dissolved on
 * any day, in the real books, against the day-by-day reckoning: each pays exactly its active time,
 * and a group has one invoice and one charge a date at most.
 */
class GroupedLivesTest {
  private static final LocalDate START = LocalDate.of(2026, 1, 1);
  private static final int DAYS = 260;

  private final World world = new World();
  private final List<Life> lives = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private @Nullable GroupLife group;
  private int joined;

  static List<Long> seeds() {
    Long only = Long.getLong("takt.seed");
    return only == null
        ? new Random(20260301).longs(24, 0, 1_000_000).boxed().toList()
        : List.of(only);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void eachPaysExactlyItsActiveTime(long seed) {
    var random = new Random(seed);
    try {
      live(random);
      end();
      JournalSums.hold(world);
      lives.forEach(this::paysItsActiveTime);
      oneInvoiceAndOneChargeADate();
      assertThat(joined).as("joinings").isPositive();
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError("seed " + seed + "\n" + String.join("\n", log), failure);
    }
  }

  private void live(Random random) {
    String customer = world.customerWithCard(random.nextInt(4) == 0 ? "tok_stolen_card" : "tok_ok");
    for (int i = 0; i < 4; i++) {
      lives.add(new Life(world, customer, terms(random), Life.card()));
    }
    for (int day = 20; day < DAYS; day++) {
      LocalDate today = START.plusDays(day);
      lives.forEach(life -> life.until(today));
      if (group != null) {
        group.settle(lives.getFirst().now);
      }
      if (random.nextInt(6) == 0) {
        ask(random, today);
      }
    }
  }

  private Terms terms(Random random) {
    long price = List.of(0L, 99L, 10_000L, 31_000L, 33_333L).get(random.nextInt(5));
    boolean includesVat = random.nextBoolean();
    boolean yearly = random.nextInt(5) == 0;
    return new Terms(
        START.plusDays(random.nextInt(20)),
        yearly ? RhythmUnit.YEAR : RhythmUnit.MONTH,
        yearly ? 1 : 1 + random.nextInt(2),
        null,
        random.nextInt(3) == 0 ? Billing.IN_ARREARS : Billing.IN_ADVANCE,
        random.nextInt(4) == 0 ? 10 : 0,
        new Price(world.plan(price, "25", includesVat), "Avis", price, 1, "25", includesVat));
  }

  private void ask(Random random, LocalDate today) {
    Life life = lives.get(random.nextInt(lives.size()));
    log.add(today + " of " + life.id);
    if (random.nextBoolean()) {
      askGroup(random, today, life);
    } else {
      Request request = request(random, today);
      log.add(request + " → " + life.ask(request));
    }
  }

  private void askGroup(Random random, LocalDate today, Life life) {
    var transition = random.nextBoolean() ? Transition.AT_START : Transition.ON_NEXT_DATE;
    if (group == null || group.state.dissolvedOn() != null) {
      List<Life> members =
          lives.stream().filter(any -> any.state.groupId() == null && isMonthly(any)).toList();
      if (!members.isEmpty()) {
        LocalDate anchor = today.plusDays(random.nextInt(40));
        group = GroupLife.of(members, Rhythm.anchoredAt(RhythmUnit.MONTH, 1, anchor), transition);
        joined += members.size();
        log.add("formed " + group.state);
      }
      return;
    }
    var rhythm =
        random.nextBoolean() ? GroupRequest.RhythmThen.RESTORE : GroupRequest.RhythmThen.KEEP;
    GroupRequest request =
        switch (random.nextInt(5)) {
          case 0 -> new GroupRequest.Dissolve(rhythm);
          case 1, 2 -> new GroupRequest.Leave(life.id, rhythm);
          default -> new GroupRequest.Join(List.of(life.id), transition);
        };
    log.add(request + " → " + group.ask(request, lives, life.now));
  }

  private static boolean isMonthly(Life life) {
    return life.state.changes().pauses().stream()
        .allMatch(pause -> pause.afterPause() == AfterPause.KEEP_DATES);
  }

  private static Request request(Random random, LocalDate today) {
    return random.nextInt(3) == 0
        ? new Request.ChangeTerms(
            Ids.next("chg"),
            random.nextBoolean() ? TermsChange.When.NEXT_PERIOD : TermsChange.When.ON_DATE,
            today.plusDays(random.nextInt(30)),
            1_000L * random.nextInt(40),
            null,
            null)
        : new Request.PlanPause(
            Ids.next("pau"),
            today.plusDays(random.nextInt(30) - 5),
            today.plusDays(26 + random.nextInt(20)),
            AfterPause.KEEP_DATES,
            random.nextBoolean() ? PauseSettlement.BALANCE : PauseSettlement.REFUND,
            null);
  }

  private void end() {
    for (Life life : lives) {
      var end =
          new Request.Cancel(
              Cancellation.When.IMMEDIATELY,
              null,
              Cancellation.Settlement.REFUND,
              Cancellation.Receivables.CONTINUE_DUNNING,
              null,
              true);
      assertThat(life.ask(end)).isNull();
    }
  }

  private void paysItsActiveTime(Life life) {
    Reckoning reckoning =
        Reckoning.of(life.state.terms(), life.state.changes(), life.today().plusDays(1));
    String of = " and subscription_id = '" + life.id + "'";
    long paid =
        world.number(
                "select coalesce(sum(amount), 0) from invoice_line where tenant = :tenant"
                    + " and nominal_start is not null"
                    + of)
            - world.number(
                "select coalesce(sum(amount), 0) from credit_note_line where tenant = :tenant" + of)
            - world.number(
                "select coalesce(sum(amount), 0) from customer_credit where tenant = :tenant"
                    + " and from_subscription_id = '"
                    + life.id
                    + "'");
    assertThat(paid).as(life.id + " " + life.state.changes()).isEqualTo(reckoning.amount());
  }

  private void oneInvoiceAndOneChargeADate() {
    assertThat(
            world.number(
                """
                select count(*) from (select 1 from invoice
                  where tenant = :tenant and group_id is not null
                  group by group_id, issue_date having count(*) > 1) twice
                """))
        .isZero();
    assertThat(
            world.number(
                """
                select count(*) from (select 1 from payment
                  where tenant = :tenant group by invoice_id having count(*) > 1) twice
                """))
        .isZero();
  }
}
