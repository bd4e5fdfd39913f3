package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Reports tell what happened, and add up to the journal. */
class ReportsIT {
  private static final String EVER = "from=1970-01-01&to=2200-12-31";

  @Test
  void monthlyRevenueTellsWhatMadeTheDifferenceAndWhatWasEarned() {
    var story = Story.from("2026-01-20");
    String plan = story.monthly();
    String pauses = story.subscribe(story.customer("tok_ok"), plan, "2026-02-01");
    String grows = story.subscribe(story.customer("tok_ok"), plan, "2026-02-01");
    String shrinks =
        story.subscribe(story.customer("tok_ok"), plan, "2026-02-01", Map.of("quantity", 2));
    String ends = story.subscribe(story.customer("tok_ok"), plan, "2026-02-01");
    story.on("2026-03-05");
    post(story, pauses, "/pauses", Map.of("from", "2026-03-11", "to", "2026-04-21"));
    post(story, grows, "/changes", Map.of("price", 62_000, "when", "NEXT_PERIOD"));
    post(
        story, shrinks, "/changes", Map.of("quantity", 1, "when", "ON_DATE", "date", "2026-03-16"));
    story
        .rest()
        .put(
            "/v1/subscriptions/" + ends + "/cancellation",
            Map.of("when", "ON_DATE", "date", "2026-03-16"))
        .expect(200);
    story.on("2026-06-02");

    JsonNode report =
        story.rest().get("/v1/reports/mrr?from=2026-01-01&to=2026-06-01").expect(200).json();

    // 310.00 with VAT of 25 % are 248.00 without.
    assertThat(report.get("data").valueStream().map(ReportsIT::movements))
        .containsExactly(
            "2026-01 0 + new 124000 = 124000",
            "2026-02 124000 = 124000",
            "2026-03 124000 + expansion 24800 - contraction 24800 - paused 24800 - churned 24800"
                + " = 74400",
            "2026-04 74400 + resumed 24800 = 99200",
            "2026-05 99200 = 99200");
    Map<String, Long> earned = new TreeMap<>();
    for (JsonNode posting : story.rest().all("/v1/reports/journal?" + EVER)) {
      String month = posting.get("bookedOn").asString().substring(0, 7);
      long amount = posting.get("amount").asLong();
      if (posting.get("credit").asString().equals("revenue")) {
        earned.merge(month, amount, Long::sum);
      }
      if (posting.get("debit").asString().equals("revenue")) {
        earned.merge(month, -amount, Long::sum);
      }
    }
    for (JsonNode row : report.get("data")) {
      assertThat(row.get("earned").asLong())
          .as(row.toString())
          .isEqualTo(earned.getOrDefault(row.get("month").asString(), 0L));
    }
    Books.of(story.rest()).mustAgreeSoFar();
  }

  @Test
  void withinAMonthTheDaysThatAreOverAreEarned() {
    var story = Story.from("2026-02-20");
    String subscription = story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");
    story.on("2026-03-05");
    assertThat(earned(story, "2026-03-05")).isEqualTo(4_000);
    post(story, subscription, "/pauses", Map.of("from", "2026-03-11", "to", "2026-03-21"));
    // From the middle of a month on, and after the first day of the next one.
    story.subscribe(story.customer("tok_ok"), story.plan(Map.of("price", 1_003)), "2026-03-16");
    story.on("2026-04-02");

    // 248.00 without VAT are 8.00 a day; 8.02 from the 16th are 0.26 a day.
    assertThat(earned(story, "2026-02-28")).isZero();
    assertThat(earned(story, "2026-03-01")).isEqualTo(800);
    assertThat(earned(story, "2026-03-10")).isEqualTo(8_000);
    assertThat(earned(story, "2026-03-15")).isEqualTo(8_000);
    assertThat(earned(story, "2026-03-16")).isEqualTo(8_000 + 26);
    assertThat(earned(story, "2026-03-25")).isEqualTo(12_000 + 259);
    assertThat(earned(story, "2026-03-30")).isEqualTo(16_000 + 388);
    assertThat(earned(story, "2026-03-31")).isEqualTo(16_800 + 414);
    Books.of(story.rest()).mustAgreeSoFar();
  }

  private static long earned(Story story, String asOf) {
    JsonNode totals =
        story.rest().get("/v1/reports/deferred-revenue?asOf=" + asOf).expect(200).json();
    return totals.get("totals").valueStream().mapToLong(one -> one.get("earned").asLong()).sum();
  }

