package dev.takt.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Told;
import java.util.List;
import java.util.stream.Collectors;
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
                    .isEqualTo(
                        java.util.stream.IntStream.rangeClosed(1, its.size()).boxed().toList()));
  }

  private void noWorkflowIsStuck() {
    String workflow = cast.rest().get(cast.path()).expect(200).json().get("workflowId").asString();
    Insistence.until(
        workflow + " sleeps, or is done",
        () -> {
          JsonNode described =
              dev.takt.worker.stories.Answer.JSON.readTree(
                  cast.bench()
                      .temporal()
                      .command()
                      .run("workflow", "describe", "-w", workflow, "-o", "json"));
          String status = described.at("/workflowExecutionInfo/status").asString();
          return described.path("pendingActivities").isEmpty()
              && described.path("pendingWorkflowTask").isMissingNode()
              && status.endsWith(scene.lives() ? "RUNNING" : "COMPLETED");
        });
  }
}
