package dev.takt.activities.prices;

import dev.takt.workflows.port.Rollouts;
import dev.takt.workflows.subscription.PlanPriceChange;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes a plan's new price round, eight subscriptions at a time and at most about fifty a second,
 * so that renewals do not wait for it. Whoever does not answer is asked again when all the others
 * have been.
 */
@Component
public class PriceRollouts implements Rollouts {
  private static final Logger LOG = LoggerFactory.getLogger(PriceRollouts.class);
  private static final int AT_ONCE = 8;
  private static final Duration LEAST_FOR_SOME = Duration.ofMillis(160);

  private final PriceRows rows;
  private final PriceChangeSender messenger;

  PriceRollouts(PriceRows rows, PriceChangeSender messenger) {
    this.rows = rows;
    this.messenger = messenger;
  }

  @Override
  public Progress spread(Rollout rollout) {
    PlanPriceChange price =
        rows.price(rollout.tenant(), rollout.planPriceId())
            .orElseThrow(
                () ->
                    ApplicationFailure.newNonRetryableFailure(
                        "There is no price " + rollout.planPriceId() + ".", "unknown_price"));
    ActivityExecutionContext context = Activity.getExecutionContext();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      String after = "";
      List<PriceRows.Candidate> some = rows.next(rollout.tenant(), price, after, AT_ONCE);
      while (!some.isEmpty()) {
        long began = System.nanoTime();
        String place = some.getLast().id();
        tell(rollout, price, some, threads, () -> context.heartbeat(place));
        rest(began);
        after = place;
        some = rows.next(rollout.tenant(), price, after, AT_ONCE);
      }
    }
    long left = rows.left(rollout.tenant(), price);
    if (left > 0) {
      throw ApplicationFailure.newFailure(left + " subscriptions did not answer.", "unanswered");
    }
    return rows.finish(rollout.tenant(), rollout.planPriceId());
  }

  private void tell(
      Rollout rollout,
      PlanPriceChange price,
      List<PriceRows.Candidate> some,
      ExecutorService threads,
      Runnable heartbeat) {
    var told = new ArrayList<Future<?>>();
    for (PriceRows.Candidate candidate : some) {
      told.add(threads.submit(() -> messenger.tell(rollout.actor(), price, candidate)));
    }
    for (int i = 0; i < told.size(); i++) {
      await(told.get(i), some.get(i), heartbeat);
    }
  }

  private static void await(Future<?> told, PriceRows.Candidate candidate, Runnable heartbeat) {
    while (true) {
      try {
        heartbeat.run();
        told.get(5, TimeUnit.SECONDS);
        return;
      } catch (TimeoutException stillRunning) {
        // It is asked for as long as it takes; the heartbeat says that we are.
      } catch (ExecutionException broken) {
        LOG.warn("{} could not be told its new price yet", candidate.id(), broken.getCause());
        return;
      } catch (InterruptedException stopped) {
        throw stopped(stopped);
      }
    }
  }

  private static void rest(long began) {
    long left = LEAST_FOR_SOME.toNanos() - (System.nanoTime() - began);
    try {
      TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
    } catch (InterruptedException stopped) {
      throw stopped(stopped);
    }
  }

  private static IllegalStateException stopped(InterruptedException stopped) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("stopped while taking a price round", stopped);
  }
}
