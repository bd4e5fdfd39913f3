package dev.takt.worker.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.BankFile;
import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a bank's file does to invoices, over REST. */
class BankFilesIT {
  private static final String IBAN = "DK5000400440116243";

  private final Story story =
      Story.from("2026-02-20", TestMerchant.open(Map.of("bankAccount", Map.of("iban", IBAN))));
  private final Rest rest = story.rest();

  private Answer send(String file) {
    return rest.sendAs("application/xml", "POST", "/v1/bank-statements", file);
  }

  private Answer send(BankFile file) {
    return send(file.of(IBAN)).expect(201);
  }

  /** A subscription of 310.00 by bank from 1 March, due on the 14th; the answer is its invoice. */
  private JsonNode invoice() {
    String subscription =
        story.subscribe(
            story.customer(),
            story.monthly(),
            "2026-03-01",
            Map.of("collection", "INVOICE", "paymentTermsDays", 13));
    story.on("2026-03-02");
    return story.invoices(subscription).getFirst();
  }

  private JsonNode again(JsonNode invoice) {
    return rest.get("/v1/invoices/" + id(invoice)).expect(200).json();
  }

  private static String id(JsonNode of) {
    return of.get("id").asString();
  }

  private static String reference(JsonNode invoice) {
    return invoice.get("paymentReference").get("value").asString();
  }

  private String status(JsonNode invoice) {
    return again(invoice).get("status").asString();
  }

  private JsonNode theOnly(String status) {
    List<JsonNode> entries = rest.all("/v1/bank-entries?status=" + status);
    assertThat(entries).hasSize(1);
    return entries.getFirst();
  }

  private Answer decide(JsonNode entry, String what, Map<String, ?> body) {
    return rest.post("/v1/bank-entries/" + id(entry) + "/" + what, body);
  }

  @Test
  void aRightReferencePaysAndTheSameFileAgainChangesNothing() {
    JsonNode invoice = invoice();
    var file =
        new BankFile("2026-03-02", 500_000)
            .with("1", 31_000, reference(invoice), "Ida")
            .with("2", 777, "", "Nobody")
            .withOutgoing("3", 10_000);

    Answer read = send(file);

    assertThat(read.text("format")).isEqualTo("CAMT_053");
    assertThat(read.text("account")).isEqualTo(IBAN);
    assertThat(read.number("entries")).isEqualTo(3);
    assertThat(read.number("booked")).isEqualTo(1);
    assertThat(read.number("unmatched")).isEqualTo(1);
    assertThat(read.number("ignored")).isEqualTo(1);
    assertThat(status(invoice)).isEqualTo("PAID");
    JsonNode matched = theOnly("MATCHED");
    assertThat(matched.at("/payments/0/invoiceId").asString()).isEqualTo(id(invoice));
    assertThat(rest.all("/v1/events?type=bank.read")).hasSize(1);
    assertThat(rest.all("/v1/events?type=bank.unmatched")).hasSize(1);

    Answer repeated = send(file);

    assertThat(repeated.number("repeated")).isEqualTo(3);
    assertThat(repeated.number("booked")).isZero();
    assertThat(rest.all("/v1/payments?invoiceId=" + id(invoice))).hasSize(1);
    send(new BankFile("2026-03-03", file.closing()).with("4", 1, "", "Nobody"));
    assertThat(rest.all("/v1/events?type=bank.gap")).isEmpty();
    send(new BankFile("2026-03-04", file.closing() + 2).with("5", 1, "", "Nobody"));
    assertThat(rest.all("/v1/events?type=bank.gap")).hasSize(1);
    Books.of(rest).mustAgree();
  }

