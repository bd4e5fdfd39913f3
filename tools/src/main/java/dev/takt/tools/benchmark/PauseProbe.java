package dev.takt.tools.benchmark;

import dev.takt.worker.demo.TaktClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks for pauses over REST, one after the other, while others are billed. */
final class PauseProbe implements Runnable {
  private final Cohort cohort;
  private final List<String> subscriptions;
  private final List<Double> latencies = new ArrayList<>();
  private volatile boolean stopped;

  PauseProbe(Cohort cohort, List<String> subscriptions) {
    this.cohort = cohort;
    this.subscriptions = subscriptions;
  }

  @Override
  public void run() {
    for (int i = 0; !stopped && i < subscriptions.size() * 20; i++) {
      String subscription = subscriptions.get(i % subscriptions.size());
      // Each round asks for other days: pauses must not overlap.
      int round = i / subscriptions.size();
      String from = cohort.today().plusDays(40 + 2L * round).toString();
      String to = cohort.today().plusDays(41 + 2L * round).toString();
      long before = System.nanoTime();
      TaktClient api = cohort.api;
      api.post("/v1/subscriptions/" + subscription + "/pauses", Map.of("from", from, "to", to));
      latencies.add((System.nanoTime() - before) / 1e6);
    }
  }

  void stop() {
    stopped = true;
  }

  Distribution latencies() {
    return Distribution.of(latencies);
  }
}
