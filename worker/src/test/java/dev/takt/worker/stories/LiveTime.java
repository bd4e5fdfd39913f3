package dev.takt.worker.stories;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** What lives in the world's time, without a test clock. */
public final class LiveTime {

  private LiveTime() {}

  /** A subscription and whose it is. */
  public record Subscribed(String customer, String subscription) {}

  /** By the month since yesterday, with a card. */
  public static Subscribed sinceYesterday(Rest rest, String token) {
    String customer =
        rest.post("/v1/customers", Map.of("name", "Ida", "email", "ida@example.com"))
            .expect(201)
            .id();
    rest.post(
            "/v1/customers/" + customer + "/payment-methods",
            Map.of("gateway", "sandbox", "token", token))
        .expect(201);
    String plan =
        rest.post(
                "/v1/plans",
                Map.of("code", "m", "name", "M", "unit", "MONTH", "price", 100, "currency", "DKK"))
            .expect(201)
            .id();
    String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
    return new Subscribed(
        customer,
        rest.post(
                "/v1/subscriptions",
                Map.of("customerId", customer, "planId", plan, "startDate", yesterday))
            .expect(201)
            .id());
  }
}
