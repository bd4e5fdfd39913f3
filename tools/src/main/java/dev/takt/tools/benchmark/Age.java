package dev.takt.tools.benchmark;

import dev.takt.worker.demo.TaktClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a renewal costs as a subscription grows old: some subscriptions on a test clock, a hundred
 * and twenty months long, a year at a time.
 */
final class Age {
  private static final int SUBSCRIPTIONS = 20;
  private static final int YEARS = 10;
  private static final LocalDate START = LocalDate.of(2026, 1, 1);

  private final TaktClient api;
  private final Path folder;

  Age(TaktClient api, Path folder) {
    this.api = api;
    this.folder = folder;
  }

  void addTo(Table table) {
    String clock = TaktClient.id(api.post("/v1/test-clocks", Map.of("now", START + "T12:00:00Z")));
    String plan =
        TaktClient.id(
            api.post(
                "/v1/plans",
                Map.of(
                    "code",
                    "age",
                    "name",
                    "age",
                    "unit",
                    "MONTH",
                    "price",
                    10_000,
                    "currency",
                    "DKK")));
    Cohort.inParallel(SUBSCRIPTIONS, number -> signUp(clock, plan, number));
    Work work = Work.now(folder);
    for (int year = 1; year <= YEARS; year++) {
      long begin = System.nanoTime();
      advance(clock, START.plusYears(year) + "T12:00:00Z");
      Work after = Work.now(folder);
      if (List.of(1, 2, YEARS).contains(year)) {
        int renewals = SUBSCRIPTIONS * 12;
        double seconds = (System.nanoTime() - begin) / 1e9;
        table.add(
            "on a test clock, renewals %d to %d".formatted(year * 12 - 11, year * 12),
            String.format(
                Locale.ROOT, "%.0f /s; %s", renewals / seconds, after.minus(work).per(renewals)));
      }
      work = after;
    }
  }

  private String signUp(String clock, String plan, int number) {
    String customer =
        TaktClient.id(
            api.post(
                "/v1/customers",
                Map.of("name", "Old " + number, "email", "old@example.com", "testClockId", clock)));
    api.post(
        "/v1/customers/" + customer + "/payment-methods",
        Map.of("gateway", "sandbox", "token", "tok_ok"));
    return TaktClient.id(
        api.post(
            "/v1/subscriptions",
            Map.of("customerId", customer, "planId", plan, "startDate", START.toString())));
  }

  private void advance(String clock, String to) {
    api.post("/v1/test-clocks/" + clock + "/advance", Map.of("to", to));
    Ticker.await(
        "the test clock",
        Duration.ofMillis(100),
        () -> api.get("/v1/test-clocks/" + clock).get("status").asString().equals("READY"));
  }
}
