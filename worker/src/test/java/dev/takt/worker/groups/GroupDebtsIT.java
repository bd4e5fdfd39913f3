package dev.takt.worker.groups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Books;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The debt of a joint invoice: one case for all of it, and what it means for each member. */
class GroupDebtsIT {
  private static final List<Map<String, ?>> OVERDUE =
      List.of(
          Map.of(
              "kind", "MESSAGE", "channel", "EMAIL", "template", "INVOICE_OVERDUE", "afterDays", 3),
          Map.of("kind", "SUSPEND", "afterDays", 30));

  /** Two members with their group, from 1 February. */
  private record Two(Family family, String paper, String radio, String group) {
    static Two of(Family family) {
      String paper = family.subscription("2026-02-01", 10_000);
      String radio = family.subscription("2026-02-01", 20_001);
      String group = family.formed("2026-02-01", List.of(paper, radio));
      return new Two(family, paper, radio, group);
    }

    Two until(String date) {
      family.story().at(date + "T21:30:00Z");
      return this;
    }

    List<JsonNode> cases() {
      return family.rest().all("/v1/dunning-cases?customerId=" + family.customer());
    }

    JsonNode theCase() {
      assertThat(cases()).hasSize(1);
      return cases().getFirst();
    }

    String status(String member) {
      return family.story().subscription(member).text("status");
    }

    long debt(String member) {
      return family.story().subscription(member).json().get("openDebt").asLong();
    }
  }

  @Test
  void aDeclinedJointInvoiceIsOneCaseThatIsTriedAsOneAndPaidForAll() {
    var two = Two.of(Family.with("2026-01-01", "tok_fail_3_then_ok")).until("2026-02-04");

    assertThat(two.theCase().get("amountDue").asLong()).isEqualTo(30_001);
    assertThat(two.theCase().get("track").asString()).isEqualTo("NO_FUNDS");
    assertThat(two.debt(two.paper)).isEqualTo(10_000);
    two.until("2026-02-20");

    assertThat(two.family.charges())
        .containsExactly(
            "DECLINED 300.01 insufficient_funds",
            "DECLINED 300.01 insufficient_funds",
            "DECLINED 300.01 insufficient_funds",
            "CAPTURED 300.01");
    assertThat(two.theCase().get("status").asString()).isEqualTo("RECOVERED");
    assertThat(two.debt(two.paper) + two.debt(two.radio)).isZero();
    Books.of(two.family.rest()).mustAgree();
  }

  @Test
  void aCreditNoteLowersTheShareOfItsOwnMember() {
    Family family = Family.with("2026-01-01", "tok_stolen_card");
    String paper = family.subscription("2026-02-01", 20_000);
    String radio = family.subscription("2026-02-01", 10_000);
    var two = new Two(family, paper, radio, family.formed("2026-02-01", List.of(paper, radio)));
    two.until("2026-02-02");
    family
        .rest()
        .post(
            "/v1/subscriptions/" + paper + "/pauses",
            Map.of("from", "2026-02-20", "to", "2026-03-01"))
        .expect(201);
    two.until("2026-02-20");

    // C(20 February) is 135.71: 64.29 of its 200.00 are credited.
    assertThat(two.debt(paper)).isEqualTo(13_571);
    assertThat(two.debt(radio)).isEqualTo(10_000);
    Books.of(family.rest()).mustAgreeSoFar();
  }

  @Test
  void eachMemberIsWithheldAndResumesWhenTheDebtIsPaid() {
    var two = Two.of(Family.with("2026-01-01", "tok_stolen_card")).until("2026-02-16");
    assertThat(two.status(two.paper)).isEqualTo("SUSPENDED");
    assertThat(two.status(two.radio)).isEqualTo("SUSPENDED");

    two.family.story().card(two.family.customer(), "tok_ok");

    assertThat(two.theCase().get("status").asString()).isEqualTo("RECOVERED");
    assertThat(two.status(two.paper)).isEqualTo("ACTIVE");
    assertThat(two.status(two.radio)).isEqualTo("ACTIVE");
    Books.of(two.family.rest()).mustAgree();
  }

  @Test
  void aMemberThatEndedStaysEndedAndOneThatIsPausedStaysPaused() {
    var two = Two.of(Family.with("2026-01-01", "tok_stolen_card")).until("2026-02-16");
    two.family
        .rest()
        .put("/v1/subscriptions/" + two.paper + "/cancellation", Map.of("when", "IMMEDIATELY"))
        .expect(200);
    two.family
        .rest()
        .post(
            "/v1/subscriptions/" + two.radio + "/pauses",
            Map.of("from", "2026-02-17", "to", "2026-02-27", "settlement", "NONE"))
        .expect(201);
    two.until("2026-02-18");
    long due = two.theCase().get("amountDue").asLong();
    // What the ended member did not use is credited on the joint invoice: 13 days of 28.
    assertThat(due).isEqualTo(30_001 - 4_643);

    two.family.story().card(two.family.customer(), "tok_ok");

    assertThat(two.theCase().get("status").asString()).isEqualTo("RECOVERED");
    assertThat(two.theCase().get("recovered").asLong()).isEqualTo(due);
    assertThat(two.status(two.paper)).isEqualTo("ENDED");
    assertThat(two.status(two.radio)).isEqualTo("PAUSED");
    two.until("2026-02-27");
    assertThat(two.status(two.radio)).isEqualTo("ACTIVE");
    Books.of(two.family.rest()).mustAgree();
  }

