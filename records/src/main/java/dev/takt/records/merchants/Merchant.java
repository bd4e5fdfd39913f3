package dev.takt.records.merchants;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Whose subscriptions they are.
 *
 * @param billingTime local time from which the bills of a date are made
 * @param billingSpreadMinutes over how many minutes they are spread
 */
@Table
public record Merchant(
    @Id String id,
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
