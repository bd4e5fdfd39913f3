package dev.takt.workflows.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class QuietHoursTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");

  @Test
  void everyHalfHourOfADayIsSpokenInOrWaitsForTheEndOfTheQuiet() {
    for (int from = 0; from < 24; from++) {
      for (int to = 0; to < 24; to++) {
        QuietHours quiet = new QuietHours(LocalTime.of(from, 0), LocalTime.of(to, 0));
        for (int half = 0; half < 48; half++) {
          Instant wanted = Instant.parse("2026-06-01T22:00:00Z").plusSeconds(half * 1800L);
          Instant later = wanted;
          while (isQuiet(later.atZone(ZONE).getHour(), from, to)) {
            later = later.plusSeconds(1800);
          }
          assertThat(quiet.after(wanted, ZONE)).as(quiet + " " + wanted).isEqualTo(later);
        }
      }
    }
  }

  private static boolean isQuiet(int hour, int from, int to) {
    for (int quiet = from; quiet != to; quiet = (quiet + 1) % 24) {
      if (quiet == hour) {
        return true;
      }
    }
    return false;
  }

  @Test
  void theNightEndsAtEightAlsoWhenTheClocksWereChanged() {
    assertThat(QuietHours.NIGHT.after(Instant.parse("2026-03-28T21:00:00Z"), ZONE))
        .isEqualTo(Instant.parse("2026-03-29T06:00:00Z"));
  }
}
