package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * A story by date: a merchant, a test clock, and what happens until then. {@link #on} lets time
 * pass, up to noon of a day in the merchant's time zone; the rest asks REST, and fails where REST
 * does not do as it is asked.
 *
 * @param rest with the merchant's test key
 */
public record Story(TestMerchant merchant, Rest rest, String clock, ZoneId zone) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final AtomicInteger COUNTER = new AtomicInteger();

  /** A story of a merchant of its own, at noon of a day. */
  public static Story from(String date) {
    return from(date, TestMerchant.open());
  }

  public static Story from(String date, TestMerchant merchant) {
    Rest rest = merchant.test();
    ZoneId zone = ZoneId.of(rest.get("/v1/merchant").expect(200).text("timeZone"));
    String clock = rest.post("/v1/test-clocks", Map.of("now", noon(date, zone))).expect(201).id();
    return new Story(merchant, rest, clock, zone);
  }

  /** Lets time pass until noon of this day, and everything happen that falls due. */
  public Story on(String date) {
    return at(noon(date, zone));
  }

  /** Lets time pass until this instant. */
  public Story at(String instant) {
    beginTo(instant);
    return awaitReady();
  }

  /** The same story at another address, where Takt was started again. */
  public Story movedTo(String address) {
    return new Story(merchant, new Rest(address, rest.key(), rest.patience()), clock, zone);
  }

  /** Begins to let time pass, and does not wait. */
  public Answer beginTo(String instant) {
    return rest.post("/v1/test-clocks/" + clock + "/advance", Map.of("to", instant)).good();
  }

  public Story awaitReady() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Answer now = rest.get("/v1/test-clocks/" + clock).expect(200);
    while (now.text("status").equals("ADVANCING") && System.nanoTime() < deadline) {
      pause();
      now = rest.get("/v1/test-clocks/" + clock).expect(200);
    }
    assertThat(now.text("status")).as(now.body()).isEqualTo("READY");
    return this;
  }

  /** What the clock waits for, as soon as it says that it waits for something of that kind. */
  public JsonNode awaitWaitingFor(String kind) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Answer now = rest.get("/v1/test-clocks/" + clock).expect(200);
    while (System.nanoTime() < deadline) {
      for (JsonNode obstacle : now.json().get("waitingFor")) {
        if (obstacle.get("kind").asString().equals(kind)) {
          assertThat(now.text("status")).isEqualTo("ADVANCING");
          return obstacle;
        }
      }
      pause();
      now = rest.get("/v1/test-clocks/" + clock).expect(200);
    }
    throw new AssertionError("it waits for no " + kind + ": " + now.body());
  }

  /** Noon of a day, as REST writes instants. */
  public String noon(String date) {
    return noon(date, zone);
  }

  /** A customer on the clock, with a card of the sandbox. */
  public String customer(String token) {
    String id = customer();
    card(id, token);
    return id;
  }

  /** A customer on the clock, without a card. */
  public String customer() {
    int number = COUNTER.incrementAndGet();
    return rest.post(
            "/v1/customers",
            Map.of(
                "name", "Kunde " + number,
                "email", "kunde" + number + "@example.com",
                "testClockId", clock))
        .expect(201)
        .id();
  }

  public String card(String customer, String token) {
    return rest.post(
            "/v1/customers/" + customer + "/payment-methods",
            Map.of("gateway", "sandbox", "token", token))
        .expect(201)
        .id();
  }

  /** A plan of 310.00 a month, with these fields otherwise. */
  public String plan(Map<String, ?> particulars) {
    Map<String, Object> plan = new HashMap<>();
    plan.put("code", "plan-" + COUNTER.incrementAndGet());
    plan.put("name", "Avisen");
    plan.put("unit", "MONTH");
    plan.put("price", 31_000);
    plan.put("currency", "DKK");
    plan.putAll(particulars);
    return rest.post("/v1/plans", plan).expect(201).id();
  }

  public String monthly() {
    return plan(Map.of());
  }

  public String subscribe(String customer, String plan, String startDate) {
    return subscribe(customer, plan, startDate, Map.of());
  }

  public String subscribe(
      String customer, String plan, String startDate, Map<String, ?> particulars) {
    Map<String, Object> request = new HashMap<>();
    request.put("customerId", customer);
    request.put("planId", plan);
    request.put("startDate", startDate);
    request.putAll(particulars);
    return rest.post("/v1/subscriptions", request).expect(201).id();
  }

  public Answer subscription(String id) {
    return rest.get("/v1/subscriptions/" + id).expect(200);
  }

  /** Its invoices, oldest first. */
  public List<JsonNode> invoices(String subscription) {
    return rest.all("/v1/invoices?subscriptionId=" + subscription);
  }

  /** Its invoices as {@link Told} tells them, oldest first. */
  public List<String> bills(String subscription) {
    return invoices(subscription).stream().map(Told::invoice).toList();
  }

  /** What the sandbox believes it did to a customer, oldest first. */
  public List<JsonNode> charges(String customer) {
    return rest.all("/v1/sandbox/charges?customerId=" + customer);
  }

  private static String noon(String date, ZoneId zone) {
    return LocalDate.parse(date).atTime(12, 0).atZone(zone).toInstant().toString();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