  @Test
  void openInvoicesByAgeAreTheReceivables() {
    var story = Story.from("2026-01-20");
    Map<String, String> byInvoice = Map.of("collection", "INVOICE");
    String subscription =
        story.subscribe(story.customer(), story.monthly(), "2026-02-01", byInvoice);
    story.on("2026-05-20");
    String oldest = story.invoices(subscription).getFirst().get("id").asString();
    story
        .rest()
        .post(
            "/v1/invoices/" + oldest + "/payments",
            Map.of("amount", 1_000, "receivedOn", "2026-05-19"))
        .expect(201);

    JsonNode today = aging(story, "");

    // Due on 15 February, March, April and May: 94, 66, 35 and 5 days ago.
    assertThat(buckets(today)).containsExactly(0L, 31_000L, 31_000L, 31_000L, 30_000L, 123_000L);
    // 89, 61, 30 and 0 days.
    assertThat(buckets(aging(story, "?asOf=2026-05-15")))
        .containsExactly(31_000L, 31_000L, 0L, 61_000L, 0L, 123_000L);
    long receivable = 0;
    for (JsonNode posting : story.rest().all("/v1/reports/journal?" + EVER)) {
      long amount = posting.get("amount").asLong();
      receivable += posting.get("debit").asString().equals("receivable") ? amount : 0;
      receivable -= posting.get("credit").asString().equals("receivable") ? amount : 0;
    }
    assertThat(receivable).isEqualTo(today.get("total").asLong());
  }

  @Test
  void theJournalIsTheSameAsJsonAndAsCsvAndItsRangeIsHalfOpen() {
    var story = Story.from("2026-02-20");
    story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");
    story.on("2026-04-02");

    List<JsonNode> all = story.rest().all("/v1/reports/journal?" + EVER).reversed();
    Answer csv =
        story
            .rest()
            .send("GET", "/v1/reports/journal?" + EVER, null, "Accept", "text/csv")
            .expect(200);

    assertThat(csv.type()).startsWith("text/csv");
    List<String> lines = csv.body().lines().toList();
    assertThat(lines.getFirst()).startsWith("id,bookedOn,debit,credit,amount,currency,what");
    assertThat(lines.subList(1, lines.size()))
        .containsExactlyInAnyOrderElementsOf(all.stream().map(ReportsIT::csv).toList());
    List<String> march = dates(story, "from=2026-03-01&to=2026-04-01");
    List<String> later = dates(story, "from=2026-04-01&to=2200-12-31");
    assertThat(march).isNotEmpty().allMatch(date -> date.startsWith("2026-03-"));
    assertThat(march.size() + later.size()).isEqualTo(all.size());
    assertThat(dates(story, "from=2026-03-01&to=2026-03-01")).isEmpty();
  }

  private static void post(Story story, String subscription, String path, Map<String, ?> body) {
    story.rest().post("/v1/subscriptions/" + subscription + path, body).good();
  }

  private static JsonNode aging(Story story, String query) {
    JsonNode data = story.rest().get("/v1/reports/aging" + query).expect(200).json().get("data");
    assertThat(data.size()).isEqualTo(1);
    return data.get(0);
  }

  private static List<Long> buckets(JsonNode row) {
    List<Long> buckets = new ArrayList<>();
    for (String name :
        List.of("notDue", "days1To30", "days31To60", "days61To90", "over90", "total")) {
      buckets.add(row.get(name).asLong());
    }
    return buckets;
  }

  private static List<String> dates(Story story, String range) {
    return story.rest().all("/v1/reports/journal?" + range).stream()
        .map(posting -> posting.get("bookedOn").asString())
        .toList();
  }

  private static String csv(JsonNode posting) {
    List<String> cells = new ArrayList<>();
    for (String field :
        List.of("id", "bookedOn", "debit", "credit", "amount", "currency", "what", "documentId")) {
      cells.add(posting.get(field).asString());
    }
    cells.add(posting.get("subscriptionId").asString(""));
    cells.add(posting.get("invoiceId").asString(""));
    return String.join(",", cells);
  }

  /** A month's row, without what is 0; its sum is checked. */
  private static String movements(JsonNode row) {
    long sum = row.get("opening").asLong();
    var told = new StringBuilder(row.get("month").asString() + " " + sum);
    for (String added : List.of("new", "expansion", "resumed")) {
      sum += row.get(added).asLong();
      told.append(row.get(added).asLong() == 0 ? "" : " + " + added + " " + row.get(added));
    }
    for (String taken : List.of("contraction", "paused", "churned")) {
      sum -= row.get(taken).asLong();
      told.append(row.get(taken).asLong() == 0 ? "" : " - " + taken + " " + row.get(taken));
    }
    assertThat(row.get("closing").asLong()).as(row.toString()).isEqualTo(sum);
    return told + " = " + sum;
  }
}
