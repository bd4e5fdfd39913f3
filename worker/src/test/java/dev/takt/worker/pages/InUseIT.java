package dev.takt.worker.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page as customers use it, with more than one invoice, and to renew a card. */
class InUseIT {
  private final Visitor visitor = Visitor.any();

  @Test
  void allThatIsOpenIsPaidButNothingThatThePageDidNotShow() {
    Owing owing = Owing.money();
    String monthly = owing.story().monthly();
    String first = owing.invoice();
    String second = owing.alsoOwes(monthly, "2026-03-02");
    String third = owing.alsoOwes(monthly, "2026-03-03");
    String euros = owing.alsoOwes(plan(owing, "EUR", 9_900), "2026-03-04");
    String link = owing.link();
    Answer page = visitor.look(link).expect(200);
    assertThat(page.body()).contains("Alt, der er åbent: 930,00 DKK").doesNotContain("EUR");

    owing.paysByBank(second);
    String later = owing.alsoOwes(monthly, "2026-03-05");
    visitor.send(link, page, "what=all&with=new&card=tok_ok").expect(303);

    assertThat(owing.captured()).containsExactlyInAnyOrder(first, third);
    for (String paid : List.of(first, second, third)) {
      assertThat(owing.status(paid)).isEqualTo("PAID");
    }
    assertThat(owing.status(later)).isEqualTo("OPEN");
    assertThat(owing.status(euros)).isEqualTo("OPEN");
    assertThat(visitor.look(link).expect(200).body()).contains("Tak for betalingen");
  }

  @Test
  void twoTabsAndARetryAtTheSameMomentChargeOnce() {
    Owing owing = Owing.money();
    String link = owing.link();
    // Dunning tries a new card at once: this one is declined then, and works from then on.
    owing.story().card(owing.customer(), "tok_fail_1_then_ok");
    Answer one = visitor.look(link).expect(200);
    Answer two = visitor.look(link).expect(200);
    String retry = "/v1/invoices/" + owing.invoice() + "/retry";
    List<Supplier<Answer>> all =
        List.of(
            () -> visitor.send(link, one, "with=file"),
            () -> visitor.send(link, two, "with=new&card=tok_ok&future=yes"),
            () -> visitor.send(link, one, "with=file"),
            () -> owing.story().rest().post(retry, Map.of()));
    all.stream().map(CompletableFuture::supplyAsync).toList().forEach(CompletableFuture::join);

    assertThat(owing.captured()).containsExactly(owing.invoice());
    assertThat(owing.status(owing.invoice())).isEqualTo("PAID");
    assertThat(visitor.send(link, two, "with=new&card=tok_ok").status()).isLessThan(400);
    assertThat(owing.captured()).hasSize(1);
  }

  @Test
  void aFormThatIsSentTwiceIsOneAttempt() {
    Owing owing = Owing.money();
    String link = owing.link();
    Answer page = visitor.look(link).expect(200);
    visitor.send(link, page, "with=file").expect(422);
    visitor.send(link, page, "with=file").expect(422);

    assertThat(owing.story().charges(owing.customer())).hasSize(2);
  }

