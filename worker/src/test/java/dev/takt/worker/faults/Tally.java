package dev.takt.worker.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** How many faults were injected and what was done under them: the figures of docs/faults.md. */
final class Tally {
  private static final Path FILE = Path.of("target/faults.md");

  private final long begun = System.nanoTime();
  private final Map<String, Integer> faults = new TreeMap<>();
  private long lasting;
  private long steps;
  private final AtomicLong invoices = new AtomicLong();
  private final AtomicLong charges = new AtomicLong();
  private final AtomicLong refunds = new AtomicLong();

  /** A fault was injected. */
  synchronized void fault(String kind) {
    faults.merge(kind, 1, Integer::sum);
  }

  /** So many steps were found at which there could be one. */
  synchronized void found(long lastingOnes, long all) {
    lasting += lastingOnes;
    steps += all;
  }

  /** These books were compared, and found right. */
  void books(int moreInvoices, int moreCharges, int moreRefunds) {
    invoices.addAndGet(moreInvoices);
    charges.addAndGet(moreCharges);
    refunds.addAndGet(moreRefunds);
  }

  /** Says it all, for people and for the documentation. */
  synchronized void tell(String suite, long seed) {
    var table = new StringBuilder();
    table.append("| %s, seed %d | |%n| --- | --- |%n".formatted(suite, seed));
    faults.forEach((kind, times) -> table.append("| %s | %d |%n".formatted(kind, times)));
    if (steps > 0) {
      table.append("| steps, of which last | %d, %d |%n".formatted(steps, lasting));
    }
    table.append("| **faults injected** | %d |%n".formatted(count()));
    table.append(
        "| invoices, charges, refunds | %s, %s, %s |%n".formatted(invoices, charges, refunds));
    table.append("| seconds | %d |%n".formatted((System.nanoTime() - begun) / 1_000_000_000));
    System.out.println(table);
    try {
      Files.writeString(
          FILE,
          table + "\n",
          java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized int count() {
    return faults.values().stream().mapToInt(Integer::intValue).sum();
  }
}
