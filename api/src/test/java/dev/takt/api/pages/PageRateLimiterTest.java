package dev.takt.api.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageRateLimiterTest {

  @Test
  void eachAddressHasItsOwnTriesWhateverTheToken() {
    var turnstile = new PageRateLimiter(new PageLimits(3, 100, 100));
    for (int i = 0; i < 3; i++) {
      assertThat(turnstile.secondsToWait("192.0.2.1", "token" + i)).isZero();
    }
    assertThat(turnstile.secondsToWait("192.0.2.1", "token4")).isBetween(1L, 61L);
    assertThat(turnstile.secondsToWait("192.0.2.2", "token4")).isZero();
  }

  @Test
  void eachTokenHasItsOwnTriesWhereverTheyComeFrom() {
    var turnstile = new PageRateLimiter(new PageLimits(100, 2, 100));
    assertThat(turnstile.secondsToWait("192.0.2.1", "token")).isZero();
    assertThat(turnstile.secondsToWait("192.0.2.2", "token")).isZero();
    assertThat(turnstile.secondsToWait("192.0.2.3", "token")).isBetween(1L, 61L);
    assertThat(turnstile.secondsToWait("192.0.2.3", "another")).isZero();
  }

  @Test
  void whoeverMissesOftenIsKeptOffSooner() {
    var turnstile = new PageRateLimiter(new PageLimits(100, 100, 2));
    for (int i = 0; i < 3; i++) {
      assertThat(turnstile.secondsToWait("192.0.2.1", "guess" + i)).isZero();
      turnstile.miss("192.0.2.1");
    }
    assertThat(turnstile.secondsToWait("192.0.2.1", "good")).isBetween(1L, 61L);
    assertThat(turnstile.secondsToWait("192.0.2.2", "good")).isZero();
  }

  /** Otherwise everybody with IPv6 had 2^64 times as many tries. */
  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, false",
    "fe80::1%eth0, fe80::2%eth1, true",
    "::ffff:192.0.2.1, ::ffff:192.0.2.2, false",
    "192.0.2.1, 192.0.2.2, false"
  })
  void anIpv6NetworkCountsAsOne(String one, String other, boolean same) {
    assertThat(PageRateLimiter.network(one).equals(PageRateLimiter.network(other))).isEqualTo(same);
  }

  @Test
  void whoeverIsKeptOffFillsNoMemory() {
    var turnstile = new PageRateLimiter(new PageLimits(3, 100, 100));
    for (int i = 0; i < 1000; i++) {
      turnstile.secondsToWait("192.0.2.1", "%08d".formatted(i));
    }
    assertThat(turnstile.counted()).isLessThan(10);
  }
}
