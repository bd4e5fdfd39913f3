package dev.takt.worker.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.OneTakt;
import dev.takt.worker.stories.Story;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Dunning reaches a phone, and the link in the SMS pays. */
class SmsIT {

  @Test
  void theLastNoticeComesToThePhoneOnceAndItsLinkPays() {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_insufficient_funds");
    String without = story.customer("tok_insufficient_funds");
    // Of a number that no other test has.
    String number = "+4520" + (100_000 + Math.floorMod(System.nanoTime(), 900_000));
    story.rest().patch("/v1/customers/" + customer, Map.of("phone", number.substring(3))).good();
    String subscription = story.subscribe(customer, story.monthly(), "2026-03-01");
    story.subscribe(without, story.monthly(), "2026-03-01");
    story.on("2026-03-14");

    List<JsonNode> taken = OneTakt.sms().to(number);
    assertThat(taken).hasSize(1);
    assertThat(taken.getFirst().get("from").asString()).isEqualTo("Bladet ApS");
    String text = taken.getFirst().get("text").asString();
    assertThat(text).startsWith("TEST: Bladet ApS: 310,00 DKK er stadig ikke betalt.");
    List<JsonNode> log =
        story.rest().all("/v1/messages?template=LAST_NOTICE").stream()
            .filter(message -> message.get("channel").asString().equals("SMS"))
            .toList();
    assertThat(log)
        .extracting(
            message -> message.get("customerId").asString(),
            message -> message.get("status").asString() + message.get("reason").asString(""))
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(customer, "SENT"),
            org.assertj.core.groups.Tuple.tuple(without, "NOT_SENTno_address"));

    String link = text.substring(text.indexOf("/pay/"));
    var visitor = Visitor.any();
    visitor.send(link, visitor.look(link).expect(200), "with=new&card=tok_ok").expect(303);
    assertThat(story.invoices(subscription).getFirst().get("status").asString()).isEqualTo("PAID");
  }

  @Test
  void aClockThatWaitsForTheProviderSaysSo() {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_insufficient_funds");
    String number = "+4521" + (100_000 + Math.floorMod(System.nanoTime(), 900_000));
    story.rest().patch("/v1/customers/" + customer, Map.of("phone", number)).good();
    story.subscribe(customer, story.monthly(), "2026-03-01");
    String clock = "/v1/test-clocks/" + story.clock();
    assertThat(story.rest().get(clock).json().get("waitingFor")).isEmpty();

    OneTakt.sms().isAwayFor(number);
    story.beginTo(story.noon("2026-03-14"));
    JsonNode one = story.awaitWaitingFor("MESSAGE");
    assertThat(one.get("detail").asString()).isEqualTo("the SMS provider answers 503");
    assertThat(story.rest().all("/v1/messages?customerId=" + customer))
        .filteredOn(message -> message.get("id").equals(one.get("id")))
        .singleElement()
        .extracting(message -> message.get("status").asString())
        .isEqualTo("FAILED");

    OneTakt.sms().isBackFor(number);
    story.awaitReady();
    assertThat(OneTakt.sms().to(number)).hasSize(1);
    assertThat(story.rest().get(clock).json().get("waitingFor")).isEmpty();
  }
}
