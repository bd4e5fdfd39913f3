package dev.takt.tools.benchmark;

import dev.takt.worker.demo.TaktClient;
import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.port.GroupStore;
import dev.takt.workflows.port.Wire;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the joint bill of a large group costs: the transaction alone, without its charge. */
final class JointBills {
  private static final int MEMBERS = 200;
  private static final int BILLS = 7;

  private final GroupStore books;
  private final JdbcClient database;
  private final String address;
  private final String operatorToken;

  JointBills(GroupStore books, JdbcClient database, String address, String operatorToken) {
    this.books = books;
    this.database = database;
    this.address = address;
    this.operatorToken = operatorToken;
  }

  void addTo(Table table) {
    Group group = formed();
    List<Double> times = new ArrayList<>();
    LocalDate date = group.nextDate();
    for (int i = 0; i < BILLS && date != null; i++) {
      Instant at = group.hours().billingOn(date);
      long begin = System.nanoTime();
      GroupStore.Answer answer = books.bill(group.identity(), date, at);
      times.add((System.nanoTime() - begin) / 1e6);
      if (!(answer instanceof GroupStore.Billed billed) || billed.bill().members() != MEMBERS) {
        throw new IllegalStateException("not all were billed: " + answer);
      }
      date = next(group.rhythm(), date);
    }
    String what = "joint bill of " + MEMBERS + " members, in one transaction, ";
    table.add(what + "the first (two lines each)", times.getFirst(), "ms");
    List<Double> later = times.subList(1, times.size()).stream().sorted().toList();
    table.add(what + "median of " + later.size(), later.get(later.size() / 2), "ms");
  }

  private static LocalDate next(Rhythm rhythm, LocalDate date) {
    return rhythm.periodAt(date).to();
  }

  /** A group on a clock that stands still, so that nothing but this bills it. */
  private Group formed() {
    String key;
    try (var operator = new TaktClient(address, operatorToken, "joint-bills")) {
      key = operator.post("/v1/merchants", Map.of("name", "Groups")).get("apiKey").asString();
    }
    try (var api = new TaktClient(address, key, "joint-bills")) {
      String clock =
          TaktClient.id(api.post("/v1/test-clocks", Map.of("now", "2026-01-01T09:00:00Z")));
      String customer =
          TaktClient.id(
              api.post(
                  "/v1/customers",
                  Map.of("name", "K", "email", "k@example.com", "testClockId", clock)));
      Map<String, Object> plan = new HashMap<>();
      plan.put("code", "joint");
      plan.put("name", "The paper");
      plan.put("unit", "MONTH");
      plan.put("price", 31_000);
      plan.put("currency", "DKK");
      String planId = TaktClient.id(api.post("/v1/plans", plan));
      List<String> members = new ArrayList<>();
      for (int i = 0; i < MEMBERS; i++) {
        members.add(
            TaktClient.id(
                api.post(
                    "/v1/subscriptions",
                    Map.of("customerId", customer, "planId", planId, "startDate", "2026-01-20"))));
      }
      String group =
          TaktClient.id(
              api.post(
                  "/v1/groups",
                  Map.of(
                      "customerId",
                      customer,
                      "unit",
                      "MONTH",
                      "anchor",
                      "2026-02-01",
                      "members",
                      members)));
      return read(group);
    }
  }

  private Group read(String id) {
    String state =
        database
            .sql("select state::text from billing_group where id = :id")
            .param("id", id)
            .query(String.class)
            .single();
    return Wire.read(state, Group.class);
  }
}
