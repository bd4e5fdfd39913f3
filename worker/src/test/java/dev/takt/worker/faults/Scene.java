package dev.takt.worker.faults;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import java.util.List;
import java.util.Map;

/**
 * Something that a worker does in many steps, each of which may be its last. A new kind of thing
 * (joining a group, a dunning step, a hand-over) is one more of these: what is there before, what
 * is asked, and what must have come of it a month later.
 */
enum Scene {
  RENEWAL(List.of("2026-03-01 310.00 PAID", "2026-04-01 310.00 PAID", "2026-05-01 310.00 PAID")) {
    @Override
    void play(Cast cast) {
      cast.advance("2026-04-02");
    }
  },

  SIGN_UP(
      List.of(
          "2026-03-01 310.00 PAID",
          "2026-03-05 310.00 PAID",
          "2026-04-01 310.00 PAID",
          "2026-04-05 310.00 PAID",
          "2026-05-01 310.00 PAID")) {
    @Override
    void play(Cast cast) {
      cast.ask(
          "POST",
          "/v1/subscriptions",
          Map.of("customerId", cast.customer(), "planId", cast.plan(), "startDate", "2026-03-05"));
    }
  },

  /** A pause of [11 March, 21 April) in a month that is paid: 21 of its 31 days are given back. */
  PAUSE_WITH_REFUND(
      List.of("2026-03-01 310.00 PAID", "2026-04-21 103.33 PAID", "2026-05-01 310.00 PAID")) {
    @Override
    void play(Cast cast) {
      cast.ask(
          "POST",
          cast.path() + "/pauses",
          Map.of("from", "2026-03-11", "to", "2026-04-21", "settlement", "REFUND"));
      cast.advance("2026-03-12");
    }

    @Override
    List<Long> refunds() {
      return List.of(21_000L);
    }
  },

  /** A pause that is charged less at the next renewal, since nothing is given back at once. */
  PAUSE(List.of("2026-03-01 310.00 PAID", "2026-04-21 0.00 PAID", "2026-05-01 203.33 PAID")) {
    @Override
    void play(Cast cast) {
      cast.ask("POST", cast.path() + "/pauses", Map.of("from", "2026-03-11", "to", "2026-04-21"));
      cast.advance("2026-04-22");
    }
  },

  /** The end on 16 March: 16 of 31 days are given back. */
  CANCELLATION_WITH_REFUND(List.of("2026-03-01 310.00 PAID")) {
    @Override
    void play(Cast cast) {
      cast.ask(
          "PUT",
          cast.path() + "/cancellation",
          Map.of("when", "ON_DATE", "date", "2026-03-16", "settlement", "REFUND"));
      cast.advance("2026-03-17");
    }

    @Override
    List<Long> refunds() {
      return List.of(16_000L);
    }

    @Override
    boolean lives() {
      return false;
    }
  };

  private final List<String> invoices;

  Scene(List<String> invoices) {
    this.invoices = invoices;
  }

  /** What happens, and is struck while it does. */
  abstract void play(Cast cast);

  /** All invoices of the customer on 2 May: date of issue, total, status. */
  List<String> invoices() {
    return invoices;
  }

  /** What has been given back by then. */
  List<Long> refunds() {
    return List.of();
  }

  /** Whether the subscription lives on. */
  boolean lives() {
    return true;
  }

  /**
   * Who it happens to: a merchant of its own on a clock of its own, at noon on 5 March 2026, and a
   * customer whose subscription of 310.00 a month began on 1 March.
   */
  record Cast(Bench bench, Story story, String customer, String plan, String subscription) {

    static Cast on(Bench bench) {
      return on(bench, "tok_ok");
    }

    static Cast on(Bench bench, String token) {
      var story = Story.from("2026-02-20", TestMerchant.open(bench.operator(), Map.of()));
      String customer = story.customer(token);
      String plan = story.monthly();
      var cast =
          new Cast(bench, story, customer, plan, story.subscribe(customer, plan, "2026-03-01"));
      cast.advance("2026-03-05");
      return cast;
    }

    Rest rest() {
      return story.rest();
    }

    String path() {
      return "/v1/subscriptions/" + subscription;
    }

    Answer ask(String method, String path, Map<String, ?> body) {
      return Insistence.on(rest(), method, path, Answer.JSON.writeValueAsString(body));
    }

    /** Lets time pass until noon of a day; the clock itself says when that is done. */
    void advance(String date) {
      begin(date);
      awaitReady();
    }

    void begin(String date) {
      ask("POST", "/v1/test-clocks/" + story.clock() + "/advance", Map.of("to", story.noon(date)));
    }

    void awaitReady() {
      Insistence.until("the clock is ready", this::isReady);
    }

    private boolean isReady() {
      Answer clock = rest().get("/v1/test-clocks/" + story.clock());
      if (clock.status() == 503) {
        return false;
      }
      String status = clock.expect(200).text("status");
      if (status.equals("FAILED")) {
        throw new AssertionError("the clock has failed: " + clock.body());
      }
      return status.equals("READY");
    }
  }
}
