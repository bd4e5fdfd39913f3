package dev.takt.activities.clocks;

import dev.takt.records.clocks.TestClock;
import dev.takt.records.clocks.TestClocks;
import dev.takt.records.customers.Customers;
import dev.takt.workflows.port.Clocks;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Advances test clocks: from one instant at which something is due to the next, ticking all that is
 * due at it, until nothing is due up to the target. What has been done is in the rows, so a repeat
 * goes on from there.
 */
@Component
public class TestClockAdvance implements Clocks {
  private static final int MONEY_TRIES = 5;
  private static final Duration UNTIL_ADOPTED = Duration.ofSeconds(60);

  private final TestClocks clocks;
  private final Customers customers;
  private final List<TestClockParticipant> kinds;
  private final TransactionTemplate transaction;

  TestClockAdvance(
      TestClocks clocks,
      Customers customers,
      List<TestClockParticipant> kinds,
      PlatformTransactionManager transactions) {
    this.clocks = clocks;
    this.customers = customers;
    this.kinds =
        kinds.stream().sorted(Comparator.comparingInt(TestClockParticipant::rank)).toList();
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public void begin(String tenant, String clockId, Instant to) {
    clocks.begin(tenant, clockId, to);
  }

  @Override
  public void advance(String tenant, String clockId, Instant to) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    Runnable meanwhile = () -> context.heartbeat(null);
    var ticked = new Ticked();
    Instant last = Instant.MIN;
    while (true) {
      Instant instant = nextInstant(tenant, clockId, to).orElse(null);
      if (instant == null) {
        awaitMoney(tenant, clockId, to, meanwhile);
        // What money brought about may be due at once.
        if (nextInstant(tenant, clockId, to).isEmpty()) {
          clocks.ready(tenant, clockId, to);
          return;
        }
        continue;
      }
      if (instant.isAfter(last)) {
        ticked.clear();
      }
      last = instant;
      clocks.moveTo(tenant, clockId, instant);
      context.heartbeat(instant);
      tickFirstDue(tenant, clockId, instant, ticked, meanwhile);
    }
  }

  /** The earliest instant, up to {@code to}, at which something is due; what is overdue is due. */
  private Optional<Instant> nextInstant(String tenant, String clockId, Instant to) {
    Instant now = now(tenant, clockId);
    return kinds.stream()
        .flatMap(kind -> kind.nextDue(tenant, clockId, to).stream())
        .min(Instant::compareTo)
        .map(due -> now != null && due.isBefore(now) ? now : due);
  }

  /** Ticks what is due of the first kind that has any: it may make other things due. */
  private void tickFirstDue(
      String tenant, String clockId, Instant instant, Ticked ticked, Runnable meanwhile) {
    for (TestClockParticipant kind : kinds) {
      List<TestClockParticipant.Due> due = kind.dueAt(tenant, clockId, instant);
      if (!due.isEmpty()) {
        failIfNoProgress(kind, due, ticked, instant);
        tick(kind, due, tenant, clockId, instant, meanwhile);
        return;
      }
    }
  }

  /**
   * Ticks, and waits some time for workflows that are not there: when Temporal has lost its memory,
   * somebody may advance a clock before all that lives on it was adopted again. One that is not
   * there because somebody else has just done what was due, and it completed, is not due any more.
   */
  private static void tick(
      TestClockParticipant kind,
      List<TestClockParticipant.Due> all,
      String tenant,
      String clockId,
      Instant instant,
      Runnable meanwhile) {
    long deadline = System.nanoTime() + UNTIL_ADOPTED.toNanos();
    List<TestClockParticipant.Due> due = all;
    while (!due.isEmpty()) {
      try {
        kind.tick(due, instant, meanwhile);
        return;
      } catch (ApplicationFailure failure) {
        if (!WorkflowUpdates.GONE.equals(failure.getType()) || System.nanoTime() > deadline) {
          throw failure;
        }
        meanwhile.run();
        due = kind.dueAt(tenant, clockId, instant);
      }
    }
  }

  /**
   * Waits until no charge or refund is under way: after a crash, workflows take them up again
   * without anything being due. One that ends meanwhile cannot be ticked; then the rows tell that
   * it is done.
   */
  private void awaitMoney(String tenant, String clockId, Instant now, Runnable meanwhile) {
    ApplicationFailure last = null;
    for (int tried = 0; tried < MONEY_TRIES; tried++) {
      boolean nothing = true;
      for (TestClockParticipant kind : kinds) {
        List<TestClockParticipant.Due> open = kind.underWay(tenant, clockId);
        nothing &= open.isEmpty();
        meanwhile.run();
        try {
          kind.tick(open, now, meanwhile);
        } catch (ApplicationFailure gone) {
          last = gone;
        }
      }
      if (nothing) {
        return;
      }
    }
    List<String> stuck =
        kinds.stream()
            .flatMap(kind -> kind.underWay(tenant, clockId).stream())
            .map(TestClockParticipant.Due::subject)
            .toList();
    if (!stuck.isEmpty()) {
      throw ApplicationFailure.newNonRetryableFailureWithCause(
          "Charges or refunds of " + stuck + " have no outcome.", "stuck", last);
    }
  }

  /** What was ticked at an instant, in which state; and who had to look into the books then. */
  private record Ticked(Map<String, Long> versions, Set<String> roused) {
    Ticked() {
      this(new HashMap<>(), new HashSet<>());
    }

    /** Those that were ticked in this very state before. */
    List<TestClockParticipant.Due> again(List<TestClockParticipant.Due> all) {
      return all.stream()
          .filter(
              due -> Objects.equals(due.version(), versions.put(due.workflowId(), due.version())))
          .toList();
    }

    boolean addRoused(List<TestClockParticipant.Due> asleep) {
      return roused.addAll(asleep.stream().map(TestClockParticipant.Due::workflowId).toList());
    }

    void clear() {
      versions.clear();
      roused.clear();
    }
  }

  /**
   * What is due again at the same instant, with nothing done in between, is told to look into the
   * books; what is due yet again would be so for ever.
   */
  private static void failIfNoProgress(
      TestClockParticipant kind,
      List<TestClockParticipant.Due> all,
      Ticked ticked,
      Instant instant) {
    List<TestClockParticipant.Due> asleep = ticked.again(all);
    if (!asleep.isEmpty() && !(ticked.addRoused(asleep) && kind.rouse(asleep))) {
      throw ApplicationFailure.newNonRetryableFailure(
          asleep.getFirst().subject() + " is due at " + instant + ", was ticked, and did nothing.",
          "stuck");
    }
  }

  @Override
  public void remove(String tenant, String clockId) {
    Instant now = now(tenant, clockId);
    if (now == null) {
      return;
    }
    kinds.forEach(kind -> kind.end(tenant, clockId, now));
    transaction.executeWithoutResult(
        status -> {
          customers.leaveClock(tenant, clockId);
          clocks.remove(tenant, clockId);
        });
  }

  private @Nullable Instant now(String tenant, String clockId) {
    return clocks.findByTenantAndId(tenant, clockId).map(TestClock::now).orElse(null);
  }

  @Override
  public void fail(String tenant, String clockId, String failure) {
    clocks.fail(tenant, clockId, failure);
  }
}
