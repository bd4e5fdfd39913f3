package dev.takt.worker.lasting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.TaktProcess;
import dev.takt.worker.faults.Bench;
import dev.takt.worker.faults.Insistence;
import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Two versions of workers side by side, as docs/operations.md explains: work goes to the current
 * one, and a subscription that began in one goes over to the other at its next step, and back.
 */
@NeedsTemporal
class VersionsIT {
  @TempDir Path folder;

  @Test
  void aSubscriptionGoesOverToTheCurrentVersionAtItsNextStepAndBack() {
    try (var bench = Bench.in(folder)) {
      bench.worker().stop();
      bench.startWorkersWith(version("1.0"));
      bench.replaceWorker();
      makeCurrent(bench, "1.0");
      Story story = Story.from("2026-02-20", TestMerchant.open(bench.operator(), Map.of()));
      String subscription =
          story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");
      String workflow = story.subscription(subscription).text("workflowId");
      on(story, "2026-03-05");
      assertThat(versionOf(bench, workflow)).isEqualTo("1.0");
      assertThat(behaviourOf(bench, workflow)).endsWith("AUTO_UPGRADE");

      try (TaktProcess next = bench.anotherWorker(version("1.1"))) {
        // It polls, and is given nothing: it is not current.
        on(story, "2026-04-05");
        assertThat(versionOf(bench, workflow)).isEqualTo("1.0");

        makeCurrent(bench, "1.1");
        bench.worker().stop();
        on(story, "2026-05-05");
        assertThat(versionOf(bench, workflow)).isEqualTo("1.1");

        // There is something wrong with it: back to the one before.
        bench.replaceWorker();
        makeCurrent(bench, "1.0");
        assertThat(next.stop()).isEqualTo(143);
      }
      on(story, "2026-06-05");
      assertThat(versionOf(bench, workflow)).isEqualTo("1.0");
      assertThat(story.invoices(subscription)).hasSize(4);
      assertThat(story.charges(story.subscription(subscription).text("customerId"))).hasSize(4);
      Books.of(story.rest()).mustAgree();
    }
  }

  private static Map<String, String> version(String build) {
    return Map.of("TAKT_BUILD_ID", build);
  }

  private static void on(Story story, String date) {
    Insistence.on(
        story.rest(),
        "POST",
        "/v1/test-clocks/" + story.clock() + "/advance",
        "{\"to\":\"" + story.noon(date) + "\"}");
    story.awaitReady();
  }

  /** As soon as Temporal knows the version: it hears of it from the worker's first poll. */
  private static void makeCurrent(Bench bench, String build) {
    Insistence.until(
        build + " is current",
        () -> {
          try {
            bench
                .temporal()
                .command()
                .run(
                    "worker",
                    "deployment",
                    "set-current-version",
                    "--deployment-name",
                    "takt",
                    "--build-id",
                    build,
                    "--yes");
            return true;
          } catch (AssertionError notYet) {
            return false;
          }
        });
  }

  private static String versionOf(Bench bench, String workflow) {
    return versioning(bench, workflow).at("/deploymentVersion/buildId").asString();
  }

  private static String behaviourOf(Bench bench, String workflow) {
    return versioning(bench, workflow).at("/behavior").asString();
  }

  private static JsonNode versioning(Bench bench, String workflow) {
    return Answer.JSON
        .readTree(
            bench.temporal().command().run("workflow", "describe", "-w", workflow, "-o", "json"))
        .at("/workflowExecutionInfo/versioningInfo");
  }
}
