package dev.takt.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.lasting.NeedsTemporal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A gateway that is slow, breaks down, loses orders and answers, and answers when nobody waits any
 * more. The sandbox is a party of its own, with its own transactions, so what happens between it
 * and its tables is what happens behind a gateway's door.
 */
@NeedsTemporal
class GatewayIT {
  private static final long SEED = Long.getLong("takt.seed", 2026);
  private static final Tally TALLY = new Tally();

  /** The activity gives up after 30 s. */
  private static final int LATE = 36;

  /** How many of the late ones: each takes its time. */
  private static final boolean ALL = Integer.getInteger("takt.outages", 1) > 1;

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
      TALLY.tell("the gateway", SEED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tok_timeout_before_capture, an order lost",
    "tok_timeout_after_capture, an answer lost",
    "tok_error_3_then_ok, three times status 500"
  })
  void losesWhatItIsAskedOrWhatItAnswers(String token, String kind) {
    // The card fails at the sign-up already, whose bill is charged at once.
    var cast = Scene.Cast.on(bench, token);
    Scene.RENEWAL.play(cast);
    Aftermath.mustBeAsIfNothingHadHappened(Scene.RENEWAL, cast, TALLY);
    TALLY.fault("the gateway: " + kind);
  }

  /**
   * Something that takes longer than it should.
   *
   * @param seconds how long it hangs at this statement of the sandbox
   */
  record Late(Scene scene, String statement, Gate.Moment moment, int seconds, String kind) {}

  /** The activity's patience is over in the last three; a build tries one of them. */
  static Stream<Late> lates() {
    String charge = "insert into sandbox.charge";
    String refund = "with given as ( insert into sandbox.refund";
    var slow = new Late(Scene.RENEWAL, charge, Gate.Moment.BEFORE, 5, "a slow charge, by");
    var done = new Late(Scene.RENEWAL, charge, Gate.Moment.BEFORE, LATE, "a charge done late, by");
    var told =
        new Late(
            Scene.RENEWAL, "COMMIT after " + charge, Gate.Moment.AFTER, LATE, "an answer late, by");
    var given =
        new Late(
            Scene.CANCELLATION_WITH_REFUND,
            refund,
            Gate.Moment.BEFORE,
            LATE,
            "a refund done late, by");
    return ALL ? Stream.of(slow, done, told, given) : Stream.of(slow, done);
  }

  @ParameterizedTest
  @MethodSource("lates")
  void isLate(Late late) {
    var rehearsal = Scene.Cast.on(bench);
    bench.gate.countAnew();
    late.scene().play(rehearsal);
    List<Gate.Point> points =
        bench.gate.points().stream()
            .filter(point -> point.passage().what().startsWith(late.statement()))
            .filter(point -> point.moment() == late.moment())
            .toList();
    assertThat(points).as(late.statement()).isNotEmpty();
    var cast = Scene.Cast.on(bench);
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