  @Test
  void whatIsProposedWaitsForAPerson() {
    JsonNode invoice = invoice();
    send(new BankFile("2026-03-02", 0).with("1", 31_000, "", "Somebody"));
    JsonNode entry = theOnly("PROPOSED");
    assertThat(entry.at("/proposal/invoiceIds/0").asString()).isEqualTo(id(invoice));
    assertThat(entry.at("/proposal/ground").asString()).isEqualTo("AMOUNT");
    assertThat(status(invoice)).isEqualTo("OPEN");

    decide(entry, "match", Map.of()).expect(200);
    assertThat(status(invoice)).isEqualTo("PAID");
    decide(entry, "match", Map.of()).problem(409, "entry_decided");

    assertThat(decide(entry, "unmatch", Map.of()).expect(200).text("status"))
        .isEqualTo("UNMATCHED");
    assertThat(again(invoice).get("amountDue").asLong()).isEqualTo(31_000);
    assertThat(rest.all("/v1/payments?invoiceId=" + id(invoice)))
        .extracting(payment -> payment.get("status").asString())
        .containsExactly("REVERSED");
    decide(entry, "match", Map.of("invoiceIds", List.of("inv_x"))).problem(422, "invoice_unknown");

    decide(entry, "match", Map.of("customerId", invoice.get("customerId").asString())).expect(200);
    assertThat(status(invoice)).isEqualTo("PAID");
    decide(entry, "unmatch", Map.of()).expect(200);
    Answer ignored = decide(entry, "ignore", Map.of("reason", "a loan")).expect(200);
    assertThat(ignored.text("ignoredReason")).isEqualTo("a loan");
    decide(entry, "unmatch", Map.of()).expect(200);
    assertThat(theOnly("UNMATCHED").get("id")).isEqualTo(entry.get("id"));
    Books.of(rest).mustAgree();
  }

  @Test
  void aReversalOpensTheInvoiceAndItsCaseGoesOnWhereItStood() {
    JsonNode invoice = invoice();
    story.on("2026-03-18");
    JsonNode open = theCase(invoice);
    assertThat(open.get("status").asString()).isEqualTo("OPEN");
    int steps = done(open);
    send(new BankFile("2026-03-18", 0).with("1", 31_000, reference(invoice), "Ida"));
    assertThat(theCase(invoice).get("status").asString()).isEqualTo("RECOVERED");
    story.on("2026-03-25");

    Answer read = send(new BankFile("2026-03-25", 31_000).withReversal("2", 31_000, "1"));

    assertThat(read.number("reversed")).isEqualTo(1);
    assertThat(status(invoice)).isEqualTo("OPEN");
    JsonNode again = theCase(invoice);
    assertThat(again.get("status").asString()).isEqualTo("OPEN");
    assertThat(rest.all("/v1/events?type=dunning.reopened")).hasSize(1);
    assertThat(rest.all("/v1/events?type=invoice.reopened")).hasSize(1);
    story.on("2026-04-20");
    assertThat(done(theCase(invoice))).isGreaterThan(steps);
    Books.of(rest).mustAgree();
  }

  private JsonNode theCase(JsonNode invoice) {
    return rest.all("/v1/dunning-cases?invoiceId=" + id(invoice)).getFirst();
  }

  private static int done(JsonNode of) {
    return (int) of.get("steps").valueStream().filter(step -> !step.get("doneAt").isNull()).count();
  }

  @Test
  void whatWasPaidInTimeAndTakenBackIsOverdueLater() {
    JsonNode invoice = invoice();
    send(new BankFile("2026-03-02", 0).with("1", 31_000, reference(invoice), "Ida"));
    assertThat(status(invoice)).isEqualTo("PAID");
    send(new BankFile("2026-03-02", 31_000).withReversal("2", 31_000, "1"));
    assertThat(status(invoice)).isEqualTo("OPEN");

    story.on("2026-03-18");

    assertThat(theCase(invoice).get("status").asString()).isEqualTo("OPEN");
    Books.of(rest).mustAgree();
  }

  @Test
  void serviceIsNotWithheldWhileTheBankIsUnread() {
    rest.put(
            "/v1/dunning-policies/default",
            Map.of(
                "requireBankRead",
                true,
                "tracks",
                Map.of(
                    "INVOICE_OVERDUE",
                    Map.of(
                        "steps",
                        List.of(
                            Map.of(
                                "kind", "MESSAGE",
                                "channel", "EMAIL",
                                "template", "INVOICE_OVERDUE",
                                "afterDays", 4),
                            Map.of("kind", "SUSPEND", "afterDays", 8))))))
        .expect(200);
    JsonNode invoice = invoice();
    String subscription = invoice.get("subscriptionId").asString();
    story.on("2026-03-26");
    assertThat(story.subscription(subscription).text("status")).isEqualTo("ACTIVE");
    assertThat(rest.all("/v1/events?type=bank.unread")).isNotEmpty();

    send(new BankFile("2026-03-24", 0).with("1", 777, "", "Nobody"));
    assertThat(story.subscription(subscription).text("status"))
        .as("not through the banking day before")
        .isEqualTo("ACTIVE");
    send(new BankFile("2026-03-25", 777).with("2", 778, "", "Nobody"));

    assertThat(story.subscription(subscription).text("status")).isEqualTo("SUSPENDED");
    Books.of(rest).mustAgree();
  }

