package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When subscriptions renew, and what each invoice is for. */
class RhythmStoriesIT {

  @Test
  void monthEndOverTwoYearsComesBackToTheThirtyFirst() {
    var story = Story.from("2027-01-20");
    String customer = story.customer("tok_ok");
    String subscription = story.subscribe(customer, story.monthly(), "2027-01-31");

    story.on("2029-02-01");

    LocalDate anchor = LocalDate.of(2027, 1, 31);
    List<String> expected =
        IntStream.rangeClosed(0, 24)
            .mapToObj(
                k ->
                    "%s 310.00 PAID: SERVICE [%s, %s) 310.00"
                        .formatted(
                            anchor.plusMonths(k), anchor.plusMonths(k), anchor.plusMonths(k + 1)))
            .toList();
    assertThat(story.bills(subscription)).isEqualTo(expected);
    assertThat(story.bills(subscription))
        .contains(
            "2027-02-28 310.00 PAID: SERVICE [2027-02-28, 2027-03-31) 310.00",
            "2028-02-29 310.00 PAID: SERVICE [2028-02-29, 2028-03-31) 310.00",
            "2028-04-30 310.00 PAID: SERVICE [2028-04-30, 2028-05-31) 310.00");
    assertThat(story.charges(customer)).hasSize(25);
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void yearlyFromALeapDayComesBackToIt() {
    var story = Story.from("2028-02-20");
    String subscription =
        story.subscribe(
            story.customer("tok_ok"),
            story.plan(Map.of("unit", "YEAR", "price", 365_000)),
            "2028-02-29");

    story.on("2032-03-01");

    assertThat(story.bills(subscription))
        .containsExactly(
            "2028-02-29 3650.00 PAID: SERVICE [2028-02-29, 2029-02-28) 3650.00",
            "2029-02-28 3650.00 PAID: SERVICE [2029-02-28, 2030-02-28) 3650.00",
            "2030-02-28 3650.00 PAID: SERVICE [2030-02-28, 2031-02-28) 3650.00",
            "2031-02-28 3650.00 PAID: SERVICE [2031-02-28, 2032-02-29) 3650.00",
            "2032-02-29 3650.00 PAID: SERVICE [2032-02-29, 2033-02-28) 3650.00");
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void anAnchorDayMakesTheFirstPeriodShort() {
    var story = Story.from("2026-02-01");
    String customer = story.customer("tok_ok");
    String first = story.subscribe(customer, story.monthly(), "2026-02-10", Map.of("anchorDay", 1));
    String last = story.subscribe(customer, story.monthly(), "2026-02-10", Map.of("anchorDay", 31));

    story.on("2026-04-01");

    // Nine of February's 28 days are over on the 10th: 310.00 − 99.64.
    assertThat(story.bills(first))
        .containsExactly(
            "2026-02-10 210.36 PAID: SERVICE [2026-02-10, 2026-03-01) 210.36",
            "2026-03-01 310.00 PAID: SERVICE [2026-03-01, 2026-04-01) 310.00",
            "2026-04-01 310.00 PAID: SERVICE [2026-04-01, 2026-05-01) 310.00");
    // From 31 January, ten of 28 days are over: 310.00 − 110.71.
    assertThat(story.bills(last))
        .containsExactly(
            "2026-02-10 199.29 PAID: SERVICE [2026-02-10, 2026-02-28) 199.29",
            "2026-02-28 310.00 PAID: SERVICE [2026-02-28, 2026-03-31) 310.00",
            "2026-03-31 310.00 PAID: SERVICE [2026-03-31, 2026-04-30) 310.00");
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void weeksAndDaysAreCountedFromTheStart() {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_ok");
    String fortnightly =
        story.subscribe(
            customer, story.plan(Map.of("unit", "WEEK", "count", 2, "price", 9_900)), "2026-02-23");
    String tenDays =
        story.subscribe(
            customer, story.plan(Map.of("unit", "DAY", "count", 10, "price", 1_001)), "2026-02-25");
    String quarterly =
        story.subscribe(customer, story.plan(Map.of("count", 3, "price", 90_000)), "2026-02-28");

    story.on("2026-03-30");

    assertThat(story.bills(fortnightly))
        .containsExactly(
            "2026-02-23 99.00 PAID: SERVICE [2026-02-23, 2026-03-09) 99.00",
            "2026-03-09 99.00 PAID: SERVICE [2026-03-09, 2026-03-23) 99.00",
            "2026-03-23 99.00 PAID: SERVICE [2026-03-23, 2026-04-06) 99.00");
    assertThat(story.bills(tenDays))
        .containsExactly(
            "2026-02-25 10.01 PAID: SERVICE [2026-02-25, 2026-03-07) 10.01",
            "2026-03-07 10.01 PAID: SERVICE [2026-03-07, 2026-03-17) 10.01",
            "2026-03-17 10.01 PAID: SERVICE [2026-03-17, 2026-03-27) 10.01",
            "2026-03-27 10.01 PAID: SERVICE [2026-03-27, 2026-04-06) 10.01");
    assertThat(story.bills(quarterly))
        .containsExactly("2026-02-28 900.00 PAID: SERVICE [2026-02-28, 2026-05-28) 900.00");
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void inArrearsABillComesWhenItsPeriodIsOver() {
    var story = Story.from("2026-01-20");
    String subscription =
        story.subscribe(
            story.customer("tok_ok"), story.plan(Map.of("billing", "IN_ARREARS")), "2026-01-31");

    story.on("2026-02-27");
    assertThat(story.bills(subscription)).isEmpty();

    story.on("2026-02-28");
    assertThat(story.bills(subscription))
        .containsExactly("2026-02-28 310.00 PAID: SERVICE [2026-01-31, 2026-02-28) 310.00");

    story.on("2026-03-31");
    assertThat(story.bills(subscription))
        .contains("2026-03-31 310.00 PAID: SERVICE [2026-02-28, 2026-03-31) 310.00")
        .hasSize(2);
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void aTrialIsFreeAndTheRhythmStartsAtItsEnd() {
    var story = Story.from("2026-02-20");
    String subscription =
        story.subscribe(
            story.customer("tok_ok"), story.plan(Map.of("trialDays", 14)), "2026-03-01");
    assertThat(story.subscription(subscription).text("status")).isEqualTo("SCHEDULED");

    story.on("2026-03-14");
    assertThat(story.subscription(subscription).text("status")).isEqualTo("TRIAL");
    assertThat(story.bills(subscription)).isEmpty();

    story.on("2026-04-15");
    assertThat(story.subscription(subscription).text("status")).isEqualTo("ACTIVE");
    assertThat(story.bills(subscription))
        .containsExactly(
            "2026-03-15 310.00 PAID: SERVICE [2026-03-15, 2026-04-15) 310.00",
            "2026-04-15 310.00 PAID: SERVICE [2026-04-15, 2026-05-15) 310.00");
  }

  @Test
  void aStartInThePastIsOneInvoiceOfTheDayOfTheSignUp() {
    var story = Story.from("2026-06-15");
    String customer = story.customer("tok_ok");

    String subscription = story.subscribe(customer, story.monthly(), "2026-01-31");

    assertThat(story.bills(subscription))
        .containsExactly(
            "2026-06-15 1550.00 PAID: SERVICE [2026-01-31, 2026-02-28) 310.00;"
                + " SERVICE [2026-02-28, 2026-03-31) 310.00;"
                + " SERVICE [2026-03-31, 2026-04-30) 310.00;"
                + " SERVICE [2026-04-30, 2026-05-31) 310.00;"
                + " SERVICE [2026-05-31, 2026-06-30) 310.00");
    assertThat(story.charges(customer)).hasSize(1);
    assertThat(story.subscription(subscription).text("billedThrough")).isEqualTo("2026-06-30");

    story.on("2026-06-30");

    assertThat(story.bills(subscription))
        .hasSize(2)
        .last()
        .isEqualTo("2026-06-30 310.00 PAID: SERVICE [2026-06-30, 2026-07-31) 310.00");
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void aDayOf23HoursIsADayLikeAnyOther() {
    var story = Story.from("2026-03-27");
    String subscription =
        story.subscribe(
            story.customer("tok_ok"),
            story.plan(Map.of("unit", "DAY", "price", 1_000)),
            "2026-03-28");

    // Midnight in Copenhagen is 23:00 UTC in winter and 22:00 in summer.
    story.at("2026-03-28T22:59:59Z");
    assertThat(issued(story, subscription)).containsExactly("2026-03-28");
    story.at("2026-03-28T23:00:00Z");
    assertThat(issued(story, subscription)).containsExactly("2026-03-28", "2026-03-29");
    story.at("2026-03-29T21:59:59Z");
    assertThat(issued(story, subscription)).hasSize(2);
    story.at("2026-03-29T22:00:00Z");
    assertThat(issued(story, subscription))
        .containsExactly("2026-03-28", "2026-03-29", "2026-03-30");
  }

  @Test
  void aDayOf25HoursIsADayLikeAnyOther() {
    var story = Story.from("2026-10-23");
    String subscription =
        story.subscribe(
            story.customer("tok_ok"),
            story.plan(Map.of("unit", "DAY", "price", 1_000)),
            "2026-10-24");

    story.at("2026-10-24T22:00:00Z");
    assertThat(issued(story, subscription)).containsExactly("2026-10-24", "2026-10-25");
    story.at("2026-10-25T22:59:59Z");
    assertThat(issued(story, subscription)).hasSize(2);
    story.at("2026-10-25T23:00:00Z");
    assertThat(issued(story, subscription))
        .containsExactly("2026-10-24", "2026-10-25", "2026-10-26");
  }

  @Test
  void whereMidnightIsSkippedTheDayIsBilledWhenItBegins() {
    // In Santiago, 6 September 2026 begins at 01:00, which is 04:00 UTC.
    var merchant =
        TestMerchant.open(Map.of("timeZone", "America/Santiago", "country", "CL", "locale", "es"));
    var story = Story.from("2026-09-04", merchant);
    String subscription =
        story.subscribe(
            story.customer("tok_ok"),
            story.plan(Map.of("unit", "DAY", "price", 1_000)),
            "2026-09-05");

    story.at("2026-09-06T03:59:59Z");
    assertThat(issued(story, subscription)).containsExactly("2026-09-05");
    story.at("2026-09-06T04:00:00Z");
    assertThat(issued(story, subscription)).containsExactly("2026-09-05", "2026-09-06");
    story.on("2026-09-08");
    assertThat(issued(story, subscription))
        .isEqualTo(
            Stream.of(5, 6, 7, 8).map(day -> LocalDate.of(2026, 9, day).toString()).toList());
  }

  private static List<String> issued(Story story, String subscription) {
    return story.invoices(subscription).stream()
        .map(invoice -> invoice.get("issueDate").asString())
        .toList();
  }
}
