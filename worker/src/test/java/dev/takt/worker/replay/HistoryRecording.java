package dev.takt.worker.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.RunningTakt;
import dev.takt.worker.settings.TemporalSettings;
import dev.takt.worker.stories.StripeSimulator;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records what {@link ReplayTest} replays, and the states that {@code StatesTest} of workflows
 * reads, from a whole Takt over its REST API. It is no test, and its name keeps it out of the
 * build; worker/README.md says how it is run, and when.
 */
class HistoryRecording {
  @TempDir Path folder;

  @Test
  void record() throws Exception {
    var stripe = new StripeSimulator();
    Map<String, String> settings =
        Map.of(
            "TAKT_PORT", Integer.toString(freePort()),
            "TAKT_DATA", folder.resolve("data").toString(),
            "TAKT_DEMO", "false",
            "TAKT_STRIPE_URL", stripe.url(),
            "PATH", System.getenv("PATH"));
    assertThat(TemporalSettings.of(settings).command())
        .as("a temporal command on the PATH: the in-process service cannot list workflows")
        .isNotNull();
    try (var takt = new RunningTakt(settings, System.out)) {
      takt.start();
      try (var stage = Stage.of(takt)) {
        new RenewalStories(stage).tell();
        new PauseStories(stage).tell();
        new EndStories(stage).tell();
        new SignalStories(stage).tell();
        new RecoveryStories(stage).tell();
        new ErrandStories(stage).tell();
        new ClockStories(stage).tell();
        new LiveStories(stage).tell();
        new RetentionStories(stage).tell();
        new GroupStories(stage).tell();
        new MessageStories(stage).tell();
        new DunningStories(stage).tell();
        new DiscountStories(stage).tell();
        new ChargeStories(stage).tell();
        new TierStories(stage).tell();
        new BankStories(stage).tell();
        new GatewayStories(stage, stripe).tell();
      }
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
