package dev.takt.worker.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Story;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A customer with a subscription from 1 March 2026 that costs 310.00 a month, and its debts. */
record Debtor(Story story, String customer, String subscription) {

  /** Whose card has a token of the sandbox. */
  static Debtor withCard(String token) {
    var story = Story.from("2026-02-20");
    return with(story, story.customer(token), Map.of());
  }

  static Debtor with(Story story, String customer, Map<String, ?> particulars) {
    return new Debtor(
        story, customer, story.subscribe(customer, story.monthly(), "2026-03-01", particulars));
  }

  static Debtor byBank(int termsDays) {
    var story = Story.from("2026-02-20");
    return with(
        story, story.customer(), Map.of("collection", "INVOICE", "paymentTermsDays", termsDays));
  }

  /** Lets time pass until the end of a day, nearly: 22:30 or 23:30 in Denmark. */
  Debtor on(String date) {
    story.at(date + "T21:30:00Z");
    return this;
  }

  String invoice() {
    return story.invoices(subscription).getFirst().get("id").asString();
  }

  /** The case of the first invoice. */
  JsonNode theCase() {
    String path = "/v1/dunning-cases?invoiceId=" + invoice();
    JsonNode list = story.rest().get(path).expect(200).json().get("data");
    assertThat(list.size()).as("cases of the first invoice").isEqualTo(1);
    return list.get(0);
  }

  List<JsonNode> cases() {
    return story.rest().all("/v1/dunning-cases?customerId=" + customer);
  }

  String status() {
    return story.subscription(subscription).text("status");
  }

  Answer ask(String what, Map<String, ?> body) {
    String path = "/v1/dunning-cases/" + theCase().get("id").asString() + "/" + what;
    return story.rest().post(path, body);
  }

  /** What was done, such as {@code 03-02 12:15 RETRY declined: 51}. */
  List<String> done() {
    return StreamSupport.stream(theCase().get("steps").spliterator(), false)
        .filter(step -> !step.get("doneAt").isNull())
        .map(
            step ->
                local(step.get("doneAt").asString())
                    + " "
                    + step.get("kind").asString()
                    + (step.get("template").isNull()
                        ? " " + step.get("outcome").asString()
                        : " " + step.get("template").asString()))
        .toList();
  }

  /** The same of what is to come. */
  List<String> ahead() {
    return StreamSupport.stream(theCase().get("steps").spliterator(), false)
        .filter(step -> step.get("doneAt").isNull())
        .map(
            step ->
                local(step.get("dueAt").asString())
                    + " "
                    + step.get("kind").asString()
                    + (step.get("template").isNull() ? "" : " " + step.get("template").asString()))
        .toList();
  }

  List<String> charges() {
    return story.charges(customer).stream()
        .map(
            charge ->
                local(charge.get("at").asString())
                    + " "
                    + charge.get("status").asString()
                    + (charge.get("declineCode").isNull()
                        ? ""
                        : " " + charge.get("declineCode").asString()))
        .toList();
  }

  private String local(String instant) {
    return Instant.parse(instant)
        .atZone(story.zone())
        .format(java.time.format.DateTimeFormatter.ofPattern("MM-dd HH:mm"));
  }

  /** The merchant's default policy, changed in one track. */
  void policy(String reason, List<Map<String, Object>> steps) {
    Map<String, Object> tracks = new HashMap<>();
    tracks.put(reason, Map.of("steps", steps));
    story.rest().put("/v1/dunning-policies/default", Map.of("tracks", tracks)).expect(200);
  }
}
