package dev.takt.worker.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.Told;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a preview shows is what then happens: dates, lines and totals of invoices, by seed. */
class PreviewsIT {
  private static final LocalDate TODAY = LocalDate.parse("2026-03-05");
  private static final int LIVES = 12;

  private record Ask(String method, String path, Map<String, Object> body) {
    Answer preview(Subscriber who) {
      return ask(who, "?preview=true");
    }

    Answer carryOut(Subscriber who) {
      return ask(who, "");
    }

    private Answer ask(Subscriber who, String query) {
      return method.equals("POST")
          ? who.rest().post(who.path() + path + query, body)
          : who.rest().put(who.path() + path + query, body);
    }
  }

  private record Life(Subscriber who, List<Ask> asked, JsonNode preview, int invoicesBefore) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 20_260_305, 42})
  void whatIsShownIsWhatHappens(long seed) {
    var random = new Random(seed);
    Story story = Story.from(TODAY.toString());
    List<Life> lives = new ArrayList<>();
    while (lives.size() < LIVES) {
      lives.add(begin(story, random));
    }
    story.on("2027-01-15");
    for (Life life : lives) {
      List<String> shown =
          life.preview().get("nextInvoices").valueStream().map(PreviewsIT::told).toList();
      List<String> issued =
          life.who().story().invoices(life.who().id()).stream()
              .skip(life.invoicesBefore())
              .map(PreviewsIT::told)
              .toList();
      int both = Math.min(shown.size(), issued.size());
      assertThat(issued.subList(0, both))
          .as("seed " + seed + ": " + life.asked())
          .isEqualTo(shown.subList(0, both));
      assertThat(issued.size())
          .as("seed " + seed + ": " + life.asked() + shown)
          .isGreaterThanOrEqualTo(
              (int) shown.stream().filter(i -> i.compareTo("2027-01-15") < 0).count());
    }
  }

  /** It lowers whatever is billed next, alone or jointly: the total and the VAT, to the øre. */
  @Test
  void whatAnEndedSubscriptionLeftIsShownToo() {
    Story story = Story.from(TODAY.toString());
    var ended = Subscriber.in(story, "tok_ok", Map.of("price", 62_000), Map.of());
    var alone = ended.another("2026-03-08", 10_000);
    var other = ended.another("2026-03-09", 20_000);
    var end =
        new Ask("PUT", "/cancellation", Map.of("when", "IMMEDIATELY", "settlement", "BALANCE"));
    end.carryOut(ended).good();

    Ask more = new Ask("POST", "/changes", Map.of("quantity", 2, "when", "NEXT_PERIOD"));
    JsonNode shown = more.preview(alone).good().json().get("nextInvoices").get(0);
    assertThat(shown.get("total").asLong()).isZero();
    assertThat(shown.get("lines").get(1).get("subscriptionId").asString()).isEqualTo(ended.id());
    Map<String, Object> group =
        Map.of(
            "customerId",
            ended.customer(),
            "members",
            List.of(alone.id(), other.id()),
            "unit",
            "MONTH",
            "anchor",
            "2026-04-01");
    List<String> joint =
        story
            .rest()
            .post("/v1/groups?preview=true", group)
            .good()
            .json()
            .get("nextInvoices")
            .valueStream()
            .map(PreviewsIT::told)
            .toList();
    story.rest().post("/v1/groups", group).good();
    story.on("2026-06-02");
    List<String> issued =
        story.rest().all("/v1/invoices").stream()
            .filter(invoice -> invoice.get("issueDate").asString().compareTo("2026-03-05") > 0)
            .map(PreviewsIT::told)
            .sorted()
            .toList();
    assertThat(issued).isEqualTo(joint);
  }

  /** A pause that gives money back restores what a balance had paid, and the next bill uses it. */
  @Test
  void aBalanceThatIsRestoredIsShownToo() {
    Story story = Story.from("2026-03-01");
    var ended = Subscriber.in(story, "tok_ok", Map.of("price", 31_000), Map.of());
    new Ask("PUT", "/cancellation", Map.of("when", "IMMEDIATELY", "settlement", "BALANCE"))
        .carryOut(ended)
        .good();
    var next = ended.another("2026-03-01", 31_000);
    story.on(TODAY.toString());
    Ask pause =
        new Ask(
            "POST",
            "/pauses",
            Map.of("from", "2026-03-11", "to", "2026-03-21", "settlement", "REFUND"));
    List<String> shown =
        pause
            .preview(next)
            .good()
            .json()
            .get("nextInvoices")
            .valueStream()
            .map(PreviewsIT::told)
            .limit(2)
            .toList();
    pause.carryOut(next).good();
    story.on("2026-05-02");
    assertThat(story.invoices(next.id()).stream().skip(1).map(PreviewsIT::told).toList())
        .isEqualTo(shown);
    assertThat(shown.getFirst()).contains("ADJUSTMENT");
  }

  private static Life begin(Story story, Random random) {
    Map<String, Object> plan = new HashMap<>();
    plan.put("price", 1 + random.nextInt(60_000));
    plan.put("billing", random.nextBoolean() ? "IN_ADVANCE" : "IN_ARREARS");
    plan.put("trialDays", random.nextInt(4) == 0 ? 10 : 0);
    var who = Subscriber.in(story, "tok_ok", plan, Map.of());
    List<Ask> asked = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Ask ask = draw(random);
      if (ask.carryOut(who).status() < 300) {
        asked.add(ask);
      }
    }
    JsonNode before = who.read();
    while (true) {
      Ask last = draw(random);
      Answer preview = last.preview(who);
      assertThat(who.read()).as("a preview changes nothing").isEqualTo(before);
      if (preview.status() == 200) {
        int invoices = who.invoiced().size();
        last.carryOut(who).good();
        asked.add(last);
        assertThat(who.rest().get(who.path() + "/timeline").expect(200).json())
            .as("the timeline of the preview " + asked)
            .isEqualTo(withIdsOf(who, preview.json().get("timeline")));
        return new Life(who, asked, preview.json(), invoices);
      }
      assertThat(last.carryOut(who).code()).as("refused alike").isEqualTo(preview.code());
    }
  }

  /** A preview's new pause has an id that nothing will ever have. */
  private static JsonNode withIdsOf(Subscriber who, JsonNode timeline) {
    String text = timeline.toString();
    JsonNode pauses = who.read().get("pauses");
    List<String> known = pauses.valueStream().map(pause -> pause.get("id").asString()).toList();
    List<String> shown =
        timeline
            .get("segments")
            .valueStream()
            .map(segment -> segment.get("pauseId").asString(""))
            .filter(id -> !id.isEmpty() && !known.contains(id))
            .distinct()
            .toList();
    assertThat(shown).hasSizeLessThanOrEqualTo(1);
    for (String id : shown) {
      text = text.replace(id, known.getLast());
    }
    return Answer.JSON.readTree(text);
  }

  private static Ask draw(Random random) {
    Map<String, Object> body = new HashMap<>();
    LocalDate from = TODAY.plusDays(random.nextInt(60));
    switch (random.nextInt(6)) {
      case 0, 1, 2 -> {
        body.put("from", from.toString());
        body.put("to", from.plusDays(1 + random.nextInt(60)).toString());
        body.put("afterPause", List.of("KEEP_DATES", "RESTART", "EXTEND").get(random.nextInt(3)));
        body.put("settlement", List.of("BALANCE", "REFUND", "NONE").get(random.nextInt(3)));
        return new Ask("POST", "/pauses", body);
      }
      case 3 -> {
        body.put("when", "ON_DATE");
        body.put("date", from.plusDays(60).toString());
        return new Ask("PUT", "/cancellation", body);
      }
      case 4 -> {
        body.put("quantity", 1 + random.nextInt(3));
        return new Ask("POST", "/changes", body);
      }
      default -> {
        body.put("price", random.nextInt(60_000));
        body.put("when", "ON_DATE");
        body.put("date", from.toString());
        return new Ask("POST", "/changes", body);
      }
    }
  }

  /** Of an invoice, shown or issued. */
  private static String told(JsonNode invoice) {
    List<String> lines =
        invoice
            .get("lines")
            .valueStream()
            .map(
                line ->
                    line.get("kind").asString()
                        + " "
                        + Told.period(line.get("servicePeriod"))
                        + " "
                        + line.get("quantity").asInt()
                        + " "
                        + Told.money(line.get("amount").asLong()))
            .toList();
    return invoice.get("issueDate").asString()
        + " "
        + Told.money(invoice.get("total").asLong())
        + " "
        + lines;
  }
}
