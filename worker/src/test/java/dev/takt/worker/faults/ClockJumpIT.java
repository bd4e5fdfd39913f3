package dev.takt.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.Needs;
import dev.takt.worker.Tool;
import dev.takt.worker.lasting.NeedsTemporal;
import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clock of a worker's machine jumps, weeks ahead and weeks back, while it works. What falls due
 * is decided by Temporal's time, so nothing is billed early, and nothing stands still.
 */
@NeedsTemporal
@Needs(Tool.FAKETIME)
class ClockJumpIT {
  private static final long SEED = Share.SEED;
  private static final Tally TALLY = new Tally();

  @TempDir static Path folder;
  private static Bench bench;
  private static Path time;

  @BeforeAll
  static void setUp() {
    time = folder.resolve("time");
    bench = Bench.in(folder);
    bench.worker().stop();
    tellTime("+0d");
    bench.startWorkersWith(
        Map.of(
            "LD_PRELOAD", Tool.FAKETIME.path().toString(),
            "FAKETIME_TIMESTAMP_FILE", time.toString(),
            "FAKETIME_CACHE_DURATION", "1",
            // A jump is of the date; what counts seconds since the start goes on counting.
            "FAKETIME_DONT_FAKE_MONOTONIC", "1",
            "DONT_FAKE_MONOTONIC", "1"));
    bench.replaceWorker();
  }

  @AfterAll
  static void takeDown() {
    if (bench != null) {
      bench.close();
      TALLY.tell("the machine's clock", SEED);
    }
  }

  @Test
  void nothingIsBilledEarlyAndNothingStandsStill() {
    var live = Story.from("2026-02-20", TestMerchant.open(bench.operator(), Map.of()));
    String subscription = dailyInLiveTime(live);
    int billed = live.invoices(subscription).size();
    assertThat(billed).isPositive();
    jump(40, SubscriptionScene.RENEWAL, live, subscription);
    jump(-40, GroupScene.GROUP_BILLED, live, subscription);
    jump(0, DebtScene.DUNNING_RECOVERED, live, subscription);
    // One more if the day has come to its end meanwhile.
    assertThat(live.invoices(subscription)).hasSizeBetween(billed, billed + 1);
    Books.of(live.rest()).mustAgree();
  }

  private static void jump(int days, Scene scene, Story live, String subscription) {
    Cast cast = scene.set(bench);
    tellTime("%+dd".formatted(days));
    awaitWorkerThatBelieves(days);
    String workflow = live.subscription(subscription).text("workflowId");
    // It looks at its clock again.
    bench.temporal().command().run("workflow", "signal", "-w", workflow, "--name", "wake");
    scene.play(cast);
    Aftermath.mustBeAsIfNothingHadHappened(scene, cast, TALLY);
    assertThat(bench.worker().get("/health").statusCode()).isEqualTo(200);
    TALLY.fault("the worker's clock jumped by %+d days".formatted(days));
  }

  /** A subscription of 10.00 a day that began yesterday: its next bill is tomorrow's. */
  private static String dailyInLiveTime(Story story) {
    String customer =
        story
            .rest()
            .post("/v1/customers", Map.of("name", "Karen", "email", "k@example.com"))
            .expect(201)
            .id();
    story.card(customer, "tok_ok");
    String plan = story.plan(Map.of("unit", "DAY", "price", 1_000));
    LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    return story.subscribe(customer, plan, yesterday.toString());
  }

  private static void tellTime(String offset) {
    try {
      Files.writeString(time, offset + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Until the worker itself says that it is another day. */
  private static void awaitWorkerThatBelieves(int days) {
    Instant expected = Instant.now().plus(Duration.ofDays(days));
    Insistence.until(
        "the worker believes that it is " + expected,
        () -> {
          String date =
              bench.worker().get("/health/live").headers().firstValue("Date").orElseThrow();
          Instant said = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
          return Duration.between(expected, said).abs().toHours() < 1;
        });
  }
}
