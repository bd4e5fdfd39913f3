package dev.takt.activities.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetriesTest {

  @Test
  void tenAttemptsOverMoreThanThreeDaysAndThenNoMore() {
    var random = new Random(7);
    List<Duration> gaps = new ArrayList<>();
    for (int attempts = 1; ; attempts++) {
      var gap = Retries.gapAfter(attempts, null, random);
      if (gap.isEmpty()) {
        break;
      }
      gaps.add(gap.get());
    }

    assertThat(gaps).hasSize(9);
    for (int i = 0; i < gaps.size(); i++) {
      Duration nominal = Retries.GAPS.get(i);
      assertThat(gaps.get(i)).isBetween(nominal, nominal.multipliedBy(11).dividedBy(10));
    }
    assertThat(gaps.stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofDays(3), Duration.ofDays(4));
  }

  @Test
  void whatFailedTogetherDoesNotComeAgainTogether() {
    var random = new Random(7);
    long different =
        random.ints(100).mapToObj(_ -> Retries.gapAfter(2, null, random)).distinct().count();

    assertThat(different).isGreaterThan(90);
  }

  @Test
  void aReceiverMayAskForMoreTimeButNotForLessAndNotForEver() {
    var random = new Random(7);

    assertThat(Retries.gapAfter(1, Duration.ofMinutes(10), random).orElseThrow())
        .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
    assertThat(Retries.gapAfter(4, Duration.ofSeconds(1), random).orElseThrow())
        .isGreaterThanOrEqualTo(Duration.ofHours(2));
    assertThat(Retries.gapAfter(1, Duration.ofDays(300), random).orElseThrow())
        .isLessThanOrEqualTo(Duration.ofHours(27));
  }
}
