package dev.takt.tools.benchmark;

import dev.takt.worker.demo.TaktClient;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * A merchant whose subscriptions all fall due at the same instant, in live time: a daily plan that
 * started yesterday, and a billing time that is yet to come today. The first day is billed and paid
 * at sign-up, so what falls due is a renewal like any other.
 */
final class Cohort implements AutoCloseable {
  private static final int AT_ONCE = 16;

  final TaktClient api;
  final String merchantId;
  private final ZoneId zone;
  private List<String> customers = List.of();
  private String daily = "";
  private String monthly = "";

  private Cohort(TaktClient api, String merchantId, ZoneId zone) {
    this.api = api;
    this.merchantId = merchantId;
    this.zone = zone;
  }

  static Cohort of(String name, String address, String operatorToken, int spreadMinutes) {
    ZoneId zone = zoneOfNoon(Instant.now());
    try (var operator = new TaktClient(address, operatorToken, name)) {
      var merchant =
          operator.post(
              "/v1/merchants",
              Map.of(
                  "name", name, "timeZone", zone.getId(), "billingSpreadMinutes", spreadMinutes));
      var api = new TaktClient(address, merchant.get("apiKey").asString(), name);
      return new Cohort(api, TaktClient.id(merchant), zone);
    }
  }

  /** A zone in which it is about noon: what runs there in live time meets no midnight. */
  private static ZoneId zoneOfNoon(Instant now) {
    int hours = 12 - now.atZone(ZoneOffset.UTC).getHour();
    // The signs of these names are those of POSIX: east is minus.
    return ZoneId.of(hours == 0 ? "Etc/GMT" : "Etc/GMT%+d".formatted(-hours));
  }

  /** Makes plans, and customers with a card each. */
  void prepare(int count) {
    daily = plan("daily", "DAY");
    monthly = plan("monthly", "MONTH");
    customers = inParallel(count, this::customer);
  }

  private String plan(String code, String unit) {
    return TaktClient.id(
        api.post(
            "/v1/plans",
            Map.of("code", code, "name", code, "unit", unit, "price", 10_000, "currency", "DKK")));
  }

  private String customer(int number) {
    String customer =
        TaktClient.id(
            api.post(
                "/v1/customers",
                Map.of("name", "Customer " + number, "email", "c" + number + "@example.com")));
    api.post(
        "/v1/customers/" + customer + "/payment-methods",
        Map.of("gateway", "sandbox", "token", "tok_ok"));
    return customer;
  }

  /** Whoever is signed up from now on is billed at the answer's instant. */
  Instant billAfter(Duration wait) {
    Instant due = Instant.now().plus(wait).truncatedTo(ChronoUnit.SECONDS);
    billAt(due);
    return due;
  }

  /** Whoever is signed up from now on is billed at this instant, a whole second. */
  void billAt(Instant due) {
    String time = due.atZone(zone).toLocalTime().toString();
    api.patch("/v1/merchant", Map.of("billingTime", time));
  }

  /** Signs each customer up to a plan that falls due today. */
  List<String> signUp() {
    return inParallel(customers.size(), number -> signUp(customers.get(number), daily));
  }

  /** Signs some customers up to a plan that does not fall due. */
  List<String> signUpAside(int count) {
    return inParallel(count, number -> signUp(customers.get(number % customers.size()), monthly));
  }

  private String signUp(String customer, String plan) {
    String yesterday = today().minusDays(1).toString();
    return TaktClient.id(
        api.post(
            "/v1/subscriptions",
            Map.of("customerId", customer, "planId", plan, "startDate", yesterday)));
  }

  LocalDate today() {
    return LocalDate.now(zone);
  }

  @Override
  public void close() {
    api.close();
  }

  /** Makes one of a kind. */
  interface Maker {
    String make(int number);
  }

  static List<String> inParallel(int count, Maker maker) {
    var turns = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> made = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        Callable<String> inTurn =
            () -> {
              turns.acquire();
              try {
                return maker.make(number);
              } finally {
                turns.release();
              }
            };
        made.add(threads.submit(inTurn));
      }
      List<String> ids = new ArrayList<>();
      for (Future<String> id : made) {
        ids.add(id.get());
      }
      return ids;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
