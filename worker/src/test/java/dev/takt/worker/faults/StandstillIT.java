package dev.takt.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.Settings;
import dev.takt.worker.TaktProcess;
import dev.takt.worker.service.DataFolder;
import dev.takt.worker.service.EmbeddedDatabase;
import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.TestMerchant;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Takt stands still for two days and two hours, and its Temporal forgets everything meanwhile: all
 * that has fallen due in between is billed once and for its own dates, and the gateway is asked for
 * no more at once than it was promised.
 */
@NeedsFaketime
class StandstillIT {
  private static final int SUBSCRIPTIONS = 300;
  private static final int AT_ONCE = 8;
  // All due at the same instant, twice.
  private static final int BILLS = 3 * SUBSCRIPTIONS;

  @TempDir Path folder;

  @Test
  void whatFellDueMeanwhileIsBilledOnceForItsOwnDatesAndNotAllAtOnce() throws Exception {
    try (var data = DataFolder.take(folder.resolve("books"));
        var database = EmbeddedDatabase.start(data)) {
      var address = database.address();
      JdbcClient books =
          JdbcClient.create(
              new DriverManagerDataSource(address.jdbcUrl(), address.user(), address.password()));
      Map<String, String> environment = new HashMap<>();
      environment.put("PATH", "/usr/bin:/bin");
      environment.put("TAKT_ROLE", "all");
      environment.put("TAKT_DEMO", "false");
      environment.put("TAKT_CHARGES_AT_ONCE", Integer.toString(AT_ONCE));
      environment.put(
          "TAKT_DATABASE_URL",
          "postgresql://%s:%s@%s"
              .formatted(
                  address.user(),
                  address.password(),
                  address
                      .jdbcUrl()
                      .substring("jdbc:postgresql://".length())
                      .replaceAll("\\?.*", "")));
      environment.put("JAVA_TOOL_OPTIONS", "-Xmx768m -XX:TieredStopAtLevel=1");
      LocalDate today = LocalDate.now(noon());
      String key;
      try (var takt = TaktProcess.start(folder, environment).awaitReady()) {
        key = signUpAll(takt, today);
        Insistence.until("the first day is paid", () -> paid(books) == SUBSCRIPTIONS);
        takt.stop();
      }

      environment.put("LD_PRELOAD", NeedsFaketime.IsThere.library().orElseThrow().toString());
      environment.put("FAKETIME", "+50h");
      environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
      environment.put("DONT_FAKE_MONOTONIC", "1");
      try (var takt = TaktProcess.start(folder, environment).awaitReady()) {
        Rest rest = new Rest(takt.address(), key);
        for (int more = SUBSCRIPTIONS; more < BILLS; more += 60) {
          int enough = more;
          Insistence.until("of what fell due " + more + " is paid", () -> paid(books) >= enough);
          // Requests are answered meanwhile.
          rest.get("/v1/subscriptions?limit=1").expect(200);
        }
        Insistence.until("all is paid", () -> paid(books) == BILLS);

        assertThat(datesOtherThan(books, today, today.plusDays(1), today.plusDays(2))).isEmpty();
        assertThat(count(books, "select count(*) from invoice")).isEqualTo(BILLS);
        assertThat(count(books, "select count(*) from sandbox.charge")).isEqualTo(BILLS);
        assertThat(
                count(
                    books,
                    """
                    select count(*) from invoice i join invoice_line l on l.invoice_id = i.id
                    where l.nominal_start <> i.issue_date
                    """))
            .as("bills for another day than their own")
            .isZero();
        assertThat(count(books, "select max(at_once) from sandbox.charge"))
            .as("charges that the gateway was asked for at once")
            .isBetween(2L, (long) AT_ONCE);
        assertThat(takt.output()).doesNotContain("Connection is not available");
        assertThat(takt.get("/health").statusCode()).isEqualTo(200);
        Books.of(rest).mustAgree();
      }
    }
  }

  private static String signUpAll(TaktProcess takt, LocalDate today) throws Exception {
    var merchant =
        TestMerchant.open(
            new Rest(takt.address(), Settings.DEMO_TOKEN),
            Map.of("timeZone", noon().getId(), "billingSpreadMinutes", 0));
    Rest rest = merchant.test();
    String plan =
        rest.post(
                "/v1/plans",
                Map.of(
                    "code", "daily",
                    "name", "Avisen",
                    "unit", "DAY",
                    "price", 10_000,
                    "currency", "DKK"))
            .expect(201)
            .id();
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<? extends Future<?>> all =
          IntStream.range(0, SUBSCRIPTIONS)
              .mapToObj(number -> threads.submit(() -> signUp(rest, number, plan, today)))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
    return rest.key();
  }

  private static void signUp(Rest rest, int number, String plan, LocalDate start) {
    String customer =
        rest.post(
                "/v1/customers",
                Map.of("name", "Kunde", "email", "kunde" + number + "@example.com"))
            .expect(201)
            .id();
    rest.post(
            "/v1/customers/" + customer + "/payment-methods",
            Map.of("gateway", "sandbox", "token", "tok_ok"))
        .expect(201);
    Insistence.on(
        rest,
        "POST",
        "/v1/subscriptions",
        "{\"customerId\":\"%s\",\"planId\":\"%s\",\"startDate\":\"%s\"}"
            .formatted(customer, plan, start));
  }

  private static long paid(JdbcClient books) {
    return count(books, "select count(*) from invoice where status = 'PAID'");
  }

  private static long count(JdbcClient books, String sql) {
    return books.sql(sql).query(Long.class).single();
  }

  /** Subscriptions that were not billed on exactly these dates. */
  private static List<String> datesOtherThan(JdbcClient books, LocalDate... dates) {
    return books
        .sql(
            """
            select subscription_id || ' ' || string_agg(issue_date::text, ' ' order by issue_date)
            from invoice group by subscription_id
            having string_agg(issue_date::text, ' ' order by issue_date) <> :dates
            """)
        .param(
            "dates",
            String.join(" ", java.util.Arrays.stream(dates).map(LocalDate::toString).toList()))
        .query(String.class)
        .list();
  }

  /** Where it is about noon, so that no day ends while this runs. */
  private static ZoneId noon() {
    int hours = 12 - Instant.now().atOffset(ZoneOffset.UTC).getHour();
    return ZoneId.of(hours == 0 ? "Etc/GMT" : "Etc/GMT%+d".formatted(-hours));
  }
}
