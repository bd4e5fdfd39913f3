package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * All of a merchant's books as REST shows them, and what must hold between them whatever has
 * happened: the gateway's, ours, and the journal.
 */
public record Books(
    Rest rest,
    List<JsonNode> invoices,
    List<JsonNode> creditNotes,
    List<JsonNode> payments,
    List<JsonNode> charges,
    List<JsonNode> journal) {
  private static final String EVER = "from=1970-01-01&to=2200-12-31";

  public static Books of(Rest rest) {
    return new Books(
        rest,
        rest.all("/v1/invoices"),
        rest.all("/v1/credit-notes"),
        rest.all("/v1/payments"),
        rest.all("/v1/sandbox/charges"),
        // The one list that is oldest first.
        rest.all("/v1/reports/journal?" + EVER).reversed());
  }

  /** Checks all of it, and that nobody has a balance: all that was billed will be earned. */
  public void mustAgree() {
    mustAgreeSoFar();
    allWillBeEarned();
  }

  /** Checks all of it; what is on somebody's balance is not earned until a bill takes it in. */
  public void mustAgreeSoFar() {
    assertThat(invoices).as("books that agree because nothing is in them").isNotEmpty();
    theGatewayAndWeTellTheSame();
    numbersHaveNoGaps();
    noTimeIsBilledTwice();
    theJournalTellsWhatTheDocumentsTell();
    deferredRevenueAddsUp();
    recoveredIsInTheJournal();
  }

  /** What failed adds up, and what of it was recovered is in the journal as payments. */
  private void recoveredIsInTheJournal() {
    List<JsonNode> cases =
        rest.all("/v1/dunning-cases").stream()
            .filter(one -> !text(one, "openedAt").isEmpty())
            .toList();
    JsonNode report = rest.get("/v1/reports/recovery").expect(200).json();
    for (String column : List.of("recovered", "credited", "writtenOff")) {
      assertThat(total(report.get("byReason"), column))
          .as(column + " of the report, and of the cases")
          .isEqualTo(cases.stream().mapToLong(one -> one.get(column).asLong()).sum());
    }
    assertThat(total(report.get("byReason"), "failed"))
        .as("failed = recovered + credited + written off + open")
        .isEqualTo(
            Stream.of("recovered", "credited", "writtenOff", "open")
                .mapToLong(column -> total(report.get("byReason"), column))
                .sum());
    for (String part : List.of("byAttempt", "byChannel")) {
      assertThat(total(report.get(part), "recovered"))
          .as("recovered " + part)
          .isEqualTo(total(report.get("byReason"), "recovered"));
    }
    Map<String, Long> paid =
        journal.stream()
            .filter(posting -> text(posting, "what").equals("payment"))
            .filter(p -> List.of("receivable", "bad_debt").contains(text(p, "credit")))
            .collect(Collectors.groupingBy(p -> text(p, "invoiceId"), sum("amount")));
    for (JsonNode one : cases) {
      assertThat(one.get("recovered").asLong())
          .as(() -> "recovered, and paid by the journal: " + one)
          .isLessThanOrEqualTo(paid.getOrDefault(text(one, "invoiceId"), 0L));
    }
  }

  private void theGatewayAndWeTellTheSame() {
    // Not the bank's, and not those for which there was no card to ask about.
    List<JsonNode> asked =
        payments.stream().filter(payment -> text(payment, "gateway").equals("sandbox")).toList();
    assertThat(lines(charges, "invoiceId", "CAPTURED", "REFUNDED"))
        .as("captured by the sandbox, and succeeded in our books")
        .isEqualTo(lines(asked, "invoiceId", "SUCCEEDED"));
    assertThat(lines(charges, "invoiceId", "DECLINED"))
        .as("declined by the sandbox, and in our books")
        .isEqualTo(lines(asked, "invoiceId", "DECLINED"));
    assertThat(charges.stream().map(charge -> text(charge, "idempotencyKey")))
        .doesNotHaveDuplicates();
    assertThat(payments).noneMatch(p -> List.of("UNKNOWN", "PENDING").contains(text(p, "status")));
    Map<String, Long> paid = paid();
    for (JsonNode invoice : invoices) {
      assertThat(invoice.get("amountPaid").asLong())
          .as(() -> "paid of " + invoice)
          .isEqualTo(paid.getOrDefault(text(invoice, "id"), 0L));
    }
  }

  /** What came in for each invoice, less what was too much, and what such money has paid of it. */
  private Map<String, Long> paid() {
    Map<String, Long> paid =
        payments.stream()
            .filter(payment -> text(payment, "status").equals("SUCCEEDED"))
            .collect(Collectors.groupingBy(p -> text(p, "invoiceId"), sum("amount")));
    // What pays fees and interest pays nothing of the invoice.
    for (JsonNode posting : journal) {
      if (text(posting, "what").equals("payment")
          && text(posting, "credit").equals("claim_costs")) {
        paid.merge(text(posting, "invoiceId"), -posting.get("amount").asLong(), Long::sum);
      }
    }
    for (JsonNode added : rest.all("/v1/events?type=balance.added")) {
      JsonNode data = added.get("data");
      paid.merge(text(data, "invoiceId"), -data.get("amount").asLong(), Long::sum);
    }
    for (JsonNode used : rest.all("/v1/events?type=balance.used")) {
      JsonNode data = used.get("data");
      paid.merge(text(data, "invoiceId"), data.get("amount").asLong(), Long::sum);
    }
    return paid;
  }

  /** Where and how much, sorted. */
  private static List<String> lines(List<JsonNode> documents, String where, String... statuses) {
    return documents.stream()
        .filter(document -> List.of(statuses).contains(text(document, "status")))
        .map(
            document ->
                text(document, where)
                    + " "
                    + document.get("amount").asLong()
                    + " refunded "
                    + document.get("amountRefunded").asLong())
        .sorted()
        .toList();
  }

  private void numbersHaveNoGaps() {
    for (var documents : List.of(invoices, creditNotes)) {
      List<Integer> numbers =
          documents.stream().map(d -> Integer.parseInt(text(d, "number"))).sorted().toList();
      assertThat(numbers)
          .isEqualTo(IntStream.range(1001, 1001 + documents.size()).boxed().toList());
    }
  }

  private void noTimeIsBilledTwice() {
    List<String> periods =
        invoices.stream()
            .flatMap(invoice -> invoice.get("lines").valueStream())
            .filter(line -> text(line, "kind").equals("SERVICE"))
            .map(line -> text(line, "subscriptionId") + " from " + start(line))
            .toList();
    assertThat(periods).doesNotHaveDuplicates();
  }

  private static String start(JsonNode line) {
    return text(line.get("servicePeriod"), "from");
  }

  private void theJournalTellsWhatTheDocumentsTell() {
    Map<String, Long> balances = balances(journal.stream());
    assertThat(balances.values().stream().mapToLong(Long::longValue).sum()).isZero();
    assertThat(balances.getOrDefault("receivable", 0L))
        .as("receivable and what is due on invoices")
        .isEqualTo(invoices.stream().mapToLong(i -> i.get("amountDue").asLong()).sum());
    assertThat(-balances.getOrDefault("vat_payable", 0L))
        .as("VAT payable and VAT on documents")
        .isEqualTo(vat(invoices) - vat(creditNotes));
    long refunded = charges.stream().mapToLong(c -> c.get("amountRefunded").asLong()).sum();
    long captured =
        charges.stream()
            .filter(charge -> !text(charge, "status").equals("DECLINED"))
            .mapToLong(charge -> charge.get("amount").asLong())
            .sum();
    assertThat(balances.getOrDefault("gateway_clearing", 0L))
        .as("held by the gateway, and what the gateway says it holds")
        .isEqualTo(captured - refunded);
    assertThat(journal).allMatch(posting -> posting.get("amount").asLong() > 0);
  }

  private static long vat(List<JsonNode> documents) {
    return documents.stream()
        .filter(document -> document.has("vat"))
        .flatMap(document -> document.get("vat").valueStream())
        .mapToLong(part -> part.get("vat").asLong())
        .sum();
  }

  /** Debit less credit, by account. */
  private static Map<String, Long> balances(Stream<JsonNode> journal) {
    Map<String, Long> balances = new TreeMap<>();
    journal.forEach(
        posting -> {
          long amount = posting.get("amount").asLong();
          balances.merge(text(posting, "debit"), amount, Long::sum);
          balances.merge(text(posting, "credit"), -amount, Long::sum);
        });
    return balances;
  }

  /** At the ends of the months around each posting: in between, days are earned, not posted. */
  private void deferredRevenueAddsUp() {
    Stream<LocalDate> months =
        journal.stream()
            .map(posting -> LocalDate.parse(text(posting, "bookedOn")).withDayOfMonth(1))
            .distinct();
    months
        .flatMap(first -> Stream.of(first.minusDays(1), first.plusMonths(1).minusDays(1)))
        .forEach(this::deferredRevenueAddsUp);
  }

  private void allWillBeEarned() {
    LocalDate end = LocalDate.of(2200, 12, 31);
    JsonNode report = deferredRevenue(end);
    assertThat(report.get("totals").valueStream().mapToLong(t -> t.get("deferred").asLong()))
        .as("when all time is over, all is earned")
        .allMatch(deferred -> deferred == 0);
  }

  private void deferredRevenueAddsUp(LocalDate asOf) {
    JsonNode report = deferredRevenue(asOf);
    long journaled =
        -balances(journal.stream().filter(p -> !LocalDate.parse(text(p, "bookedOn")).isAfter(asOf)))
            .getOrDefault("deferred_revenue", 0L);
    assertThat(total(report.get("totals"), "deferred")).as("on " + asOf).isEqualTo(journaled);
    List<JsonNode> rows = rest.all("/v1/reports/deferred-revenue?asOf=" + asOf);
    for (String column : List.of("billed", "earned", "deferred")) {
      assertThat(rows.stream().mapToLong(row -> row.get(column).asLong()).sum())
          .as(column + " by invoice on " + asOf)
          .isEqualTo(total(report.get("totals"), column));
    }
    for (JsonNode row : rows) {
      assertThat(row.get("billed").asLong())
          .isEqualTo(row.get("earned").asLong() + row.get("deferred").asLong());
    }
  }

  private JsonNode deferredRevenue(LocalDate asOf) {
    return rest.get("/v1/reports/deferred-revenue?asOf=" + asOf).expect(200).json();
  }

  private static long total(JsonNode rows, String column) {
    return rows.valueStream().mapToLong(row -> row.get(column).asLong()).sum();
  }

  private static java.util.stream.Collector<JsonNode, ?, Long> sum(String field) {
    return Collectors.summingLong(document -> document.get(field).asLong());
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
