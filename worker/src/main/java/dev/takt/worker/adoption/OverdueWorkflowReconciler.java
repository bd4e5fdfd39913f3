package dev.takt.worker.adoption;

import dev.takt.activities.due.DueWork;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rouses what has overslept: subscriptions and groups with something that was due a while ago
 * (debts are seen to by the hourly look, which gives them a workflow as well). When a worker and
 * Temporal die together, just after a change was put into the books, its workflow may never hear of
 * it, and sleeps until the date that it knew before. Told to look, it finds out; what is late
 * because much is due takes no harm. What stays late all the same is roused ever more seldom, since
 * each signal makes its history longer: that needs a person, and an alert says so.
 */
final class OverdueWorkflowReconciler extends PeriodicTask {
  private static final Logger LOG = LoggerFactory.getLogger(OverdueWorkflowReconciler.class);

  private static final Duration LATE = Duration.ofMinutes(5);
  private static final Duration SELDOM = Duration.ofDays(1);
  private static final int LOOKED_AT = 1_000;
  private static final int AT_A_TIME = 200;

  private final DueWork work;
  private final WorkflowClient client;
  private final RecoveryLease turn;
  private final Map<String, Rest> roused = new HashMap<>();

  OverdueWorkflowReconciler(DueWork work, WorkflowClient client, RecoveryLease turn) {
    super("rouser", Duration.ofMinutes(1));
    this.work = work;
    this.client = client;
    this.turn = turn;
  }

  /** How long one that was roused is left alone. */
  private record Rest(Instant until, Duration length) {
    Rest next(Instant now) {
      Duration twice = length.multipliedBy(2);
      return of(now, twice.compareTo(SELDOM) < 0 ? twice : SELDOM);
    }

    static Rest of(Instant now, Duration length) {
      return new Rest(now.plus(length), length);
    }
  }

  @Override
  protected void look() {
    turn.take(() -> rouse(LATE));
  }

  /** Has those that are later than this look into the books: of many, the latest. */
  void rouse(Duration late) {
    Instant now = Instant.now();
    List<String> all =
        work
            .lateSince(now.minus(late), LOOKED_AT, DueWork.Kind.SUBSCRIPTION, DueWork.Kind.GROUP)
            .stream()
            .map(DueWork.Item::workflowId)
            .toList();
    roused.keySet().retainAll(all);
    all.stream()
        .filter(each -> !isAtRest(each, now))
        .limit(AT_A_TIME)
        .forEach(
            each -> {
              wake(each);
              roused.compute(each, (_, rest) -> rest == null ? Rest.of(now, LATE) : rest.next(now));
            });
  }

  private boolean isAtRest(String workflowId, Instant now) {
    Rest rest = roused.get(workflowId);
    return rest != null && rest.until().isAfter(now);
  }

  private void wake(String workflowId) {
    try {
      client.newUntypedWorkflowStub(workflowId).signal("wake");
    } catch (WorkflowException | StatusRuntimeException gone) {
      // It has ended just now; or it is lost, which the alert on what is stuck says.
      LOG.debug("{} cannot be roused: {}", workflowId, gone.toString());
    }
  }
}
