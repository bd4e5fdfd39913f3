package dev.takt.activities.clocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.takt.activities.World;
import dev.takt.records.clocks.TestClocks;
import dev.takt.records.customers.Customers;
import dev.takt.workflows.port.Clocks;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;

/** How a clock advances while others do what it was about to have done. */
class TestClockAdvanceTest {
  private static final Instant APRIL = World.noon("2026-04-01");
  private static final Instant MAY = World.noon("2026-05-01");

  private final World world = new World();
  private final String clock = TestClocksTest.clockOf(world);
  private final TestClocks clocks = World.bean(TestClocks.class);
  private final TestActivityEnvironment temporal =
      TestActivityEnvironment.newInstance(TestEnvironmentOptions.getDefaultInstance());

  @AfterEach
  void close() {
    temporal.close();
  }

  /** Debts that are due in April: each tick finds what the test says. */
  private static final class Debts implements TestClockParticipant {
    private final List<String> due = new ArrayList<>(List.of("one", "two"));
    private final List<List<String>> ticked = new ArrayList<>();
    private final List<List<String>> roused = new ArrayList<>();
    private final BiConsumer<List<String>, List<String>> tick;
    private boolean canBeRoused;

    /** Of what is due and what is ticked of it. */
    Debts(BiConsumer<List<String>, List<String>> tick) {
      this.tick = tick;
    }

    @Override
    public int rank() {
      return 1;
    }

    @Override
    public Optional<Instant> nextDue(String tenant, String clockId, Instant to) {
      return due.isEmpty() ? Optional.empty() : Optional.of(APRIL);
    }

    @Override
    public List<Due> dueAt(String tenant, String clockId, Instant instant) {
      return due.stream().map(name -> new Due(name, "Dunning case " + name, 1)).toList();
    }

    @Override
    public List<Due> underWay(String tenant, String clockId) {
      return List.of();
    }

    @Override
    public void tick(List<Due> all, Instant now, Runnable meanwhile) {
      List<String> names = all.stream().map(Due::workflowId).toList();
      if (!names.isEmpty()) {
        ticked.add(names);
        tick.accept(due, names);
      }
    }

    @Override
    public boolean rouse(List<Due> asleep) {
      roused.add(asleep.stream().map(Due::workflowId).toList());
      return canBeRoused;
    }

    @Override
    public void end(String tenant, String clockId, Instant now) {}
  }

  private void advance(Debts debts) {
    var advance =
        new TestClockAdvance(
            clocks,
            World.bean(Customers.class),
            List.of(debts),
            World.bean(PlatformTransactionManager.class));
    temporal.registerActivitiesImplementations(advance);
    temporal
        .newActivityStub(
            Clocks.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(2))
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .build())
        .advance(world.tenant, clock, MAY);
  }

  @Test
  void whatSomebodyElsePaidMeanwhileIsNotMissed() {
    var debts =
        new Debts(
            (due, names) -> {
              if (names.contains("two")) {
                // It was paid on its page after the clock had read what is due.
                due.remove("two");
                throw ApplicationFailure.newNonRetryableFailure(
                    "no workflow", WorkflowUpdates.GONE);
              }
              due.removeAll(names);
            });

    advance(debts);

    assertThat(debts.ticked).containsExactly(List.of("one", "two"), List.of("one"));
    assertThat(clocks.findByTenantAndId(world.tenant, clock).orElseThrow().now()).isEqualTo(MAY);
  }

  @Test
  void whatCannotBeTickedStopsTheClock() {
    var debts =
        new Debts(
            (due, names) -> {
              throw ApplicationFailure.newNonRetryableFailure("refused to tick", "stuck");
            });

    mustStop(debts, "refused to tick");
    assertThat(clocks.findByTenantAndId(world.tenant, clock).orElseThrow().now()).isEqualTo(APRIL);
  }

  @Test
  void whatIsDueAgainWithNothingDoneStopsTheClock() {
    var debts = new Debts((due, names) -> {});

    mustStop(debts, "was ticked, and did nothing");
    assertThat(debts.ticked).hasSize(1);
  }

  @Test
  void whatDoesNothingIsToldToLookIntoTheBooksOnce() {
    var debts = new Debts((due, names) -> {});
    debts.canBeRoused = true;

    mustStop(debts, "was ticked, and did nothing");
    assertThat(debts.ticked).hasSize(2);
    assertThat(debts.roused).containsExactly(List.of("one", "two"));
  }

  @Test
  void whatHasLookedIntoTheBooksGoesOn() {
    var debts = new ArrayList<Debts>();
    debts.add(
        new Debts(
            (due, names) -> {
              due.remove("one");
              if (!debts.getFirst().roused.isEmpty()) {
                due.remove("two");
              }
            }));
    debts.getFirst().canBeRoused = true;

    advance(debts.getFirst());

    assertThat(debts.getFirst().roused).containsExactly(List.of("two"));
    assertThat(clocks.findByTenantAndId(world.tenant, clock).orElseThrow().now()).isEqualTo(MAY);
  }

  private void mustStop(Debts debts, String because) {
    assertThatThrownBy(() -> advance(debts))
        .isInstanceOf(ActivityFailure.class)
        .hasStackTraceContaining(because);
  }
}
