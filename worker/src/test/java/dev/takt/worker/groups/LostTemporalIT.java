package dev.takt.worker.groups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.TaktProcess;
import dev.takt.worker.settings.Settings;
import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Temporal has lost everything, more than once: a group that is taken in again from the books goes
 * on billing, once on each of its dates, and does what it is asked for.
 */
class LostTemporalIT {
  // No temporal command there: it runs in the process, and remembers nothing.
  private static final Map<String, String> FORGETFUL =
      Map.of("PATH", "/usr/bin:/bin", "TAKT_DEMO", "false");

  @TempDir Path folder;

  @Test
  void aGroupGoesOnOnceADate() {
    String one;
    String other;
    String group;
    Family family;
    try (var takt = TaktProcess.start(folder, FORGETFUL).awaitReady()) {
      var operator = new Rest(takt.address(), Settings.DEMO_TOKEN);
      Story story = Story.from("2026-01-20", TestMerchant.open(operator, Map.of()));
      family = new Family(story, story.customer("tok_ok"));
      one = family.subscription("2026-02-05", 20_000);
      other = family.subscription("2026-02-12", 10_000);
      story.on("2026-02-13");
      group = family.formed("2026-03-01", List.of(one));
      takt.kill();
    }
    // Between its forming and its first date.
    try (var takt = TaktProcess.start(folder, FORGETFUL).awaitReady()) {
      family = family.movedTo(takt.address());
      family.join(group, other, Map.of()).expect(201);
      family.story().on("2026-04-02");
      takt.kill();
    }
    // Between two dates.
    try (var takt = TaktProcess.start(folder, FORGETFUL).awaitReady()) {
      family = family.movedTo(takt.address());
      family.story().on("2026-05-02");
      family.leave(group, other, "").expect(200);
      takt.kill();
    }
    try (var takt = TaktProcess.start(folder, FORGETFUL).awaitReady()) {
      family = family.movedTo(takt.address());
      family.story().on("2026-06-13");
      family.dissolve(group, "?rhythm=KEEP").expect(200);
      family.story().on("2026-07-02");
      assertThat(family.billsFrom("2026-02-13"))
          .containsExactlyInAnyOrder(
              "2026-04-01 538.71 PAID: SERVICE [2026-03-05, 2026-04-01) 174.19;"
                  + " SERVICE [2026-04-01, 2026-05-01) 200.00;"
                  + " SERVICE [2026-03-12, 2026-04-01) 64.52;"
                  + " SERVICE [2026-04-01, 2026-05-01) 100.00",
              "2026-05-01 300.00 PAID: SERVICE [2026-05-01, 2026-06-01) 200.00;"
                  + " SERVICE [2026-05-01, 2026-06-01) 100.00",
              "2026-06-01 200.00 PAID: SERVICE [2026-06-01, 2026-07-01) 200.00",
              "2026-06-01 35.48 PAID: SERVICE [2026-06-01, 2026-06-12) 35.48",
              "2026-06-12 100.00 PAID: SERVICE [2026-06-12, 2026-07-12) 100.00",
              "2026-07-01 200.00 PAID: SERVICE [2026-07-01, 2026-08-01) 200.00");
      Books.of(family.rest()).mustAgree();
    }
  }
}
