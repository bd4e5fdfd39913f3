package dev.takt.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.lasting.NeedsTemporal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A gateway that is slow, breaks down, loses orders and answers, and answers when nobody waits any
 * more: at an ordinary charge, at a joint one, and when dunning tries again. The sandbox is a party
 * of its own, with its own transactions, so what happens between it and its tables is what happens
 * behind a gateway's door.
 */
@NeedsTemporal
class GatewayIT {
  private static final Tally TALLY = new Tally();

  /** The activity gives up after 30 s. */
  private static final int LATE = 36;

  @TempDir static Path folder;
  private static Bench bench;

  @BeforeAll
  static void setUp() {
    bench = Bench.in(folder);
  }

  @AfterAll
  static void takeDown() {
    if (bench != null) {
      bench.close();
      TALLY.tell("the gateway", Share.SEED);
    }
  }

  /** A card that makes the gateway fail when this scene asks it. */
  record Failing(Scene scene, String card, String kind) {
    /**
     * Fails in each of its ways.
     *
     * @param before what the card's earlier charges come to
     */
    private static Stream<Failing> at(Scene scene, String before) {
      return Stream.of(
          new Failing(scene, "tok_script_" + before + "gone-ok", "an order lost"),
          new Failing(scene, "tok_script_" + before + "lost-ok", "an answer lost"),
          new Failing(scene, "tok_script_" + before + "error-error-ok", "twice status 500"));
    }
  }

  /** All of them, or those that the seed chooses. */
  static Stream<Failing> failures() {
    List<Failing> failures = new ArrayList<>(everyFailure().toList());
    Collections.shuffle(failures, new Random(Share.SEED));
    return failures.stream().limit(Share.of("takt.gateways", 4));
  }

  private static Stream<Failing> everyFailure() {
    return Stream.of(
            // At the sign-up already, whose bill is charged at once.
            Failing.at(SubscriptionScene.RENEWAL, ""),
            Failing.at(SubscriptionScene.RENEWAL, "ok-"),
            Failing.at(GroupScene.GROUP_BILLED, "ok-ok-ok-"),
            Failing.at(DebtScene.DUNNING_RECOVERED, "51-"),
            Failing.at(DebtScene.GROUP_DEBT_RECOVERED, "ok-ok-51-"))
        .flatMap(each -> each);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void losesWhatItIsAskedOrWhatItAnswers(Failing failing) {
    Cast cast = failing.scene().set(bench, failing.card());
    failing.scene().play(cast);
    Aftermath.mustBeAsIfNothingHadHappened(failing.scene(), cast, TALLY);
    TALLY.fault("the gateway: " + failing.kind());
  }

  /**
   * Something that takes longer than it should.
   *
   * @param seconds how long it hangs at this statement of the sandbox
   */
  record Late(Scene scene, String statement, Gate.Moment moment, int seconds, String kind) {}

  /** The activity's patience is over in most of them; a build tries some that the seed chooses. */
  static Stream<Late> lates() {
    String refund = "with given as ( insert into sandbox.refund";
    List<Late> lates =
        new ArrayList<>(
            Stream.of(
                    SubscriptionScene.RENEWAL,
                    GroupScene.GROUP_BILLED,
                    DebtScene.DUNNING_RECOVERED,
                    DebtScene.GROUP_DEBT_RECOVERED)
                .flatMap(scene -> lates(scene, "with charged as ( update sandbox.method", "charge"))
                .toList());
    lates.addAll(lates(SubscriptionScene.CANCELLATION_WITH_REFUND, refund, "refund").toList());
    Collections.shuffle(lates, new Random(Share.SEED));
    return lates.stream().limit(Share.of("takt.lates", 2));
  }

  private static Stream<Late> lates(Scene scene, String statement, String what) {
    return Stream.of(
        new Late(scene, statement, Gate.Moment.BEFORE, 5, "a slow " + what + ", by"),
        new Late(scene, statement, Gate.Moment.BEFORE, LATE, "a " + what + " done late, by"),
        new Late(
            scene,
            "COMMIT after " + statement,
            Gate.Moment.AFTER,
            LATE,
            "a " + what + " answered late, by"));
  }

  @ParameterizedTest
  @MethodSource("lates")
  void isLate(Late late) {
    Cast rehearsal = late.scene().set(bench);
    bench.gate.countAnew();
    late.scene().play(rehearsal);
    List<Gate.Point> points =
        bench.gate.points().stream()
            .filter(point -> point.passage().what().startsWith(late.statement()))
            .filter(point -> point.moment() == late.moment())
            .toList();
    assertThat(points).as(late.statement()).isNotEmpty();
    Cast cast = late.scene().set(bench);
    bench.gate.set(points.getFirst(), () -> takesSeconds(late.seconds()));
    late.scene().play(cast);
    assertThat(bench.gate.isSprung()).isTrue();
    Aftermath.mustBeAsIfNothingHadHappened(late.scene(), cast, TALLY);
    TALLY.fault("the gateway: " + late.kind() + " " + late.seconds() + " s");
  }

  private static boolean takesSeconds(int seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
