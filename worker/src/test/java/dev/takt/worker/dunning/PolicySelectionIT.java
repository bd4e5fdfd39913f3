package dev.takt.worker.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of a merchant's policies an invoice follows: by plan, segment and kind of customer. */
class PolicySelectionIT {
  private final Story story = Story.from("2026-02-20");
  private final Rest rest = story.rest();
  private final String monthly = story.monthly();
  private final String daily = story.plan(Map.of("name", "Dagbladet"));

  @BeforeEach
  void fourPolicies() {
    policy("business", Map.of("customerKind", "BUSINESS"), 2);
    policy("gold", Map.of("segment", "gold"), 3);
    policy("gold-business", Map.of("segment", "gold", "customerKind", "BUSINESS"), 4);
    policy("daily", Map.of("planId", daily), 5);
  }

  /** Tells the customer at once, and again after some days. */
  private void policy(String name, Map<String, ?> appliesTo, int days) {
    Map<String, ?> now = message(0, "CARD_REFUSED");
    Map<String, ?> then = message(days, "LAST_NOTICE");
    rest.put(
            "/v1/dunning-policies/" + name,
            Map.of(
                "appliesTo",
                appliesTo,
                "tracks",
                Map.of("HARD_DECLINE", Map.of("steps", List.of(now, then)))))
        .expect(200);
  }

  private static Map<String, ?> message(int days, String template) {
    return Map.of("kind", "MESSAGE", "afterDays", days, "channel", "EMAIL", "template", template);
  }

  private Debtor debtor(String plan, Map<String, ?> particulars) {
    Map<String, Object> customer = new HashMap<>(particulars);
    customer.put("name", "Ida");
    customer.put("email", "ida@example.com");
    customer.put("testClockId", story.clock());
    String id = rest.post("/v1/customers", customer).expect(201).id();
    story.card(id, "tok_stolen_card");
    return new Debtor(story, id, story.subscribe(id, plan, "2026-03-01"));
  }

  @Test
  void theMostParticularOneThatFits() {
    var plain = debtor(monthly, Map.of());
    var business = debtor(monthly, Map.of("kind", "BUSINESS"));
    var gold = debtor(monthly, Map.of("segment", "gold"));
    var both = debtor(monthly, Map.of("segment", "gold", "kind", "BUSINESS"));
    var silver = debtor(monthly, Map.of("segment", "silver"));
    var reader = debtor(daily, Map.of("segment", "gold", "kind", "BUSINESS"));

    story.on("2026-03-09");

    assertThat(told(plain)).startsWith("default", "03-01 08:00 MESSAGE CARD_REFUSED").hasSize(4);
    assertThat(told(silver)).startsWith("default");
    assertThat(told(business)).containsExactlyElementsOf(follows("business", "03-03"));
    assertThat(told(gold)).containsExactlyElementsOf(follows("gold", "03-04"));
    assertThat(told(both)).containsExactlyElementsOf(follows("gold-business", "03-05"));
    assertThat(told(reader)).containsExactlyElementsOf(follows("daily", "03-06"));
    Books.of(rest).mustAgree();
  }

  private static List<String> follows(String policy, String day) {
    return List.of(policy, "03-01 08:00 MESSAGE CARD_REFUSED", day + " 09:00 MESSAGE LAST_NOTICE");
  }

  /** The policy of its case, and what was done. */
  private static List<String> told(Debtor debtor) {
    List<String> told = new java.util.ArrayList<>();
    told.add(debtor.theCase().get("policy").asString());
    told.addAll(debtor.done());
    return told;
  }

  @Test
  void aCaseFollowsThePolicyThatWasInForceWhenItBegan() {
    var gold = debtor(monthly, Map.of("segment", "gold"));
    story.on("2026-03-01");
    rest.patch("/v1/customers/" + gold.customer(), Map.of("segment", "silver")).expect(200);
    policy("gold", Map.of("segment", "gold"), 9);

    story.on("2026-04-02");

    assertThat(told(gold)).containsExactlyElementsOf(follows("gold", "03-04"));
    assertThat(gold.cases().stream().map(one -> one.get("policy").asString()))
        .as("that of April is of a customer who is silver by then")
        .containsExactlyInAnyOrder("gold", "default");
  }

  @Test
  void aSegmentIsReadAsItWasWritten() {
    var gold = debtor(monthly, Map.of("segment", "gold"));
    String path = "/v1/customers/" + gold.customer();
    assertThat(rest.get(path).expect(200).text("segment")).isEqualTo("gold");
    assertThat(rest.patch(path, Map.of("segment", "silver")).expect(200).text("segment"))
        .isEqualTo("silver");
    rest.patch(path, Map.of("segment", "x".repeat(101))).problem(422, "invalid");
  }
}
