package dev.takt.activities.webhooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/**
 * Sends what is due, beside the workflows. Each endpoint has places of its own, and each attempt a
 * virtual thread, so that one that hangs holds up no other. Any number of workers may run one each.
 */
public final class WebhookDispatcher implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);

  // As the workers': up before the web server, down after it and before the pool.
  private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration AFTER_A_BREAKDOWN = Duration.ofSeconds(5);

  /** How many attempts for one endpoint may be under way in this process. */
  private static final int PLACES = 8;

  private static final int PLACES_OF_A_FAILING_ONE = 2;

  private final Deliveries deliveries;
  private final Signature signature;
  private final WebhookAddressPolicy reach;
  private final boolean httpsOnly;
  private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
  private final Semaphore news = new Semaphore(0);
  private volatile @Nullable Running running;

  /**
   * @param secrets opens what the endpoints' secrets were encrypted with
   * @param reach where webhooks may go
   * @param httpsOnly whether plain HTTP is refused
   */
  public WebhookDispatcher(
      JdbcClient database, BytesEncryptor secrets, WebhookAddressPolicy reach, boolean httpsOnly) {
    this.deliveries = new Deliveries(database);
    this.signature = new Signature(secrets);
    this.reach = reach;
    this.httpsOnly = httpsOnly;
  }

  private record Running(Thread loop, ExecutorService attempts, Post post) {}

  @Override
  public synchronized void start() {
    var attempts = Executors.newVirtualThreadPerTaskExecutor();
    var post = new Post(reach, httpsOnly);
    var loop = Thread.ofVirtual().name("webhooks").unstarted(this::loop);
    running = new Running(loop, attempts, post);
    loop.start();
  }

  /** Lets the attempts under way end; what does not is sent again by whoever runs then. */
  @Override
  public synchronized void stop() {
    Running was = running;
    if (was == null) {
      return;
    }
    running = null;
    news.release();
    try {
      was.loop().join(Duration.ofSeconds(5));
      was.attempts().shutdown();
      if (!was.attempts().awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.info("Webhooks under way are broken off; they are sent again");
      }
      was.post().close();
      was.attempts().awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  private void loop() {
    for (Running now = running; now != null; now = running) {
      try {
        if (!round(now)) {
          rest(POLL);
        }
      } catch (DataAccessException e) {
        LOG.warn("Webhooks wait for the database: {}", e.toString());
        rest(AFTER_A_BREAKDOWN);
      } catch (RuntimeException e) {
        // Nobody else sends webhooks: say it and go on.
        LOG.error("Webhooks could not go on", e);
        rest(AFTER_A_BREAKDOWN);
      }
    }
  }

  /** Begins what is due and has a place; whether there was any. */
  private boolean round(Running now) {
    boolean any = false;
    for (Deliveries.Due due : deliveries.due()) {
      int places = due.failing() ? PLACES_OF_A_FAILING_ONE : PLACES;
      int free = places - underWay.getOrDefault(due.endpointId(), 0);
      List<Delivery> taken = free > 0 ? deliveries.take(due, free) : List.of();
      for (Delivery delivery : taken) {
        any = true;
        underWay.merge(delivery.endpointId(), 1, Integer::sum);
        now.attempts().execute(() -> attempt(now.post(), delivery));
      }
    }
    return any;
  }

  private void attempt(Post post, Delivery delivery) {
    try {
      String body = delivery.body();
      Map<String, String> headers = signature.headers(delivery, Instant.now(), body);
      Outcome outcome = post.send(delivery.url(), headers, body);
      if (running == null && outcome instanceof Outcome.Unreached) {
        // Takt stops and broke it off itself: that says nothing about the receiver.
        deliveries.putBack(delivery);
      } else {
        conclude(delivery, outcome);
      }
    } catch (RuntimeException e) {
      // Nothing is lost: it is due again when nobody holds it any more.
      LOG.warn(
          "Event {} for {} is tried again later", delivery.eventId(), delivery.endpointId(), e);
    } finally {
      underWay.computeIfPresent(delivery.endpointId(), (_, n) -> n == 1 ? null : n - 1);
      news.release();
    }
  }

  private void conclude(Delivery delivery, Outcome outcome) {
    switch (outcome) {
      case Outcome.Accepted(int status) -> deliveries.delivered(delivery, status);
      case Outcome.Gone() -> {
        LOG.info("{} answered 410 and is disabled", delivery.endpointId());
        deliveries.gone(delivery);
      }
      case Outcome.Rejected(int status, var retryAfter) ->
          deliveries.failed(delivery, status, "answered " + status, gap(delivery, retryAfter));
      case Outcome.Unreached(String why) ->
          deliveries.failed(delivery, null, why, gap(delivery, null));
    }
  }

  private static @Nullable Duration gap(Delivery delivery, @Nullable Duration asked) {
    return Retries.gapAfter(delivery.attempts() + 1, asked, ThreadLocalRandom.current())
        .orElse(null);
  }

  /** Until something has ended, which may let the next of its subject go, or this time is over. */
  private void rest(Duration most) {
    try {
      if (news.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      // Asked to stop; the loop looks at that.
      Thread.currentThread().interrupt();
    }
  }
}
