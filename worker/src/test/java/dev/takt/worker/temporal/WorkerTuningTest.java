package dev.takt.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.settings.SettingsBinder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class WorkerTuningTest {
  private static final long MEGABYTE = 1024 * 1024;

  private static WorkerTuning of(Map<String, String> settings) {
    var environment = new MockEnvironment();
    settings.forEach(environment::setProperty);
    try (var binder = new SettingsBinder(environment)) {
      return binder.bind(WorkerTuning.class);
    }
  }

  @Test
  void whoSaysNothingHasNoRateAndNoVersion() {
    WorkerTuning tuning = of(Map.of());
    assertThat(tuning.paymentsPerSecond()).isNull();
    assertThat(tuning.booksAtOnce()).isEqualTo(24);
    assertThat(tuning.chargesAtOnce()).isEqualTo(50);
    assertThat(tuning.factory().build().getWorkflowCacheSize())
        .isEqualTo(WorkerTuning.keptIn(Runtime.getRuntime().maxMemory()));
    assertThat(tuning.buildId()).isNull();
  }

  @Test
  void whatIsSaidHolds() {
    WorkerTuning tuning =
        of(
            Map.of(
                "takt.payments-per-second", "0.5",
                "takt.books-at-once", "7",
                "takt.charges-at-once", "8",
                "takt.workflows-kept", "9",
                "takt.deployment", "shop",
                "takt.build-id", "1.1.0"));
    assertThat(tuning).isEqualTo(new WorkerTuning(0.5, 7, 8, 9, "shop", "1.1.0"));
    assertThat(tuning.factory().build().getWorkflowCacheSize()).isEqualTo(9);
    assertThat(tuning.main(Workers.options()).getMaxConcurrentActivityExecutionSize()).isEqualTo(8);
    assertThat(tuning.main(Workers.options()).getMaxTaskQueueActivitiesPerSecond()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource({"64, 500", "256, 1024", "1024, 4096", "6144, 24576", "100000, 50000"})
  void aQuarterOfTheHeapIsForWorkflows(long megabytes, int kept) {
    assertThat(WorkerTuning.keptIn(megabytes * MEGABYTE)).isEqualTo(kept);
  }
}
