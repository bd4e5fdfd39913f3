package dev.takt.worker.adoption;

import java.io.PrintStream;
import java.time.Duration;

/** Says now and then how far it has come, when it takes long enough for people to wonder. */
final class AdoptionProgress {
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private final long all;
  private final PrintStream out;
  private long done;
  private long lastWord = System.nanoTime();

  AdoptionProgress(long all, PrintStream out) {
    this.all = all;
    this.out = out;
  }

  void add(int more) {
    done += more;
    if (System.nanoTime() - lastWord > SILENCE.toNanos()) {
      lastWord = System.nanoTime();
      out.printf("  Workflows    %,d of %,d have theirs again%n", done, all);
    }
  }

  void finish() {
    if (done > 0) {
      out.printf("  Workflows    %,d started again from the books%n", done);
    }
  }
}
