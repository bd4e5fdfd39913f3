package dev.takt.activities.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * How one table is kept from growing for ever.
 *
 * @param table its name
 * @param keep how long a row is kept after it was made: days, or a period such as six years
 * @param old the condition on a row {@code r} that was made before the moment {@code :before},
 *     whose ULID is {@code :ulid}; an index must lead to such rows
 */
record Sweeping(String table, Period keep, String old) {

  /** Before when a row must have been made to be taken out now. */
  Instant before(Instant now) {
    return OffsetDateTime.ofInstant(now, ZoneOffset.UTC).minus(keep).toInstant();
  }

  /**
   * A table whose ids are made of a prefix and a ULID, which sort by time: the primary key leads to
   * the old ones.
   */
  static Sweeping byId(String table, String prefix, Period keep, String butOnlyIf) {
    String early = "r.id < '" + prefix + "_' || cast(:ulid as text)";
    return new Sweeping(table, keep, butOnlyIf.isEmpty() ? early : early + " and " + butOnlyIf);
  }

  /** Refuses a setting with which something would be lost that was only just made. */
  Sweeping atLeast(Duration least) {
    Instant now = Instant.EPOCH.plus(Duration.ofDays(36_525));
    if (before(now).isAfter(now.minus(least))) {
      throw new IllegalArgumentException(
          "%s is kept for %s only; it must be at least %d days"
              .formatted(table, keep, least.toDays()));
    }
    return this;
  }
}
