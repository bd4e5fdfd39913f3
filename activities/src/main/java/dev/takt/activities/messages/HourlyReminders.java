package dev.takt.activities.messages;

import dev.takt.workflows.port.Reminders;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Goes through what is due in live time, tenant by tenant; one that cannot go holds up no other.
 */
@Component
public class HourlyReminders implements Reminders {
  private final JdbcClient database;
  private final CardRows cards;
  private final Expiries expiries;
  private final NoticeRows notices;
  private final Notices sender;

  HourlyReminders(
      JdbcClient database, CardRows cards, Expiries expiries, NoticeRows notices, Notices sender) {
    this.database = database;
    this.cards = cards;
    this.expiries = expiries;
    this.notices = notices;
    this.sender = sender;
  }

  @Override
  public Told tell(Instant now) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    return tell(now, () -> context.heartbeat(null));
  }

  Told tell(Instant now, Runnable meanwhile) {
    int told = 0;
    int sent = 0;
    int waiting = 0;
    for (String tenant : tenants()) {
      for (CardRows.Card card : cards.live(tenant, now)) {
        meanwhile.run();
        try {
          told += expiries.tell(card, now);
        } catch (CarrierAway away) {
          waiting++;
        }
      }
      for (NoticeRows.Notice notice : notices.live(tenant, now)) {
        meanwhile.run();
        if (notice.dueAt(now).isAfter(now)) {
          continue;
        }
        try {
          sender.send(notice, now);
          sent++;
        } catch (CarrierAway away) {
          waiting++;
        }
      }
    }
    if (waiting > 0) {
      throw ApplicationFailure.newFailure(
          waiting + " messages wait for their carrier.", "carrier_away");
    }
    return new Told(told, sent);
  }

  private List<String> tenants() {
    return database
        .sql("select tenant from ledger order by tenant")
        .query((row, number) -> Objects.requireNonNull(row.getString("tenant")))
        .list();
  }
}
