package dev.takt.worker.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.OneTakt;
import dev.takt.worker.stories.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Changes at the same instant, on renewal dates, during a charge, twice: one outcome each. */
class RacesIT {

  @Test
  void twoPausesOfTheSameDaysAtOnce() throws Exception {
    var anna = Subscriber.from("2026-03-05");
    List<Callable<Answer>> pauses = new ArrayList<>();
    for (int day = 11; day < 19; day++) {
      String from = "2026-03-" + day;
      pauses.add(() -> anna.pause(from, "2026-04-21"));
    }
    List<Answer> answers = together(pauses);
    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .allSatisfy(answer -> answer.problem(409, "pause_overlaps"));
    assertThat(anna.read().get("pauses").size()).isEqualTo(1);
    assertThat(anna.actions()).containsExactly("signUp", "activated", "pause");
  }

  @Test
  void twoCompatibleChangesAtOnce() throws Exception {
    var anna = Subscriber.from("2026-03-05");
    List<Answer> answers =
        together(
            List.of(
                () -> anna.pause("2026-03-11", "2026-04-21"),
                () -> anna.cancelOn("2026-06-16", "REFUND"),
                () -> anna.change(Map.of("price", 62_000, "when", "NEXT_PERIOD")),
                () -> anna.change(Map.of("quantity", 2, "when", "ON_DATE", "date", "2026-06-01"))));
    assertThat(answers).allSatisfy(Answer::good);
    anna.on("2026-06-17");
    // March: 210.00 on the balance. April: 206.67 at the new price. May: 620.00. June: half of
    // 1240.00.
    assertThat(anna.invoiced())
        .containsExactly(
            "2026-03-01 310.00", "2026-04-21 0.00", "2026-05-01 616.67", "2026-06-01 620.00");
  }

  @Test
  void theSameKeyAndTheSameBodyIsOneChange() throws Exception {
    var anna = Subscriber.from("2026-03-05");
    String body = "{\"from\":\"2026-03-11\",\"to\":\"2026-04-21\"}";
    Callable<Answer> asking =
        () -> anna.rest().send("POST", anna.path() + "/pauses", body, "Idempotency-Key", "anna-1");
    List<Answer> answers = new ArrayList<>(together(List.of(asking, asking, asking, asking)));
    answers.add(asking.call());
    assertThat(answers.getLast().status()).isEqualTo(201);
    assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.status() == 409);
    assertThat(answers.stream().filter(a -> a.status() == 201).map(Answer::body).distinct())
        .hasSize(1);
    assertThat(anna.actions()).containsExactly("signUp", "activated", "pause");
  }

  @Test
  void theEveningBeforeARenewalAndTheDayItself() {
    var before = Subscriber.from(Subscriber.START);
    var after = Subscriber.in(before.story(), "tok_ok", Map.of(), Map.of());
    before.story().at("2026-03-31T21:59:59Z");
    before.pause("2026-04-01", "2026-04-11").expect(201);
    before.on("2026-04-01");
    after.pause("2026-04-01", "2026-04-11").expect(201);
    before.on("2026-05-02");
    assertThat(before.invoiced())
        .containsExactly("2026-03-01 310.00", "2026-04-11 206.67", "2026-05-01 310.00");
    assertThat(after.invoiced())
        .containsExactly("2026-03-01 310.00", "2026-04-01 310.00", "2026-05-01 206.67");
  }

  @Test
  void aSignalWhileTheRenewalIsChargedAndItsAnswerIsLost() {
    var anna = Subscriber.from("2026-03-05");
    anna.story().card(anna.customer(), "tok_timeout_after_capture");
    anna.story().beginTo(anna.story().noon("2026-04-01"));
    signal(anna, "pause", Map.of("requestId", "r1", "from", "2026-04-11", "to", "2026-04-21"));
    anna.story().awaitReady();
    anna.awaitHistory(3);
    anna.on("2026-05-02");
    assertThat(anna.invoiced()).hasSize(3).first().isEqualTo("2026-03-01 310.00");
    long billed =
        anna.story().invoices(anna.id()).stream().mapToLong(i -> i.get("total").asLong()).sum();
    // Before the bill of April or after it: C(21 Apr) − C(11 Apr) = 103.34 are not paid for.
    assertThat(billed).isEqualTo(3 * 31_000 - 10_334);
    assertThat(
            anna.story().charges(anna.customer()).stream().map(c -> c.get("invoiceId").asString()))
        .as("charged once for each invoice")
        .doesNotHaveDuplicates();
    Books.of(anna.rest()).mustAgree();
  }

  @Test
  void theSameSignalManyTimes() {
    var anna = Subscriber.from("2026-03-05");
    for (int i = 0; i < 5; i++) {
      signal(anna, "pause", Map.of("requestId", "r1", "from", "2026-03-11", "to", "2026-04-21"));
    }
    signal(anna, "cancel", Map.of("requestId", "r2", "when", "END_OF_PERIOD"));
    assertThat(anna.awaitHistory(4)).containsExactly("signUp", "activated", "pause", "cancel");
    assertThat(anna.read().get("pauses").size()).isEqualTo(1);
  }

  @Test
  void restWaitsForAClockThatStandsStill() {
    Story story = Story.from("2026-03-05");
    var anna = Subscriber.in(story, "tok_ok", Map.of(), Map.of());
    story.beginTo(story.noon("2027-03-05"));
    Answer answer = anna.pause("2027-03-11", "2027-04-21");
    if (answer.status() == 409) {
      assertThat(answer.code()).isEqualTo("clock_advancing");
    } else {
      answer.expect(201);
    }
    story.awaitReady();
    assertThat(anna.read().get("pauses").size()).isEqualTo(answer.status() == 201 ? 1 : 0);
    assertThat(anna.invoiced()).hasSize(13);
  }

  static void signal(Subscriber who, String name, Map<String, ?> argument) {
    String workflow = who.read().get("workflowId").asString();
    OneTakt.workflows().newUntypedWorkflowStub(workflow).signal(name, argument);
  }

  private static List<Answer> together(List<Callable<Answer>> questions) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Answer> answers = new ArrayList<>();
      for (var answer : threads.invokeAll(questions)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
