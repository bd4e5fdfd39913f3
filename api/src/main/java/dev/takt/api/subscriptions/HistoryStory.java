package dev.takt.api.subscriptions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells an entry of the history in words, and what it changed from what to what. */
final class HistoryStory {
  private HistoryStory() {}

  /**
   * A difference.
   *
   * @param what a field of what people care for: status, pauses, price …
   */
  record Difference(String what, @Nullable JsonNode from, @Nullable JsonNode to) {}

  /** What is not the same before and after; empty where nothing was known before. */
  static List<Difference> differences(@Nullable JsonNode before, @Nullable JsonNode after) {
    List<Difference> differences = new ArrayList<>();
    if (before != null && after != null) {
      after
          .properties()
          .forEach(
              field -> {
                JsonNode was = before.get(field.getKey());
                if (!field.getValue().equals(was)) {
                  differences.add(new Difference(field.getKey(), was, field.getValue()));
                }
              });
    }
    return differences;
  }

  /** One sentence in English. */
  static String sentence(
      String actor, String action, @Nullable JsonNode request, @Nullable JsonNode refusal) {
    String what = what(action, request);
    String who = actor.equals("takt") ? "By itself" : actor;
    if (refusal != null) {
      return who + ": " + what + " was refused. " + refusal.path("detail").asString("");
    }
    return who + ": " + what + ".";
  }

  private static String what(String action, @Nullable JsonNode request) {
    return switch (action) {
      case "signUp" -> "signed up";
      case "activated" -> "service started";
      case "trialEnded" -> "the trial was over";
      case "paused" -> "a pause began";
      case "resumed" -> "service resumed";
      case "ended" -> "the subscription ended";
      case "pause" -> "a pause" + dates(request);
      case "changePause" -> "another time for a pause" + dates(request);
      case "removePause" -> "the removal of a pause";
      case "cancel" -> "a cancellation" + when(request);
      case "undoCancellation" -> "the cancellation to be undone";
      case "change" -> "other terms" + when(request);
      case "paymentMethodChanged" -> "another payment method";
      case "joinGroup" -> "joined group " + text(request, "groupId");
      case "leaveGroup" -> "left group " + text(request, "groupId");
      case "formed" -> "formed of " + members(request);
      case "join" -> "joined by " + members(request);
      case "leave" -> "left by " + text(request, "subscriptionId");
      case "dissolve" -> "dissolved";
      case "discount" -> "a discount" + dates(request);
      case "changeDiscount" -> "another time for a discount";
      case "removeDiscount" -> "the removal of a discount";
      case "charge" -> "a charge" + dates(request);
      case "removeCharge" -> "the removal of a charge";
      case "credit" -> "goodwill";
      case "discountEnded" -> "a discount was over";
      case "prolongChange" -> "another end for temporary terms";
      case "removeChange" -> "other terms to be taken back";
      case "suspend" -> "service to be withheld, unpaid";
      case "restore" -> "service again, paid";
      default -> action;
    };
  }

  private static String members(@Nullable JsonNode request) {
    JsonNode ids = request == null ? null : request.get("subscriptionIds");
    return ids == null || ids.isEmpty()
        ? "no members yet"
        : ids.valueStream().map(id -> id.asString("")).collect(Collectors.joining(", "));
  }

  private static String dates(@Nullable JsonNode request) {
    String from = text(request, "from");
    String to = text(request, "to");
    return (from.isEmpty() ? "" : " from " + from) + (to.isEmpty() ? "" : " to " + to);
  }

  private static String when(@Nullable JsonNode request) {
    String date = text(request, "date");
    return switch (text(request, "when")) {
      case "IMMEDIATELY" -> " at once";
      case "END_OF_PERIOD" -> " to the period's end";
      case "NEXT_PERIOD" -> " from the next period";
      case "ON_DATE" -> " on " + date;
      default -> "";
    };
  }

  private static String text(@Nullable JsonNode node, String field) {
    return node == null ? "" : node.path(field).asString("");
  }
}
