package dev.takt.worker.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Seeded random courses: cards that decline, lose answers and orders, customers who bring other
 * cards, transfers and retries by hand in between; and what must hold of all of them.
 */
class RandomCoursesIT {
  private static final List<String> WORDS =
      List.of("51", "05", "59", "91", "54", "04", "1A", "93", "78", "ok", "lost", "gone");
  private static final int CUSTOMERS = Integer.getInteger("takt.customers", 8);
  private static final Set<String> NEVER = Set.of("04");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neverAChargeThatMustNotBe(long seed) {
    var random = new Random(seed);
    var story = Story.from("2026-02-20");
    String plan = story.monthly();
    List<String> customers = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      String customer = story.customer(script(random));
      customers.add(customer);
      int subscriptions = 1 + random.nextInt(3);
      for (int s = 0; s < subscriptions; s++) {
        story.subscribe(customer, plan, "2026-03-%02d".formatted(1 + random.nextInt(5)));
      }
    }
    LocalDate day = LocalDate.of(2026, 3, 1);
    while (day.isBefore(LocalDate.of(2026, 6, 1))) {
      day = day.plusDays(3 + random.nextInt(9));
      story.on(day.toString());
      meddle(random, story, customers, day);
    }
    for (String customer : customers) {
      mustHold(seed, story, customer);
    }
    Books.of(story.rest()).mustAgree();
  }

  private static String script(Random random) {
    List<String> words = new ArrayList<>();
    int length = 1 + random.nextInt(6);
    for (int i = 0; i < length; i++) {
      words.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    // An order that is lost for ever is a breakdown for ever.
    words.removeIf(word -> word.equals("gone") && words.getLast().equals("gone"));
    words.add(random.nextBoolean() ? "ok" : "51");
    return "tok_script_" + String.join("-", words);
  }

  /** What people do in between; what is refused is as good as what is granted. */
  private static void meddle(Random random, Story story, List<String> customers, LocalDate day) {
    Rest rest = story.rest();
    for (int i = 0; i < 4; i++) {
      String customer = customers.get(random.nextInt(customers.size()));
      List<JsonNode> open = rest.all("/v1/dunning-cases?customerId=" + customer + "&status=OPEN");
      if (open.isEmpty()) {
        continue;
      }
      JsonNode one = open.get(random.nextInt(open.size()));
      String invoice = "/v1/invoices/" + one.get("invoiceId").asString();
      switch (random.nextInt(4)) {
        case 0 -> story.card(customer, script(random));
        case 1 -> rest.send("POST", invoice + "/retry", null);
        case 2 ->
            rest.post(
                invoice + "/payments",
                Map.of("amount", one.get("amountDue").asLong(), "receivedOn", day.toString()));
        default ->
            rest.post(
                "/v1/dunning-cases/" + one.get("id").asString() + "/hold",
                Map.of("until", day.plusDays(5).toString()));
      }
    }
  }

  private static void mustHold(long seed, Story story, String customer) {
    List<JsonNode> charges = story.charges(customer);
    Map<String, List<JsonNode>> captured =
        charges.stream()
            .filter(charge -> !charge.get("status").asString().equals("DECLINED"))
            .collect(Collectors.groupingBy(charge -> charge.get("invoiceId").asString()));
    assertThat(captured.values())
        .as("seed %s: captured once for an invoice", seed)
        .allMatch(of -> of.size() == 1);
    Map<String, JsonNode> payments =
        story.rest().all("/v1/payments?customerId=" + customer).stream()
            .filter(payment -> payment.get("gateway").asString().equals("sandbox"))
            .collect(
                Collectors.toMap(
                    p -> p.get("paymentMethodId").asString() + " " + p.get("id").asString(),
                    p -> p));
    Map<String, List<JsonNode>> byCard =
        payments.values().stream()
            .sorted(
                java.util.Comparator.comparing(
                    p -> p.get("attemptedAt").asString() + " " + p.get("id").asString()))
            .collect(Collectors.groupingBy(p -> p.get("paymentMethodId").asString()));
    byCard.forEach((card, tries) -> mustHold(seed, card, tries));
  }

  /** No try after a "never", and no more than 15 declines in a row in 30 days. */
  private static void mustHold(long seed, String card, List<JsonNode> tries) {
    List<Instant> declines = new ArrayList<>();
    boolean never = false;
    for (JsonNode attempt : tries) {
      assertThat(never).as("seed %s: card %s is tried after a never", seed, card).isFalse();
      if (attempt.get("status").asString().equals("SUCCEEDED")) {
        declines.clear();
        continue;
      }
      Instant at = Instant.parse(attempt.get("attemptedAt").asString());
      declines.add(at);
      declines.removeIf(earlier -> !earlier.isAfter(at.minus(Duration.ofDays(30))));
      assertThat(declines).as("seed %s: card %s", seed, card).hasSizeLessThanOrEqualTo(15);
      never = NEVER.contains(attempt.get("declineCode").asString());
    }
  }
}
