package dev.takt.worker.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Story;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What cannot be done: a code, a sentence that says what can, and nothing changed. */
class RefusalsIT {
  private final Subscriber anna = Subscriber.from("2026-03-05");

  @Test
  void pauses() {
    String over = anna.pause("2026-03-01", "2026-03-04").expect(201).id();
    anna.refuses(422, "pause_before_start", "2026-03-01", () -> anna.pause("2026-02-27", null));
    anna.refuses(
        409, "pause_over", "2026-03-04", () -> anna.move(over, Map.of("to", "2026-03-10")));
    anna.refuses(409, "pause_over", "2026-03-04", () -> anna.remove(over));
    anna.refuses(404, "not_found", "pau_x", () -> anna.remove("pau_x"));
    invalid("/to", () -> anna.pause("2026-03-11", "2026-03-11"));
    String planned = anna.pause("2026-04-11", "2026-04-21").expect(201).id();
    anna.refuses(
        422,
        "pause_ends_before_it_starts",
        "2026-04-11",
        () -> anna.move(planned, Map.of("to", "2026-04-11")));
  }

  @Test
  void cancellations() {
    anna.refuses(422, "end_in_the_past", "2026-03-05", () -> anna.cancelOn("2026-03-04", "REFUND"));
    assertThat(anna.cancelOn("2026-03-04", "REFUND").pointers()).containsExactly("/date");
    anna.refuses(409, "not_cancelled", "nothing to undo", anna::undo);
    invalid("/date", () -> anna.cancel(Map.of("when", "ON_DATE")));
    invalid("/date", () -> anna.cancel(Map.of("when", "IMMEDIATELY", "date", "2026-03-10")));
    invalid("/when", () -> anna.cancel(Map.of()));
  }

  @Test
  void changesOfTerms() {
    anna.refuses(
        422,
        "date_in_the_past",
        "2026-03-05",
        () -> anna.change(Map.of("price", 1, "when", "ON_DATE", "date", "2026-03-04")));
    invalid("", () -> anna.change(Map.of("price", 1, "quantity", 2)));
    invalid("", () -> anna.change(Map.of("when", "NEXT_PERIOD")));
    invalid("/price", () -> anna.change(Map.of("price", -1)));
    invalid("/quantity", () -> anna.change(Map.of("quantity", 0)));
    invalid("/planId", () -> anna.change(Map.of("planId", "pln_x")));
    String euro = anna.story().plan(Map.of("currency", "EUR"));
    invalid("/planId", () -> anna.change(Map.of("planId", euro)));
    String arrears = anna.story().plan(Map.of("billing", "IN_ARREARS"));
    invalid("/planId", () -> anna.change(Map.of("planId", arrears)));
  }

  @Test
  void typingErrors() {
    anna.refuses(400, "unknown_field", "form", () -> anna.change(Map.of("price", 1, "form", "x")));
    Map<String, Object> pause = new HashMap<>(Map.of("from", "2026-03-11", "too", "2026-04-21"));
    anna.refuses(
        400, "unknown_field", "too", () -> anna.rest().post(anna.path() + "/pauses", pause));
  }

  @Test
  void anotherVersionThanTheOneThatWasLookedAt() {
    long version = anna.read().get("version").asLong();
    String body = "{\"from\":\"2026-03-11\",\"to\":\"2026-04-21\"}";
    Supplier<Answer> asking =
        () ->
            anna.rest()
                .send("POST", anna.path() + "/pauses", body, "If-Match", "\"" + version + "\"");
    Answer pause = asking.get().expect(201);
    assertThat(pause.headers().firstValue("ETag")).contains("\"" + (version + 1) + "\"");
    anna.refuses(412, "version_conflict", "version " + (version + 1), asking);
  }

  @Test
  void strangers() {
    var other = Story.from("2026-03-05");
    anna.refuses(
        404,
        "not_found",
        anna.id(),
        () -> other.rest().post(anna.path() + "/pauses", Map.of("from", "2026-03-11")));
    anna.refuses(
        404,
        "not_found",
        anna.id(),
        () -> other.rest().put(anna.path() + "/cancellation", Map.of("when", "IMMEDIATELY")));
  }

  private void invalid(String pointer, Supplier<Answer> asking) {
    Answer[] answer = new Answer[1];
    anna.refuses(
        422,
        "invalid",
        "",
        () -> {
          answer[0] = asking.get();
          return answer[0];
        });
    assertThat(answer[0].pointers()).as(answer[0].body()).containsExactly(pointer);
  }
}
