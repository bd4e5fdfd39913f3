package dev.takt.worker.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Told;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Discounts, coupons and temporary changes over REST: 310.00 a month from 1 March, in advance. */
class DiscountStoriesIT {

  @Test
  void theWorkedExample() {
    var anna = Subscriber.from("2026-02-20");
    anna.pause("2026-03-11", "2026-03-21").expect(201);
    JsonNode discount =
        anna.rest()
            .post(
                anna.path() + "/discounts",
                Map.of("percentOff", 20, "days", 45, "from", "2026-03-01"))
            .expect(201)
            .json();
    assertThat(discount.get("id").asString()).startsWith("dis_");
    assertThat(discount.get("status").asString()).isEqualTo("PLANNED");
    assertThat(discount.get("daysLeft").asInt()).isEqualTo(45);
    assertThat(discount.get("endsOn").asString()).isEqualTo("2026-04-25");

    anna.on("2026-05-02");

    assertThat(anna.invoiced())
        .containsExactly("2026-03-01 168.00", "2026-04-01 260.40", "2026-05-01 310.00");
    assertThat(lines(anna, "2026-04-01"))
        .containsExactly(
            "SERVICE [2026-04-01, 2026-04-25) 248.00",
            "DISCOUNT [2026-04-01, 2026-04-25) -49.60",
            "SERVICE [2026-04-25, 2026-05-01) 62.00");
    JsonNode over = anna.read().get("discounts").get(0);
    assertThat(over.get("status").asString()).isEqualTo("OVER");
    assertThat(over.get("daysLeft").asInt()).isZero();
    assertThat(anna.actions()).contains("discount", "discountEnded");
    assertThat(events(anna)).containsExactly("discount.granted", "discount.ended");
  }

  @Test
  void aCouponAtSignUp() {
    var anna = Subscriber.from("2026-02-20");
    coupon(anna, Map.of("code", "TWENTY", "name", "x", "percentOff", 20, "maxRedemptions", 1));
    var bo = Subscriber.in(anna.story(), "tok_ok", Map.of(), Map.of("couponCode", "TWENTY"));
    assertThat(bo.read().get("discounts").get(0).get("couponCode").asString()).isEqualTo("TWENTY");
    String plan = anna.story().monthly();
    anna.rest()
        .post(
            "/v1/subscriptions",
            Map.of(
                "customerId",
                anna.customer(),
                "planId",
                plan,
                "startDate",
                "2026-03-01",
                "couponCode",
                "TWENTY"))
        .problem(422, "coupon_used_up");

    bo.on("2026-03-02");

    assertThat(bo.invoiced()).containsExactly("2026-03-01 248.00");
  }

  @Test
  void withAllTakenOffTheInvoiceIsPaidAtOnceAndRemovedItIsAsIfItNeverWas() {
    var anna = Subscriber.from("2026-02-20");
    String id =
        anna.rest()
            .post(anna.path() + "/discounts", Map.of("percentOff", 100, "periods", 2))
            .expect(201)
            .json()
            .get("id")
            .asString();
    anna.on("2026-03-05");
    assertThat(anna.invoiced()).containsExactly("2026-03-01 0.00");
    assertThat(anna.story().invoices(anna.id()).getFirst().get("status").asString())
        .isEqualTo("PAID");

    JsonNode preview =
        anna.rest().delete(anna.path() + "/discounts/" + id + "?preview=true").expect(200).json();
    assertThat(preview.get("nextInvoices").get(0).get("total").asLong()).isEqualTo(62_000);
    anna.rest().delete(anna.path() + "/discounts/" + id).expect(200);
    anna.on("2026-04-02");

    assertThat(anna.invoiced()).containsExactly("2026-03-01 0.00", "2026-04-01 620.00");
  }

  @Test
  void aDiscountIsEndedByItsUntil() {
    var anna = Subscriber.from("2026-03-05");
    String id =
        anna.rest()
            .post(anna.path() + "/discounts", Map.of("amountOff", 3_100, "from", "2026-03-01"))
            .expect(201)
            .json()
            .get("id")
            .asString();
    JsonNode ended =
        anna.rest()
            .patch(anna.path() + "/discounts/" + id, Map.of("until", "2026-04-11"))
            .expect(200)
            .json();
    assertThat(ended.get("endsOn").asString()).isEqualTo("2026-04-11");
    anna.on("2026-04-02");

    // April: 279.00 for [1 Apr, 11 Apr) is 93.00, the rest 206.67; 31.00 of March come back.
    assertThat(anna.invoiced()).containsExactly("2026-03-01 310.00", "2026-04-01 268.67");
  }

