package dev.takt.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.TaktProcess;
import dev.takt.worker.lasting.NeedsTemporal;
import dev.takt.worker.stories.Answer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Takt stands on goes away in the middle of everything and comes back, with or without its
 * memory. Meanwhile health says what is down, requests are to be asked again, and afterwards all is
 * as if nothing had happened.
 */
@NeedsTemporal
class OutagesIT {
  private static final long SEED = Share.SEED;
  private static final int TIMES = Share.ALL ? 5 : 1;
  private static final Tally TALLY = new Tally();

  @TempDir static Path folder;
  private static Bench bench;

  private final Random random = new Random(SEED);

  @BeforeAll
  static void setUp() {
    bench = Bench.in(folder);
  }

  @AfterAll
  static void takeDown() {
    if (bench != null) {
      bench.close();
      TALLY.tell("outages", SEED);
    }
  }

  @Test
  void theDatabaseIsStoppedAndStarted() {
    during(
        Gate.Line.DATABASE,
        "PostgreSQL stopped and started",
        () -> {
          bench.stopDatabase();
          mustSay(bench.worker(), 503, "\"database\":\"DOWN\"", "\"temporal\":\"UP\"");
          mustSay(bench.api(), 503, "\"database\":\"DOWN\"", "\"temporal\":\"UP\"");
          assertThat(bench.worker().get("/health/live").statusCode()).isEqualTo(200);
          Answer answer = bench.operator().post("/v1/merchants", Map.of("name", "Bladet"));
          assertThat(answer.status()).as(answer.body()).isEqualTo(503);
          assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        },
        bench::startDatabase);
  }

  @Test
  void temporalIsKilledAndStarted() {
    during(
        Gate.Line.TEMPORAL,
        "Temporal killed and started",
        () -> {
          bench.temporal().kill();
          mustSay(bench.worker(), 503, "\"database\":\"UP\"", "\"temporal\":\"DOWN\"");
          mustSay(bench.api(), 503, "\"database\":\"UP\"", "\"temporal\":\"DOWN\"");
        },
        bench::startTemporal);
  }

  @Test
  void temporalLosesItsMemory() {
    during(
        Gate.Line.TEMPORAL,
        "Temporal's database lost, workflows adopted again",
        () -> {
          String lost = bench.home();
          bench.temporal().loseMemory();
          bench.startTemporal();
          // It answers, and yet nobody's subscription lives in it, until the worker that runs
          // notices and gives each its workflow again: before that nobody may call this healthy.
          Insistence.until(
              "all that lives has its workflow again",
              () -> {
                boolean worker = isHealthy(bench.worker());
                boolean api = isHealthy(bench.api());
                boolean tooEarly = (worker || api) && bench.home().equals(lost);
                assertThat(tooEarly).as("called healthy too early").isFalse();
                return worker && api;
              });
        },
        () -> {});
  }

  /**
   * Somebody asked for a try and left; the gateway has taken the money when the worker dies, and
   * Temporal forgets that it was ever asked for. Nobody but the books knows of it any more.
   */
  @Test
  void whatWasTriedAndForgottenIsFollowedUp() throws Exception {
    Scene scene = DebtScene.DUNNING_TRIED_BY_HAND;
    Gate.Point captured =
        rehearse(scene).stream()
            .filter(point -> point.moment() == Gate.Moment.AFTER)
            .filter(point -> point.passage().what().startsWith("COMMIT after with charged as"))
            .findFirst()
            .orElseThrow();
    Cast cast = scene.set(bench);
    String path = DebtScene.tryAgain(cast);
    var isDead = new CompletableFuture<Void>();
    bench.gate.set(
        captured,
        () -> {
          bench.killWorker();
          isDead.complete(null);
          return false;
        });
    try (var leaving = Executors.newVirtualThreadPerTaskExecutor()) {
      leaving.submit(() -> cast.rest().insisting(Duration.ZERO).send("POST", path, null));
      Insistence.until("the money is taken", isDead::isDone);
      bench.temporal().loseMemory();
      bench.startTemporal();
      bench.replaceWorker();
    }
    Insistence.until(
        "it is paid",
        () ->
            cast.rest().all("/v1/invoices?customerId=" + cast.customer()).stream()
                .allMatch(invoice -> invoice.get("status").asString().equals("PAID")));
    Aftermath.mustBeAsIfNothingHadHappened(scene, cast, TALLY);
    TALLY.fault("Temporal's database lost, and a try that nobody asks for again");
  }

  /** All of them, or those that the seed chooses. */
  private List<Scene> scenes() {
    List<Scene> scenes = new ArrayList<>(Scene.all());
    Collections.shuffle(scenes, random);
    return scenes.subList(0, Math.min(Share.of("takt.outages", 2), scenes.size()));
  }

  /** In the middle of each scene, at a point that the seed chooses. */
  private void during(Gate.Line line, String kind, Runnable down, Runnable up) {
    for (Scene scene : scenes()) {
      List<Gate.Point> points = new ArrayList<>(rehearse(scene));
      points.removeIf(point -> point.passage().line() != line);
      Collections.shuffle(points, random);
      for (Gate.Point point : points.subList(0, Math.min(TIMES, points.size()))) {
        try {
          strike(scene, point, down, up);
          TALLY.fault(kind);
        } catch (Exception | AssertionError e) {
          throw new AssertionError(
              "with -Dtakt.seed=" + SEED + ": " + scene + " " + point + ": " + e + bench.errors(),
              e);
        }
      }
    }
  }

  private List<Gate.Point> rehearse(Scene scene) {
    mustSay(bench.worker(), 200, "\"status\":\"UP\"");
    mustSay(bench.api(), 200, "\"status\":\"UP\"");
    Cast cast = scene.set(bench);
    bench.gate.countAnew();
    scene.play(cast);
    List<Gate.Point> points = bench.gate.points();
    Aftermath.mustBeAsIfNothingHadHappened(scene, cast, TALLY);
    return points;
  }

  private static void strike(Scene scene, Gate.Point point, Runnable down, Runnable up)
      throws Exception {
    Cast cast = scene.set(bench);
    var isDown = new CompletableFuture<Void>();
    bench.gate.set(
        point,
        () -> {
          isDown.complete(null);
          return false;
        });
    try (var playing = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> play = playing.submit(() -> scene.play(cast));
      Insistence.until("it comes to " + point, () -> isDown.isDone() || play.isDone());
      try {
        down.run();
      } finally {
        up.run();
      }
      play.get();
    }
    mustSay(bench.worker(), 200, "\"status\":\"UP\"");
    mustSay(bench.api(), 200, "\"status\":\"UP\"");
    Aftermath.mustBeAsIfNothingHadHappened(scene, cast, TALLY);
  }

  private static boolean isHealthy(TaktProcess takt) {
    return takt.get("/health").statusCode() == 200;
  }

  /** Within moments: a connection that is being tried may have to fail first. */
  private static void mustSay(TaktProcess takt, int status, String... words) {
    Insistence.until(
        "health says " + status + " " + List.of(words),
        () -> {
          HttpResponse<String> health = takt.get("/health");
          return health.statusCode() == status
              && List.of(words).stream().allMatch(word -> health.body().contains(word));
        });
  }
}
