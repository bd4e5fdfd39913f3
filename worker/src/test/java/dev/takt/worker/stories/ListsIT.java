package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lists show what their filters say, newest first, a page at a time. */
class ListsIT {
  private static Story story;
  private static String paying;
  private static String owing;
  private static String planned;
  private static String plan;
  private static String owingCustomer;

  @BeforeAll
  static void make() {
    story = Story.from("2026-02-20");
    plan = story.monthly();
    paying =
        story.subscribe(
            story.customer("tok_ok"), plan, "2026-03-01", Map.of("externalRef", "contract-1"));
    owingCustomer = story.customer("tok_insufficient_funds");
    owing = story.subscribe(owingCustomer, plan, "2026-03-01");
    planned = story.subscribe(story.customer("tok_ok"), story.monthly(), "2027-01-01");
    story.on("2026-04-05");
    story
        .rest()
        .put(
            "/v1/subscriptions/" + paying + "/cancellation",
            Map.of("when", "ON_DATE", "date", "2026-04-16"))
        .expect(200);
    story.on("2026-05-10");
  }

  @Test
  void subscriptions() {
    assertThat(ids("subscriptions?status=ENDED")).containsExactly(paying);
    assertThat(ids("subscriptions?status=SCHEDULED")).containsExactly(planned);
    assertThat(ids("subscriptions?customerId=" + owingCustomer)).containsExactly(owing);
    assertThat(ids("subscriptions?planId=" + plan)).containsExactly(owing, paying);
    assertThat(ids("subscriptions?planId=" + plan + "&status=ACTIVE")).isSubsetOf(owing);
    assertThat(ids("subscriptions?groupId=grp_none")).isEmpty();
    assertThat(ids("subscriptions?externalRef=contract-1")).containsExactly(paying);
    assertThat(ids("subscriptions?externalRef=contract-2")).isEmpty();
    assertThat(ids("subscriptions?inDunning=true")).containsExactly(owing);
    assertThat(ids("subscriptions?inDunning=false")).containsExactly(planned, paying);
  }

  /** What belongs to a subscription is found by its reference, and by its customer's. */
  @Test
  void everythingByTheMerchantsOwnReference() {
    for (String list : List.of("invoices", "payments", "credit-notes")) {
      assertThat(all(list + "?externalRef=contract-1"))
          .as(list)
          .isNotEmpty()
          .isEqualTo(all(list + "?subscriptionId=" + paying));
    }
    assertThat(all("refunds?externalRef=contract-1")).isEqualTo(all("refunds")).isNotEmpty();
    assertThat(all("events?externalRef=contract-1"))
        .isEqualTo(all("events?subjectId=" + paying))
        .isNotEmpty();
    assertThat(all("dunning-cases?externalRef=contract-1")).isEmpty();
    story
        .rest()
        .patch("/v1/customers/" + owingCustomer, Map.of("externalRef", "crm-owing"))
        .expect(200);
    assertThat(all("dunning-cases?externalRef=crm-owing")).isEqualTo(all("dunning-cases"));
    assertThat(all("messages?externalRef=crm-owing"))
        .isNotEmpty()
        .isEqualTo(all("messages?customerId=" + owingCustomer));
    assertThat(all("invoices?externalRef=crm-owing"))
        .isEqualTo(all("invoices?customerId=" + owingCustomer));
    story.rest().patch("/v1/plans/" + plan, Map.of("externalRef", "product-7")).expect(200);
    assertThat(ids("plans?externalRef=product-7")).containsExactly(plan);
  }

  @Test
  void customers() {
    String customer =
        story
            .rest()
            .post(
                "/v1/customers",
                Map.of("name", "Ida", "email", "Ida@Example.com", "externalRef", "crm-7"))
            .expect(201)
            .id();
    assertThat(ids("customers?email=ida@example.com")).containsExactly(customer);
    assertThat(ids("customers?externalRef=crm-7")).containsExactly(customer);
    assertThat(ids("customers?externalRef=crm-7&email=bo@example.com")).isEmpty();
  }

