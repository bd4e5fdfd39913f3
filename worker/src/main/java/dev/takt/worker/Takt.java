package dev.takt.worker;

/**
 * The program. It starts what Takt stands on, then Takt itself, and stops all of it in the reverse
 * order when the process is asked to end.
 */
public final class Takt {
  private Takt() {}

  /** Starts in the foreground; the environment says how (README.md, "Running it"). */
  public static void main(String[] arguments) {
    try {
      start(new RunningTakt(System.getenv(), System.out));
    } catch (RuntimeException e) {
      System.err.println("Takt cannot start: " + StartFailure.advice(e).orElseGet(e::toString));
      // Not by returning: what has been started has threads of its own.
      System.exit(1);
    }
  }

  private static void start(RunningTakt takt) {
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
