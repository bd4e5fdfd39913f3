package dev.takt.worker.groups;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.Told;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One customer with several subscriptions, and what may be asked of the group that they form. */
record Family(Story story, String customer) {

  static Family from(String today) {
    return with(today, "tok_ok");
  }

  static Family with(String today, String token) {
    Story story = Story.from(today);
    return new Family(story, story.customer(token));
  }

  /** The same at another address, where Takt was started again. */
  Family movedTo(String address) {
    return new Family(story.movedTo(address), customer);
  }

  Rest rest() {
    return story.rest();
  }

  /** A subscription by the month, unless its plan is said to be different. */
  String subscription(String start, long price, Map<String, ?> plan) {
    Map<String, Object> terms = new HashMap<>(Map.of("price", price));
    terms.putAll(plan);
    return story.subscribe(customer, story.plan(terms), start);
  }

  String subscription(String start, long price) {
    return subscription(start, price, Map.of());
  }

  /** A group by the month. */
  Answer form(String anchor, List<String> members, Map<String, ?> more) {
    return form("/v1/groups", anchor, members, more);
  }

  Answer form(String path, String anchor, List<String> members, Map<String, ?> more) {
    Map<String, Object> group = new HashMap<>();
    group.put("customerId", customer);
    group.put("unit", "MONTH");
    group.put("anchor", anchor);
    group.put("members", members);
    group.putAll(more);
    return rest().post(path, group);
  }

  String formed(String anchor, List<String> members) {
    return form(anchor, members, Map.of()).expect(201).id();
  }

  Answer join(String group, String subscription, Map<String, ?> more) {
    Map<String, Object> member = new HashMap<>(Map.of("subscriptionId", subscription));
    member.putAll(more);
    return rest().post("/v1/groups/" + group + "/members", member);
  }

  Answer leave(String group, String subscription, String query) {
    return rest().delete("/v1/groups/" + group + "/members/" + subscription + query);
  }

  Answer dissolve(String group, String query) {
    return rest().delete("/v1/groups/" + group + query);
  }

  Answer group(String group) {
    return rest().get("/v1/groups/" + group).expect(200);
  }

  /** All that there is of the merchant's, as it is told: to see that nothing changed. */
  List<String> everything() {
    return Stream.of("subscriptions", "groups", "invoices", "credit-notes", "payments", "events")
        .flatMap(kind -> rest().all("/v1/" + kind).stream())
        .map(JsonNode::toString)
        .toList();
  }

  /** All of the customer's invoices as {@link Told} tells them, oldest first. */
  List<String> bills() {
    return rest().all("/v1/invoices?customerId=" + customer).stream().map(Told::invoice).toList();
  }

  /** Those of a date or later. */
  List<String> billsFrom(String date) {
    return rest().all("/v1/invoices?customerId=" + customer + "&issuedFrom=" + date).stream()
        .map(Told::invoice)
        .toList();
  }

  /** What the sandbox believes that it charged, oldest first. */
  List<String> charges() {
    return story.charges(customer).stream().map(Told::charge).toList();
  }
}
