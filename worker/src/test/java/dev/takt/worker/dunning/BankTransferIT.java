package dev.takt.worker.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Books;
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
  void tooMuchIsRefusedAndDunningGoesOn() {
    var debtor = Debtor.withCard("tok_fail_2_then_ok").on("2026-03-02");

    transfer(debtor, 31_001, "2026-03-02").problem(422, "amount_exceeds_due");
    debtor.on("2026-03-10");

    assertThat(debtor.theCase().get("status").asString()).isEqualTo("RECOVERED");
    transfer(debtor, 1, "2026-03-10").problem(409, "invoice_not_open");
    Books.of(debtor.story().rest()).mustAgree();
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
    transfer(debtor, 1_000, "2026-03-05").problem(409, "invoice_not_open");
    Books.of(debtor.story().rest()).mustAgree();
  }
}
