package dev.takt.api.pages;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Lets only so many requests of one kind in a minute. Each process counts for itself, in memory:
 * tokens cannot be guessed anyway; this keeps those who try from keeping us busy.
 */
@Component
@EnableConfigurationProperties(PageLimits.class)
class PageRateLimiter {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_COUNTED = 50_000;
  private static final Duration BETWEEN_TIDYINGS = Duration.ofSeconds(1);

  private final Map<String, Count> counts = new ConcurrentHashMap<>();
  private final AtomicLong tidied = new AtomicLong(System.nanoTime());
  private final PageLimits limits;

  PageRateLimiter(PageLimits limits) {
    this.limits = limits;
  }

  private record Count(long began, int number) {}

  /** Seconds to wait before another try, or 0 when this one may go on. */
  long secondsToWait(String address, String token) {
    long now = System.nanoTime();
    tidy(now);
    String from = network(address);
    long byAddress =
        Math.max(
            over("address " + from, limits.perAddress(), 1, now),
            over("miss " + from, limits.misses(), 0, now));
    if (byAddress > 0) {
      // Its tokens are not counted, or whoever tries many would fill our memory.
      return byAddress;
    }
    return over(
        "token " + token.substring(0, Math.min(8, token.length())), limits.perToken(), 1, now);
  }

  /** Forgets what is over; all of it, where there are so many that we could not go on. */
  private void tidy(long now) {
    long last = tidied.get();
    if (counts.size() > MOST_COUNTED
        && now - last > BETWEEN_TIDYINGS.toNanos()
        && tidied.compareAndSet(last, now)) {
      counts.values().removeIf(count -> isOver(count, now));
      if (counts.size() > 4 * MOST_COUNTED) {
        counts.clear();
      }
    }
  }

  /** Whom an address stands for: with IPv6 everybody has a network of 2^64 addresses. */
  static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    int zone = address.indexOf('%');
    byte[] bytes =
        InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone)).getAddress();
    return bytes.length == 4 ? address : HexFormat.of().formatHex(bytes, 0, 8);
  }

  /** Counts a token that was not good. */
  void miss(String address) {
    over("miss " + network(address), limits.misses(), 1, System.nanoTime());
  }

  /** How many counts are in memory. */
  int counted() {
    return counts.size();
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
