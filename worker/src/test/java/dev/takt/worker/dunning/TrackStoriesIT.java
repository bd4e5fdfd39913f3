package dev.takt.worker.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Story;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A story for each track, and for what happens beside it. */
class TrackStoriesIT {

  @ParameterizedTest
  @CsvSource({
    "tok_expired_card, EXPIRED_CARD, CARD_EXPIRED",
    "tok_stolen_card, HARD_DECLINE, CARD_REFUSED",
    "tok_card_removed, CARD_REMOVED, CARD_REMOVED",
    "tok_script_1A, AUTHENTICATION, AUTHENTICATION_NEEDED",
  })
  void whatOnlyTheCustomerCanMendIsAskedForAndNotTried(
      String token, String track, String template) {
    var debtor = Debtor.withCard(token).on("2026-03-20");

    assertThat(debtor.charges()).hasSize(1);
    assertThat(debtor.theCase().get("track").asString()).isEqualTo(track);
    assertThat(debtor.done())
        .containsExactly(
            "03-01 08:00 MESSAGE " + template,
            "03-03 09:00 MESSAGE " + template,
            "03-06 09:00 MESSAGE " + template,
            "03-10 09:00 MESSAGE LAST_NOTICE",
            "03-13 09:00 MESSAGE LAST_NOTICE",
            "03-15 09:00 SUSPEND " + debtor.subscription(),
            "03-15 09:00 MESSAGE SERVICE_SUSPENDED");
    assertThat(debtor.status()).isEqualTo("SUSPENDED");
    Books.of(debtor.story().rest()).mustAgree();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-02", "2026-03-11", "2026-03-20", "2026-05-10"})
  void aNewCardAtEachStageIsTriedAtOnceAndServiceResumes(String day) {
    var debtor = Debtor.withCard("tok_stolen_card").on(day);

    debtor.story().card(debtor.customer(), "tok_ok");

    assertThat(debtor.theCase().get("status").asString()).isEqualTo("RECOVERED");
    assertThat(debtor.theCase().get("amountDue").asLong()).isZero();
    assertThat(debtor.status()).isEqualTo("ACTIVE");
    assertThat(debtor.cases()).allMatch(c -> c.get("status").asString().equals("RECOVERED"));
    Books.of(debtor.story().rest()).mustAgree();
  }

  @Test
  void aTechnicalFaultStandsStillAndTheCustomerHearsNothing() {
    var debtor = Debtor.withCard("tok_script_91-91-ok").on("2026-03-02");

    assertThat(debtor.charges())
        .containsExactly(
            "03-01 00:00 DECLINED 91", "03-01 00:15 DECLINED 91", "03-01 01:00 CAPTURED");
    assertThat(debtor.done())
        .containsExactly(
            "03-01 00:15 RETRY declined: 91",
            "03-01 01:00 RETRY paid: 31000",
            "03-01 01:00 RESTORE " + debtor.subscription());
    Books.of(debtor.story().rest()).mustAgree();
  }

  @Test
  void aTechnicalFaultOnTheWayDoesNotMoveTheStage() {
    var debtor = Debtor.withCard("tok_script_51-91-51-ok").on("2026-03-10");

    assertThat(debtor.charges())
        .containsExactly(
            "03-01 00:00 DECLINED 51",
            "03-02 12:15 DECLINED 91",
            "03-02 12:30 DECLINED 51",
            "03-04 10:00 CAPTURED");
    Books.of(debtor.story().rest()).mustAgree();
  }

  @Test
  void anUnexplainedRefusalIsTriedOnDays1And3And7() {
    var debtor = Debtor.withCard("tok_script_05-05-05-ok").on("2026-03-10");

    assertThat(debtor.charges())
        .containsExactly(
            "03-01 00:00 DECLINED 05",
            "03-02 12:15 DECLINED 05",
            "03-04 18:45 DECLINED 05",
            "03-08 10:00 CAPTURED");
    Books.of(debtor.story().rest()).mustAgree();
  }

  @Test
  void aSuspiciousBankIsAskedTwiceMoreAtMostThreeDaysApart() {
    var debtor = Debtor.withCard("tok_script_59").on("2026-03-31");

    assertThat(debtor.charges())
        .containsExactly(
            "03-01 00:00 DECLINED 59", "03-04 12:15 DECLINED 59", "03-07 18:45 DECLINED 59");
  }

  @Test
  void whatTheMerchantSetUpWronglyWaitsForAPersonAndTheCustomerHearsNothing() {
    var debtor = Debtor.withCard("tok_script_93").on("2026-03-20");

    assertThat(debtor.charges()).hasSize(1);
    assertThat(debtor.done()).containsExactly("03-01 09:00 WAIT_FOR_PERSON waits for a person");
    assertThat(debtor.status()).isEqualTo("ACTIVE");
  }

  @Test
  void anInvoiceForTheBankIsOverdueTheDayAfterABankingDay() {
    // Due on Saturday 14 March: Monday is the last day to pay.
    var debtor = Debtor.byBank(13).on("2026-03-16");
    assertThat(debtor.cases()).isEmpty();

    debtor.on("2026-03-18");
    assertThat(debtor.theCase().get("track").asString()).isEqualTo("INVOICE_OVERDUE");
    debtor.on("2026-03-20");
    assertThat(debtor.done()).containsExactly("03-17 09:00 MESSAGE INVOICE_OVERDUE");

    pay(debtor, 10_000, "2026-03-20");
    assertThat(debtor.theCase().get("amountDue").asLong()).isEqualTo(21_000);
    pay(debtor, 21_000, "2026-03-20");
    assertThat(debtor.theCase().get("status").asString()).isEqualTo("RECOVERED");
    Books.of(debtor.story().rest()).mustAgree();
  }

  @Test
  void aStartInThePastIsNotOverdueWhenItIsBilled() {
    var story = Story.from("2026-04-20");
    story.subscribe(
        story.customer(), story.monthly(), "2026-01-15", Map.of("collection", "INVOICE"));

    story.on("2026-05-04");

    assertThat(story.rest().all("/v1/invoices"))
        .singleElement()
        .satisfies(
            invoice -> {
              assertThat(invoice.get("issueDate").asString()).isEqualTo("2026-04-20");
              assertThat(invoice.get("dueDate").asString()).isEqualTo("2026-05-04");
              assertThat(invoice.get("total").asLong()).isEqualTo(124_000);
            });
    assertThat(story.rest().all("/v1/messages")).isEmpty();
    assertThat(story.rest().all("/v1/dunning-cases")).isEmpty();
  }

  @Test
  void whatIsPaidInTimeIsNoCase() {
    var debtor = Debtor.byBank(10).on("2026-03-05");
    pay(debtor, 31_000, "2026-03-05");

    debtor.on("2026-03-25");

    assertThat(debtor.cases()).isEmpty();
    Books.of(debtor.story().rest()).mustAgree();
  }

  @Test
  void aBankTransferInTheMiddleEndsTheTries() {
    var debtor = Debtor.withCard("tok_insufficient_funds").on("2026-03-05");
    int charges = debtor.charges().size();

    pay(debtor, 31_000, "2026-03-05");
    debtor.on("2026-03-25");

    assertThat(debtor.charges()).hasSize(charges);
    assertThat(debtor.theCase().get("status").asString()).isEqualTo("RECOVERED");
    JsonNode report = debtor.story().rest().get("/v1/reports/recovery").expect(200).json();
    assertThat(report.get("byReason").get(0).get("recovered").asLong()).isEqualTo(31_000);
    assertThat(report.get("byChannel").get(0).get("key").asString()).isEqualTo("BANK");
    Books.of(debtor.story().rest()).mustAgree();
  }

  @Test
  void aPausedSubscriptionsDebtIsPursuedAllTheSame() {
    var debtor = Debtor.withCard("tok_fail_3_then_ok").on("2026-03-01");
    debtor
        .story()
        .rest()
        .post(
            "/v1/subscriptions/" + debtor.subscription() + "/pauses",
            Map.of("from", "2026-03-02", "to", "2026-04-01", "settlement", "NONE"))
        .expect(201);

    debtor.on("2026-03-10");

    assertThat(debtor.theCase().get("status").asString()).isEqualTo("RECOVERED");
    assertThat(debtor.status()).isEqualTo("PAUSED");
    Books.of(debtor.story().rest()).mustAgree();
  }

  @Test
  void anEndedSubscriptionsDebtOutlivesIt() {
    var debtor = Debtor.withCard("tok_fail_3_then_ok").on("2026-03-03");
    debtor
        .story()
        .rest()
        .put(
            "/v1/subscriptions/" + debtor.subscription() + "/cancellation",
            Map.of("when", "IMMEDIATELY"))
        .expect(200);
    assertThat(debtor.status()).isEqualTo("ENDED");
    // Two days of service are owed: 31000 · 2 / 31.
    assertThat(debtor.theCase().get("amountDue").asLong()).isEqualTo(2_000);

    debtor.on("2026-03-20");

    assertThat(debtor.theCase().get("status").asString()).isEqualTo("RECOVERED");
    assertThat(debtor.story().charges(debtor.customer()).getLast().get("amount").asLong())
        .isEqualTo(2_000);
    Books.of(debtor.story().rest()).mustAgree();
  }

  @Test
  void aCancelledSubscriptionsDebtIsPursuedToTheEnd() {
    var debtor = Debtor.withCard("tok_fail_2_then_ok").on("2026-03-01");
    debtor
        .story()
        .rest()
        .put(
            "/v1/subscriptions/" + debtor.subscription() + "/cancellation",
            Map.of("when", "END_OF_PERIOD"))
        .expect(200);

    debtor.on("2026-04-10");

    assertThat(debtor.theCase().get("status").asString()).isEqualTo("RECOVERED");
    assertThat(debtor.status()).isEqualTo("ENDED");
    Books.of(debtor.story().rest()).mustAgree();
  }

  @Test
  void aPolicyThatEndsAndGivesUpIsFollowed() {
    var story = Story.from("2026-02-20");
    story
        .rest()
        .put(
            "/v1/dunning-policies/default",
            Map.of(
                "tracks",
                Map.of(
                    "HARD_DECLINE",
                    Map.of(
                        "steps",
                        List.of(
                            Map.of(
                                "kind", "MESSAGE", "channel", "EMAIL", "template", "CARD_REFUSED"),
                            Map.of("kind", "SUSPEND", "afterDays", 5),
                            Map.of("kind", "END", "afterDays", 10),
                            Map.of("kind", "WRITE_OFF", "afterDays", 20))))))
        .expect(200);
    var debtor = Debtor.with(story, story.customer("tok_stolen_card"), Map.of()).on("2026-03-12");
    assertThat(debtor.status()).isEqualTo("ENDED");

    debtor.on("2026-03-25");

    assertThat(debtor.theCase().get("status").asString()).isEqualTo("WRITTEN_OFF");
    // Ten days of service were owed: C(11 Mar) = 100.00.
    assertThat(debtor.theCase().get("writtenOff").asLong()).isEqualTo(10_000);
    assertThat(debtor.theCase().get("credited").asLong()).isEqualTo(21_000);
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void holdAndResumeAndSettle() {
    var debtor = Debtor.withCard("tok_insufficient_funds").on("2026-03-02");
    debtor.ask("hold", Map.of("until", "2026-03-01")).problem(422, "hold_in_the_past");
    debtor.ask("hold", Map.of("until", "2026-03-20")).expect(200);
    int charges = debtor.charges().size();
    debtor.on("2026-03-15");
    assertThat(debtor.charges()).hasSize(charges);
    assertThat(debtor.status()).isEqualTo("ACTIVE");

    debtor.ask("resume", Map.of()).expect(200);
    debtor.on("2026-03-19");
    assertThat(debtor.charges()).hasSizeGreaterThan(charges);

    debtor.ask("settle", Map.of("amount", 31_000)).problem(422, "settlement_not_lower");
    debtor.ask("settle", Map.of("amount", 20_000)).expect(200);
    assertThat(debtor.theCase().get("amountDue").asLong()).isEqualTo(20_000);
    pay(debtor, 20_000, "2026-03-19");
    assertThat(debtor.theCase().get("status").asString()).isEqualTo("RECOVERED");
    assertThat(debtor.theCase().get("writtenOff").asLong()).isEqualTo(11_000);
    debtor.ask("hold", Map.of("until", "2026-04-20")).problem(409, "case_not_open");
    Books.of(debtor.story().rest()).mustAgree();
  }

  @Test
  void aPolicyThatBreaksARuleIsRefusedWithTheRulesName() {
    var rest = Story.from("2026-02-20").rest();
    Map<String, Object> retry = Map.of("kind", "RETRY", "afterDays", 1);
    String answer =
        rest.put(
                "/v1/dunning-policies/default",
                Map.of("tracks", Map.of("HARD_DECLINE", Map.of("steps", List.of(retry)))))
            .problem(422, "policy_breaks_rule")
            .body();
    assertThat(answer).contains("visa.category1.never");
    List<Map<String, Object>> many =
        java.util.stream.IntStream.range(1, 16)
            .mapToObj(day -> Map.<String, Object>of("kind", "RETRY", "afterDays", day))
            .toList();
    assertThat(
            rest.put(
                    "/v1/dunning-policies/default",
                    Map.of("tracks", Map.of("NO_FUNDS", Map.of("steps", many))))
                .problem(422, "policy_breaks_rule")
                .body())
        .contains("visa.reattempt.maxPer30d");
    assertThat(
            rest.put(
                    "/v1/dunning-policies/default",
                    Map.of(
                        "tracks",
                        Map.of(
                            "NO_FUNDS",
                            Map.of("steps", List.of(Map.of("kind", "SUSPEND", "afterDays", 1))))))
                .problem(422, "policy_breaks_rule")
                .body())
        .contains("takt.policy.grace");
    // What is served can be stored again as it is.
    String served = rest.get("/v1/dunning-policies/default").expect(200).body();
    rest.send("PUT", "/v1/dunning-policies/default", served).expect(200);
  }

  @Test
  void fourSubscriptionsOfOneCardShareTheSchemesCeiling() {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_insufficient_funds");
    String plan = story.monthly();
    for (int i = 0; i < 4; i++) {
      story.subscribe(customer, plan, "2026-03-01");
    }

    story.on("2026-03-30");

    List<JsonNode> charges = story.charges(customer);
    assertThat(charges).hasSize(15);
    assertThat(story.rest().all("/v1/dunning-cases?customerId=" + customer)).hasSize(4);
    Books.of(story.rest()).mustAgree();
  }

  private static void pay(Debtor debtor, long amount, String on) {
    debtor
        .story()
        .rest()
        .post(
            "/v1/invoices/" + debtor.invoice() + "/payments",
            Map.of("amount", amount, "receivedOn", on))
        .expect(201);
  }
}
