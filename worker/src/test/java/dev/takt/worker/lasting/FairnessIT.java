package dev.takt.worker.lasting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.faults.Bench;
import dev.takt.worker.faults.Insistence;
import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.TestMerchant;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many renewals of a large merchant fall due at one instant, and the gateway takes few at a time:
 * those of a small one, due after them, do not wait behind them. Shown by the order in which things
 * were done, not by the time that they took.
 */
@NeedsTemporal
class FairnessIT {
  private static final int MANY = 60;
  private static final int FEW = 3;

  /** All at one instant, which is the worst. */
  private static final Map<String, Object> AT_ONCE =
      Map.of("timeZone", noon().getId(), "billingSpreadMinutes", 0);

  @TempDir static Path folder;
  private static Bench bench;

  @BeforeAll
  static void start() {
    bench = Bench.in(folder);
    // So that each call asks the queue, whose limits hold then.
    bench.startWorkersWith(Map.of("TAKT_PAYMENTS_PER_SECOND", "1000"));
    bench.killWorker();
    bench.replaceWorker();
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  void theRenewalsOfASmallMerchantOvertakeThoseOfALargeOne() throws Exception {
    var large = new Shop(TestMerchant.open(bench.operator(), AT_ONCE));
    var small = new Shop(TestMerchant.open(bench.operator(), AT_ONCE));
    large.addCustomers(MANY);
    small.addCustomers(FEW);
    Instant due = Instant.now().plus(Duration.ofSeconds(50)).truncatedTo(ChronoUnit.SECONDS);
    large.billsAt(due);
    small.billsAt(due.plusSeconds(10));
    large.signUpAll();
    small.signUpAll();
    // As an operator slows a gateway's calls down, without a restart.
    temporal("--queue-rps-limit", "2", "--queue-rps-limit-reason", "the gateway takes no more");

    Insistence.until("the small one's are paid", () -> count(small, paid()) == FEW);
    temporal("--queue-rps-limit", "default");
    // And as docs/scaling.md limits each merchant alone.
    temporal("--fairness-key-rps-limit-default", "50", "--fairness-key-rps-limit-reason", "a test");
    Insistence.until("all are paid", () -> paid().size() == MANY + FEW);

    int largeBilledBefore = largeBefore(small, billed());
    int largeChargedBefore = largeBefore(small, paid());
    System.out.printf(
        "Of %d renewals of the large merchant %d were billed before the small one's, and %d"
            + " charged%n",
        MANY, largeBilledBefore, largeChargedBefore);
    assertThat(largeChargedBefore)
        .as("charges of the large merchant before the small one's last")
        .isLessThan(largeBilledBefore - MANY / 6);
    Books.of(large.rest()).mustAgree();
    Books.of(small.rest()).mustAgree();
  }

  /** How many are not the small merchant's, up to its last. */
  private static int largeBefore(Shop small, List<String> tenants) {
    return tenants.lastIndexOf(small.tenant()) + 1 - FEW;
  }

  private static long count(Shop shop, List<String> tenants) {
    return tenants.stream().filter(shop.tenant()::equals).count();
  }

  /** Whose charges, in the order in which the gateway took them. */
  private static List<String> paid() {
    return bench
        .books()
        .sql(
            """
            select p.tenant from sandbox.charge c
              join payment p on p.idempotency_key = c.idempotency_key
            order by c.id
            """)
        .query(String.class)
        .list();
  }

  /** Whose bills, in the order in which they were made. */
  private static List<String> billed() {
    return bench.books().sql("select tenant from invoice order by id").query(String.class).list();
  }

  private static void temporal(String... limits) {
    List<String> arguments = new java.util.ArrayList<>();
    arguments.addAll(List.of("task-queue", "config", "set", "--task-queue", "takt"));
    arguments.addAll(List.of("--task-queue-type", "activity"));
    arguments.addAll(List.of(limits));
    bench.temporal().command().run(arguments.toArray(String[]::new));
  }

  /** Where it is about noon, so that no day ends while this runs. */
  private static ZoneId noon() {
    int hours = 12 - Instant.now().atOffset(ZoneOffset.UTC).getHour();
    return ZoneId.of(hours == 0 ? "Etc/GMT" : "Etc/GMT%+d".formatted(-hours));
  }

  /** A merchant with customers, each of whom takes something by the day. */
  private record Shop(TestMerchant merchant, List<String> customers) {
    Shop(TestMerchant merchant) {
      this(merchant, new java.util.concurrent.CopyOnWriteArrayList<>());
    }

    Rest rest() {
      return merchant.test();
    }

    String tenant() {
      return merchant.id() + "/test";
    }

    void addCustomers(int count) throws Exception {
      inParallel(
          count,
          number -> {
            String customer =
                rest()
                    .post(
                        "/v1/customers",
                        Map.of("name", "Kunde", "email", "k" + number + "@example.com"))
                    .expect(201)
                    .id();
            rest()
                .post(
                    "/v1/customers/" + customer + "/payment-methods",
                    Map.of("gateway", "sandbox", "token", "tok_ok"))
                .expect(201);
            customers.add(customer);
          });
    }

    void billsAt(Instant due) {
      String time = due.atZone(noon()).toLocalTime().toString();
      rest().patch("/v1/merchant", Map.of("billingTime", time)).good();
    }

    void signUpAll() throws Exception {
      String plan =
          rest()
              .post(
                  "/v1/plans",
                  Map.of(
                      "code", "daily",
                      "name", "Avisen",
                      "unit", "DAY",
                      "price", 10_000,
                      "currency", "DKK"))
              .expect(201)
              .id();
      String today = LocalDate.now(noon()).toString();
      inParallel(
          customers.size(),
          number ->
              Insistence.on(
                  rest(),
                  "POST",
                  "/v1/subscriptions",
                  "{\"customerId\":\"%s\",\"planId\":\"%s\",\"startDate\":\"%s\"}"
                      .formatted(customers.get(number), plan, today)));
    }

    private static void inParallel(int count, java.util.function.IntConsumer work)
        throws InterruptedException, ExecutionException {
      try (var threads = Executors.newFixedThreadPool(8)) {
        List<? extends Future<?>> all =
            IntStream.range(0, count).mapToObj(i -> threads.submit(() -> work.accept(i))).toList();
        for (Future<?> one : all) {
          one.get();
        }
      }
    }
  }
}
