package dev.takt.api.merchants;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Whose subscriptions they are.
 *
 * @param billingTime local time from which the bills of a date are made
 * @param billingSpreadMinutes over how many minutes they are spread
 */
public record Merchant(
    String id,
    String name,
    String country,
    String timeZone,
    String currency,
    String locale,
    LocalTime billingTime,
    int billingSpreadMinutes,
    Instant createdAt) {

  public ZoneId zone() {
    return ZoneId.of(timeZone);
  }
}