  @Test
  void aTemporaryPriceIsListedProlongedAndTakenBack() {
    var anna = Subscriber.from("2026-02-20");
    anna.change(
            Map.of("price", 15_500, "when", "ON_DATE", "date", "2026-03-01", "until", "2026-04-01"))
        .expect(200);
    JsonNode listed = anna.rest().get(anna.path() + "/changes").expect(200).json().get("data");
    String id = listed.get(0).get("id").asString();
    assertThat(listed.get(0).get("until").asString()).isEqualTo("2026-04-01");
    anna.rest().patch(anna.path() + "/changes/" + id, Map.of("until", "2026-05-01")).expect(200);
    anna.on("2026-04-05");
    assertThat(anna.invoiced()).containsExactly("2026-03-01 155.00", "2026-04-01 155.00");

    anna.rest().delete(anna.path() + "/changes/" + id).expect(200);
    anna.on("2026-05-02");

    assertThat(anna.invoiced()).endsWith("2026-05-01 620.00");
    assertThat(anna.read().get("price").asLong()).isEqualTo(31_000);
  }

  @Test
  void badInputIsRefusedWithItsField() {
    var anna = Subscriber.from("2026-02-20");
    String discounts = anna.path() + "/discounts";
    refused(anna, discounts, Map.of("percentOff", 0), "/percentOff");
    refused(anna, discounts, Map.of("percentOff", 101), "/percentOff");
    refused(anna, discounts, Map.of("percentOff", 10, "amountOff", 100), "");
    refused(anna, discounts, Map.of("days", 5), "");
    refused(anna, discounts, Map.of("percentOff", 10, "days", 5, "periods", 2), "");
    refused(
        anna,
        discounts,
        Map.of("percentOff", 10, "from", "2026-04-01", "until", "2026-03-01"),
        "/until");
    refused(anna, "/v1/coupons", Map.of("code", "A B", "name", "x", "percentOff", 10), "/code");
    refused(anna, "/v1/coupons", Map.of("code", "AB", "name", "x", "amountOff", 10), "/currency");
    coupon(anna, Map.of("code", "EURO", "name", "x", "amountOff", 100, "currency", "EUR"));
    anna.rest().post(discounts, Map.of("couponCode", "EURO")).problem(422, "coupon_not_for_plan");
    anna.rest().post(discounts, Map.of("couponCode", "NONE")).problem(422, "coupon_unknown");
    anna.change(
            Map.of("price", 100, "when", "ON_DATE", "date", "2026-04-01", "until", "2026-03-01"))
        .problem(422, "until_before_from");
    assertThat(anna.read().get("discounts")).isEmpty();
  }

  private static void refused(
      Subscriber anna, String path, Map<String, ?> request, String pointer) {
    JsonNode problem = anna.rest().post(path, request).problem(422, "invalid").json();
    assertThat(problem.get("errors").get(0).get("pointer").asString())
        .as(path + " " + request)
        .isEqualTo(pointer);
  }

  private static void coupon(Subscriber anna, Map<String, ?> coupon) {
    anna.rest().post("/v1/coupons", coupon).expect(201);
  }

  private static List<String> lines(Subscriber anna, String issued) {
    return anna.story().invoices(anna.id()).stream()
        .filter(invoice -> invoice.get("issueDate").asString().equals(issued))
        .flatMap(invoice -> invoice.get("lines").valueStream())
        .map(
            line ->
                line.get("kind").asString()
                    + " "
                    + Told.period(line.get("servicePeriod"))
                    + " "
                    + Told.money(line.get("amount").asLong()))
        .toList();
  }

  private static List<String> events(Subscriber anna) {
    return anna.rest().all("/v1/events?subjectId=" + anna.id()).stream()
        .map(event -> event.get("type").asString())
        .filter(type -> type.startsWith("discount."))
        .toList();
  }
}
