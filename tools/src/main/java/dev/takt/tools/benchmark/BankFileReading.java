package dev.takt.tools.benchmark;

import dev.takt.activities.records.Ids;
import dev.takt.activities.references.ReferenceScheme;
import dev.takt.worker.RunningTakt;
import dev.takt.worker.demo.TaktClient;
import dev.takt.worker.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures how long a bank's file of many payments takes, over REST, until each is in the books and
 * matched: nine of ten with a right reference, the others with none.
 */
public final class BankFileReading {
  private static final String IBAN = "DK5000400440116243";
  private static final int DEFAULT_PAYMENTS = 10_000;
  private static final long AMOUNT = 10_000;
  private static final int OF_WHICH_ONE_HAS_NONE = 10;

  private final int payments;
  private final PrintStream out;

  private BankFileReading(int payments, PrintStream out) {
    this.payments = payments;
    this.out = out;
  }

  /**
   * Measures, prints a line for each of two readings, and returns.
   *
   * @param environment as a Takt's, but for its data, port and demo, which are the benchmark's own
   * @param arguments how many payments, if not 10,000
   */
  public static void run(Map<String, String> environment, PrintStream out, String... arguments) {
    int payments = arguments.length == 0 ? DEFAULT_PAYMENTS : Integer.parseInt(arguments[0]);
    Path folder = Benchmark.temporary();
    try (var takt = new RunningTakt(Benchmark.own(environment, folder), out)) {
      takt.start();
      new BankFileReading(payments, out).measure(takt);
    } finally {
      Benchmark.delete(folder);
    }
  }

  private void measure(RunningTakt takt) {
    String address = "http://localhost:" + takt.port();
    String token = takt.started().getBean(Settings.class).operatorToken();
    try (var operator = new TaktClient(address, token, "bank-file")) {
      var merchant =
          operator.post(
              "/v1/merchants", Map.of("name", "Bank file", "bankAccount", Map.of("iban", IBAN)));
      String key = merchant.get("apiKey").asString();
      owe(takt.started().getBean(JdbcClient.class), TaktClient.id(merchant) + "/test");
      out.println("the first time:  " + send(address, key));
      out.println("the second time: " + send(address, key));
    }
  }

  /** Makes an open invoice for each payment, of a customer of its own. */
  private void owe(JdbcClient database, String tenant) {
    var scheme = new ReferenceScheme.Fik71("87654321");
    String[] references = new String[payments];
    for (int i = 0; i < payments; i++) {
      references[i] = scheme.of(i + 1).value();
    }
    database
        .sql(
            """
            insert into customer (id, tenant, name, kind, country, locale, created_at)
            select 'cus_bank_' || n, :tenant, 'Customer ' || n, 'CONSUMER', 'DK', 'da', now()
            from generate_series(1, :payments) n
            """)
        .param("tenant", tenant)
        .param("payments", payments)
        .update();
    database
        .sql(
            """
            insert into invoice (id, tenant, number, billing_key, customer_id, status, collection,
              issue_date, due_date, currency, total, vat, reference_type, reference_value,
              reference_printed, created_at)
            select 'inv_bank_' || r.n, :tenant, r.n, 'bank/' || r.n, 'cus_bank_' || r.n, 'OPEN',
              'INVOICE', '2026-03-01', '2026-03-15', 'DKK', :amount, '[]', 'FIK_71', r.value, '',
              now()
            from unnest(cast(:references as text[])) with ordinality as r (value, n)
            """)
        .param("tenant", tenant)
        .param("amount", AMOUNT)
        .param("references", references)
        .update();
    database.sql("vacuum analyze").update();
  }

  private String send(String address, String key) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/v1/bank-statements"))
            .timeout(Duration.ofMinutes(10))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/xml")
            .header("Idempotency-Key", Ids.next("key"))
            .POST(HttpRequest.BodyPublishers.ofString(file()))
            .build();
    long start = System.nanoTime();
    try (var http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return "%.1f s: %s".formatted((System.nanoTime() - start) / 1e9, answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String file() {
    var text =
        new StringBuilder(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
            <GrpHdr><MsgId>M</MsgId></GrpHdr><Stmt><Id>S</Id><Acct><Id><IBAN>%s</IBAN></Id></Acct>
            %s%s
            """
                .formatted(IBAN, balance("OPBD", 0), balance("CLBD", AMOUNT * payments)));
    var scheme = new ReferenceScheme.Fik71("87654321");
    for (int i = 1; i <= payments; i++) {
      text.append(payment(i, i % OF_WHICH_ONE_HAS_NONE == 0 ? "" : scheme.of(i).value()));
    }
    return text.append("</Stmt></BkToCstmrStmt></Document>").toString();
  }

  private static String payment(int number, String reference) {
    return """
    <Ntry>%s<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-09</Dt></BookgDt>
    <AcctSvcrRef>N%d</AcctSvcrRef><NtryDtls><TxDtls><Refs><AcctSvcrRef>T%d</AcctSvcrRef></Refs>
    <RltdPties><Dbtr><Pty><Nm>Payer %d</Nm></Pty></Dbtr></RltdPties>%s</TxDtls></NtryDtls></Ntry>
    """
        .formatted(
            money(AMOUNT),
            number,
            number,
            number,
            reference.isEmpty()
                ? ""
                : "<RmtInf><Strd><CdtrRefInf><Ref>%s</Ref></CdtrRefInf></Strd></RmtInf>"
                    .formatted(reference));
  }

  private static String balance(String code, long amount) {
    return "<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp>%s<Dt><Dt>2026-03-09</Dt></Dt></Bal>"
        .formatted(code, money(amount));
  }

  private static String money(long amount) {
    return "<Amt Ccy=\"DKK\">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
        .formatted(BigDecimal.valueOf(amount, 2).toPlainString());
  }
}