  @Test
  void aMemberWithAnotherDebtOfItsOwnIsWithheldUntilThatIsPaidAsWell() {
    var family = Family.with("2026-01-01", "tok_stolen_card");
    String paper = family.subscription("2026-01-20", 10_000);
    String radio = family.subscription("2026-02-20", 20_000);
    family.story().on("2026-01-21");
    String group = family.formed("2026-02-20", List.of(paper, radio));
    var two = new Two(family, paper, radio, group).until("2026-03-07");
    assertThat(two.cases()).hasSize(2);
    assertThat(two.status(paper)).isEqualTo("SUSPENDED");
    assertThat(two.status(radio)).isEqualTo("SUSPENDED");

    pay(two, 30_000);

    assertThat(two.status(radio)).isEqualTo("ACTIVE");
    assertThat(two.status(paper)).isEqualTo("SUSPENDED");
    pay(two, 10_000);
    assertThat(two.status(paper)).isEqualTo("ACTIVE");
    Books.of(family.rest()).mustAgree();
  }

  /** By bank: all that is due on the invoice of which so much is due. */
  private static void pay(Two two, long amount) {
    JsonNode one =
        two.cases().stream()
            .filter(open -> open.get("amountDue").asLong() == amount)
            .findFirst()
            .orElseThrow();
    two.family
        .rest()
        .post(
            "/v1/invoices/" + one.get("invoiceId").asString() + "/payments",
            Map.of("amount", amount, "receivedOn", "2026-03-07"))
        .expect(201);
  }

  @Test
  void aJointInvoiceThatIsToBePaidByBankIsOverdueForAllOfThem() {
    var story = Family.from("2026-01-01").story();
    // The default policy withholds nothing of whoever pays by bank.
    story
        .rest()
        .put(
            "/v1/dunning-policies/default",
            Map.of("tracks", Map.of("INVOICE_OVERDUE", Map.of("steps", OVERDUE))))
        .expect(200);
    var family = new Family(story, story.customer());
    Map<String, ?> byBank = Map.of("collection", "INVOICE", "paymentTermsDays", 10);
    String plan = story.monthly();
    String paper = story.subscribe(family.customer(), plan, "2026-02-01", byBank);
    String radio = story.subscribe(family.customer(), plan, "2026-02-01", byBank);
    String group = family.formed("2026-02-01", List.of(paper, radio));
    var two = new Two(family, paper, radio, group).until("2026-02-11");
    assertThat(two.cases()).isEmpty();

    // Due on Wednesday 11 February.
    two.until("2026-02-14");
    assertThat(two.theCase().get("track").asString()).isEqualTo("INVOICE_OVERDUE");
    assertThat(two.theCase().get("amountDue").asLong()).isEqualTo(62_000);
    two.until("2026-03-14");
    assertThat(two.status(paper)).isEqualTo("SUSPENDED");
    assertThat(two.status(radio)).isEqualTo("SUSPENDED");

    JsonNode first =
        two.cases().stream()
            .filter(open -> open.get("openedAt").asString().startsWith("2026-02"))
            .findFirst()
            .orElseThrow();
    String payments = "/v1/invoices/" + first.get("invoiceId").asString() + "/payments";
    family.rest().post(payments, Map.of("amount", 62_000, "receivedOn", "2026-03-14")).expect(201);
    assertThat(two.status(paper)).isEqualTo("ACTIVE");
    assertThat(two.status(radio)).isEqualTo("ACTIVE");
    Books.of(family.rest()).mustAgree();
  }

  @Test
  void theDebtOfADissolvedGroupIsPursuedToTheEnd() {
    var two = Two.of(Family.with("2026-01-01", "tok_fail_3_then_ok")).until("2026-02-03");
    two.family.dissolve(two.group, "").expect(200);

    two.until("2026-02-20");

    assertThat(two.theCase().get("status").asString()).isEqualTo("RECOVERED");
    assertThat(two.theCase().get("recovered").asLong()).isEqualTo(30_001);
    Books.of(two.family.rest()).mustAgree();
  }

  /** The members' common card is not the customer's default one: each try is of the former. */
  @Test
  void theCardOfTheGroupIsTheOneThatIsTried() {
    var story = Family.from("2026-01-01").story();
    var family = new Family(story, story.customer("tok_ok"));
    String card =
        story
            .rest()
            .post(
                "/v1/customers/" + family.customer() + "/payment-methods",
                Map.of("gateway", "sandbox", "token", "tok_fail_2_then_ok", "default", false))
            .expect(201)
            .id();
    Map<String, ?> own = Map.of("paymentMethodId", card);
    String plan = story.monthly();
    String paper = story.subscribe(family.customer(), plan, "2026-02-01", own);
    String radio = story.subscribe(family.customer(), plan, "2026-02-01", own);
    String group = family.formed("2026-02-01", List.of(paper, radio));
    var two = new Two(family, paper, radio, group).until("2026-02-20");

    assertThat(family.charges())
        .containsExactly(
            "DECLINED 620.00 insufficient_funds",
            "DECLINED 620.00 insufficient_funds",
            "CAPTURED 620.00");
    assertThat(two.theCase().get("status").asString()).isEqualTo("RECOVERED");
    Books.of(family.rest()).mustAgree();
  }
}
