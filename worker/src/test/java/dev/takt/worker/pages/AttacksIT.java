package dev.takt.worker.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.OneTakt;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the page answers to whoever has no good link. */
class AttacksIT {
  private static final String UNKNOWN = "/pay/" + "A".repeat(43);

  @Test
  void everyTokenThatIsNoGoodGetsTheSameAnswerToTheByte() {
    var visitor = Visitor.from("127.0.0.11");
    Map<String, String> bad = new LinkedHashMap<>();
    Owing owing = Owing.money();
    String good = owing.link();
    String last = good.substring(good.length() - 1);
    bad.put("one letter of a good one changed", change(good, good.length() - 10));
    bad.put("a good one, cut short", good.substring(0, good.length() - 1));
    bad.put("a good one with more", good + last);
    bad.put("a good one, in capitals", "/pay/" + token(good).toUpperCase(java.util.Locale.ROOT));
    bad.put("a key of the API", "/pay/" + owing.story().rest().key());
    bad.put("an id", "/pay/" + owing.invoice());
    bad.put("hardly one at all", "/pay/x");
    bad.put("a long one", "/pay/" + "x".repeat(3000));
    bad.put("letters that none has", "/pay/%3Cscript%3E%27%22--%C3%A6");
    bad.put("paid and used", usedLongAgo());
    bad.put("of a customer who was erased", ofAnErasedCustomer());
    bad.put("of another purpose and expired", expiredToRenew());
    bad.put("expired", good);
    owing.story().on("2026-03-20");

    Answer look = visitor.look(UNKNOWN).expect(404);
    Answer paid = visitor.post(UNKNOWN, "nonce=" + NONCE + "&with=file&what=all").expect(404);
    Answer asked = visitor.post(UNKNOWN, "fresh=yes").expect(200);
    assertThat(look.body()).contains("Linket virker ikke længere");
    bad.forEach(
        (what, link) -> {
          assertThat(told(visitor.look(link))).as(what).isEqualTo(told(look));
          assertThat(told(visitor.post(link, "nonce=" + NONCE + "&with=file&what=all")))
              .as(what)
              .isEqualTo(told(paid));
          assertThat(told(visitor.post(link, "fresh=yes"))).as(what).isEqualTo(told(asked));
        });
    assertThat(owing.captured()).isEmpty();
  }

  private static final String NONCE = "0195f0000000-" + "0".repeat(32);

  private static String usedLongAgo() {
    Owing owing = Owing.money();
    String link = owing.link();
    var visitor = Visitor.any();
    visitor.send(link, visitor.look(link), "with=new&card=tok_ok").expect(303);
    assertThat(visitor.look(link).expect(200).body()).contains("Tak for betalingen");
    // Thanks are said for a quarter of an hour in real time.
    OneTakt.bean(JdbcClient.class)
        .sql(
            "update pay_link set used_at = used_at - interval '16 minutes' where customer_id = ?"
                + " and used_at is not null")
        .param(owing.customer())
        .update();
    return link;
  }

  private static String ofAnErasedCustomer() {
    Owing owing = Owing.money();
    String link = owing.link();
    owing.paysByBank(owing.invoice());
    owing
        .story()
        .rest()
        .put(
            "/v1/subscriptions/" + owing.subscription() + "/cancellation",
            Map.of("when", "IMMEDIATELY"))
        .good();
    Visitor.any().look(link).expect(200);
    owing.story().rest().delete("/v1/customers/" + owing.customer() + "/personal-data").good();
    return link;
  }

  private static String expiredToRenew() {
    Owing owing = Owing.withExpiringCard();
    String link = owing.linkToRenew();
    Visitor.any().look(link).expect(200);
    owing.story().on("2026-05-10");
    return link;
  }

  @Test
  void anExpiredLinkBringsAFreshOneToTheKnownAddressOnceADay() {
    Owing owing = Owing.money();
    var visitor = Visitor.from("127.0.0.12");
    String one = owing.link();
    String two = owing.link();
    owing.story().on("2026-03-20");
    int before = owing.mailedLinks().size();
    for (int i = 0; i < 3; i++) {
      visitor.post(one, "fresh=yes").expect(200);
      visitor.post(two, "fresh=yes").expect(200);
    }
    until(() -> owing.mailedLinks().size() > before, "no fresh link came");
    visitor.look(owing.mailedLinks().getLast()).expect(200);

    owing.story().on("2026-03-21");
    visitor.post(one, "fresh=yes").expect(200);
    until(() -> owing.messages("PAY_LINK").size() > 1, "none came on the next day");
    assertThat(owing.messages("PAY_LINK"))
        .extracting(message -> message.get("at").asString().substring(0, 10))
        .containsExactly("2026-03-20", "2026-03-21");
  }

