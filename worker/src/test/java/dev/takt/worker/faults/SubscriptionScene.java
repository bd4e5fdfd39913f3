package dev.takt.worker.faults;

import java.util.Map;

/** What happens to a subscription of 310.00 a month that began on 1 March 2026. */
enum SubscriptionScene implements Scene {
  RENEWAL(
      Ending.on(
          "2026-05-02",
          "2026-03-01 310.00 PAID",
          "2026-04-01 310.00 PAID",
          "2026-05-01 310.00 PAID")) {
    @Override
    public void play(Cast cast) {
      cast.advance("2026-04-02");
    }
  },

  SIGN_UP(
      Ending.on(
          "2026-05-02",
          "2026-03-01 310.00 PAID",
          "2026-03-05 200.00 PAID",
          "2026-04-01 310.00 PAID",
          "2026-04-05 200.00 PAID",
          "2026-05-01 310.00 PAID")) {
    @Override
    public void play(Cast cast) {
      String plan = cast.story().plan(Map.of("price", 20_000));
      cast.ask(
          "POST",
          "/v1/subscriptions",
          Map.of("customerId", cast.customer(), "planId", plan, "startDate", "2026-03-05"));
    }
  },

  /** A pause of [11 March, 21 April) in a month that is paid: 21 of its 31 days are given back. */
  PAUSE_WITH_REFUND(
      Ending.on(
              "2026-05-02",
              "2026-03-01 310.00 PAID",
              "2026-04-21 103.33 PAID",
              "2026-05-01 310.00 PAID")
          .refunded(21_000L)) {
    @Override
    public void play(Cast cast) {
      cast.ask(
          "POST",
          cast.path() + "/pauses",
          Map.of("from", "2026-03-11", "to", "2026-04-21", "settlement", "REFUND"));
      cast.advance("2026-03-12");
    }
  },

  /** A pause that is charged less at the next renewal, since nothing is given back at once. */
  PAUSE(
      Ending.on(
          "2026-05-02",
          "2026-03-01 310.00 PAID",
          "2026-04-21 0.00 PAID",
          "2026-05-01 203.33 PAID")) {
    @Override
    public void play(Cast cast) {
      cast.ask("POST", cast.path() + "/pauses", Map.of("from", "2026-03-11", "to", "2026-04-21"));
      cast.advance("2026-04-22");
    }
  },

  /** The end on 16 March: 16 of 31 days are given back. */
  CANCELLATION_WITH_REFUND(Ending.on("2026-05-02", "2026-03-01 310.00 PAID").refunded(16_000L)) {
    @Override
    public void play(Cast cast) {
      cast.ask(
          "PUT",
          cast.path() + "/cancellation",
          Map.of("when", "ON_DATE", "date", "2026-03-16", "settlement", "REFUND"));
      cast.advance("2026-03-17");
    }
  };

  private final Ending ending;

  SubscriptionScene(Ending ending) {
    this.ending = ending;
  }

  @Override
  public Cast set(Bench bench, String card) {
    return Cast.with(bench, card).subscription("A", 31_000, "2026-03-01").advance("2026-03-05");
  }

  @Override
  public Ending ending() {
    return ending;
  }
}
