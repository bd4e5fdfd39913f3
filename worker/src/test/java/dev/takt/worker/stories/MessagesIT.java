package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What customers are told by date, in whose words, and what is kept of it. */
class MessagesIT {
  private static final Pattern LINK = Pattern.compile("/pay/[A-Za-z0-9_-]{43}");

  @Test
  void aCardThatExpiresIsAnnouncedTwiceHoweverManySubscriptionsItPays() {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_exp_0426");
    story.subscribe(customer, story.monthly(), "2026-03-01");
    story.subscribe(customer, story.monthly(), "2026-03-05");

    assertThat(messages(story.on("2026-03-30"), customer)).isEmpty();
    assertThat(messages(story.on("2026-03-31"), customer)).hasSize(1);
    assertThat(messages(story.on("2026-04-30"), customer))
        .extracting(message -> message.get("at").asString())
        .containsExactly("2026-03-31T07:00:00Z", "2026-04-23T07:00:00Z");
    assertThat(messages(story, customer).getFirst().get("subject").asString())
        .isEqualTo("[TEST] Dit kort hos Bladet ApS udløber snart");
    assertThat(status(story, customer)).isEqualTo("ACTIVE");

    story.on("2026-05-01");
    assertThat(status(story, customer)).isEqualTo("EXPIRED");
    assertThat(events(story, "card.expiring")).hasSize(1);
    assertThat(events(story, "card.expired")).hasSize(1);
    assertThat(events(story, "message.sent"))
        .filteredOn(event -> event.at("/data/template").asString().equals("CARD_EXPIRING"))
        .hasSize(2);
  }

  /** Of a Danish merchant's customers each is left alone from eight to eight where they live. */
  @ParameterizedTest
  @CsvSource({
    "DK, Europe/Copenhagen, 2026-03-31T07:00:00Z",
    "FI, Europe/Helsinki, 2026-03-31T06:00:00Z",
    "GB, Europe/London, 2026-03-31T08:00:00Z",
    "US, Europe/Copenhagen, 2026-03-31T07:00:00Z"
  })
  void nobodyIsDisturbedAtNight(String country, String zone, String reminded) {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_exp_0426");
    String debtor = story.customer("tok_insufficient_funds");
    for (String each : List.of(customer, debtor)) {
      story.rest().patch("/v1/customers/" + each, Map.of("country", country)).good();
      story.subscribe(each, story.monthly(), "2026-03-01");
    }
    story.on("2026-04-02");

    assertThat(messages(story, customer)).hasSize(1);
    assertThat(messages(story, customer).getFirst().get("at").asString()).isEqualTo(reminded);
    assertThat(messages(story, debtor)).hasSizeGreaterThan(2);
    for (JsonNode message : messages(story, debtor)) {
      LocalTime told =
          Instant.parse(message.get("at").asString()).atZone(ZoneId.of(zone)).toLocalTime();
      assertThat(told).isAfterOrEqualTo(LocalTime.of(8, 0)).isBefore(LocalTime.of(20, 0));
    }
  }

  @Test
  void aRenewedCardIsNotAnnouncedAgain() {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_exp_0426");
    story.subscribe(customer, story.monthly(), "2026-03-01");
    story.on("2026-04-02");
    story.card(customer, "tok_ok");
    story.on("2026-05-02");

    assertThat(messages(story, customer)).hasSize(1);
    assertThat(events(story, "card.updated")).hasSize(1);
  }

  @Test
  void nobodyIsToldOfACardThatNoPaymentComesAfter() {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_exp_0426");
    String subscription = story.subscribe(customer, story.monthly(), "2026-03-01");
    story
        .rest()
        .put(
            "/v1/subscriptions/" + subscription + "/cancellation",
            Map.of("when", "ON_DATE", "date", "2026-04-20"))
        .good();
    story.on("2026-05-02");

    assertThat(messages(story, customer)).isEmpty();
  }