  @Test
  void thePageMayBeNeitherKeptNorFramedNorListed() {
    Answer page = visitor.look(Owing.money().link()).expect(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(page.headers().firstValue("X-Robots-Tag").orElse("")).contains("noindex");
    assertThat(page.body()).doesNotContain("<script");
  }

  @Test
  void whereTheLinksInvoiceIsPaidTheRestCanBePaidAndADeclineIsSaid() {
    Owing owing = Owing.money();
    String second = owing.alsoOwes(owing.story().monthly(), "2026-03-02");
    String link = owing.link();
    String alone = owing.linkTo(second);
    Answer both = visitor.look(link).expect(200);
    owing.paysByBank(owing.invoice());

    // The form that asked for this invoice alone pays nothing, and thanks for nothing.
    Answer rest = visitor.send(link, both, "what=one&with=new&card=tok_ok").expect(200);
    assertThat(rest.body()).contains("er betalt. Dette er stadig åbent.", "Betal 310,00 DKK");
    Answer declined =
        visitor.send(link, rest, "what=all&with=new&card=tok_insufficient_funds").expect(422);
    assertThat(declined.body())
        .contains("role=\"alert\"", "ikke var penge nok", "Dette er stadig åbent");
    assertThat(owing.captured()).isEmpty();

    visitor.send(link, declined, "what=all&with=new&card=tok_ok").expect(303);
    assertThat(owing.captured()).containsExactly(second);
    assertThat(visitor.look(alone).expect(200).body()).contains("Der er ikke noget at betale");
  }

  @Test
  void aFormThatListsAnothersInvoicePaysOnlyItsOwn() {
    Owing owing = Owing.money();
    Owing another = Owing.money();
    String link = owing.link();
    Answer page = visitor.look(link).expect(200);
    String asked = "&what=all&open=" + another.invoice() + "&with=new&card=tok_ok";
    visitor.send(link, page, asked.substring(1)).expect(200);

    assertThat(owing.captured()).isEmpty();
    assertThat(another.captured()).isEmpty();
    assertThat(another.status(another.invoice())).isEqualTo("OPEN");
    visitor.look(link).expect(200);
  }

  @Test
  void aCardThatIsRenewedEndsDunningsWaitingAtOnceAndPaysFromThenOn() {
    Owing owing = Owing.withExpiringCard();
    String link = owing.linkToRenew();
    owing.story().on("2026-05-02");
    String may = owing.story().invoices(owing.subscription()).getLast().get("id").asString();
    assertThat(owing.status(may)).isEqualTo("OPEN");
    assertThat(theCase(owing, may).get("status").asString()).isEqualTo("OPEN");

    Answer page = visitor.look(link).expect(200);
    assertThat(page.body()).contains("Forny dit kort");
    visitor.send(link, page, "card=tok_ok").expect(303);
    assertThat(visitor.look(link).expect(200).body()).contains("Dit nye kort er gemt");

    // No time passes: dunning tries the new card when it hears of it.
    AttacksIT.until(() -> owing.status(may).equals("PAID"), "dunning went on waiting");
    assertThat(theCase(owing, may).get("status").asString()).isEqualTo("RECOVERED");
    owing.story().on("2026-06-02");
    String june = owing.story().invoices(owing.subscription()).getLast().get("id").asString();
    assertThat(june).isNotEqualTo(may);
    assertThat(owing.status(june)).isEqualTo("PAID");
    // A second tab that still shows the form adds no second card.
    visitor.send(link, page, "card=tok_do_not_honor").expect(200);
    assertThat(cards(owing)).containsExactly("EXPIRED", "ACTIVE");
  }

  @Test
  void aSubscriptionThatIsBoundToTheOldCardIsTakenToTheNewOne() {
    Owing owing = Owing.withExpiringCard();
    String old =
        owing
            .story()
            .rest()
            .get("/v1/customers/" + owing.customer() + "/payment-methods")
            .json()
            .at("/data/0/id")
            .asString();
    String bound =
        owing
            .story()
            .subscribe(
                owing.customer(),
                owing.story().monthly(),
                "2026-04-25",
                Map.of("paymentMethodId", old));
    String link = owing.linkToRenew();
    visitor.send(link, visitor.look(link).expect(200), "card=tok_ok").expect(303);
    owing.story().on("2026-05-26");

    assertThat(owing.story().invoices(bound))
        .hasSize(2)
        .allSatisfy(invoice -> assertThat(invoice.get("status").asString()).isEqualTo("PAID"));
  }

  private static JsonNode theCase(Owing owing, String invoice) {
    return owing
        .story()
        .rest()
        .get("/v1/dunning-cases?invoiceId=" + invoice)
        .expect(200)
        .json()
        .at("/data/0");
  }

  private static List<String> cards(Owing owing) {
    return owing
        .story()
        .rest()
        .get("/v1/customers/" + owing.customer() + "/payment-methods")
        .expect(200)
        .json()
        .get("data")
        .valueStream()
        .map(card -> card.get("status").asString())
        .sorted(java.util.Comparator.reverseOrder())
        .toList();
  }

  private static String plan(Owing owing, String currency, long price) {
    return owing.story().plan(Map.of("currency", currency, "price", price));
  }
}
