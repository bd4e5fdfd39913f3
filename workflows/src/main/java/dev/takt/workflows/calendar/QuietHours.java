package dev.takt.workflows.calendar;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The hours of a day in which customers are left alone.
 *
 * @param from the first quiet minute, in the customer's time zone
 * @param to the first minute in which messages may go again; earlier than {@code from} where the
 *     quiet hours run over midnight, the same where there are none
 */
public record QuietHours(LocalTime from, LocalTime to) {
  /** From eight in the evening to eight in the morning. */
  public static final QuietHours NIGHT = new QuietHours(LocalTime.of(20, 0), LocalTime.of(8, 0));

  /** The first instant at or after {@code wanted} that is not quiet. */
  public Instant after(Instant wanted, ZoneId zone) {
    ZonedDateTime local = wanted.atZone(zone);
    if (!isQuiet(local.toLocalTime())) {
      return wanted;
    }
    ZonedDateTime end = local.toLocalDate().atTime(to).atZone(zone);
    return (end.isAfter(local) ? end : local.toLocalDate().plusDays(1).atTime(to).atZone(zone))
        .toInstant();
  }

  private boolean isQuiet(LocalTime time) {
    if (from.isBefore(to)) {
      return !time.isBefore(from) && time.isBefore(to);
    }
    return to.isBefore(from) && (!time.isBefore(from) || time.isBefore(to));
  }
}
