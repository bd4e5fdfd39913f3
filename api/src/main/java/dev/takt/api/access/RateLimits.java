package dev.takt.api.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.takt.api.web.Problem;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * How much one key, and one address without a key, may ask of this process. A bucket each, that
 * fills evenly and holds a minute's worth.
 */
@Component
@EnableConfigurationProperties(AccessSettings.class)
public class RateLimits {
  /** More callers than this at once share what is forgotten first: memory has a limit, too. */
  private static final int MOST_CALLERS = 100_000;

  private final int perKey;
  private final int perAddress;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MOST_CALLERS)
          .expireAfterAccess(Duration.ofMinutes(2))
          .build();

  RateLimits(AccessSettings settings) {
    this.perKey = settings.requestsPerMinute();
    this.perAddress = settings.anonymousPerMinute();
  }

  /** Counts a request with a valid key; answers 429 where there were too many. */
  void countKey(String keyId) {
    count("key " + keyId, perKey);
  }

  /** Counts a request of somebody who showed no valid key; answers 429 if there were too many. */
  public void countAddress(String address) {
    count("address " + address, perAddress);
  }

  private void count(String caller, int perMinute) {
    Bucket bucket = buckets.get(caller, _ -> bucket(perMinute));
    var probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      int seconds = 1 + (int) TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
      throw Problem.of(
              429,
              "too_many_requests",
              "at most " + perMinute + " requests a minute: wait as long as Retry-After says")
          .retryAfter(seconds);
    }
  }

  private static Bucket bucket(int perMinute) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
        .build();
  }
}
