package dev.takt.worker.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.Told;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * One customer's subscription of 310.00 a month from 1 March 2026, unless it is said otherwise, and
 * what may be asked of it over REST. Answers are for the caller to judge.
 */
record Subscriber(Story story, String customer, String id) {
  static final String START = "2026-03-01";

  /** With a card that works, signed up by the start: a start in the past is billed that day. */
  static Subscriber from(String today) {
    boolean isBefore = today.compareTo(START) < 0;
    var subscriber = in(Story.from(isBefore ? today : START), "tok_ok", Map.of(), Map.of());
    if (today.compareTo(START) > 0) {
      subscriber.story.on(today);
    }
    return subscriber;
  }

  /**
   * Another subscriber in a story.
   *
   * @param token of the card
   * @param plan what is different about the plan
   * @param particulars what is different about the subscription
   */
  static Subscriber in(Story story, String token, Map<String, ?> plan, Map<String, ?> particulars) {
    String customer = story.customer(token);
    return new Subscriber(
        story, customer, story.subscribe(customer, story.plan(plan), START, particulars));
  }

  /** A further subscription of the same customer. */
  Subscriber another(String start, long price) {
    String plan = story.plan(Map.of("price", price));
    return new Subscriber(story, customer, story.subscribe(customer, plan, start));
  }

  Rest rest() {
    return story.rest();
  }

  /** Lets time pass until noon of a day; then all books must agree. */
  Subscriber on(String date) {
    story.on(date);
    if (!story.rest().all("/v1/invoices").isEmpty()) {
      Books.of(story.rest()).mustAgreeSoFar();
    }
    return this;
  }

  String path() {
    return "/v1/subscriptions/" + id;
  }

  Answer pause(String from, String to, String afterPause, String settlement) {
    Map<String, Object> pause = new HashMap<>(Map.of("from", from));
    pause.put("afterPause", afterPause);
    pause.put("settlement", settlement);
    if (to != null) {
      pause.put("to", to);
    }
    return rest().post(path() + "/pauses", pause);
  }

  /** With the defaults: KEEP_DATES and BALANCE. */
  Answer pause(String from, String to) {
    return pause(from, to, "KEEP_DATES", "BALANCE");
  }

  Answer move(String pause, Map<String, ?> change) {
    return rest().patch(path() + "/pauses/" + pause, change);
  }

  Answer remove(String pause) {
    return rest().delete(path() + "/pauses/" + pause);
  }

  Answer cancel(Map<String, ?> cancellation) {
    return rest().put(path() + "/cancellation", cancellation);
  }

  Answer cancelOn(String date, String settlement) {
    return cancel(Map.of("when", "ON_DATE", "date", date, "settlement", settlement));
  }

  Answer undo() {
    return rest().delete(path() + "/cancellation");
  }

  Answer change(Map<String, ?> change) {
    return rest().post(path() + "/changes", change);
  }

  JsonNode read() {
    return story.subscription(id).json();
  }

  String status() {
    return read().get("status").asString();
  }

  /** Its timeline as JSON, to compare it with what it was or will be. */
  JsonNode timeline() {
    return rest().get(path() + "/timeline?until=2027-03-01").expect(200).json();
  }

  /** Its time up to a date, such as {@code ACTIVE [2026-03-01, 2026-04-01) 310.00 BILLED}. */
  List<String> time(String until) {
    return rest()
        .get(path() + "/timeline?until=" + until)
        .expect(200)
        .json()
        .get("segments")
        .valueStream()
        .map(Subscriber::told)
        .toList();
  }

  private static String told(JsonNode segment) {
    String kind = segment.get("kind").asString();
    String when = kind + " " + Told.period(segment);
    return kind.equals("ACTIVE")
        ? when
            + " "
            + Told.money(segment.get("amount").asLong())
            + " "
            + segment.get("status").asString()
        : when;
  }

  /** Its invoices, each as date of issue and total. */
  List<String> invoiced() {
    return story.invoices(id).stream()
        .map(i -> i.get("issueDate").asString() + " " + Told.money(i.get("total").asLong()))
        .toList();
  }

  /** Its credit notes, such as {@code 2026-03-11 210.00, refunded 210.00}. */
  List<String> credited() {
    return rest().all("/v1/credit-notes?subscriptionId=" + id).stream()
        .map(
            note ->
                "%s %s, refunded %s"
                    .formatted(
                        note.get("issueDate").asString(),
                        Told.money(note.get("total").asLong()),
                        Told.money(note.get("refunded").asLong())))
        .toList();
  }

  /** What the sandbox gave back to the customer, in minor units. */
  long refunded() {
    return story.charges(customer).stream().mapToLong(c -> c.get("amountRefunded").asLong()).sum();
  }

  /** Waits until the history has so many entries, since a signal is not waited for. */
  List<String> awaitHistory(int entries) {
    for (int i = 0; i < 600 && actions().size() < entries; i++) {
      LockSupport.parkNanos(50_000_000);
    }
    assertThat(actions()).hasSize(entries);
    return actions();
  }

  /** All that was asked of it and all that happened, oldest first. */
  List<JsonNode> history() {
    return rest().all(path() + "/history");
  }

  List<String> actions() {
    return history().stream().map(entry -> entry.get("action").asString()).toList();
  }

  /** What of its invoices is not earned yet at the end of a day, without VAT. */
  long deferred(String asOf) {
    return rest().all("/v1/reports/deferred-revenue?asOf=" + asOf).stream()
        .filter(row -> Objects.equals(row.get("subscriptionId").asString(""), id))
        .mapToLong(row -> row.get("deferred").asLong())
        .sum();
  }

  /** Pays all that is due on its invoices by bank. */
  void payByBank(String receivedOn) {
    for (JsonNode invoice : story.invoices(id)) {
      long due = invoice.get("amountDue").asLong();
      if (due > 0) {
        rest()
            .post(
                "/v1/invoices/" + invoice.get("id").asString() + "/payments",
                Map.of("amount", due, "receivedOn", receivedOn))
            .good();
      }
    }
  }

  /** What must be refused with these words in the detail, and change nothing at all. */
  void refuses(int status, String code, String words, Supplier<Answer> asking) {
    JsonNode before = read();
    JsonNode timeline = timeline();
    List<JsonNode> history = history();
    Answer answer = asking.get().problem(status, code);
    assertThat(answer.json().get("detail").asString()).contains(words);
    assertThat(read()).as("after " + answer.call()).isEqualTo(before);
    assertThat(timeline()).as("after " + answer.call()).isEqualTo(timeline);
    assertThat(history()).as("after " + answer.call()).isEqualTo(history);
  }
}
