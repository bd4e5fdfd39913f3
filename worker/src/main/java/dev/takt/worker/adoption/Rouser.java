package dev.takt.worker.adoption;

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
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rouses what has overslept: subscriptions, groups and debts with something that was due a while
 * ago. When a worker and Temporal die together, just after a change was put into the books, its
 * workflow may never hear of it, and sleeps until the date that it knew before. Told to look, it
 * finds out; what is late because much is due takes no harm. What stays late all the same is roused
 * ever more seldom, since each signal makes its history longer: that needs a person, and an alert
 * says so.
 */
final class Rouser extends Rounds {
  private static final Logger LOG = LoggerFactory.getLogger(Rouser.class);

  private static final Duration LATE = Duration.ofMinutes(5);
  private static final Duration SELDOM = Duration.ofDays(1);
  private static final int LOOKED_AT = 1_000;
  private static final int AT_A_TIME = 200;

  private final JdbcClient database;
  private final WorkflowClient client;
  private final AdoptionTurn turn;
  private final Map<String, Rest> roused = new HashMap<>();

  Rouser(JdbcClient database, WorkflowClient client, AdoptionTurn turn) {
    super("rouser", Duration.ofMinutes(1));
    this.database = database;
    this.client = client;
    this.turn = turn;
  }

  private record Late(String workflowId, String signal) {}

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
  void look() {
    turn.take(() -> rouse(LATE));
  }

  /** Has those that are later than this look into the books: of many, the latest. */
  void rouse(Duration late) {
    Instant now = Instant.now();
    List<Late> all = laterThan(late);
    roused.keySet().retainAll(all.stream().map(Late::workflowId).toList());
    all.stream()
        .filter(each -> !isAtRest(each, now))
        .limit(AT_A_TIME)
        .forEach(
            each -> {
              signal(each);
              roused.compute(
                  each.workflowId(),
                  (_, rest) -> rest == null ? Rest.of(now, LATE) : rest.next(now));
            });
  }

  private boolean isAtRest(Late each, Instant now) {
    Rest rest = roused.get(each.workflowId());
    return rest != null && rest.until().isAfter(now);
  }

  private void signal(Late late) {
    try {
      client.newUntypedWorkflowStub(late.workflowId()).signal(late.signal());
    } catch (WorkflowException | StatusRuntimeException gone) {
      // It has ended just now; or it is lost, which the alert on what is stuck says.
      LOG.debug("{} cannot be roused: {}", late.workflowId(), gone.toString());
    }
  }

  private List<Late> laterThan(Duration late) {
    // Each part reads the end of an index: due_live, due_groups, due_cases.
    return database
        .sql(
            """
            select workflow_id, signal from (
              (select 'subscription/' || merchant_id || '/' || id as workflow_id, 'wake' as signal,
                next_due_at
              from subscription
              where test_clock_id is null and status <> 'ENDED' and next_due_at < now() - cast(:late as interval)
              order by next_due_at limit :most)
              union all
              (select 'group/' || merchant_id || '/' || id, 'wake', next_due_at
              from billing_group
              where test_clock_id is null and status = 'ACTIVE' and next_due_at < now() - cast(:late as interval)
              order by next_due_at limit :most)
              union all
              (select 'dunning/' || merchant_id || '/' || invoice_id, 'look', next_due_at
              from dunning_case
              where test_clock_id is null and not over and next_due_at < now() - cast(:late as interval)
              order by next_due_at limit :most)) late
            order by next_due_at limit :most
            """)
        .param("late", late.toString())
        .param("most", LOOKED_AT)
        .query((row, _) -> new Late(row.getString("workflow_id"), row.getString("signal")))
        .list();
  }
}
