package dev.takt.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Killing the process in the middle of advancing a clock loses nothing and doubles nothing. */
class KilledTaktIT {
  private static final int KILLS = 3;
  private static final LocalDate FIRST = LocalDate.of(2026, 2, 1);

  @TempDir Path folder;

  /** Where workflows are remembered. */
  enum Temporal {
    /** Nowhere: each start begins by giving every living subscription its workflow again. */
    IN_THE_PROCESS,
    /** In a file, by the {@code temporal} command. */
    LASTING;

    Map<String, String> environment() {
      String path = this == LASTING ? ownPath() : "/usr/bin:/bin";
      return Map.of("PATH", path, "TAKT_DEMO", "false");
    }

    boolean isThere() {
      return this == IN_THE_PROCESS
          || Stream.of(ownPath().split(":"))
              .anyMatch(place -> Files.isExecutable(Path.of(place, "temporal")));
    }

    private static String ownPath() {
      return System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theAdvanceIsCompletedAndTheBooksAgree(Temporal temporal) {
    assumeTrue(
        temporal.isThere(),
        "There is no temporal command on the PATH: killing Takt on a lasting Temporal is not"
            + " tested here. \".ci/run\" installs it.");
    long seed = Long.getLong("takt.seed", System.nanoTime());
    var moments = new Random(seed);
    try {
      liveThroughKills(temporal.environment(), moments);
    } catch (AssertionError e) {
      throw new AssertionError("with -Dtakt.seed=" + seed + ": " + e.getMessage(), e);
    }
  }

  private void liveThroughKills(Map<String, String> environment, Random moments) {
    var takt = TaktProcess.start(folder, environment).awaitReady();
    try {
      var story = Story.from("2026-01-20", TestMerchant.open(operator(takt), Map.of()));
      List<String> subscriptions = signUps(story);
      story.beginTo(story.noon("2027-02-25"));
      for (int kill = 0; kill < KILLS; kill++) {
        pause(moments.nextInt(100, 2_500));
        takt.kill();
        takt = TaktProcess.start(folder, environment).awaitReady();
        story = story.movedTo(takt.address());
      }
      story.awaitReady();
      allIsThereOnce(story, subscriptions, 13);

      // And after an ordinary end, too.
      takt.close();
      takt = TaktProcess.start(folder, environment).awaitReady();
      story = story.movedTo(takt.address());
      story.awaitReady();
      allIsThereOnce(story, subscriptions, 13);
      story.on("2027-03-25");
      allIsThereOnce(story, subscriptions, 14);
    } finally {
      // Not killed: its PostgreSQL would live on.
      takt.close();
    }
  }

  private static Rest operator(TaktProcess takt) {
    return new Rest(takt.address(), Settings.DEMO_TOKEN);
  }

  /** Twenty, from the first to the twentieth of February, with cards of four kinds. */
  private static List<String> signUps(Story story) {
    String plan = story.monthly();
    List<String> cards =
        List.of(
            "tok_ok",
            "tok_timeout_after_capture",
            "tok_timeout_before_capture",
            "tok_fail_2_then_ok");
    return IntStream.range(0, 20)
        .mapToObj(
            i ->
                story.subscribe(
                    story.customer(cards.get(i % cards.size())),
                    plan,
                    FIRST.plusDays(i).toString()))
        .toList();
  }

  private static void allIsThereOnce(Story story, List<String> subscriptions, int invoices) {
    for (int i = 0; i < subscriptions.size(); i++) {
      LocalDate start = FIRST.plusDays(i);
      List<String> expected =
          IntStream.range(0, invoices).mapToObj(k -> start.plusMonths(k).toString()).toList();
      List<String> issued = new ArrayList<>();
      story
          .invoices(subscriptions.get(i))
          .forEach(in -> issued.add(in.get("issueDate").asString()));
      assertThat(issued).isEqualTo(expected);
    }
    Books.of(story.rest()).mustAgree();
  }

  private static void pause(int milliseconds) {
    try {
      TimeUnit.MILLISECONDS.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
