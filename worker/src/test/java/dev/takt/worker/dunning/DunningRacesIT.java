package dev.takt.worker.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * At the same moment: the retry of dunning, one by hand, twice, the hosted page in two tabs, and
 * another card. By seed, a dozen debtors each: whatever comes first, each is charged once.
 */
class DunningRacesIT {
  private static final int DEBTORS = 12;
  private static final Pattern NONCE = Pattern.compile("name=\"nonce\" value=\"([^\"]+)\"");

  /** Declined at first; then it works, is declined again, loses an answer or an order. */
  private static final List<String> CARDS =
      List.of(
          "tok_script_51-ok",
          "tok_script_51-lost-ok",
          "tok_script_51-gone-ok",
          "tok_script_51-51-51-ok",
          "tok_script_51-91-ok",
          "tok_script_05-04");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void eachIsChargedOnce(long seed) throws Exception {
    var random = new Random(seed);
    var story = Story.from("2026-02-20");
    String plan = story.monthly();
    List<Debtor> debtors = new ArrayList<>();
    for (int i = 0; i < DEBTORS; i++) {
      String customer = story.customer(CARDS.get(random.nextInt(CARDS.size())));
      debtors.add(new Debtor(story, customer, story.subscribe(customer, plan, "2026-03-01")));
    }
    story.on("2026-03-02");

    List<Callable<Answer>> all = new ArrayList<>();
    for (Debtor debtor : debtors) {
      all.addAll(attempts(debtor, random));
    }
    Collections.shuffle(all, random);
    // Dunning's own try is due at a quarter past twelve.
    all.add(all.size() / 2, () -> story.beginTo("2026-03-02T20:00:00Z"));
    int answered = together(all, random);
    story.awaitReady();

    assertThat(answered).as("requests that were answered").isEqualTo(all.size());
    for (Debtor debtor : debtors) {
      assertThat(captured(debtor)).as("seed %s: %s", seed, debtor.charges()).isLessThanOrEqualTo(1);
    }
    Books.of(story.rest()).mustAgree();
    story.on("2026-03-30");
    for (Debtor debtor : debtors) {
      assertThat(captured(debtor)).as("seed %s: %s", seed, debtor.charges()).isEqualTo(1);
    }
    Books.of(story.rest()).mustAgree();
  }

  /** All that is done for one debtor at once. */
  private static List<Callable<Answer>> attempts(Debtor debtor, Random random) {
    Story story = debtor.story();
    String invoice = "/v1/invoices/" + debtor.invoice();
    String url = story.rest().post(invoice + "/payment-link", Map.of()).expect(201).text("url");
    String page = url.substring(url.indexOf("/pay/"));
    String one = form(page, "with=file");
    String two = form(page, "with=new&card=tok_ok&future=yes");
    String another = random.nextBoolean() ? "tok_ok" : "tok_script_51-ok";
    return List.of(
        () -> submit(page, one),
        () -> submit(page, two),
        () -> story.rest().post(invoice + "/retry", Map.of()),
        () -> story.rest().post(invoice + "/retry", Map.of()),
        () ->
            story
                .rest()
                .post(
                    "/v1/customers/" + debtor.customer() + "/payment-methods",
                    Map.of("gateway", "sandbox", "token", another)));
  }

  private static String form(String page, String fields) {
    Matcher nonce = NONCE.matcher(Rest.with("").get(page).expect(200).body());
    assertThat(nonce.find()).isTrue();
    return "nonce=" + nonce.group(1) + "&" + fields;
  }

  private static Answer submit(String page, String form) {
    return Rest.with("").sendAs("application/x-www-form-urlencoded", "POST", page, form);
  }

  private static long captured(Debtor debtor) {
    return debtor.story().charges(debtor.customer()).stream()
        .filter(charge -> charge.get("invoiceId").asString().equals(debtor.invoice()))
        .map(JsonNode.class::cast)
        .filter(charge -> charge.get("status").asString().equals("CAPTURED"))
        .count();
  }

  /** How many had an answer, yes or no: nothing may break down. */
  private static int together(List<Callable<Answer>> all, Random random) throws Exception {
    int answered = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> late =
          all.stream()
              .map(
                  one -> {
                    int wait = random.nextInt(400);
                    return (Callable<Answer>)
                        () -> {
                          TimeUnit.MILLISECONDS.sleep(wait);
                          return one.call();
                        };
                  })
              .toList();
      for (var answer : threads.invokeAll(late)) {
        // "Wait a moment" is an answer; a breakdown is none.
        assertThat(answer.get().status()).as(answer.get().body()).isNotEqualTo(500);
        answered++;
      }
    }
    return answered;
  }
}
