package dev.takt.worker;

import dev.takt.worker.benchmark.Benchmark;
import dev.takt.worker.simulation.DunningSimulation;
import java.io.PrintStream;
import java.util.Arrays;

/**
 * The program. It starts what Takt stands on, then Takt itself, and stops all of it in the reverse
 * order when the process is asked to end.
 */
public final class Takt {
  private Takt() {}

  /**
   * Starts in the foreground; the environment says how ({@link Settings}). With the argument {@code
   * benchmark} it measures itself instead, with {@code simulate-dunning} it plays dunning policies,
   * and ends.
   */
  public static void main(String[] arguments) {
    try {
      if (arguments.length > 0 && arguments[0].equals("benchmark")) {
        Benchmark.run(
            System.getenv(), System.out, Arrays.copyOfRange(arguments, 1, arguments.length));
        System.exit(0);
      }
      if (arguments.length > 0 && arguments[0].equals("simulate-dunning")) {
        DunningSimulation.run(System.out);
        System.exit(0);
      }
      start(Settings.of(System.getenv()), System.out);
    } catch (RuntimeException e) {
      System.err.println("Takt cannot start: " + StartFailure.advice(e).orElseGet(e::toString));
      // Not by returning: what has been started has threads of its own.
      System.exit(1);
    }
  }

  private static void start(Settings settings, PrintStream out) {
    var takt = new RunningTakt(settings, out);
    // Takt's own hook instead of Spring's, since the order matters beyond Spring.
    Runtime.getRuntime().addShutdownHook(new Thread(takt::close, "stop"));
    try {
      takt.start();
    } catch (RuntimeException e) {
      if (!takt.isStopping()) {
        throw e;
      }
      // Asked to end while it was starting: what failed because of that is no news.
    }
  }
}
