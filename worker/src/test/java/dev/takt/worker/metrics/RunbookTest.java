package dev.takt.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.serviceclient.MetricsTag;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who is woken finds what to do. */
class RunbookTest {
  private static final Pattern SECTION = Pattern.compile("(?m)^## (\\w+)$");

  @Test
  void eachAlertHasASectionAndEachSectionAnAlert() throws IOException {
    assertThat(SECTION.matcher(runbook()).results().map(match -> match.group(1)))
        .containsExactlyInAnyOrderElementsOf(Observability.alerts().keySet());
  }

  @Test
  void eachSectionSaysWhatItMeansWhereToLookAndWhatToDo() throws IOException {
    for (String section : runbook().split("(?m)^## ")) {
      if (section.startsWith("Takt")) {
        assertThat(section).contains("**Means**", "**Look**", "**Do**");
      }
    }
  }

  @Test
  void eachAlertSaysHowBadItIsAndWhereItsSectionIs() {
    Observability.alerts()
        .forEach(
            (name, alert) -> {
              assertThat(alert.severity()).as(name).isIn("page", "ticket");
              assertThat(alert.summary()).as(name).isNotBlank();
              assertThat(alert.runbook())
                  .isEqualTo("docs/runbook.md#" + name.toLowerCase(Locale.ROOT));
            });
  }

  /** A misspelt reason would be an alert that never comes. */
  @Test
  void theAlertForProgramsThatDoNotFitNamesTheReasonAsTheSdkDoes() {
    assertThat(Observability.alerts().get("TaktWorkflowTasksFail"))
        .extracting(Observability.Alert::expression)
        .asString()
        .contains(
            "{%s=\"%s\"}"
                .formatted(
                    MetricsTag.TASK_FAILURE_TYPE,
                    MetricsTag.TASK_FAILURE_VALUE_NON_DETERMINISM_ERROR));
  }

  private static String runbook() throws IOException {
    return Files.readString(Observability.DOCS.resolve("runbook.md"));
  }
}
