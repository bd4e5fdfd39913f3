package dev.takt.worker.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a merchant says of itself for its invoices, and the references that they bear. */
class SellerIT {
  static final Map<String, ?> ADDRESS =
      Map.of("line1", "Havnegade 2", "postalCode", "5000", "city", "Odense C", "country", "DK");
  static final Map<String, ?> DANISH =
      Map.of(
          "companyNumber",
          "34593833",
          "vatNumber",
          "DK34593833",
          "address",
          ADDRESS,
          "bankAccount",
          Map.of("registrationNumber", "0040", "accountNumber", "0440116243"),
          "fikCreditorNumber",
          "87654321");

  @Test
  void aLiveSubscriptionNeedsASellerThatInvoicesMayName() {
    TestMerchant merchant = TestMerchant.open();
    Rest live = merchant.live();
    JsonNode lacking = live.get("/v1/merchant/readiness").expect(200).json();
    assertThat(lacking.get("ready").asBoolean()).isFalse();
    assertThat(lacking.get("missing").valueStream().map(one -> one.get("pointer").asString()))
        .containsExactly("/companyNumber", "/address");

    Answer refused = signUp(live).problem(422, "seller_incomplete");
    assertThat(refused.pointers()).containsExactly("/companyNumber", "/address");
    Story story = Story.from("2026-02-20", merchant);
    story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");

    live.patch("/v1/merchant", DANISH).expect(200);
    assertThat(live.get("/v1/merchant/readiness").json().get("ready").asBoolean()).isTrue();
    signUp(live).expect(201);
  }

  private static Answer signUp(Rest live) {
    String customer =
        live.post("/v1/customers", Map.of("name", "Ida", "email", "i@example.com")).id();
    String plan =
        live.post(
                "/v1/plans",
                Map.of(
                    "code",
                    "p" + System.nanoTime(),
                    "name",
                    "A",
                    "unit",
                    "MONTH",
                    "price",
                    1,
                    "currency",
                    "DKK"))
            .id();
    return live.post(
        "/v1/subscriptions",
        Map.of(
            "customerId",
            customer,
            "planId",
            plan,
            "startDate",
            "2190-01-01",
            "collection",
            "INVOICE"));
  }

  @Test
  void whatIsSaidStaysUntilItIsChangedOrEmptied() {
    Rest rest = TestMerchant.open(DANISH).test();
    Answer changed =
        rest.patch("/v1/merchant", Map.of("phone", "+45 12 34 56 78", "locale", "sv")).expect(200);
    assertThat(changed.text("companyNumber")).isEqualTo("34593833");
    assertThat(changed.json().at("/address/city").asString()).isEqualTo("Odense C");
    assertThat(changed.json().at("/bankAccount/accountNumber").asString()).isEqualTo("0440116243");
    assertThat(changed.text("phone")).isEqualTo("+45 12 34 56 78");
    assertThat(rest.get("/v1/merchant").body()).isEqualTo(changed.body());

    Map<String, Object> nothing = new HashMap<>();
    nothing.put("address", null);
    nothing.put("phone", null);
    Answer emptied = rest.patch("/v1/merchant", nothing).expect(200);
    assertThat(emptied.json().get("address").isNull()).isTrue();
    assertThat(emptied.json().get("phone").isNull()).isTrue();
    assertThat(emptied.text("companyNumber")).isEqualTo("34593833");
  }

  @ParameterizedTest
  @CsvSource({
    "/companyNumber, {\"companyNumber\": \"34593834\"}",
    "/fikCreditorNumber, {\"fikCreditorNumber\": \"1234\"}",
    "/bankAccount/iban, {\"bankAccount\": {\"iban\": \"DK5100400440116243\"}}",
    "/kid/length, '{\"kid\": {\"length\": 3, \"modulus\": 10}}'",
    "/kid/modulus, '{\"kid\": {\"length\": 9, \"modulus\": 12}}'",
    "/bankgiro, {\"bankgiro\": \"12\"}",
    "/address/city, '{\"address\": {\"line1\": \"a\", \"postalCode\": \"1\", \"country\":"
        + " \"DK\"}}'",
  })
  void whatIsWrongIsRefused(String pointer, String body) {
    Rest rest = TestMerchant.open().test();
    Answer refused = rest.send("PATCH", "/v1/merchant", body).problem(422, "invalid");
    assertThat(refused.pointers()).containsExactly(pointer);
  }

