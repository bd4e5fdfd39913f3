package dev.takt.worker.faults;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who it happens to: a merchant of its own on a clock of its own, and a customer with subscriptions
 * that the scenes call A, B and C.
 */
final class Cast {
  private final Bench bench;
  private final Story story;
  private final String customer;
  private final Map<String, String> subscriptions = new TreeMap<>();
  private String group;
  private Receivers.Told told;

  private Cast(Bench bench, Story story, String customer) {
    this.bench = bench;
    this.story = story;
    this.customer = customer;
  }

  /**
   * A customer with a card of the sandbox, on 20 February 2026. All that is asked is asked until it
   * is answered: the scene before may have taken down what Takt stands on, and a worker finds its
   * way back to Temporal within a minute.
   */
  static Cast with(Bench bench, String card) {
    Rest patient = bench.operator().insisting(Insistence.PATIENCE);
    var story = Story.from("2026-02-20", TestMerchant.open(patient, Map.of()));
    return new Cast(bench, story, story.customer(card));
  }

  Bench bench() {
    return bench;
  }

  Story story() {
    return story;
  }

  Rest rest() {
    return story.rest();
  }

  String customer() {
    return customer;
  }

  /** A subscription by the month. */
  Cast subscription(String name, int price, String start) {
    subscriptions.put(name, story.subscribe(customer, story.plan(Map.of("price", price)), start));
    return this;
  }

  /** All subscriptions, by name. */
  Map<String, String> subscriptions() {
    return subscriptions;
  }

  /** Where its only subscription is found. */
  String path() {
    return "/v1/subscriptions/" + subscriptions.get("A");
  }

  /** The group that it has formed, or null. */
  String group() {
    return group;
  }

  String groupPath() {
    return "/v1/groups/" + group;
  }

  /** A group by the month from 1 April on. */
  Cast form(String... members) {
    List<String> ids = List.of(members).stream().map(subscriptions::get).toList();
    group =
        ask(
                "POST",
                "/v1/groups",
                Map.of(
                    "customerId",
                    customer,
                    "unit",
                    "MONTH",
                    "anchor",
                    "2026-04-01",
                    "members",
                    ids))
            .id();
    return this;
  }

  /** Asks until there is a good answer. */
  Answer ask(String method, String path, Map<String, ?> body) {
    return rest()
        .send(method, path, body == null ? null : Answer.JSON.writeValueAsString(body))
        .good();
  }

  /** Lets time pass until noon of a day; the clock itself says when that is done. */
  Cast advance(String date) {
    ask("POST", "/v1/test-clocks/" + story.clock() + "/advance", Map.of("to", story.noon(date)));
    Insistence.until(
        () ->
            "the clock is ready; it is %s, and awake are%n%s"
                .formatted(clock().body(), bench.workflows().awake()),
        this::isReady);
    return this;
  }

  private Answer clock() {
    return rest().get("/v1/test-clocks/" + story.clock()).expect(200);
  }

  /** The merchant's receivers of webhooks are told of what happens from now on. */
  void tell(Receivers receivers) {
    told = receivers.of(story.merchant().id(), rest());
  }

  void receiversMustHaveHeardAll() {
    if (told != null) {
      bench.receivers().mustHaveHeardAll(told, rest());
    }
  }

  String email() {
    return rest().get("/v1/customers/" + customer).expect(200).text("email");
  }

  private boolean isReady() {
    Answer clock = clock();
    String status = clock.text("status");
    if (status.equals("FAILED")) {
      throw new AssertionError("the clock has failed: " + clock.body());
    }
    return status.equals("READY");
  }
}
