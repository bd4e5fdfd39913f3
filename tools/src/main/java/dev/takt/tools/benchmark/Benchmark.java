package dev.takt.tools.benchmark;

import dev.takt.worker.RunningTakt;
import dev.takt.worker.embedded.TemporalService;
import dev.takt.worker.settings.Settings;
import dev.takt.workflows.port.GroupStore;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures a whole Takt on this machine: many subscriptions that fall due at the same instant, in
 * live time, and what one renewal costs. It starts all it needs in a fresh folder, over the same
 * program and settings as any other Takt, and leaves nothing behind.
 */
public final class Benchmark {
  private final Options options;
  private final PrintStream out;

  private Benchmark(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Measures, prints a table, and returns.
   *
   * @param environment as a Takt's, but for its data, port and demo, which are the benchmark's own
   */
  public static void run(Map<String, String> environment, PrintStream out, String... arguments) {
    var benchmark = new Benchmark(Options.of(arguments), out);
    Path folder = temporary();
    try {
      benchmark.in(folder, environment);
    } finally {
      delete(folder);
    }
  }

  private void in(Path folder, Map<String, String> environment) {
    var table = new Table();
    try (var takt = new RunningTakt(own(environment, folder), out)) {
      takt.start();
      ConfigurableApplicationContext application = takt.started();
      String operatorToken = application.getBean(Settings.class).operatorToken();
      table.add("machine", machine());
      table.add("Temporal", application.getBean(TemporalService.class).description());
      var client = application.getBean(WorkflowClient.class);
      var database = application.getBean(JdbcClient.class);
      String address = "http://localhost:" + takt.port();
      var renewals =
          new Renewals(
              options, client, database, address, operatorToken, folder, Crew.of(application), out);
      renewals.addTo(table);
      List<Readings.Planned> planned = new Readings(database).planned();
      table.add(
          "statements that one connection runs often, planned anew each time",
          planned.stream().filter(Readings.Planned::isEachTime).count() + " of " + planned.size());
      Renewals.Statements statements = renewals.trace();
      count(table, "sign-up", statements.signUp());
      count(table, "renewal", statements.renewal());
      out.println("A large group…");
      var books = application.getBean(GroupStore.class);
      new JointBills(books, database, address, operatorToken).addTo(table);
      if (options.age()) {
        out.println("Ten years…");
        try (var cohort = Cohort.of("age", address, operatorToken, 0)) {
          new Age(cohort.api, folder).addTo(table);
        }
      }
      out.println();
      out.println("Statements planned anew each time on one connection:");
      planned.stream()
          .filter(Readings.Planned::isEachTime)
          .forEach(one -> out.println("  " + one.anew() + " times: " + one.statement()));
      out.println("What a lone sign-up says to the database:");
      statements.signUp().forEach(statement -> out.println("  " + statement));
      out.println("What a lone renewal says to the database:");
      statements.renewal().forEach(statement -> out.println("  " + statement));
    }
    out.println("Computing…");
    new Computations().addTo(table);
    out.println();
    table.print(out);
  }

  /** The settings of a Takt that has nothing but a folder. */
  static Map<String, String> own(Map<String, String> environment, Path folder) {
    Map<String, String> own = new HashMap<>(environment);
    own.put("TAKT_DATA", folder.toString());
    own.put("TAKT_PORT", "0");
    own.put("TAKT_DEMO", "false");
    own.put("TAKT_ROLE", "all");
    own.remove("TAKT_DATABASE_URL");
    return own;
  }

  private static void count(Table table, String what, List<String> statements) {
    table.add(
        "a lone " + what + "'s transactions, one of them the sandbox's",
        Long.toString(statements.stream().filter(Benchmark::isEnd).count()));
    table.add(
        "a lone " + what + "'s statements, their begin and commit among them",
        Long.toString(statements.size()));
  }

  private static boolean isEnd(String statement) {
    return statement.equalsIgnoreCase("COMMIT") || statement.equalsIgnoreCase("ROLLBACK");
  }

  private static String machine() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return "%d processors, load %.1f before, Java %s"
        .formatted(Runtime.getRuntime().availableProcessors(), load, Runtime.version());
  }

  static Path temporary() {
    try {
      return Files.createTempDirectory("takt-benchmark");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
