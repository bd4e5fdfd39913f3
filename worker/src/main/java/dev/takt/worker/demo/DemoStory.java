package dev.takt.worker.demo;

import dev.takt.worker.settings.Stopping;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * The demo's subscriptions. They live on a test clock, from 15 January to 12 March 2026: whoever
 * looks can advance it and see what happens.
 */
final class DemoStory {
  private final TaktClient takt;
  private final Stopping stopping;

  DemoStory(TaktClient takt, Stopping stopping) {
    this.takt = takt;
    this.stopping = stopping;
  }

  void tell() {
    String clock = id(takt.post("/v1/test-clocks", Map.of("now", "2026-01-15T08:00:00Z")));
    String monthly = plan("monthly", Map.of("name", "Avis, månedlig", "price", 31_000));
    String trial =
        plan("trial", Map.of("name", "Avis med prøvetid", "price", 31_000, "trialDays", 14));
    String yearly = plan("yearly", Map.of("name", "Avis, årlig", "price", 310_000, "unit", "YEAR"));
    String arrears =
        plan("arrears", Map.of("name", "Strøm", "price", 24_900, "billing", "IN_ARREARS"));

    subscribe(customer("Astrid Månedsslut", clock, "tok_ok"), monthly, "2026-01-31");
    subscribe(customer("Bo Prøve", clock, "tok_ok"), trial, "2026-03-01");
    subscribe(customer("David Afvist", clock, "tok_insufficient_funds"), monthly, "2026-02-01");
    subscribe(customer("Frida Bagud", clock, "tok_ok"), arrears, "2026-02-01");
    subscribe(customer("Gustav Årlig", clock, "tok_ok"), yearly, "2026-02-01");
    String clara = subscribe(customer("Clara Pause", clock, "tok_ok"), monthly, "2026-02-01");
    takt.post(
        "/v1/subscriptions/" + clara + "/pauses",
        Map.of("from", "2026-03-11", "to", "2026-04-21", "reason", "on a journey"));
    String emma = subscribe(customer("Emma Opsagt", clock, "tok_ok"), monthly, "2026-02-01");
    takt.put(
        "/v1/subscriptions/" + emma + "/cancellation",
        Map.of("when", "ON_DATE", "date", "2026-03-16", "settlement", "REFUND"));

    advance(clock, "2026-03-12T08:00:00Z");
  }

  private String plan(String code, Map<String, Object> particulars) {
    Map<String, Object> plan = new HashMap<>(Map.of("code", code, "unit", "MONTH"));
    plan.put("currency", "DKK");
    plan.putAll(particulars);
    return id(takt.post("/v1/plans", plan));
  }

  private String customer(String name, String clock, String token) {
    String address = name.substring(0, name.indexOf(' ')).toLowerCase(Locale.ROOT);
    String customer =
        id(
            takt.post(
                "/v1/customers",
                Map.of("name", name, "email", address + "@example.com", "testClockId", clock)));
    takt.post(
        "/v1/customers/" + customer + "/payment-methods",
        Map.of("gateway", "sandbox", "token", token));
    return customer;
  }

  private String subscribe(String customer, String plan, String startDate) {
    return id(
        takt.post(
            "/v1/subscriptions",
            Map.of("customerId", customer, "planId", plan, "startDate", startDate)));
  }

  private void advance(String clock, String to) {
    takt.post("/v1/test-clocks/" + clock + "/advance", Map.of("to", to));
    String status = "ADVANCING";
    while (status.equals("ADVANCING") && !stopping.isAsked()) {
      pause();
      status = takt.get("/v1/test-clocks/" + clock).get("status").asString();
    }
    if (!status.equals("READY")) {
      throw new TaktClient.Refused("the demo's clock stopped on its way: " + status);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaktClient.Refused("interrupted");
    }
  }

  private static String id(JsonNode resource) {
    return resource.get("id").asString();
  }
}
