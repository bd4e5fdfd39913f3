package dev.takt.workflows.subscription;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When, within a business date, things are done.
 *
 * @param zone the merchant's
 * @param billingTime local time from which bills are made; midnight on a test clock
 * @param spreadMillis how many milliseconds later this subscription is billed, so that the renewals
 *     of a day are spread evenly; 0 on a test clock
 */
public record BillingSchedule(ZoneId zone, LocalTime billingTime, int spreadMillis) {

  /** Without any spread. */
  public BillingSchedule(ZoneId zone, LocalTime billingTime) {
    this(zone, billingTime, 0);
  }

  /** The business date at an instant. */
  public LocalDate dateAt(Instant instant) {
    return instant.atZone(zone).toLocalDate();
  }

  /** The first instant of a date. */
  public Instant midnightOf(LocalDate date) {
    return date.atStartOfDay(zone).toInstant();
  }

  /** When pauses and ends of a date happen. */
  public Instant startOf(LocalDate date) {
    return later(midnightOf(date));
  }

  /** When the bills of a date are made. */
  public Instant billingOn(LocalDate date) {
    return later(date.atTime(billingTime).atZone(zone).toInstant());
  }

  private Instant later(Instant first) {
    return first.plusMillis(spreadMillis);
  }
}
