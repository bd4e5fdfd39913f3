package dev.takt.worker.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Story;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Another card, at each stage of each track: it is tried at once, and what follows from that. */
class NewCardIT {

  /** The day itself, between two messages, withheld, and waiting for a person. */
  static Stream<Arguments> stages() {
    return Stream.of("51", "05", "59", "54", "04", "1A", "91", "93")
        .flatMap(
            code ->
                Stream.of("2026-03-01", "2026-03-08", "2026-03-20", "2026-05-25")
                    .map(day -> Arguments.of(code, day)));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void isTriedAtOnceAndServiceResumes(String code, String day) {
    var story = Story.from("2026-02-20");
    // One invoice only: the subscription is by the year.
    String plan = story.plan(Map.of("unit", "YEAR"));
    String customer = story.customer("tok_script_" + code);
    var debtor = new Debtor(story, customer, story.subscribe(customer, plan, "2026-03-01")).on(day);
    int charges = debtor.charges().size();

    story.card(customer, "tok_ok");

    assertThat(debtor.theCase().get("status").asString()).isEqualTo("RECOVERED");
    assertThat(debtor.status()).isEqualTo("ACTIVE");
    assertThat(debtor.charges()).hasSize(charges + 1).last().asString().endsWith("CAPTURED");
    debtor.on("2026-07-01");
    assertThat(debtor.charges()).hasSize(charges + 1);
    assertThat(story.rest().get("/v1/reports/recovery").json().get("byChannel").get(0).get("key"))
        .asString()
        .contains("NEW_CARD");
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void oneThatIsDeclinedAsWellIsTriedOnceAndSetsTheTrack() {
    var debtor = Debtor.withCard("tok_stolen_card").on("2026-03-08");

    debtor.story().card(debtor.customer(), "tok_insufficient_funds");

    assertThat(debtor.charges())
        .containsExactly(
            "03-01 00:00 DECLINED stolen_card", "03-08 22:30 DECLINED insufficient_funds");
    assertThat(debtor.theCase().get("track").asString()).isEqualTo("NO_FUNDS");
    // Day 7 is a Sunday; twenty hours lie between two tries.
    debtor.on("2026-03-09");
    assertThat(debtor.charges())
        .hasSize(3)
        .last()
        .isEqualTo("03-09 18:45 DECLINED insufficient_funds");
    Books.of(debtor.story().rest()).mustAgree();
  }

  /** The subscription's own card and the default one are no new cards to each other. */
  @Test
  void besideTheSubscriptionsOwnIsTriedOnceAndTheyTakeNoTurns() {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_ok");
    String own =
        story
            .rest()
            .post(
                "/v1/customers/" + customer + "/payment-methods",
                Map.of("gateway", "sandbox", "token", "tok_do_not_honor", "default", false))
            .expect(201)
            .id();
    var debtor = Debtor.with(story, customer, Map.of("paymentMethodId", own)).on("2026-03-03");
    assertThat(debtor.charges()).hasSize(2).allMatch(charge -> charge.endsWith("do_not_honor"));

    story.card(customer, "tok_insufficient_funds");

    assertThat(debtor.charges()).hasSize(3);
    assertThat(debtor.theCase().get("track").asString()).isEqualTo("NO_FUNDS");
    debtor.on("2026-03-12");
    List<String> later = debtor.charges().subList(3, debtor.charges().size());
    assertThat(later).isNotEmpty().allMatch(charge -> charge.endsWith("insufficient_funds"));
    Books.of(story.rest()).mustAgree();
  }

  /** Whoever gives the same card again has given no right to pass its scheme's ceiling. */
  @Test
  void thatIsTheSameOneAgainDoesNotPassTheCeiling() {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_insufficient_funds");
    String plan = story.monthly();
    for (int i = 0; i < 4; i++) {
      story.subscribe(customer, plan, "2026-03-01");
    }
    story.on("2026-03-20");
    assertThat(story.charges(customer)).hasSize(15);

    story.card(customer, "tok_insufficient_funds");
    story.on("2026-03-25");

    assertThat(story.charges(customer)).hasSize(15);
    Books.of(story.rest()).mustAgree();
  }
}
