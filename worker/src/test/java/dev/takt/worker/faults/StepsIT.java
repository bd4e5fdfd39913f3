package dev.takt.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.lasting.NeedsTemporal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * At every step of everything: before a statement reaches PostgreSQL and after it is done, before a
 * call reaches Temporal and after it is done, the connection breaks, or the worker is killed. The
 * steps are found by letting each {@link Scene} play once undisturbed, so no list of them can be
 * out of date.
 *
 * <p>A build strikes at a few steps of each scene, which {@code -Dtakt.seed} chooses; {@code
 * -Dtakt.faults=all} strikes at all of them (docs/faults.md says how long it takes).
 */
@NeedsTemporal
class StepsIT {
  private static final long SEED = Share.SEED;
  private static final int BENCHES = Integer.getInteger("takt.benches", 2);
  private static final int BLOWS = Share.of("takt.blows", 12);
  private static final int MOST_FAILURES = Integer.getInteger("takt.failures", 12);
  private static final Tally TALLY = new Tally();

  @TempDir static Path folder;

  private static final List<Bench> benches = Collections.synchronizedList(new ArrayList<>());

  /** What breaks. */
  enum Fault {
    /** The worker, as by {@code kill -9}; another is started. */
    KILL(Share.of("takt.kills", 1)),
    /** The connection; the worker lives. */
    CUT(Share.of("takt.cuts", 1));

    /** At how many steps of each scene it happens. */
    private final int share;

    Fault(int share) {
      this.share = share;
    }
  }

  record Blow(Scene scene, Fault fault, Gate.Point point) {}

  @BeforeAll
  static void setUp() {
    inEach(Collections.nCopies(BENCHES, folder), (_, place) -> benches.add(Bench.in(place)));
  }

  @AfterAll
  static void takeDown() {
    benches.forEach(Bench::close);
    TALLY.tell("a step at a time", SEED);
  }

  @Test
  void nothingIsLostAndNothingIsDoneTwice() {
    List<Blow> blows = new ArrayList<>();
    var random = new Random(SEED);
    Map<Scene, List<Gate.Point>> steps = new ConcurrentHashMap<>();
    inEach(Scene.all(), (bench, scene) -> steps.put(scene, rehearse(bench, scene)));
    chargesMustComeWithTheDecision();
    for (Scene scene : Scene.all()) {
      List<Gate.Point> points = steps.get(scene);
      assertThat(points).as("the steps of " + scene).hasSizeGreaterThan(8);
      TALLY.found(
          points.stream().filter(point -> point.moment() == Gate.Moment.AFTER).count(),
          points.size());
      for (Fault fault : Fault.values()) {
        share(points, fault, random).forEach(point -> blows.add(new Blow(scene, fault, point)));
      }
    }
    Collections.shuffle(blows, random);
    blows.subList(Math.min(BLOWS, blows.size()), blows.size()).clear();
    Set<Blow> missed = Collections.synchronizedSet(new HashSet<>());
    var struck = new AtomicInteger();
    inEach(
        blows,
        (bench, blow) -> {
          if (!strike(bench, blow)) {
            missed.add(blow);
          }
          int done = struck.incrementAndGet();
          if (done % 20 == 0) {
            System.out.printf("StepsIT: %d of %d blows%n", done, blows.size());
          }
        });
    // A poll more or less is chance; but each kind of step must have been struck.
    assertThat(missed.size())
        .as("steps that did not come again: " + missed)
        .isLessThan(1 + blows.size() / 10);
  }

  /** Decision 13: a charge costs no way through a queue while the worker has a place free. */
  private static void chargesMustComeWithTheDecision() {
    int eager = benches.stream().mapToInt(bench -> bench.charges.withTheAnswer()).sum();
    int queued = benches.stream().mapToInt(bench -> bench.charges.byTheQueue()).sum();
    assertThat(eager).as("charges handed out with the answer; by a queue: " + queued).isPositive();
    assertThat(queued)
        .as("charges by a queue; with the answer: " + eager)
        .isLessThanOrEqualTo(eager / 10);
  }

  /** Without any fault: what fails here fails anyway. */
  private static List<Gate.Point> rehearse(Bench bench, Scene scene) {
    try {
      Cast cast = scene.set(bench);
      bench.gate.countAnew();
      scene.play(cast);
      List<Gate.Point> points = bench.gate.points();
      Aftermath.mustBeAsIfNothingHadHappened(scene, cast, TALLY);
      return points;
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(scene + " undisturbed: " + e, e);
    }
  }

  private static List<Gate.Point> share(List<Gate.Point> points, Fault fault, Random random) {
    List<Gate.Point> some = new ArrayList<>(points);
    if (fault == Fault.KILL) {
      // What is left by a death before a step is what was left by one after the step before it, of
      // those that last: killed after each of these, a worker has died in every way there is.
      some.removeIf(point -> point.moment() == Gate.Moment.BEFORE);
    }
    Collections.shuffle(some, random);
    return some.subList(0, Math.min(fault.share, some.size()));
  }

  /** Whether the step came. */
  private static boolean strike(Bench bench, Blow blow) {
    try (var health = HealthWatch.of(bench.api())) {
      Cast cast = blow.scene().set(bench);
      var struck = new AtomicBoolean();
      bench.gate.set(
          blow.point(),
          () -> {
            if (blow.fault() == Fault.KILL) {
              bench.killWorker();
            }
            struck.set(true);
            return false;
          });
      try (var playing = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<?> play = playing.submit(() -> blow.scene().play(cast));
        if (blow.fault() == Fault.KILL) {
          Insistence.until("it happens", () -> play.isDone() || struck.get());
          replaceIfDead(bench);
        }
        play.get();
      }
      bench.gate.disarm();
      boolean sprung = bench.gate.isSprung();
      // A step may come when the scene is over for whoever asked: it may be dying just now.
      Insistence.until("it has happened", () -> struck.get() || !sprung);
      replaceIfDead(bench);
      Aftermath.mustBeAsIfNothingHadHappened(blow.scene(), cast, TALLY);
      health.mustHaveSaidUpOnly();
      assertThat(bench.worker().get("/health").statusCode()).isEqualTo(200);
      if (sprung) {
        TALLY.fault(blow.fault() + " at a step of: " + blow.scene().title());
      }
      return sprung;
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "with -Dtakt.seed=" + SEED + ": " + blow + ": " + e + bench.errors(), e);
    }
  }

  private static void replaceIfDead(Bench bench) {
    if (!bench.worker().isAlive()) {
      bench.replaceWorker();
    }
  }

  private interface Work<T> {
    void on(Bench bench, T what) throws Exception;
  }

  /** Shares the work out among the benches; tells all that failed. */
  private static <T> void inEach(List<T> work, Work<T> task) {
    var rest = new ConcurrentLinkedQueue<>(work);
    var failures = new ConcurrentLinkedQueue<Throwable>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < BENCHES; i++) {
        Bench bench = i < benches.size() ? benches.get(i) : null;
        threads.submit(
            () -> {
              for (T next = rest.poll();
                  next != null && failures.size() < MOST_FAILURES;
                  next = rest.poll()) {
                try {
                  task.on(bench, next);
                } catch (Exception | AssertionError e) {
                  failures.add(e);
                }
              }
            });
      }
    }
    if (!failures.isEmpty()) {
      String all = failures.stream().map(Throwable::getMessage).collect(Collectors.joining("\n\n"));
      var told = new AssertionError(failures.size() + " failed:\n" + all, failures.peek());
      failures.stream().skip(1).forEach(told::addSuppressed);
      throw told;
    }
  }
}
