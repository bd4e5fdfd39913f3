package dev.takt.worker.groups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several subscriptions of one customer that feel like one agreement. */
class GroupStoriesIT {

  /** The case of the article: five dates in five weeks; then one a month; and back again. */
  @Test
  void oneCustomerThreeSubscriptionsFiveDates() {
    var family = Family.from("2026-01-01");
    String paper = family.subscription("2026-01-05", 20_000);
    String radio = family.subscription("2026-01-12", 10_000);
    String archive = family.subscription("2026-01-20", 30_000);
    family.story().on("2026-02-15");
    assertThat(family.charges())
        .containsExactly(
            "CAPTURED 200.00",
            "CAPTURED 100.00",
            "CAPTURED 300.00",
            "CAPTURED 200.00",
            "CAPTURED 100.00");

    String group = family.formed("2026-03-01", List.of(paper, radio, archive));
    family.story().on("2026-05-10");

    assertThat(family.billsFrom("2026-02-15")).isEqualTo(joint(family, group));
    assertThat(joint(family, group))
        .containsExactly(
            "2026-03-01 396.43 PAID: SERVICE [2026-02-20, 2026-03-01) 96.43;"
                + " SERVICE [2026-03-01, 2026-04-01) 300.00",
            "2026-04-01 838.71 PAID: SERVICE [2026-03-05, 2026-04-01) 174.19;"
                + " SERVICE [2026-04-01, 2026-05-01) 200.00;"
                + " SERVICE [2026-03-12, 2026-04-01) 64.52;"
                + " SERVICE [2026-04-01, 2026-05-01) 100.00;"
                + " SERVICE [2026-04-01, 2026-05-01) 300.00",
            "2026-05-01 600.00 PAID: SERVICE [2026-05-01, 2026-06-01) 200.00;"
                + " SERVICE [2026-05-01, 2026-06-01) 100.00;"
                + " SERVICE [2026-05-01, 2026-06-01) 300.00");
    assertThat(family.charges().subList(5, 8))
        .containsExactly("CAPTURED 396.43", "CAPTURED 838.71", "CAPTURED 600.00");

    assertThat(family.dissolve(group, "").expect(200).text("status")).isEqualTo("DISSOLVED");
    family.story().on("2026-06-06");
    assertThat(family.billsFrom("2026-05-10"))
        .containsExactlyInAnyOrder(
            "2026-06-01 25.81 PAID: SERVICE [2026-06-01, 2026-06-05) 25.81",
            "2026-06-01 35.48 PAID: SERVICE [2026-06-01, 2026-06-12) 35.48",
            "2026-06-01 183.87 PAID: SERVICE [2026-06-01, 2026-06-20) 183.87",
            "2026-06-05 200.00 PAID: SERVICE [2026-06-05, 2026-07-05) 200.00");
    family.join(group, paper, Map.of()).problem(409, "group_dissolved");
    Books.of(family.rest()).mustAgree();
  }

  @Test
  void signedUpStraightIntoTheGroup() {
    var family = Family.from("2026-02-01");
    String group = family.formed("2026-03-01", List.of());
    String plan = family.story().plan(Map.of("price", 9_900));
    Map<String, String> later = Map.of("groupId", group);
    Map<String, String> atOnce = Map.of("groupId", group, "transition", "AT_START");
    String audio = family.story().subscribe(family.customer(), plan, "2026-02-11", later);
    family.story().subscribe(family.customer(), plan, "2026-02-11", atOnce);

    family.story().on("2026-04-02");

    assertThat(family.bills())
        .containsExactly(
            "2026-02-11 63.64 PAID: SERVICE [2026-02-11, 2026-03-01) 63.64",
            "2026-03-01 261.64 PAID: SERVICE [2026-02-11, 2026-03-01) 63.64;"
                + " SERVICE [2026-03-01, 2026-04-01) 99.00;"
                + " SERVICE [2026-03-01, 2026-04-01) 99.00",
            "2026-04-01 198.00 PAID: SERVICE [2026-04-01, 2026-05-01) 99.00;"
                + " SERVICE [2026-04-01, 2026-05-01) 99.00");
    assertThat(family.story().subscription(audio).text("groupId")).isEqualTo(group);
    assertThat(family.group(group).json().get("members")).hasSize(2);
    assertThat(family.group(group).text("nextGroupDate")).isEqualTo("2026-05-01");
    Books.of(family.rest()).mustAgree();
  }

  @Test
  void aMembersRefundGoesBackToTheJointPayment() {
    var family = Family.from("2026-05-20");
    String paper = family.subscription("2026-06-01", 30_000);
    String radio = family.subscription("2026-06-01", 20_000);
    family.formed("2026-06-01", List.of(paper, radio));
    family.story().on("2026-06-11");
    family
        .rest()
        .put("/v1/subscriptions/" + paper + "/cancellation", Map.of("when", "IMMEDIATELY"))
        .expect(200);
    family.story().on("2026-06-12");
    JsonNode note = family.rest().all("/v1/credit-notes?subscriptionId=" + paper).getFirst();
    assertThat(note.get("total").asLong()).isEqualTo(20_000);
    assertThat(note.get("refunded").asLong()).isEqualTo(20_000);
    assertThat(family.story().charges(family.customer()))
        .extracting(charge -> charge.get("amount").asLong() + " " + charge.get("amountRefunded"))
        .containsExactly("50000 20000");
    Books.of(family.rest()).mustAgree();
  }

