package dev.takt.api.pages;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lets only so many requests of one kind in a minute. Each process counts for itself, in memory:
 * tokens cannot be guessed anyway; this keeps those who try from keeping us busy.
 */
@Component
class Turnstile {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_COUNTED = 50_000;

  private final Map<String, Count> counts = new ConcurrentHashMap<>();
  private final int perAddress;
  private final int perToken;
  private final int misses;

  Turnstile(
      @Value("${takt.pages.per-address:120}") int perAddress,
      @Value("${takt.pages.per-token:40}") int perToken,
      @Value("${takt.pages.misses:20}") int misses) {
    this.perAddress = perAddress;
    this.perToken = perToken;
    this.misses = misses;
  }

  private record Count(long began, int number) {}

  /** Seconds to wait before another try, or 0 when this one may go on. */
  long secondsToWait(String address, String token) {
    long now = System.nanoTime();
    if (counts.size() > MOST_COUNTED) {
      counts.values().removeIf(count -> isOver(count, now));
    }
    String prefix = token.substring(0, Math.min(8, token.length()));
    return Math.max(
        Math.max(
            over("address " + address, perAddress, 1, now),
            over("token " + prefix, perToken, 1, now)),
        over("miss " + address, misses, 0, now));
  }

  /** Counts a token that was not good. */
  void miss(String address) {
    over("miss " + address, misses, 1, System.nanoTime());
  }

  private long over(String key, int most, int more, long now) {
    Count count =
        counts.compute(
            key,
            (_, old) ->
                old == null || isOver(old, now)
                    ? new Count(now, more)
                    : new Count(old.began(), old.number() + more));
    return count.number() <= most
        ? 0
        : Math.max(1, WINDOW.minusNanos(now - count.began()).toSeconds() + 1);
  }

  private static boolean isOver(Count count, long now) {
    return now - count.began() >= WINDOW.toNanos();
  }
}
