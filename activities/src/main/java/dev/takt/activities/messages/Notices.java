package dev.takt.activities.messages;

import dev.takt.activities.messages.NoticeRows.Notice;
import dev.takt.workflows.port.Messages;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Sends the notices of new prices, each on the morning of its day. */
@Component
class Notices {
  private final NoticeRows rows;
  private final Messages messages;

  Notices(NoticeRows rows, Messages messages) {
    this.rows = rows;
    this.messages = messages;
  }

  /** Sends one that is due; a repeat sends nothing more. */
  void send(Notice notice, Instant now) {
    if (notice.ended()) {
      rows.close(notice, "SUBSCRIPTION_ENDED", now);
      return;
    }
    rows.close(notice, outcome(messages.send(message(notice, now))), now);
  }

  private static Messages.Message message(Notice notice, Instant now) {
    Map<String, String> facts = new TreeMap<>();
    notice.text().forEach((language, sentence) -> facts.put("notice." + language, sentence));
    if (notice.from() != null) {
      facts.put("from", notice.from().toString());
    }
    return new Messages.Message(
        notice.tenant(),
        "price/" + notice.causeId() + "/" + notice.subscriptionId(),
        notice.customerId(),
        Messages.Channel.EMAIL,
        Messages.Template.PRICE_CHANGE,
        null,
        null,
        facts,
        now);
  }

  private static String outcome(Messages.Delivery delivery) {
    return switch (delivery) {
      case Messages.Sent sent -> "SENT";
      case Messages.NotSent not -> not.reason().toUpperCase(Locale.ROOT);
    };
  }
}
