package dev.takt.activities.messages;

import dev.takt.activities.clocks.LivesOnClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The notices to customers on test clocks. */
@Component
class NoticesOnClock implements LivesOnClock {
  private final NoticeRows rows;
  private final Notices notices;
  private final TestClockTime time;

  NoticesOnClock(NoticeRows rows, Notices notices, TestClockTime time) {
    this.rows = rows;
    this.notices = notices;
    this.time = time;
  }

  /** After the cards: what merely tells changes nothing for the others. */
  @Override
  public int rank() {
    return 45;
  }

  @Override
  public Optional<Instant> nextDue(String tenant, String clockId, Instant to) {
    Instant now = time.now(tenant, clockId);
    return rows.onClock(tenant, clockId).stream()
        .map(notice -> notice.dueAt(now))
        .filter(due -> !due.isAfter(to))
        .min(Instant::compareTo);
  }

  @Override
  public List<Due> dueAt(String tenant, String clockId, Instant instant) {
    return rows.onClock(tenant, clockId).stream()
        .filter(notice -> !notice.dueAt(instant).isAfter(instant))
        .map(notice -> new Due(Place.of(tenant, notice.id()), "Notice " + notice.id(), 0))
        .toList();
  }

  @Override
  public List<Due> underWay(String tenant, String clockId) {
    return List.of();
  }

  @Override
  public void tick(List<Due> due, Instant now, Runnable meanwhile) {
    for (Due one : due) {
      Place place = Place.in(one.workflowId());
      rows.find(place.tenant(), place.id()).ifPresent(notice -> notices.send(notice, now));
      meanwhile.run();
    }
  }

  @Override
  public void end(String tenant, String clockId, Instant now) {
    // The subscriptions that they are about have ended: nobody is told any more.
    rows.onClock(tenant, clockId).forEach(notice -> rows.close(notice, "CLOCK_REMOVED", now));
  }
}
