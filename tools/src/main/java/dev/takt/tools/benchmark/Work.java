package dev.takt.tools.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
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
    Stream<ProcessHandle> temporal =
        ProcessHandle.current()
            .descendants()
            .filter(child -> child.info().command().orElse("").endsWith("/temporal"));
    return new Work(
        Duration.ofNanos(system.getProcessCpuTime()), of(temporal), of(postgres(folder)));
  }

  private static Duration of(Stream<ProcessHandle> processes) {
    return processes
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** It runs on its own, as a child of nobody here: its folder tells its number. */
  private static Stream<ProcessHandle> postgres(Path folder) {
    try (Stream<String> lines = Files.lines(folder.resolve("postgres").resolve("postmaster.pid"))) {
      long pid = Long.parseLong(lines.findFirst().orElseThrow().strip());
      return ProcessHandle.of(pid).stream()
          .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