  @Test
  void membersInArrearsByTheYearPausedAndEndedAreOnOneInvoice() {
    var family = Family.from("2026-01-01");
    String ahead = family.subscription("2026-01-10", 10_000);
    String arrears = family.subscription("2026-01-15", 31_000, Map.of("billing", "IN_ARREARS"));
    String yearly = family.subscription("2025-03-20", 36_500, Map.of("unit", "YEAR"));
    family.story().on("2026-02-01");
    String group = family.formed("2026-03-01", List.of(ahead, arrears, yearly));

    family.story().on("2026-03-02");
    // The period that ran when it joined is billed as it was.
    assertThat(family.story().bills(arrears))
        .startsWith("2026-02-15 310.00 PAID: SERVICE [2026-01-15, 2026-02-15) 310.00");
    assertThat(joint(family, group))
        .containsExactly(
            "2026-03-01 322.86 PAID: SERVICE [2026-02-10, 2026-03-01) 67.86;"
                + " SERVICE [2026-03-01, 2026-04-01) 100.00;"
                + " SERVICE [2026-02-15, 2026-03-01) 155.00");

    String path = "/v1/subscriptions/";
    family
        .rest()
        .post(path + ahead + "/pauses", Map.of("from", "2026-04-01", "to", "2026-05-11"))
        .expect(201);
    family
        .rest()
        .put(path + arrears + "/cancellation", Map.of("when", "ON_DATE", "date", "2026-04-16"))
        .expect(200);
    family.story().on("2026-06-02");

    assertThat(joint(family, group).subList(1, 3))
        .containsExactly(
            "2026-04-01 687.00 PAID: SERVICE [2026-03-01, 2026-04-01) 310.00;"
                + " SERVICE [2026-03-20, 2026-04-01) 12.00;"
                + " SERVICE [2026-04-01, 2027-04-01) 365.00",
            "2026-06-01 167.74 PAID: SERVICE [2026-05-11, 2026-06-01) 67.74;"
                + " SERVICE [2026-06-01, 2026-07-01) 100.00");
    assertThat(family.story().bills(arrears))
        .endsWith("2026-04-16 155.00 PAID: SERVICE [2026-04-01, 2026-04-16) 155.00");
    assertThat(family.group(group).json().get("members")).hasSize(2);
    Books.of(family.rest()).mustAgreeSoFar();
  }

  @Test
  void tenMembersChangeWhileTheGroupBills() throws Exception {
    var family = Family.from("2026-01-01");
    List<String> members =
        IntStream.range(0, 10).mapToObj(i -> family.subscription("2026-01-05", 10_000)).toList();
    family.story().on("2026-02-01");
    String group = family.formed("2026-03-01", members);
    family.story().on("2026-02-28");

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> calls = new ArrayList<>();
      calls.add(() -> family.story().beginTo(family.story().noon("2026-03-01")).status());
      for (String member : members) {
        calls.add(
            () ->
                family
                    .rest()
                    .post(
                        "/v1/subscriptions/" + member + "/pauses",
                        Map.of("from", "2026-03-11", "to", "2026-03-21"))
                    .status());
      }
      for (var call : threads.invokeAll(calls)) {
        assertThat(call.get()).isIn(200, 201, 202, 409);
      }
    }
    family.story().awaitReady();
    for (String member : members) {
      if (family.story().subscription(member).json().get("pauses").isEmpty()) {
        family
            .rest()
            .post(
                "/v1/subscriptions/" + member + "/pauses",
                Map.of("from", "2026-03-11", "to", "2026-03-21"))
            .expect(201);
      }
    }
    family.story().on("2026-04-02");

    List<JsonNode> joint = jointInvoices(family, group);
    assertThat(joint).hasSize(2);
    // [5 Feb, 1 Mar) 85.71; ten days of March are not used: whoever was late gets them in April.
    long total = joint.stream().mapToLong(invoice -> invoice.get("total").asLong()).sum();
    assertThat(total).isEqualTo(10 * (8_571 + 10_000 - 3_226 + 10_000));
    assertThat(family.charges().subList(10, 12)).allMatch(charge -> charge.startsWith("CAPTURED"));
    Books.of(family.rest()).mustAgreeSoFar();
  }

  @Test
  void aDeclineIsOneDebtOfWhichEachMemberOwesItsShare() {
    var family = Family.with("2026-01-01", "tok_insufficient_funds");
    String one = family.subscription("2026-02-01", 10_000);
    String other = family.subscription("2026-02-01", 20_001);
    String group = family.formed("2026-02-01", List.of(one, other));
    // Not started yet: it follows the group from its start.
    family.story().on("2026-02-02");

    assertThat(joint(family, group))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("2026-02-01 300.01 OPEN");
    assertThat(family.charges()).containsExactly("DECLINED 300.01 insufficient_funds");
    assertThat(family.story().subscription(one).json().get("openDebt").asLong()).isEqualTo(10_000);
    assertThat(family.story().subscription(other).json().get("openDebt").asLong())
        .isEqualTo(20_001);
    assertThat(family.group(group).json().get("openDebt").asLong()).isEqualTo(30_001);
    assertThat(family.rest().all("/v1/subscriptions?groupId=" + group)).hasSize(2);
  }

  private static List<JsonNode> jointInvoices(Family family, String group) {
    return family.rest().all("/v1/invoices?customerId=" + family.customer()).stream()
        .filter(invoice -> invoice.path("groupId").asString("").equals(group))
        .toList();
  }

  private static List<String> joint(Family family, String group) {
    return jointInvoices(family, group).stream().map(Told::invoice).toList();
  }
}
