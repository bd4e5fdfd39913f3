package dev.takt.worker.replay;

import dev.takt.worker.demo.TaktClient;
import dev.takt.worker.stories.Noon;
import io.temporal.api.enums.v1.EventType;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Live time: a daily plan whose billing time comes in a few seconds. */
record LiveStories(Stage stage) {
  private static final int SECONDS = 15;

  void tell() {
    ZoneId zone = Noon.zone(Instant.now());
    LocalTime billing = LocalTime.now(zone).plusSeconds(SECONDS).truncatedTo(ChronoUnit.SECONDS);
    LocalDate today = LocalDate.now(zone);
    try (TaktClient api =
        stage.merchant(
            Map.of(
                "timeZone", zone.getId(),
                "billingTime", billing.toString(),
                "billingSpreadMinutes", 0))) {
      String subscription = signUp(api, today);
      String merchant = TaktClient.id(api.get("/v1/merchant"));
      String workflowId = "subscription/" + merchant + "/" + subscription;
      stage.await("the renewal", () -> count(workflowId, EventType.EVENT_TYPE_TIMER_FIRED) > 0);
      stage.await("its payment", () -> count(workflowId, EventType.EVENT_TYPE_TIMER_STARTED) > 1);
      String pauses = "/v1/subscriptions/" + subscription + "/pauses";
      String pause = TaktClient.id(api.post(pauses, Map.of("from", today.plusDays(3).toString())));
      api.patch(pauses + "/" + pause, Map.of("from", today.plusDays(1).toString()));
      api.delete(pauses + "/" + pause);
      api.put(
          "/v1/subscriptions/" + subscription + "/cancellation",
          Map.of("when", "END_OF_PERIOD", "settlement", "NONE"));
      stage.keepHistory("subscription/live-timers", stage.workflows.fetchHistory(workflowId));
      stage.keepState("live", subscription);
    }
  }

  private static String signUp(TaktClient api, LocalDate startDate) {
    String customer =
        TaktClient.id(
            api.post("/v1/customers", Map.of("name", "Karen", "email", "karen@example.com")));
    api.post(
        "/v1/customers/" + customer + "/payment-methods",
        Map.of("gateway", "sandbox", "token", "tok_ok"));
    String plan =
        TaktClient.id(
            api.post(
                "/v1/plans",
                Map.of(
                    "code",
                    "daily",
                    "name",
                    "Daily",
                    "unit",
                    "DAY",
                    "price",
                    1_000,
                    "currency",
                    "DKK")));
    return TaktClient.id(
        api.post(
            "/v1/subscriptions",
            Map.of("customerId", customer, "planId", plan, "startDate", startDate.toString())));
  }

  private long count(String workflowId, EventType type) {
    WorkflowExecutionHistory history = stage.workflows.fetchHistory(workflowId);
    return history.getEvents().stream().filter(event -> event.getEventType() == type).count();
  }
}
