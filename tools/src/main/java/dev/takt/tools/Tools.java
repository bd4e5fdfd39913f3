package dev.takt.tools;

import dev.takt.tools.benchmark.BankFileReading;
import dev.takt.tools.benchmark.Benchmark;
import dev.takt.tools.simulation.DunningSimulation;
import dev.takt.worker.settings.CannotStart;
import java.util.Arrays;

/**
 * The program of the tools: {@code ./takt benchmark}, {@code ./takt benchmark-bank-file} and {@code
 * ./takt simulate-dunning}.
 */
public final class Tools {
  private Tools() {}

  /**
   * Runs the tool that the first argument names, with the arguments after it, and ends the process:
   * with 1 if it fails.
   */
  public static void main(String[] arguments) {
    try {
      run(
          arguments.length == 0 ? "" : arguments[0],
          Arrays.stream(arguments).skip(1).toArray(String[]::new));
      // Not by returning: what has been started may have threads of its own.
      System.exit(0);
    } catch (CannotStart e) {
      System.err.println("Takt cannot start: " + e.getMessage());
      System.exit(1);
    } catch (RuntimeException e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(String tool, String... arguments) {
    switch (tool) {
      case "benchmark" -> Benchmark.run(System.getenv(), System.out, arguments);
      case "benchmark-bank-file" -> BankFileReading.run(System.getenv(), System.out, arguments);
      case "simulate-dunning" -> DunningSimulation.run(System.out);
      default ->
          throw new CannotStart(
              "there is no tool \""
                  + tool
                  + "\"; there are benchmark, benchmark-bank-file and simulate-dunning.");
    }
  }
}