  /** The formats themselves are tried by their official rules in EInvoiceRulesTest. */
  @Test
  void anInvoiceIsHadAsAnElectronicOne() {
    Story story = Story.from("2026-02-20", TestMerchant.open(DANISH));
    String customer = story.customer("tok_ok");
    String subscription =
        story.subscribe(customer, story.monthly(), "2026-03-01", Map.of("collection", "INVOICE"));
    story.on("2026-03-01");
    String invoice = "/v1/invoices/" + story.invoices(subscription).getFirst().get("id").asString();
    String peppol = "application/vnd.takt.peppol+xml";
    String oioubl = "application/vnd.takt.oioubl+xml";
    Rest rest = story.rest();
    Answer lacking =
        rest.send("GET", invoice, null, "Accept", peppol).problem(422, "e_invoice_incomplete");
    assertThat(lacking.pointers()).containsExactly("/customer/eInvoiceId");
    assertThat(
            rest.patch("/v1/customers/" + customer, Map.of("eInvoiceId", "0088:5798009883736"))
                .problem(422, "invalid")
                .pointers())
        .containsExactly("/eInvoiceId");
    rest.patch(
            "/v1/customers/" + customer,
            Map.of("eInvoiceId", "0088:5798009883735", "buyerReference", "Afdeling 7"))
        .expect(200);

    Answer written = rest.send("GET", invoice, null, "Accept", peppol).expect(200);
    assertThat(written.type()).startsWith(peppol);
    assertThat(written.body())
        .contains(
            "billing:3.0<",
            ">Afdeling 7<",
            "schemeID=\"0088\">5798009883735<",
            ">71#000000000010017<",
            "<cbc:TaxExclusiveAmount currencyID=\"DKK\">248.00<",
            "<cbc:PayableAmount currencyID=\"DKK\">310.00<");
    Answer danish = rest.send("GET", invoice, null, "Accept", oioubl).expect(200);
    assertThat(danish.body()).contains(">OIOUBL-2.1<", ">DK:FIK<", ">000000000010017<");
    assertThat(rest.get(invoice).expect(200).text("number")).isEqualTo("1001");

    rest.put(
            "/v1/subscriptions/" + subscription + "/cancellation",
            Map.of("when", "IMMEDIATELY", "settlement", "REFUND"))
        .expect(200);
    String note =
        "/v1/credit-notes/"
            + rest.all("/v1/credit-notes?customerId=" + customer).getFirst().get("id").asString();
    assertThat(rest.send("GET", note, null, "Accept", peppol).expect(200).body())
        .contains("<CreditNote", "<cbc:ID>1001<");
    assertThat(rest.send("GET", note, null, "Accept", oioubl).expect(200).body())
        .contains("<CreditNote", ">OIOUBL-2.1<");
  }

  /** The reference is made of the invoice's number: that of the first is 1001. */
  @Test
  void anInvoiceBearsTheReferenceOfItsCountry() {
    assertThat(reference(DANISH))
        .containsExactly("FIK_71", "000000000010017", "+71<000000000010017+87654321<");
    assertThat(reference(Map.of())).containsExactly("RF", "RF401001", "RF40 1001");
    assertThat(
            reference(
                Map.of(
                    "country", "NO", "currency", "NOK", "kid", Map.of("length", 8, "modulus", 10))))
        .containsExactly("KID", "00010017", "00010017");
    assertThat(reference(Map.of("country", "SE", "currency", "SEK", "bankgiro", "5050-1055")))
        .containsExactly("OCR", "100164", "100164");
  }

  private static List<String> reference(Map<String, ?> particulars) {
    Story story = Story.from("2026-02-20", TestMerchant.open(particulars));
    String currency = story.rest().get("/v1/merchant").text("currency");
    String subscription =
        story.subscribe(
            story.customer("tok_ok"), story.plan(Map.of("currency", currency)), "2026-03-01");
    story.on("2026-03-01");
    JsonNode invoice = story.invoices(subscription).getFirst();
    assertThat(invoice.get("number").asString()).isEqualTo("1001");
    JsonNode reference = invoice.get("paymentReference");
    return List.of(
        reference.get("type").asString(),
        reference.get("value").asString(),
        reference.get("printed").asString());
  }
}
