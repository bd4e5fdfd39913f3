package dev.takt.worker.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.OneTakt;
import dev.takt.worker.stories.Story;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A customer whose card declined 310.00 on 1 March 2026, and the links that this customer has. */
record Owing(Story story, String customer, String subscription) {
  private static final Pattern LINK = Pattern.compile("/pay/[A-Za-z0-9_-]{43}");

  static Owing money() {
    return withCard("tok_do_not_honor", "2026-03-01");
  }

  /** With another card, at noon of a day. */
  static Owing withCard(String token, String date) {
    var story = Story.from("2026-02-20");
    String customer = story.customer(token);
    String subscription = story.subscribe(customer, story.monthly(), "2026-03-01");
    story.on(date);
    return new Owing(story, customer, subscription);
  }

  /** Of one whose card expires with April, and who was told so: the link to renew it. */
  static Owing withExpiringCard() {
    return withCard("tok_exp_0426", "2026-04-24");
  }

  String linkToRenew() {
    assertThat(messages("CARD_EXPIRING")).hasSize(2);
    return mailedLinks().get(1);
  }

  String invoice() {
    return story.invoices(subscription).getFirst().get("id").asString();
  }

  /** A new link to pay the first invoice. */
  String link() {
    return linkTo(invoice());
  }

  String linkTo(String invoice) {
    return story
        .rest()
        .post("/v1/invoices/" + invoice + "/payment-link", Map.of())
        .expect(201)
        .text("url");
  }

  void paysByBank(String invoice) {
    Answer open = story.rest().get("/v1/invoices/" + invoice).expect(200);
    story
        .rest()
        .post(
            "/v1/invoices/" + invoice + "/payments",
            Map.of(
                "amount",
                open.number("amountDue"),
                "receivedOn",
                story.rest().get("/v1/test-clocks/" + story.clock()).text("now").substring(0, 10)))
        .good();
  }

  /** Another subscription of the same customer from a day on, paid by bank: its first invoice. */
  String alsoOwes(String plan, String date) {
    String another = story.subscribe(customer, plan, date, Map.of("collection", "INVOICE"));
    story.on(date);
    return story.invoices(another).getFirst().get("id").asString();
  }

  String status(String invoice) {
    return story.rest().get("/v1/invoices/" + invoice).expect(200).text("status");
  }

  /** The invoices of what was captured, in order. */
  List<String> captured() {
    return story.charges(customer).stream()
        .filter(charge -> charge.get("status").asString().equals("CAPTURED"))
        .map(charge -> charge.get("invoiceId").asString())
        .toList();
  }

  List<JsonNode> messages(String template) {
    return story.rest().all("/v1/messages?customerId=" + customer + "&template=" + template);
  }

  /** The links in the mail that this customer got, the oldest first. */
  List<String> mailedLinks() {
    String address = story.rest().get("/v1/customers/" + customer).expect(200).text("email");
    List<String> links = new ArrayList<>();
    try {
      for (MimeMessage mail : OneTakt.mail().getReceivedMessages()) {
        if (mail.getAllRecipients()[0].toString().equals(address)) {
          Matcher link = LINK.matcher(GreenMailUtil.getBody(mail).replace("=\r\n", ""));
          assertThat(link.find()).isTrue();
          links.add(link.group());
        }
      }
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
    return links;
  }
}
