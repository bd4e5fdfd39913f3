package dev.takt.worker.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads all {@link Figures} at a fixed interval, so that what it costs depends neither on how often
 * somebody asks for the metrics nor on how many merchants there are. Every worker does it: they all
 * show the same, and one that dies takes nothing along.
 *
 * <p>What cannot be read keeps its last value, and {@code takt_gauges_age_seconds} says how old
 * that is: a figure that has stopped looks like a figure that is well.
 */
final class Gauges implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Gauges.class);
  private static final Duration BETWEEN = Duration.ofSeconds(15);

  private final List<Figures> figures;
  private final MeterRegistry registry;
  private final Map<Meter.Id, Double> values = new ConcurrentHashMap<>();
  private volatile Instant readAt = Instant.now();
  private volatile boolean failing;
  private volatile ScheduledExecutorService reader = closed();

  Gauges(List<Figures> figures, MeterRegistry registry) {
    this.figures = figures;
    this.registry = registry;
  }

  @Override
  public void start() {
    Gauge.builder("takt.gauges.age", () -> Duration.between(readAt, Instant.now()).toMillis() / 1e3)
        .baseUnit("seconds")
        .description("How long ago the figures about the business were read")
        .register(registry);
    reader =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("gauges").factory());
    reader.scheduleWithFixedDelay(this::readAll, 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void readAll() {
    try {
      figures.stream().flatMap(source -> source.read().stream()).forEach(this::show);
      readAt = Instant.now();
      failing = false;
    } catch (RuntimeException e) {
      // Not to be thrown: the executor would never read again. Said once, and shown by the age.
      if (!failing) {
        LOG.warn("The figures about the business cannot be read: {}", e.toString());
      }
      failing = true;
    }
  }

  private void show(Figures.Figure figure) {
    if (values.put(figure.id(), figure.value()) == null) {
      var gauge =
          Gauge.builder(figure.name(), () -> values.getOrDefault(figure.id(), Double.NaN))
              .tags(figure.tags())
              .description(figure.description());
      (figure.unit().isEmpty() ? gauge : gauge.baseUnit(figure.unit())).register(registry);
    }
  }

  @Override
  public void stop() {
    reader.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return !reader.isShutdown();
  }

  private static ScheduledExecutorService closed() {
    var executor = Executors.newSingleThreadScheduledExecutor();
    executor.shutdown();
    return executor;
  }
}
