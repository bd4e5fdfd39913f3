package dev.takt.worker.faults;

import java.util.Map;

/**
 * What happens to A of 200.00 from 1 March, B of 100.00 from 3 March and C of 300.00 from 5 March,
 * of which A and B are a group by the month from 1 April on. B's own month runs out on 3 April; the
 * transitional period [3 April, 1 May) costs 100.00 − C(3 April) = 93.33 on 1 May.
 */
enum GroupScene implements Scene {
  GROUP_FORMED(
      Ending.on(
              "2026-05-02",
              "2026-03-01 200.00 PAID",
              "2026-03-03 100.00 PAID",
              "2026-03-05 300.00 PAID",
              "2026-04-01 200.00 PAID",
              "2026-04-05 300.00 PAID",
              "2026-05-01 393.33 PAID")
          .grouped("A", "B")) {
    @Override
    public Cast set(Bench bench, String card) {
      return three(bench, card);
    }

    @Override
    public void play(Cast cast) {
      cast.form("A", "B");
    }
  },

  /** C's month runs out on 5 April: 300.00 − C(5 April) = 260.00 until 1 May. */
  GROUP_JOINED(
      Ending.on(
              "2026-05-02",
              "2026-03-01 200.00 PAID",
              "2026-03-03 100.00 PAID",
              "2026-03-05 300.00 PAID",
              "2026-04-01 200.00 PAID",
              "2026-05-01 953.33 PAID")
          .grouped("A", "B", "C")) {
    @Override
    public Cast set(Bench bench, String card) {
      return three(bench, card).form("A", "B");
    }

    @Override
    public void play(Cast cast) {
      cast.ask(
          "POST",
          cast.groupPath() + "/members",
          Map.of("subscriptionId", cast.subscriptions().get("C")));
    }
  },

  /** A new one from 10 March in the group: 300.00 − C(10 March) = 212.90 until 1 April. */
  GROUP_SIGN_UP(
      Ending.on(
              "2026-05-02",
              "2026-03-01 200.00 PAID",
              "2026-03-03 100.00 PAID",
              "2026-04-01 712.90 PAID",
              "2026-05-01 693.33 PAID")
          .grouped("A", "B", "C")) {
    @Override
    public void play(Cast cast) {
      String plan = cast.story().plan(Map.of("price", 30_000));
      String id =
          cast.ask(
                  "POST",
                  "/v1/subscriptions",
                  Map.of(
                      "customerId",
                      cast.customer(),
                      "planId",
                      plan,
                      "startDate",
                      "2026-03-10",
                      "groupId",
                      cast.group()))
              .id();
      cast.subscriptions().put("C", id);
    }
  },

  GROUP_BILLED(
      Ending.on(
              "2026-06-02",
              "2026-03-01 200.00 PAID",
              "2026-03-03 100.00 PAID",
              "2026-04-01 200.00 PAID",
              "2026-05-01 393.33 PAID",
              "2026-06-01 300.00 PAID")
          .grouped("A", "B")) {
    @Override
    public Cast set(Bench bench, String card) {
      return pair(bench, card).advance("2026-04-30");
    }

    @Override
    public void play(Cast cast) {
      cast.advance("2026-05-01");
    }
  },

  /** B goes back to its 3rd: 100.00 − C(1 June) = 6.45 until 3 June. */
  GROUP_LEFT(
      Ending.on(
              "2026-06-04",
              "2026-03-01 200.00 PAID",
              "2026-03-03 100.00 PAID",
              "2026-04-01 200.00 PAID",
              "2026-05-01 393.33 PAID",
              "2026-06-01 200.00 PAID",
              "2026-06-01 6.45 PAID",
              "2026-06-03 100.00 PAID")
          .grouped("A")) {
    @Override
    public Cast set(Bench bench, String card) {
      return pair(bench, card).advance("2026-05-02");
    }

    @Override
    public void play(Cast cast) {
      cast.ask("DELETE", cast.groupPath() + "/members/" + cast.subscriptions().get("B"), null);
      cast.advance("2026-06-02");
    }
  },

  GROUP_DISSOLVED(
      Ending.on(
              "2026-06-04",
              "2026-03-01 200.00 PAID",
              "2026-03-03 100.00 PAID",
              "2026-04-01 200.00 PAID",
              "2026-05-01 393.33 PAID",
              "2026-06-01 200.00 PAID",
              "2026-06-01 6.45 PAID",
              "2026-06-03 100.00 PAID")
          .grouped()) {
    @Override
    public Cast set(Bench bench, String card) {
      return pair(bench, card).advance("2026-05-02");
    }

    @Override
    public void play(Cast cast) {
      cast.ask("DELETE", cast.groupPath(), null);
      cast.advance("2026-06-02");
    }
  };

  private final Ending ending;

  GroupScene(Ending ending) {
    this.ending = ending;
  }

  @Override
  public Cast set(Bench bench, String card) {
    return pair(bench, card);
  }

  @Override
  public Ending ending() {
    return ending;
  }

  private static Cast three(Bench bench, String card) {
    return Cast.with(bench, card)
        .subscription("A", 20_000, "2026-03-01")
        .subscription("B", 10_000, "2026-03-03")
        .subscription("C", 30_000, "2026-03-05")
        .advance("2026-03-05");
  }

  /** On 5 March, grouped. */
  static Cast pair(Bench bench, String card) {
    return Cast.with(bench, card)
        .subscription("A", 20_000, "2026-03-01")
        .subscription("B", 10_000, "2026-03-03")
        .advance("2026-03-05")
        .form("A", "B");
  }
}
