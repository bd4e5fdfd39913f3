package dev.takt.worker.stories;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Where on earth it is about noon: what runs there in live time meets no midnight. */
public final class Noon {
  private Noon() {}

  /** The zone, by a name that a merchant can have. */
  public static ZoneId zone(Instant now) {
    int hours = 12 - now.atZone(ZoneOffset.UTC).getHour();
    // The signs of these names are those of POSIX: east is minus.
    return ZoneId.of(hours == 0 ? "Etc/GMT" : "Etc/GMT%+d".formatted(-hours));
  }
}
