package dev.takt.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What must hold after everything, some time later: as if nothing had ever broken. */
final class Aftermath {
  private final Cast cast;
  private final Ending ending;
  private final Debts debts;

  private Aftermath(Cast cast, Ending ending) {
    this.cast = cast;
    this.ending = ending;
    this.debts = new Debts(cast, ending);
  }

  /** Lets time pass until the scene's end, and checks all of it. */
  static void mustBeAsIfNothingHadHappened(Scene scene, Cast cast, Tally tally) {
    Ending ending = scene.ending();
    cast.advance(ending.on());
    var aftermath = new Aftermath(cast, ending);
    aftermath.everyInvoiceOnce();
    aftermath.everyChargeOnce(tally);
    aftermath.debts.mustBeTrueToTheBooks();
    aftermath.debts.mustBeToldOnce();
    aftermath.noMemberIsHalfJoined();
    aftermath.everyEventOnce();
    cast.receiversMustHaveHeardAll();
    cast.bench().workflows().mustBeAndSleep(cast.story().merchant().id(), aftermath.living());
    Books.of(cast.rest()).mustAgreeSoFar();
  }

  private List<JsonNode> invoices() {
    return cast.rest().all("/v1/invoices?customerId=" + cast.customer());
  }

  private void everyInvoiceOnce() {
    assertThat(invoices().stream().map(Aftermath::told).sorted())
        .as("invoices")
        .isEqualTo(ending.invoices());
    assertThat(
            invoices().stream()
                .filter(invoice -> !invoice.path("groupId").isNull())
                .map(invoice -> invoice.path("groupId") + " " + invoice.get("issueDate")))
        .as("joint invoices, one for each date")
        .doesNotHaveDuplicates();
  }

  private static String told(JsonNode invoice) {
    return "%s %s %s"
        .formatted(
            invoice.get("issueDate").asString(),
            Told.money(invoice.get("total").asLong()),
            invoice.get("status").asString());
  }

  private void everyChargeOnce(Tally tally) {
    List<JsonNode> charges = cast.story().charges(cast.customer());
    List<String> paid =
        invoices().stream()
            .filter(invoice -> invoice.get("amountPaid").asLong() > 0)
            .map(invoice -> invoice.get("id").asString())
            .toList();
    List<JsonNode> captured =
        charges.stream().filter(c -> !c.get("status").asString().equals("DECLINED")).toList();
    assertThat(captured.stream().map(charge -> charge.get("invoiceId").asString()))
        .as("one charge of each invoice that is paid")
        .containsExactlyInAnyOrderElementsOf(paid);
    assertThat(
            charges.stream()
                .map(charge -> charge.get("declineCode").asString(""))
                .filter(code -> !code.isEmpty()))
        .as("declined")
        .isEqualTo(ending.declines());
    assertThat(charges.stream().map(c -> c.get("amountRefunded").asLong()).filter(sum -> sum > 0))
        .as("given back")
        .isEqualTo(ending.refunds());
    tally.books(invoices().size(), charges.size(), ending.refunds().size());
  }

  /** The group and its members say the same of each other. */
  private void noMemberIsHalfJoined() {
    if (ending.members() == null) {
      return;
    }
    List<String> wanted = ending.members().stream().map(cast.subscriptions()::get).toList();
    JsonNode group = cast.rest().get(cast.groupPath()).expect(200).json();
    assertThat(group.get("members").valueStream().map(m -> m.get("subscriptionId").asString()))
        .as("members that the group knows")
        .containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(
            cast.subscriptions().values().stream()
                .filter(id -> cast.group().equals(cast.story().subscription(id).text("groupId"))))
        .as("members that know their group")
        .containsExactlyInAnyOrderElementsOf(wanted);
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
        .hasSize(ending.refunds().size());
    events.stream()
        .collect(Collectors.groupingBy(event -> event.get("subjectId").asString()))
        .forEach(
            (subject, its) ->
                assertThat(its.stream().map(event -> event.get("sequence").asInt()).sorted())
                    .as("numbers of the events of " + subject)
                    .isEqualTo(IntStream.rangeClosed(1, its.size()).boxed().toList()));
  }

  /** What must have a workflow, and nothing else may: one that was over needs none. */
  private Set<String> living() {
    List<JsonNode> all = new ArrayList<>();
    living("/v1/subscriptions?customerId=", "ENDED").forEach(all::add);
    living("/v1/groups?customerId=", "DISSOLVED").forEach(all::add);
    debts.cases().stream()
        .filter(its -> its.get("status").asString().equals("OPEN"))
        .forEach(all::add);
    return all.stream()
        .map(its -> its.get("workflowId").asString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<JsonNode> living(String list, String over) {
    return cast.rest().all(list + cast.customer()).stream()
        .filter(its -> !its.get("status").asString().equals(over));
  }
}
