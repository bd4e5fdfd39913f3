package dev.takt.worker.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Rest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Money that comes by bank in the middle of dunning: a part, all of it, too much. */
class BankTransferIT {

  private static Answer transfer(Debtor debtor, long amount, String on) {
    return debtor
        .story()
        .rest()
        .post(
            "/v1/invoices/" + debtor.invoice() + "/payments",
            Map.of("amount", amount, "receivedOn", on));
  }

  @Test
  void aPartLowersWhatTheCardIsChargedFor() {
    var debtor = Debtor.withCard("tok_fail_3_then_ok").on("2026-03-03");

    transfer(debtor, 11_000, "2026-03-03").expect(201);
    debtor.on("2026-03-20");

    List<JsonNode> charges = debtor.story().charges(debtor.customer());
    assertThat(charges.stream().map(charge -> charge.get("amount").asLong()))
        .containsExactly(31_000L, 31_000L, 20_000L, 20_000L);
    JsonNode one = debtor.theCase();
    assertThat(one.get("status").asString()).isEqualTo("RECOVERED");
    assertThat(one.get("recovered").asLong()).isEqualTo(31_000);
    assertThat(debtor.done()).contains("03-03 22:30 PAYMENT paid: 11000");
    JsonNode channels =
        debtor.story().rest().get("/v1/reports/recovery").expect(200).json().get("byChannel");
    assertThat(channels.valueStream().map(c -> c.get("key").asString() + " " + c.get("recovered")))
        .containsExactly("BANK 11000", "RETRY 20000");
    Books.of(debtor.story().rest()).mustAgree();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-01", "2026-03-09", "2026-03-16", "2026-03-29"})
  void allOfItEndsTheTriesAtAnyStageAndServiceResumes(String day) {
    var debtor = Debtor.withCard("tok_insufficient_funds").on(day);
    int charges = debtor.charges().size();

    transfer(debtor, 31_000, day).expect(201);

    assertThat(debtor.theCase().get("status").asString()).isEqualTo("RECOVERED");
    assertThat(debtor.status()).isEqualTo("ACTIVE");
    debtor.on("2026-03-31");
    assertThat(debtor.charges()).hasSize(charges);
    Books.of(debtor.story().rest()).mustAgree();
  }

  @Test
  void tooMuchEndsDunningAndPaysTheNextInvoice() {
    var debtor = Debtor.withCard("tok_fail_2_then_ok").on("2026-03-02");
    Rest rest = debtor.story().rest();

    transfer(debtor, 40_000, "2026-03-02").expect(201);
    assertThat(debtor.theCase().get("status").asString()).isEqualTo("RECOVERED");
    transfer(debtor, 1_000, "2026-03-02").expect(201);
    JsonNode balance = balance(debtor);
    assertThat(balance.get("money").asLong()).isEqualTo(10_000);
    assertThat(balance.get("credits").get(0).get("kind").asString()).isEqualTo("OVERPAYMENT");
    JsonNode planned =
        rest.post(
                "/v1/subscriptions/" + debtor.subscription() + "/pauses?preview=true",
                Map.of("from", "2026-06-01", "to", "2026-06-11"))
            .good()
            .json()
            .get("nextInvoices")
            .get(0);
    assertThat(planned.get("amountPaid").asLong()).isEqualTo(10_000);
    assertThat(planned.get("amountDue").asLong()).isEqualTo(21_000);

    debtor.on("2026-04-30");

    JsonNode next = debtor.story().invoices(debtor.subscription()).getLast();
    assertThat(next.get("total").asLong()).isEqualTo(31_000);
    assertThat(next.get("amountPaid").asLong()).isEqualTo(31_000);
    assertThat(debtor.story().charges(debtor.customer()).getLast().get("amount").asLong())
        .isEqualTo(21_000);
    assertThat(balance(debtor).path("money").asLong()).isZero();
    Books.of(rest).mustAgree();
  }

  private static JsonNode balance(Debtor debtor) {
    return debtor
        .story()
        .rest()
        .get("/v1/customers/" + debtor.customer() + "/balance")
        .expect(200)
        .json()
        .get("balances")
        .path(0);
  }

  @Test
  void whatIsAskedBackIsTransferredOnce() {
    var debtor = Debtor.byBank(13).on("2026-03-05");
    Rest rest = debtor.story().rest();
    transfer(debtor, 40_000, "2026-03-05").expect(201);
    String back = "/v1/customers/" + debtor.customer() + "/balance/refund";
    rest.post(back, Map.of("currency", "DKK", "amount", 9_001))
        .problem(422, "amount_exceeds_balance");
    JsonNode refunded =
        rest.post(back, Map.of("currency", "DKK", "amount", 5_000)).expect(201).json();
    assertThat(refunded.get("amount").asLong()).isEqualTo(5_000);
    rest.post(back, Map.of("currency", "DKK")).expect(201);
    rest.post(back, Map.of("currency", "DKK")).problem(409, "balance_empty");

    String list = "/v1/refunds?status=TO_TRANSFER&customerId=" + debtor.customer();
    assertThat(rest.all(list).stream().map(refund -> refund.get("amount").asLong()))
        .containsExactlyInAnyOrder(4_000L, 5_000L);
    String refund = "/v1/refunds/" + rest.all(list).getFirst().get("id").asString();
    rest.post(refund + "/transferred", Map.of("on", "2026-03-06")).problem(422, "invalid");
    Map<String, ?> sent = Map.of("on", "2026-03-05", "reference", "batch 7");
    assertThat(rest.post(refund + "/transferred", sent).expect(200).text("status"))
        .isEqualTo("SUCCEEDED");
    rest.post(refund + "/transferred", sent).problem(409, "refund_not_to_transfer");
    assertThat(rest.all(list)).hasSize(1);
    assertThat(rest.all("/v1/events?type=refund.to_transfer")).hasSize(2);
    Books.of(rest).mustAgree();
  }

  @Test
  void aPartOfAnOverdueInvoiceLeavesItsStageWhereItIs() {
    var debtor = Debtor.byBank(13).on("2026-03-20");

    transfer(debtor, 10_000, "2026-03-20").expect(201);
    debtor.on("2026-04-15");

    // Day zero is Saturday 14 March, the day that the invoice was due.
    assertThat(debtor.done())
        .containsExactly(
            "03-17 09:00 MESSAGE INVOICE_OVERDUE",
            "03-20 22:30 PAYMENT paid: 10000",
            "03-24 09:00 MESSAGE INVOICE_OVERDUE",
            "04-03 09:00 MESSAGE LAST_NOTICE",
            "04-09 09:00 MESSAGE LAST_NOTICE");
    // Whoever pays by bank is reminded; the default policy withholds nothing.
    assertThat(debtor.status()).isEqualTo("ACTIVE");
    transfer(debtor, 21_000, "2026-04-15").expect(201);
    assertThat(debtor.theCase().get("status").asString()).isEqualTo("RECOVERED");
    assertThat(debtor.theCase().get("amount").asLong()).isEqualTo(31_000);
    Books.of(debtor.story().rest()).mustAgree();
  }

  @Test
  void whatWasGivenUpAndCameInAfterAllIsRecovered() {
    var debtor = Debtor.withCard("tok_stolen_card").on("2026-03-05");
    debtor.ask("settle", Map.of("amount", 10_000)).expect(200);
    transfer(debtor, 10_000, "2026-03-05").expect(201);
    assertThat(debtor.theCase().get("writtenOff").asLong()).isEqualTo(21_000);
    assertThat(debtor.theCase().get("status").asString()).isEqualTo("RECOVERED");
    transfer(debtor, 1_000, "2026-03-05").expect(201);
    assertThat(debtor.theCase().get("writtenOff").asLong()).isEqualTo(20_000);
    Books.of(debtor.story().rest()).mustAgree();
  }
}