  @Test
  void aMerchantsWordsAreCheckedPreviewedAndTakenBack() throws Exception {
    var story = Story.from("2026-02-20");
    Rest rest = story.rest();
    String path = "/v1/message-templates/CARD_EXPIRING/da";
    for (String bad :
        List.of("{{secret}}", "{{{name}}}", "{{&name}}", "{{>file}}", "{{=<% %>=}}", "{{#name}}")) {
      assertThat(rest.put(path, Map.of("text", "Hej " + bad)).problem(422, "invalid").pointers())
          .as(bad)
          .contains("/text");
    }
    rest.put(path, Map.of("subject", "Et\nBcc: alle@example.com")).problem(422, "invalid");
    Map<String, String> own = Map.of("subject", "Kortet, {{name}}", "html", "<p>Hej {{name}}</p>");
    assertThat(rest.post(path + "/preview", own).expect(200).text("html"))
        .isEqualTo("<p>Hej Åse Sørensen</p>");
    assertThat(rest.get(path).json().get("own").asBoolean()).isFalse();
    assertThat(rest.put(path, own).expect(200).json().get("own").asBoolean()).isTrue();
    assertThat(TestMerchant.open().test().get(path).json().get("own").asBoolean()).isFalse();

    String customer =
        rest.post(
                "/v1/customers",
                Map.of(
                    "name",
                    "Åse <b>& søn\r\nBcc: x@example.com",
                    "email",
                    "aase-hos-bladet@example.com",
                    "testClockId",
                    story.clock()))
            .expect(201)
            .id();
    story.card(customer, "tok_exp_0426");
    story.subscribe(customer, story.monthly(), "2026-03-01");
    story.on("2026-03-31");

    MimeMessage mail = mailTo("aase-hos-bladet@example.com");
    assertThat(mail.getSubject()).startsWith("[TEST] Kortet, Åse <b>& søn Bcc: x@example.com");
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getFrom()[0].toString()).contains("Bladet ApS");
    assertThat(messages(story, customer).getFirst().get("html").asString())
        .startsWith("<p>Hej Åse &lt;b&gt;&amp; søn");
    rest.delete(path).expect(204);
    assertThat(rest.get(path).json().get("own").asBoolean()).isFalse();
  }

  @Test
  void whatIsKeptHoldsNoTokenAndGoesWithThePersonalData() throws Exception {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_exp_0426");
    String subscription = story.subscribe(customer, story.monthly(), "2026-03-01");
    String address = story.rest().get("/v1/customers/" + customer).expect(200).text("email");
    story.on("2026-04-01");

    assertThat(LINK.matcher(GreenMailUtil.getBody(mailTo(address)).replace("=\r\n", "")).find())
        .isTrue();
    JsonNode kept = messages(story, customer).getFirst();
    assertThat(kept.get("to").asString()).isEqualTo(address);
    assertThat(LINK.matcher(kept.toString()).find()).isFalse();

    story
        .rest()
        .put("/v1/subscriptions/" + subscription + "/cancellation", Map.of("when", "IMMEDIATELY"))
        .good();
    story.on("2026-04-03");
    story.rest().delete("/v1/customers/" + customer + "/personal-data").good();
    JsonNode erased = messages(story, customer).getFirst();
    for (String field : List.of("to", "subject", "text", "html")) {
      assertThat(erased.get(field).isNull()).as(field).isTrue();
    }
  }

  private static MimeMessage mailTo(String address) throws Exception {
    for (MimeMessage mail : Arrays.asList(OneTakt.mail().getReceivedMessages()).reversed()) {
      if (mail.getAllRecipients()[0].toString().equals(address)) {
        return mail;
      }
    }
    throw new AssertionError("no mail to " + address);
  }

  private static List<JsonNode> messages(Story story, String customer) {
    return story.rest().all("/v1/messages?customerId=" + customer);
  }

  private static List<JsonNode> events(Story story, String type) {
    return story.rest().all("/v1/events?type=" + type);
  }

  private static String status(Story story, String customer) {
    return story
        .rest()
        .get("/v1/customers/" + customer + "/payment-methods")
        .expect(200)
        .json()
        .at("/data/0/status")
        .asString();
  }
}
