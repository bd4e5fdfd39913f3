package dev.takt.activities.webhooks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When an event is sent again: the schedule of Standard Webhooks 1.0.0, ten attempts over about
 * three days. Each gap is up to a tenth longer than it says, so that what failed together does not
 * come again together.
 */
final class Retries {
  /** The gaps after the first attempt, the second and so on. */
  static final List<Duration> GAPS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  /** The longest that a receiver may put us off for. */
  static final Duration LONGEST = Duration.ofHours(24);

  private Retries() {}

  /**
   * How long to wait after an attempt that failed; empty after the last one.
   *
   * @param attempts how many there have been, with this one
   * @param asked what the receiver asked for with {@code Retry-After}, if it did
   */
  static Optional<Duration> gapAfter(
      int attempts, @Nullable Duration asked, RandomGenerator random) {
    if (attempts > GAPS.size()) {
      return Optional.empty();
    }
    Duration gap = GAPS.get(attempts - 1);
    Duration least = asked == null || asked.compareTo(gap) < 0 ? gap : asked;
    Duration bounded = least.compareTo(LONGEST) > 0 ? LONGEST : least;
    return Optional.of(bounded.plusMillis(random.nextLong(bounded.toMillis() / 10 + 1)));
  }
}