  @Test
  void invoicesByWhoWhatAndWhen() {
    List<JsonNode> all = all("invoices");
    assertThat(all).hasSizeGreaterThanOrEqualTo(5);
    for (String status : List.of("OPEN", "PAID", "CREDITED", "PARTLY_CREDITED", "WRITTEN_OFF")) {
      assertThat(all("invoices?status=" + status))
          .as(status)
          .isEqualTo(all.stream().filter(i -> text(i, "status").equals(status)).toList());
    }
    assertThat(all("invoices?subscriptionId=" + owing))
        .isNotEmpty()
        .isEqualTo(all("invoices?customerId=" + owingCustomer));
    assertThat(all("invoices?issuedFrom=2026-04-01&issuedTo=2026-05-01"))
        .isNotEmpty()
        .allMatch(invoice -> text(invoice, "issueDate").equals("2026-04-01"));
    assertThat(all("invoices?issuedTo=2026-03-01")).isEmpty();
  }

  @Test
  void creditNotesAndPaymentsHaveTheSameFilters() {
    List<JsonNode> notes = all("credit-notes");
    assertThat(notes).hasSize(1);
    assertThat(all("credit-notes?subscriptionId=" + paying)).isEqualTo(notes);
    assertThat(all("credit-notes?customerId=" + owingCustomer)).isEmpty();
    assertThat(all("credit-notes?status=PAID")).isEqualTo(notes);
    assertThat(all("credit-notes?status=OPEN")).isEmpty();
    assertThat(all("credit-notes?issuedFrom=2026-04-16&issuedTo=2026-04-17")).isEqualTo(notes);
    assertThat(all("credit-notes?issuedFrom=2026-04-17")).isEmpty();
    List<JsonNode> payments = all("payments");
    assertThat(all("payments?status=SUCCEEDED"))
        .isNotEmpty()
        .isEqualTo(payments.stream().filter(p -> text(p, "status").equals("SUCCEEDED")).toList());
    assertThat(all("payments?subscriptionId=" + owing))
        .isNotEmpty()
        .allMatch(payment -> text(payment, "status").equals("DECLINED"))
        .isEqualTo(all("payments?customerId=" + owingCustomer));
    // By the day at the merchant's: the renewal of 1 April is charged when it is 31 March in UTC.
    assertThat(all("payments?subscriptionId=" + paying + "&issuedFrom=2026-04-01")).hasSize(1);
  }

  @Test
  void eventsByTypeAndSubject() {
    assertThat(all("events?subjectId=" + owing).stream().map(e -> text(e, "type")))
        .contains("subscription.created", "subscription.activated", "subscription.renewed");
    assertThat(all("events?subjectId=" + owing).stream().map(e -> e.get("sequence").asInt()))
        .as("counts within its subject")
        .isSorted()
        .startsWith(1, 2)
        .doesNotHaveDuplicates();
    assertThat(all("events?type=subscription.ended").stream().map(e -> text(e, "subjectId")))
        .containsExactly(paying);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subscriptions?status=active",
        "subscriptions?inDunning=maybe",
        "invoices?status=NOPE",
        "invoices?issuedFrom=2026-02-30",
        "payments?status=PAID",
        "credit-notes?status=REFUNDED",
        "invoices?limit=0",
        "invoices?limit=101",
        "invoices?limit=x",
        "invoices?status=OPEN&status=PAID"
      })
  void whatNoFilterCanMeanIsRefused(String list) {
    story.rest().get("/v1/" + list).problem(400, "bad_parameter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"subscriptions", "customers", "invoices", "payments", "events", "plans"})
  void aPageAtATimeShowsAllOfItOnceAndNewestFirst(String list) {
    List<String> all = ids(list);
    List<String> paged = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = story.rest().get("/v1/" + list + "?limit=1" + cursor).expect(200);
      assertThat(page.json().get("data").size()).isLessThanOrEqualTo(1);
      page.json().get("data").forEach(one -> paged.add(text(one, "id")));
      String next = page.text("nextCursor");
      cursor = next.isEmpty() ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    assertThat(paged).isEqualTo(all).isSortedAccordingTo(Comparator.reverseOrder());
    story.rest().get("/v1/" + list + "?cursor=x").problem(400, "bad_cursor");
    story.rest().get("/v1/" + list + "?filter=x").problem(400, "unknown_parameter");
  }

  /** Newest first. */
  private static List<String> ids(String list) {
    return all(list).reversed().stream().map(one -> text(one, "id")).toList();
  }

  private static List<JsonNode> all(String list) {
    return story.rest().all("/v1/" + list);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
