package dev.takt.worker.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The processor time that was used, by whom: this process (the workers, the API and the benchmark's
 * own client), the Temporal service and PostgreSQL.
 */
record Work(Duration takt, Duration temporal, Duration postgres) {

  /**
   * Since each was started. A process that has ended meanwhile is forgotten.
   *
   * @param folder that this Takt's PostgreSQL runs from
   */
  static Work now(Path folder) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Work(Duration.ofNanos(system.getProcessCpuTime()), of("temporal"), of("postgres"));
  }

  private static Duration of(String program) {
    try (Stream<ProcessHandle> children = ProcessHandle.current().descendants()) {
      return children
          .filter(child -> child.info().command().orElse("").endsWith("/" + program))
          .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
          .reduce(Duration.ZERO, Duration::plus);
    }
  }

  Work minus(Work before) {
    return new Work(
        takt.minus(before.takt), temporal.minus(before.temporal), postgres.minus(before.postgres));
  }

  /** For people: how much of it each of some renewals took. */
  String per(int renewals) {
    return String.format(
        Locale.ROOT,
        "Takt %.1f ms, Temporal %.1f ms, PostgreSQL %.1f ms",
        millis(takt, renewals),
        millis(temporal, renewals),
        millis(postgres, renewals));
  }

  private static double millis(Duration duration, int renewals) {
    return duration.toNanos() / 1e6 / renewals;
  }
}