  @Test
  void aLinkThatHasServedBringsNone() {
    Owing owing = Owing.money();
    var visitor = Visitor.from("127.0.0.13");
    String link = owing.link();
    String other = owing.link();
    visitor.send(link, visitor.look(link), "with=new&card=tok_ok").expect(303);
    owing.story().on("2026-03-20");
    OneTakt.bean(JdbcClient.class)
        .sql("update pay_link set used_at = used_at - interval '1 day' where customer_id = ?")
        .param(owing.customer())
        .update();
    visitor.post(link, "fresh=yes").expect(200);
    visitor.post(other, "fresh=yes").expect(200);

    // What another asks for afterwards has come: so would theirs.
    Owing another = Owing.money();
    String expired = another.link();
    another.story().on("2026-03-20");
    visitor.post(expired, "fresh=yes").expect(200);
    until(() -> !another.messages("PAY_LINK").isEmpty(), "the other's did not come");
    assertThat(owing.messages("PAY_LINK")).isEmpty();
  }

  @Test
  void oneTokenIsTriedOnlySoOften() {
    Owing owing = Owing.money();
    var visitor = Visitor.from("127.0.0.14");
    String link = owing.link();
    Answer answer = visitor.look(link);
    for (int i = 0; i < 60 && answer.status() == 200; i++) {
      answer = visitor.look(link);
    }
    assertKeptOff(answer);
    // Wherever the next one comes from; and other links go on working.
    assertKeptOff(Visitor.from("127.0.0.15").look(link));
    assertKeptOff(visitor.post(link, "with=file"));
    visitor.look(owing.link()).expect(200);
  }

  @Test
  void whoeverGuessesIsKeptOffAndNobodyElse() {
    String good = Owing.money().link();
    var guesser = Visitor.from("127.0.0.16");
    Answer answer = guesser.look("/pay/guess-0");
    // The tests' own limit: 100 misses in a minute.
    for (int i = 1; i < 200 && answer.status() == 404; i++) {
      answer = guesser.look("/pay/guess-%03d".formatted(i));
    }
    assertKeptOff(answer);
    assertThat(told(guesser.look(good))).isEqualTo(told(answer));
    Visitor.from("127.0.0.17").look(good).expect(200);
  }

  @Test
  void aLinkToRenewACardPaysNothing() {
    Owing owing = Owing.withExpiringCard();
    String invoice = owing.alsoOwes(owing.story().monthly(), "2026-04-25");
    assertThat(owing.status(invoice)).isEqualTo("OPEN");
    int captured = owing.captured().size();
    var visitor = Visitor.from("127.0.0.18");
    String link = owing.linkToRenew();
    Answer page = visitor.look(link).expect(200);

    assertThat(page.body()).doesNotContain("310,00");
    visitor.send(link, page, "with=file&what=all&open=" + invoice).expect(422);
    assertThat(owing.captured()).hasSize(captured);
  }

  private static void assertKeptOff(Answer answer) {
    answer.expect(429);
    assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElse("")))
        .isBetween(1, 61);
    assertThat(answer.body()).contains("Vent et minut").doesNotContain("Bladet", "310");
  }

  private static String token(String link) {
    return link.substring(link.lastIndexOf('/') + 1);
  }

  private static String change(String link, int at) {
    char other = link.charAt(at) == 'A' ? 'B' : 'A';
    return link.substring(0, at) + other + link.substring(at + 1);
  }

  /** All of an answer but the style's number and the time: status, headers, body. */
  private static Map<String, Object> told(Answer answer) {
    Map<String, Object> told = new HashMap<>();
    told.put("status", answer.status());
    told.put("body", answer.body().replaceFirst("nonce=\"[0-9a-f]{32}\"", ""));
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    headers.remove("retry-after");
    headers.computeIfPresent(
        "content-security-policy",
        (_, values) -> List.of(values.getFirst().replaceFirst("nonce-[0-9a-f]{32}", "")));
    told.put("headers", headers);
    return told;
  }

  static void until(BooleanSupplier so, String otherwise) {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!so.getAsBoolean()) {
      assertThat(System.nanoTime()).as(otherwise).isLessThan(deadline);
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
