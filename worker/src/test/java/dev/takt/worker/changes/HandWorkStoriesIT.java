package dev.takt.worker.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Told;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Charges and goodwill, over REST: 310.00 a month from 1 March, in advance. */
class HandWorkStoriesIT {

  @Test
  void chargesOnTheNextInvoiceAtOnceAndOnADate() {
    var anna = Subscriber.from("2026-03-05");
    String charges = anna.path() + "/charges";
    JsonNode next = charge(anna, Map.of("description", "Locker key", "amount", 5_000));
    assertThat(next.get("id").asString()).startsWith("chg_");
    assertThat(next.get("status").asString()).isEqualTo("PENDING");
    JsonNode now =
        charge(anna, Map.of("description", "Visit", "amount", 350, "quantity", 2, "when", "NOW"));
    assertThat(now.get("status").asString()).isEqualTo("BILLED");
    Map<String, ?> dated =
        Map.of("description", "Course", "amount", 900, "when", "ON_DATE", "date", "2026-04-10");
    JsonNode preview = anna.rest().post(charges + "?preview=true", dated).expect(200).json();
    assertThat(preview.get("nextInvoices").valueStream().limit(2))
        .extracting(invoice -> invoice.get("issueDate").asString() + " " + invoice.get("total"))
        .containsExactly("2026-04-01 36000", "2026-04-10 900");
    charge(anna, dated);
    String removed = charge(anna, Map.of("description", "Slip", "amount", 1)).get("id").asString();
    anna.rest().delete(charges + "/" + removed).expect(200);

    anna.on("2026-04-11");

    assertThat(anna.invoiced())
        .containsExactly(
            "2026-03-01 310.00", "2026-03-05 7.00", "2026-04-01 360.00", "2026-04-10 9.00");
    assertThat(lines(anna, "2026-04-01")).containsExactly("SERVICE 310.00", "ONE_OFF 50.00");
    assertThat(anna.rest().all(charges))
        .extracting(one -> one.get("description").asString() + " " + one.get("status").asString())
        .containsExactly("Locker key BILLED", "Visit BILLED", "Course BILLED", "Slip REMOVED");
    anna.rest().delete(charges + "/" + next.get("id").asString()).problem(409, "charge_billed");
    assertThat(events(anna, "charge."))
        .containsExactly(
            "charge.added",
            "charge.added",
            "charge.billed",
            "charge.added",
            "charge.added",
            "charge.removed",
            "charge.billed",
            "charge.billed");
    assertThat(anna.actions()).contains("charge", "removeCharge");
  }

  @Test
  void aSetUpFeeIsOnTheFirstInvoice() {
    var anna =
        Subscriber.in(
            Subscriber.from("2026-02-20").story(), "tok_ok", Map.of("setupFee", 10_000), Map.of());
    JsonNode fee = anna.rest().all(anna.path() + "/charges").getFirst();
    assertThat(fee.get("setupFee").asBoolean()).isTrue();

    anna.on("2026-04-02");

    assertThat(anna.invoiced()).containsExactly("2026-03-01 410.00", "2026-04-01 310.00");
  }

  @Test
  void goodwillLowersTheNextInvoicesAndIsNotRefunded() {
    var anna = Subscriber.from("2026-03-05");
    var other = Subscriber.in(anna.story(), "tok_ok", Map.of(), Map.of());
    Map<String, ?> goodwill = Map.of("amount", 40_000, "reason", "Closed for three days");
    String credits = anna.path() + "/credits";
    JsonNode preview = anna.rest().post(credits + "?preview=true", goodwill).expect(200).json();
    assertThat(preview.get("nextInvoices").valueStream().limit(2))
        .extracting(invoice -> invoice.get("total").asLong())
        .containsExactly(0L, 22_000L);
    JsonNode given = anna.rest().post(credits, goodwill).expect(201).json();
    assertThat(given.get("id").asString()).startsWith("cre_");

    anna.on("2026-05-02");

    assertThat(anna.invoiced())
        .containsExactly("2026-03-01 310.00", "2026-04-01 0.00", "2026-05-01 220.00");
    assertThat(lines(anna, "2026-05-01")).containsExactly("SERVICE 310.00", "ADJUSTMENT -90.00");
    assertThat(other.invoiced()).doesNotContain("2026-04-01 0.00");
    assertThat(anna.rest().all(credits).getFirst().get("remaining").asLong()).isZero();
    assertThat(events(anna, "credit.")).containsExactly("credit.granted");
    anna.rest().post(credits, Map.of("amount", 0, "reason", "x")).problem(422, "invalid");
    anna.rest().post(credits, Map.of("amount", 5)).problem(422, "invalid");
  }

  @Test
  void badInputIsRefusedWithItsField() {
    var anna = Subscriber.from("2026-03-05");
    refused(anna, Map.of("description", "x", "amount", -1), "/amount");
    refused(anna, Map.of("amount", 1), "/description");
    refused(anna, Map.of("description", "x", "amount", 1, "when", "ON_DATE"), "/date");
    refused(anna, Map.of("description", "x", "amount", 1, "vatRate", "101"), "/vatRate");
    refused(
        anna,
        Map.of(
            "description",
            "x",
            "amount",
            1,
            "servicePeriod",
            Map.of("from", "2026-04-01", "to", "2026-04-01")),
        "/servicePeriod/to");
    assertThat(anna.rest().all(anna.path() + "/charges")).isEmpty();
  }

  private static JsonNode charge(Subscriber of, Map<String, ?> charge) {
    return of.rest().post(of.path() + "/charges", charge).expect(201).json();
  }

  private static void refused(Subscriber anna, Map<String, ?> charge, String pointer) {
    JsonNode problem =
        anna.rest().post(anna.path() + "/charges", charge).problem(422, "invalid").json();
    assertThat(problem.get("errors").get(0).get("pointer").asString())
        .as(charge.toString())
        .isEqualTo(pointer);
  }

  private static List<String> lines(Subscriber anna, String issued) {
    return anna.story().invoices(anna.id()).stream()
        .filter(invoice -> invoice.get("issueDate").asString().equals(issued))
        .flatMap(invoice -> invoice.get("lines").valueStream())
        .map(line -> line.get("kind").asString() + " " + Told.money(line.get("amount").asLong()))
        .toList();
  }

  private static List<String> events(Subscriber anna, String prefix) {
    return anna.rest().all("/v1/events?subjectId=" + anna.id()).stream()
        .map(event -> event.get("type").asString())
        .filter(type -> type.startsWith(prefix))
        .toList();
  }
}
