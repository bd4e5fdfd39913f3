package dev.takt.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** What must hold after everything, a month later: as if nothing had ever broken. */
final class Aftermath {
  private final Scene scene;
  private final Scene.Cast cast;

  private Aftermath(Scene scene, Scene.Cast cast) {
    this.scene = scene;
    this.cast = cast;
  }

  /** Lets time pass until 2 May, and checks all of it. */
  static void mustBeAsIfNothingHadHappened(Scene scene, Scene.Cast cast, Tally tally) {
    cast.advance("2026-05-02");
    var aftermath = new Aftermath(scene, cast);
    aftermath.everyInvoiceAndChargeOnce(tally);
    aftermath.everyEventOnce();
    aftermath.noWorkflowIsStuck();
    Books.of(cast.rest()).mustAgree();
  }

  private void everyInvoiceAndChargeOnce(Tally tally) {
    List<JsonNode> invoices = cast.rest().all("/v1/invoices?customerId=" + cast.customer());
    List<JsonNode> charges = cast.story().charges(cast.customer());
    assertThat(
            invoices.stream()
                .map(
                    invoice ->
                        "%s %s %s"
                            .formatted(
                                invoice.get("issueDate").asString(),
                                Told.money(invoice.get("total").asLong()),
                                invoice.get("status").asString()))
                .sorted())
        .as("invoices")
        .isEqualTo(scene.invoices());
    long owed = invoices.stream().filter(i -> i.get("total").asLong() > 0).count();
    assertThat(charges.stream().map(charge -> charge.get("invoiceId").asString()))
        .as("one charge of each invoice")
        .doesNotHaveDuplicates()
        .hasSize((int) owed);
    assertThat(charges.stream().map(c -> c.get("amountRefunded").asLong()).filter(sum -> sum > 0))
        .as("given back")
        .isEqualTo(scene.refunds());
    tally.books(invoices.size(), charges.size(), scene.refunds().size());
  }

  /** Of one subject, none is told twice and none is left out. */
  private void everyEventOnce() {
    List<JsonNode> events = cast.rest().all("/v1/events");
    assertThat(
            events.stream()
                .filter(event -> !event.get("type").asString().equals("payment.refunded"))
                .map(e -> e.get("type") + " of " + e.get("subjectId") + " " + e.get("data"))
                .toList())
        .as("events")
        .doesNotHaveDuplicates();
    assertThat(
            events.stream()
                .filter(event -> event.get("type").asString().equals("payment.refunded"))
                .map(event -> event.get("data").get("refundId").asString()))
        .as("refunds that were told")
        .doesNotHaveDuplicates()
        .hasSize(scene.refunds().size());
    events.stream()
        .collect(Collectors.groupingBy(event -> event.get("subjectId").asString()))
        .forEach(
            (subject, its) ->
                assertThat(its.stream().map(event -> event.get("sequence").asInt()).sorted())
                    .as("numbers of the events of " + subject)
                    .isEqualTo(IntStream.rangeClosed(1, its.size()).boxed().toList()));
  }

  private void noWorkflowIsStuck() {
    String workflow = cast.rest().get(cast.path()).expect(200).json().get("workflowId").asString();
    if (!scene.lives()) {
      // One that was over when Temporal lost its memory has no workflow any more, and needs none.
      String running = "WorkflowId = '" + workflow + "' AND ExecutionStatus = 'Running'";
      Insistence.until(workflow + " is over", () -> temporal("list", "--query", running).isEmpty());
      return;
    }
    Insistence.until(
        workflow + " sleeps",
        () -> {
          JsonNode described = temporal("describe", "-w", workflow);
          String status = described.at("/workflowExecutionInfo/status").asString();
          return status.endsWith("RUNNING")
              && described.path("pendingActivities").isEmpty()
              && described.path("pendingWorkflowTask").isMissingNode();
        });
  }

  private JsonNode temporal(String what, String... arguments) {
    List<String> all = new ArrayList<>(List.of("workflow", what, "-o", "json"));
    all.addAll(List.of(arguments));
    return Answer.JSON.readTree(cast.bench().temporal().command().run(all.toArray(String[]::new)));
  }
}