  @Test
  void whatWasPaidTooMuchGoesBackByAFileForTheBank() {
    JsonNode invoice = invoice();
    String customer = invoice.get("customerId").asString();
    send(
        new BankFile("2026-03-02", 0)
            .withFrom("1", 32_000, reference(invoice), "Ida Holm", "NO9386011117947"));
    String refund = askBack(customer, 600);

    Answer file = write(Map.of("on", "2026-03-03")).expect(201);

    assertThat(file.json().at("/refundIds/0").asString()).isEqualTo(refund);
    assertThat(file.json().at("/sums/0/amount").asLong()).isEqualTo(600);
    assertThat(xml(file))
        .contains("<EndToEndId>" + refund + "</EndToEndId>", "<IBAN>NO9386011117947</IBAN>")
        .contains("<Nm>Ida Holm</Nm>", "<InstdAmt Ccy=\"DKK\">6.00</InstdAmt>")
        .contains("<IBAN>" + IBAN + "</IBAN>", "<ReqdExctnDt><Dt>2026-03-03</Dt></ReqdExctnDt>");
    write(Map.of()).problem(409, "nothing_to_transfer");
    write(Map.of("refundIds", List.of(refund))).problem(409, "refund_in_file");
    write(Map.of("again", true)).problem(422, "invalid");
    write(Map.of("refundIds", List.of("ref_x"))).problem(422, "refund_unknown");
    Answer again = write(Map.of("refundIds", List.of(refund), "again", true)).expect(201);
    assertThat(refund(refund).get("transferFileId").asString()).isEqualTo(again.id());

    send(new BankFile("2026-03-03", 32_000).withTransfer("2", 600, refund));

    assertThat(refund(refund).get("status").asString()).isEqualTo("SUCCEEDED");
    assertThat(refund(refund).get("transferredOn").asString()).isEqualTo("2026-03-03");
    assertThat(rest.all("/v1/bank-entries?status=MATCHED"))
        .anySatisfy(entry -> assertThat(entry.get("refundId").asString()).isEqualTo(refund));
    rest.post("/v1/refunds/" + refund + "/transferred", Map.of("on", "2026-03-02"))
        .problem(409, "refund_not_to_transfer");
    Books.of(rest).mustAgree();
    assertThat(inTheBank()).isEqualTo(31_400);

    send(new BankFile("2026-03-05", 31_400).withReturned("3", 600, refund));

    assertThat(refund(refund).get("status").asString()).isEqualTo("TO_TRANSFER");
    rest.patch(
            "/v1/customers/" + customer,
            Map.of("bankAccount", Map.of("registrationNumber", "0040", "accountNumber", "12345")))
        .expect(200);
    assertThat(xml(write(Map.of()).expect(201))).contains("<Id>00400000012345</Id>");
    Books.of(rest).mustAgree();
    assertThat(inTheBank()).isEqualTo(32_000);
  }

  @Test
  void aRefundThatWasMarkedByHandIsInTheBooksOnce() {
    JsonNode invoice = invoice();
    send(new BankFile("2026-03-02", 0).with("1", 32_000, reference(invoice), ""));
    String refund = askBack(invoice.get("customerId").asString(), 1_000);
    write(Map.of("refundIds", List.of(refund))).problem(422, "payee_account_unknown");
    rest.post("/v1/refunds/" + refund + "/transferred", Map.of("on", "2026-03-02")).expect(200);

    send(new BankFile("2026-03-02", 32_000).withOutgoing("2", 1_000).withOutgoing("3", 1_000));

    assertThat(rest.all("/v1/bank-entries?status=IGNORED")).hasSize(1);
    assertThat(inTheBank()).isEqualTo(30_000);
    Books.of(rest).mustAgree();
  }

  @Test
  void whatWasBookedByHandBeforeTheFileIsInTheBooksOnce() {
    JsonNode invoice = invoice();
    pay(invoice, 10_000, "2026-03-02").expect(201);
    pay(invoice, 11_000, "2026-03-01").expect(201);
    var file =
        new BankFile("2026-03-02", 0)
            .with("1", 10_000, reference(invoice), "Ida")
            .with("2", 11_000, reference(invoice), "Ida")
            .with("3", 500, "", "Nobody");

    send(file);

    JsonNode same = theOnly("MATCHED");
    assertThat(same.get("amount").asLong()).isEqualTo(10_000);
    JsonNode perhaps = theOnly("PROPOSED");
    assertThat(perhaps.at("/proposal/ground").asString()).isEqualTo("BOOKED_BY_HAND");
    assertThat(again(invoice).get("amountPaid").asLong()).isEqualTo(21_000);
    String byHand = perhaps.at("/proposal/paymentId").asString();
    decide(theOnly("UNMATCHED"), "match", Map.of("paymentId", byHand))
        .problem(422, "payment_not_by_hand");
    decide(perhaps, "match", Map.of()).expect(200);
    assertThat(rest.all("/v1/payments?invoiceId=" + id(invoice))).hasSize(2);
    assertThat(inTheBank()).isEqualTo(21_500);
    Books.of(rest).mustAgree();

    decide(same, "unmatch", Map.of()).expect(200);
    assertThat(again(invoice).get("amountPaid").asLong()).isEqualTo(11_000);
    assertThat(inTheBank()).isEqualTo(21_500);
    Books.of(rest).mustAgree();
  }

