package dev.takt.worker.groups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.groups.GroupActivities;
import dev.takt.worker.stories.Noon;
import dev.takt.worker.stories.OneTakt;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.TestMerchant;
import dev.takt.worker.stories.Told;
import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupIdentity;
import dev.takt.workflows.port.GroupStore;
import dev.takt.workflows.subscription.BillingSchedule;
import dev.takt.workflows.timeline.Transition;
import dev.takt.workflows.workflow.BillingGroupWorkflow;
import dev.takt.workflows.workflow.Queues;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A group in live time, without a test clock: a real timer, a minute long, wakes it. */
class LiveGroupIT {
  private static final Duration UNTIL_BILLING = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ZoneId zone = Noon.zone(Instant.now());
  private final LocalDate today = LocalDate.now(zone);
  private final LocalTime billing =
      LocalTime.now(zone).plus(UNTIL_BILLING).truncatedTo(ChronoUnit.SECONDS);
  private final TestMerchant merchant =
      TestMerchant.open(
          Map.of(
              "timeZone", zone.getId(),
              "billingTime", billing.toString(),
              "billingSpreadMinutes", 0));
  private final Rest rest = merchant.test();

  @Test
  void itsTimerBillsAllOnOneInvoice() throws InterruptedException {
    String customer =
        rest.post("/v1/customers", Map.of("name", "Karen", "email", "k@example.com"))
            .expect(201)
            .id();
    rest.post(
            "/v1/customers/" + customer + "/payment-methods",
            Map.of("gateway", "sandbox", "token", "tok_ok"))
        .expect(201);
    Group group = formedYesterday(customer);
    signUp(group, customer, 1_000);
    signUp(group, customer, 2_500);
    String path = "/v1/groups/" + group.identity().groupId();
    assertThat(rest.get(path).expect(200).text("nextGroupDate")).isEqualTo(today.toString());
    assertThat(rest.all("/v1/invoices")).isEmpty();

    List<JsonNode> invoices = await(customer);
    assertThat(invoices.stream().map(Told::invoice))
        .containsExactly(
            "%1$s 35.00 PAID: SERVICE [%1$s, %2$s) 10.00; SERVICE [%1$s, %2$s) 25.00"
                .formatted(today, today.plusDays(1)));
    assertThat(rest.get(path).text("nextGroupDate")).isEqualTo(today.plusDays(1).toString());
    assertThat(rest.all("/v1/sandbox/charges?customerId=" + customer)).hasSize(1);
    assertThat(
            OneTakt.workflows().fetchHistory(group.identity().workflowId()).getEvents().stream()
                .filter(event -> event.getEventType() == EventType.EVENT_TYPE_TIMER_FIRED))
        .hasSize(1);
  }

  /** In the books since yesterday, and taken over from there: so that a date of its comes today. */
  private Group formedYesterday(String customer) {
    LocalDate yesterday = today.minusDays(1);
    var hours = new BillingSchedule(zone, billing);
    var identity =
        new GroupIdentity(
            merchant.id(), false, "grp_" + customer.substring("cus_".length()), customer, null);
    Rhythm daily = Rhythm.anchoredAt(RhythmUnit.DAY, 1, yesterday);
    var answer =
        OneTakt.bean(GroupActivities.class)
            .form(
                Group.formed(identity, hours, "DKK", daily, yesterday),
                List.of(),
                Transition.ON_NEXT_DATE,
                "test",
                hours.midnightOf(yesterday));
    assertThat(answer).isInstanceOf(GroupStore.Recorded.class);
    Group group = ((GroupStore.Recorded) answer).group();
    BillingGroupWorkflow workflow =
        OneTakt.workflows()
            .newWorkflowStub(
                BillingGroupWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(identity.workflowId())
                    .setTaskQueue(Queues.MAIN)
                    .build());
    WorkflowClient.start(
        workflow::live,
        new BillingGroupWorkflow.Life(group, List.of(), Transition.ON_NEXT_DATE, "test", null));
    return group;
  }

  private void signUp(Group group, String customer, long price) {
    String plan =
        rest.post(
                "/v1/plans",
                Map.of(
                    "code", "daily-" + price,
                    "name", "Daily",
                    "unit", "DAY",
                    "price", price,
                    "currency", "DKK"))
            .expect(201)
            .id();
    rest.post(
            "/v1/subscriptions",
            Map.of(
                "customerId",
                customer,
                "planId",
                plan,
                "startDate",
                today.toString(),
                "groupId",
                group.identity().groupId()))
        .expect(201);
  }

  private List<JsonNode> await(String customer) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<JsonNode> invoices = List.of();
    while (System.nanoTime() < deadline
        && invoices.stream().noneMatch(i -> i.get("status").asString().equals("PAID"))) {
      TimeUnit.MILLISECONDS.sleep(500);
      invoices = rest.all("/v1/invoices?customerId=" + customer);
    }
    return invoices;
  }
}
