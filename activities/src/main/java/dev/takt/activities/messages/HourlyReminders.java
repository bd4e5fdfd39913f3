package dev.takt.activities.messages;

import dev.takt.activities.dunning.CaseWorkflowNotifier;
import dev.takt.workflows.port.Reminders;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Goes through what is due in live time, tenant by tenant; one that cannot go holds up no other.
 * And debts that stand still go on.
 */
@Component
public class HourlyReminders implements Reminders {
  private static final Logger LOG = LoggerFactory.getLogger(HourlyReminders.class);

  private final JdbcClient database;
  private final CardRows cards;
  private final Expiries expiries;
  private final NoticeRows notices;
  private final Notices sender;
  private final CaseWorkflowNotifier debts;

  HourlyReminders(
      JdbcClient database,
      CardRows cards,
      Expiries expiries,
      NoticeRows notices,
      Notices sender,
      CaseWorkflowNotifier debts) {
    this.database = database;
    this.cards = cards;
    this.expiries = expiries;
    this.notices = notices;
    this.sender = sender;
    this.debts = debts;
  }

  @Override
  public Told tell(Instant now) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    return tell(now, () -> context.heartbeat(null));
  }

  Told tell(Instant now, Runnable meanwhile) {
    int told = 0;
    int sent = 0;
    int left = isDone("debts that stand still", () -> debts.wakeStrays(now)) ? 0 : 1;
    for (String tenant : tenants()) {
      for (CardRows.Card card : cards.live(tenant, now)) {
        meanwhile.run();
        int due = Expiries.dueSteps(card, now).size();
        boolean done = due == 0 || isDone("card " + card.id(), () -> expiries.tell(card, now));
        told += done ? due : 0;
        left += done ? 0 : 1;
      }
      for (NoticeRows.Notice notice : notices.live(tenant, now)) {
        meanwhile.run();
        if (notice.dueAt(now).isAfter(now)) {
          continue;
        }
        boolean done = isDone("notice " + notice.id(), () -> sender.send(notice, now));
        sent += done ? 1 : 0;
        left += done ? 0 : 1;
      }
    }
    if (left > 0) {
      throw ApplicationFailure.newFailure(left + " could not be told now.", "not_all_told");
    }
    return new Told(told, sent);
  }

  /** Whether it could be done; what could not is tried again with the next look. */
  private static boolean isDone(String what, Runnable telling) {
    try {
      telling.run();
      return true;
    } catch (TransportUnavailable away) {
      LOG.info("{} waits: {}", what, away.getMessage());
    } catch (RuntimeException broken) {
      LOG.error("{} cannot be told", what, broken);
    }
    return false;
  }

  private List<String> tenants() {
    return database
        .sql("select tenant from ledger order by tenant")
        .query((row, number) -> Objects.requireNonNull(row.getString("tenant")))
        .list();
  }
}