  @Test
  void whatTheFileToldOfIsNotBookedByHand() {
    JsonNode invoice = invoice();
    send(
        new BankFile("2026-03-02", 0)
            .with("1", 10_000, reference(invoice), "Ida")
            .with("2", 31_000 - 10_000, "", "Somebody"));
    assertThat(theOnly("PROPOSED").at("/proposal/invoiceIds/0").asString()).isEqualTo(id(invoice));

    pay(invoice, 10_000, "2026-03-02").problem(409, "payment_in_bank_file");
    pay(invoice, 21_000, "2026-03-02").problem(409, "payment_in_bank_file");
    pay(invoice, 10_000, "2026-03-01").expect(201);
    Books.of(rest).mustAgree();
  }

  private Answer pay(JsonNode invoice, long amount, String receivedOn) {
    return rest.post(
        "/v1/invoices/" + id(invoice) + "/payments",
        Map.of("amount", amount, "receivedOn", receivedOn));
  }

  private String askBack(String customer, long amount) {
    return rest.post(
            "/v1/customers/" + customer + "/balance/refund",
            Map.of("currency", "DKK", "amount", amount))
        .expect(201)
        .json()
        .at("/refunds/0/id")
        .asString();
  }

  private Answer write(Map<String, ?> request) {
    return rest.post("/v1/transfer-files", request);
  }

  private String xml(Answer file) {
    return rest.send("GET", "/v1/transfer-files/" + file.id(), null, "Accept", "application/xml")
        .expect(200)
        .body();
  }

  private JsonNode refund(String id) {
    return rest.get("/v1/refunds/" + id).expect(200).json();
  }

  /** What the journal says is in the bank, of all days. */
  private long inTheBank() {
    return rest.all("/v1/reports/journal?from=1970-01-01&to=2200-12-31").stream()
        .mapToLong(
            posting ->
                posting.get("debit").asString().equals("bank")
                    ? posting.get("amount").asLong()
                    : posting.get("credit").asString().equals("bank")
                        ? -posting.get("amount").asLong()
                        : 0)
        .sum();
  }

  @Test
  void aFileThatIsNotRightIsRefusedAndNothingIsBooked() {
    JsonNode invoice = invoice();
    String good =
        new BankFile("2026-03-02", 0).with("1", 31_000, reference(invoice), "Ida").of(IBAN);

    Answer wrongSum = send(good.replaceFirst("310\\.00", "310.01"));
    wrongSum.problem(422, "bank_file_invalid");
    assertThat(wrongSum.text("detail")).contains("Stmt");
    send(good.substring(0, good.length() / 2)).problem(422, "bank_file_invalid");
    send("<!DOCTYPE a [<!ENTITY b \"c\">]>" + good.substring(good.indexOf("<Document")))
        .problem(422, "bank_file_invalid");
    send("nonsense").problem(422, "bank_file_invalid");
    send(good.replace("camt.053.001.02", "camt.053.001.99")).problem(422, "bank_file_invalid");
    send(good.replace("UTF-8", "US-ASCII").replace("Ida", "Åse")).problem(422, "bank_file_invalid");
    send(good + " ".repeat(50 * 1024 * 1024)).problem(413, "too_large");
    send(good.replace(IBAN, "NO9386011117947")).problem(422, "bank_account_unknown");
    rest.sendAs("application/json", "POST", "/v1/bank-statements", "{}")
        .problem(415, "unsupported_media_type");

    assertThat(rest.all("/v1/bank-entries")).isEmpty();
    assertThat(rest.all("/v1/bank-statements")).isEmpty();
    assertThat(status(invoice)).isEqualTo("OPEN");
    send(good).expect(201);
    assertThat(status(invoice)).isEqualTo("PAID");
  }
}
