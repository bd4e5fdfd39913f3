package dev.takt.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.lasting.NeedsTemporal;
import dev.takt.worker.settings.Settings;
import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killing the process in the middle of advancing a clock loses nothing and doubles nothing. */
class KilledTaktIT {
  private static final int KILLS = 3;
  private static final LocalDate FIRST = LocalDate.of(2026, 2, 1);
  private static final int SUBSCRIPTIONS = 12;
  private static final int MONTHS = 8;

  @TempDir Path folder;

  /** Workflows are remembered nowhere: each start begins by giving each subscription its own. */
  @Test
  void withATemporalInTheProcess() {
    liveThroughKills("/usr/bin:/bin");
  }

  /** Workflows are remembered in a file, by the {@code temporal} command. */
  @Test
  @NeedsTemporal
  void withALastingTemporal() {
    liveThroughKills(Tool.ownPath());
  }

  private void liveThroughKills(String path) {
    long seed = Long.getLong("takt.seed", System.nanoTime());
    var environment = Map.of("PATH", path, "TAKT_DEMO", "false");
    // All of them, so that no child of a killed one lives on when a later one fails to start.
    List<TaktProcess> takts = new ArrayList<>();
    try {
      liveThroughKills(
          () -> {
            takts.addFirst(TaktProcess.start(folder, environment));
            return takts.getFirst().awaitReady();
          },
          new Random(seed));
    } catch (AssertionError e) {
      throw new AssertionError(
          "with -Dtakt.seed=" + seed + ": " + e.getMessage() + "\n" + takts.getFirst().output(), e);
    } finally {
      takts.forEach(TaktProcess::close);
    }
  }

  private static void liveThroughKills(Supplier<TaktProcess> start, Random moments) {
    var takt = start.get();
    var story = Story.from("2026-01-20", TestMerchant.open(operator(takt), Map.of()));
    List<String> subscriptions = signUps(story);
    story.beginTo(story.noon("2026-09-25"));
    for (int kill = 0; kill < KILLS; kill++) {
      pause(moments.nextInt(100, 2_500));
      takt.kill();
      takt = start.get();
      story = story.movedTo(takt.address());
    }
    story.awaitReady();
    allIsThereOnce(story, subscriptions, MONTHS);

    // And after an ordinary end, too.
    takt.close();
    takt = start.get();
    story = story.movedTo(takt.address());
    story.awaitReady();
    allIsThereOnce(story, subscriptions, MONTHS);
    story.on("2026-10-25");
    allIsThereOnce(story, subscriptions, MONTHS + 1);
  }

  private static Rest operator(TaktProcess takt) {
    return new Rest(takt.address(), Settings.DEMO_TOKEN);
  }

  /** From the first of February, one a day, with cards of four kinds. */
  private static List<String> signUps(Story story) {
    String plan = story.monthly();
    List<String> cards =
        List.of(
            "tok_ok",
            "tok_timeout_after_capture",
            "tok_timeout_before_capture",
            "tok_fail_2_then_ok");
    return IntStream.range(0, SUBSCRIPTIONS)
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
