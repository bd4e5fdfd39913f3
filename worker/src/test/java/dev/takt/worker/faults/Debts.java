package dev.takt.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Told;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A customer's debts afterwards, and what it was told of them. */
final class Debts {
  private final Cast cast;
  private final Ending ending;

  Debts(Cast cast, Ending ending) {
    this.cast = cast;
    this.ending = ending;
  }

  List<JsonNode> cases() {
    return cast.rest().all("/v1/dunning-cases?customerId=" + cast.customer());
  }

  /** Each case says what the books say, and each of its steps was done once. */
  void mustBeTrueToTheBooks() {
    List<JsonNode> cases = cases();
    assertThat(cases.stream().map(Debts::told)).as("cases").isEqualTo(ending.cases());
    assertThat(cases.stream().map(its -> its.get("invoiceId").asString())).doesNotHaveDuplicates();
    for (JsonNode its : cases) {
      JsonNode invoice =
          cast.rest().get("/v1/invoices/" + its.get("invoiceId").asString()).expect(200).json();
      assertThat(its.get("amountDue").asLong()).isEqualTo(invoice.get("amountDue").asLong());
      assertThat(its.get("recovered").asLong()).isEqualTo(invoice.get("amountPaid").asLong());
      assertThat(its.get("status").asString().equals("OPEN"))
          .as("open while something is due: " + its)
          .isEqualTo(invoice.get("amountDue").asLong() > 0);
      List<String> done =
          its.get("steps")
              .valueStream()
              .filter(step -> !step.get("doneAt").isNull())
              .map(step -> step.get("kind") + " " + step.get("dueAt") + " " + step.get("template"))
              .toList();
      assertThat(done).as("steps").doesNotHaveDuplicates();
    }
    long open = cases.stream().mapToLong(its -> its.get("amountDue").asLong()).sum();
    assertThat(open)
        .isEqualTo(
            cast.rest().all("/v1/invoices?customerId=" + cast.customer()).stream()
                .mapToLong(invoice -> invoice.get("amountDue").asLong())
                .sum());
  }

  private static String told(JsonNode its) {
    return its.get("status").asString()
        + " "
        + Told.money(its.get("amountDue").asLong())
        + ": "
        + its.get("steps")
            .valueStream()
            .filter(step -> !step.get("doneAt").isNull())
            .map(Debts::step)
            .collect(Collectors.joining(", "));
  }

  /** Such as {@code RETRY declined: 51} or {@code MESSAGE CARD_EXPIRED}. */
  private static String step(JsonNode step) {
    String kind = step.get("kind").asString();
    return switch (kind) {
      case "MESSAGE" -> kind + " " + step.get("template").asString();
      case "RETRY" -> kind + " " + step.get("outcome").asString();
      default -> kind;
    };
  }

  /** Each message was written down once, and its mail came once, unless an answer was lost. */
  void mustBeToldOnce() {
    List<JsonNode> messages = cast.rest().all("/v1/messages?customerId=" + cast.customer());
    assertThat(messages.stream().map(message -> message.get("template").asString()))
        .as("messages")
        .isEqualTo(ending.messages());
    assertThat(messages).extracting(message -> message.get("key")).doesNotHaveDuplicates();
    Map<String, Long> mails =
        cast.bench().mailTo(cast.email()).stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(mails.values()).as("mails that came once").allMatch(count -> count == 1);
    for (JsonNode message : messages) {
      String status = message.get("status").asString();
      // There is no SMS provider on the bench, which is known before anything goes.
      boolean mail = message.get("channel").asString().equals("EMAIL");
      assertThat(status).isIn(mail ? List.of("SENT", "UNCERTAIN") : List.of("NOT_SENT"));
      if (status.equals("SENT")) {
        assertThat(mails).as("the mail of " + message).containsKey(message.get("id").asString());
      }
    }
    assertThat(mails.keySet())
        .isSubsetOf(messages.stream().map(message -> message.get("id").asString()).toList());
  }
}
