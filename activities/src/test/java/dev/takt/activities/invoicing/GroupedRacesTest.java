package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.group.GroupCommand;
import dev.takt.workflows.group.GroupRequest;
import dev.takt.workflows.port.GroupStore;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.TermsChange;
import dev.takt.workflows.timeline.Transition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ten members change in ten threads at the very moment at which their group bills, which is asked
 * of it twice: one joint invoice, nothing lost, and who was late is settled on the next.
 */
class GroupedRacesTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
  private static final int MEMBERS = 10;
  private static final int ROUNDS_A_SEED = 10;

  @ParameterizedTest
  @ValueSource(longs = {20260301, 20260401, 20260501})
  void tenChangesAndABillAtOnce(long seed) throws Exception {
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS_A_SEED; round++) {
      try {
        race(random);
      } catch (AssertionError failure) {
        throw new AssertionError("seed " + seed + ", round " + round, failure);
      }
    }
  }

  private static void race(Random random) throws Exception {
    var all = new GroupedWorld("tok_ok");
    for (int i = 0; i < MEMBERS; i++) {
      String start = LocalDate.of(2026, 1, 5).plusDays(i).toString();
      all.lives.add(Life.ofCustomer(all.world, all.customer, start, 10_000 + i));
    }
    LocalDate formed = LocalDate.of(2026, 2, 1);
    all.until(formed);
    Rhythm monthly = Rhythm.anchoredAt(RhythmUnit.MONTH, 1, FIRST);
    all.groups.add(
        GroupLife.of(
            all.world,
            GroupLife.blank(all.lives.getFirst(), monthly, formed),
            all.lives,
            Transition.ON_NEXT_DATE,
            GroupedWorld.startOf(formed),
            all.log));
    all.until(FIRST.minusDays(1));
    all.lives.forEach(life -> life.until(FIRST));

    together(all, random);

    GroupLife group = all.groups.getFirst();
    group.refresh();
    all.lives.forEach(Life::catchUp);
    all.until(LocalDate.of(2026, 4, 20));
    for (Life life : all.alive()) {
      assertThat(life.cancel("2026-04-20", Cancellation.Settlement.REFUND)).isNull();
    }
    all.until(LocalDate.of(2026, 4, 21));
    holds(all, group);
  }

  private static void together(GroupedWorld all, Random random) throws Exception {
    GroupLife group = all.groups.getFirst();
    Instant now = GroupedWorld.startOf(FIRST);
    List<Callable<Object>> calls = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      calls.add(() -> all.world.groupBooks.bill(group.state.identity(), FIRST, now));
    }
    for (Life life : all.lives) {
      int kind = random.nextInt(6);
      calls.add(() -> kind == 0 ? leave(all.world, group, life, now) : asked(life, kind));
    }
    Collections.shuffle(calls, random);
    var barrier = new CyclicBarrier(calls.size());
    List<Object> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Object>> atOnce = new ArrayList<>();
      for (Callable<Object> call : calls) {
        atOnce.add(
            () -> {
              barrier.await();
              return call.call();
            });
      }
      for (var answer : threads.invokeAll(atOnce)) {
        answers.add(answer.get());
      }
    }
    assertThat(answers).filteredOn(GroupStore.Billed.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(GroupStore.Behind.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn("granted"::equals).hasSize(MEMBERS);
  }

  private static Object leave(World world, GroupLife group, Life life, Instant now) {
    var leave = new GroupRequest.Leave(life.id, GroupRequest.RhythmThen.RESTORE);
    var command = new GroupCommand(Ids.next("req"), "key_1", null, null, leave);
    return world.groupBooks.record(group.state.identity(), command, now)
            instanceof GroupStore.Recorded
        ? "granted"
        : "refused";
  }

  private static Object asked(Life life, int kind) {
    Request request =
        switch (kind) {
          case 1 -> terms(5_000L, null, FIRST);
          case 2 -> terms(null, 3, LocalDate.of(2026, 3, 15));
          case 3 ->
              new Request.Cancel(
                  Cancellation.When.ON_DATE,
                  LocalDate.of(2026, 3, 20),
                  Cancellation.Settlement.REFUND,
                  Cancellation.Receivables.CONTINUE_DUNNING,
                  null,
                  true);
          default ->
              new Request.PlanPause(
                  Ids.next("pau"),
                  LocalDate.of(2026, 3, kind == 4 ? 1 : 11),
                  LocalDate.of(2026, 3, 21),
                  AfterPause.KEEP_DATES,
                  kind == 4 ? PauseSettlement.REFUND : PauseSettlement.BALANCE,
                  null);
        };
    return life.ask(request) == null ? "granted" : "refused";
  }

  private static Request terms(@Nullable Long price, @Nullable Integer quantity, LocalDate on) {
    return new Request.ChangeTerms(
        Ids.next("chg"), TermsChange.When.ON_DATE, on, price, quantity, null);
  }

  private static void holds(GroupedWorld all, GroupLife group) {
    all.lives.forEach(ReckonedEnd::paidExactly);
    ReckonedEnd.booksAreOver(all.world);
    assertThat(
            all.world.texts(
                "select cast(issue_date as text) from invoice where tenant = :tenant and group_id ="
                    + " '"
                    + group.id()
                    + "' order by number"))
        .containsExactly("2026-03-01", "2026-04-01");
    assertThat(
            all.world.number(
                "select count(*) from payment p join invoice i on i.id = p.invoice_id"
                    + " where i.tenant = :tenant and i.group_id is not null"))
        .isEqualTo(2);
  }
}
