package dev.takt.activities.messages;

import dev.takt.records.clocks.TestClocks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The notices to customers on test clocks. */
@Component
class NoticesOnClock extends ToldByDate<NoticeRows.Notice> {
  private final NoticeRows rows;
  private final Notices notices;

  NoticesOnClock(NoticeRows rows, Notices notices, TestClocks clocks) {
    super(clocks);
    this.rows = rows;
    this.notices = notices;
  }

  /** After the cards: what merely tells changes nothing for the others. */
  @Override
  public int rank() {
    return 45;
  }

  @Override
  List<NoticeRows.Notice> onClock(String tenant, String clockId) {
    return rows.onClock(tenant, clockId);
  }

  @Override
  Optional<NoticeRows.Notice> find(String tenant, String id) {
    return rows.find(tenant, id);
  }

  @Override
  Optional<Instant> nextDue(NoticeRows.Notice notice, Instant now) {
    return Optional.of(notice.dueAt(now));
  }

  @Override
  Due due(String tenant, NoticeRows.Notice notice) {
    return new Due(Place.of(tenant, notice.id()), "Notice " + notice.id(), 0);
  }

  @Override
  void tell(NoticeRows.Notice notice, Instant now) {
    notices.send(notice, now);
  }

  @Override
  public void end(String tenant, String clockId, Instant now) {
    // The subscriptions that they are about have ended: nobody is told any more.
    rows.onClock(tenant, clockId).forEach(notice -> rows.close(notice, "CLOCK_REMOVED", now));
  }
}
