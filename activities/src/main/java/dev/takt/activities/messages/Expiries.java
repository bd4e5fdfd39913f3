package dev.takt.activities.messages;

import dev.takt.activities.events.Outbox;
import dev.takt.activities.messages.CardRows.Card;
import dev.takt.workflows.calendar.CardExpiry.Step;
import dev.takt.workflows.calendar.QuietHours;
import dev.takt.workflows.events.CardEvent;
import dev.takt.workflows.port.Messages;
import dev.takt.workflows.settlement.MoneyTrail;
import dev.takt.workflows.subscription.Preview;
import dev.takt.workflows.subscription.Subscription;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells customers that a card expires, where a payment comes after it: once at each step, however
 * many subscriptions are charged to it, and no more when they are charged to another.
 */
@Component
class Expiries {
  /** Enough to look beyond a card's month, whatever the rhythm. */
  private static final int INVOICES_AHEAD = 70;

  private final CardRows cards;
  private final Messages messages;
  private final Outbox outbox;
  private final TransactionTemplate transaction;

  Expiries(
      CardRows cards, Messages messages, Outbox outbox, PlatformTransactionManager transactions) {
    this.cards = cards;
    this.messages = messages;
    this.outbox = outbox;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** When the next step of a card is due, seen from now: not in its owner's quiet hours. */
  static Optional<Instant> nextDue(Card card, Instant now) {
    return card.left().stream().map(step -> due(card, step, now)).min(Instant::compareTo);
  }

  private static Instant due(Card card, Step step, Instant now) {
    if (step == Step.OVER) {
      return card.expiry().momentOf(step, card.zone());
    }
    Instant moment = card.expiry().momentOf(step, card.home());
    return QuietHours.NIGHT.after(moment.isBefore(now) ? now : moment, card.home());
  }

  static List<Step> dueSteps(Card card, Instant now) {
    return card.left().stream().filter(step -> !due(card, step, now).isAfter(now)).toList();
  }

  /** Does what is due. When several are, since nobody looked in time, only the last one speaks. */
  void tell(Card card, Instant now) {
    List<Step> due = dueSteps(card, now);
    for (Step step : due) {
      if (step == Step.OVER) {
        end(card, now);
      } else if (step != due.getLast()) {
        cards.note(card, step, "LATER_STEP", now);
      } else {
        remind(card, step, now);
      }
    }
  }

  private void end(Card card, Instant now) {
    transaction.executeWithoutResult(
        status -> {
          cards.lock(card);
          if (cards.note(card, Step.OVER, "EXPIRED", now) && cards.expire(card)) {
            publish(card, new CardEvent.Expired(card.id(), card.customerId(), monthOf(card)), now);
          }
        });
  }

  private void remind(Card card, Step step, Instant now) {
    List<Subscription> charged = cards.chargedTo(card);
    LocalDate today = now.atZone(card.zone()).toLocalDate();
    if (charged.isEmpty()) {
      cards.note(card, step, "NOT_IN_USE", now);
      return;
    }
    if (charged.stream().noneMatch(one -> renewsAfter(one, card.expiry().lastDay(), today))) {
      cards.note(card, step, "NO_RENEWAL", now);
      return;
    }
    Messages.Delivery delivery = messages.send(message(card, step, now));
    transaction.executeWithoutResult(
        status -> {
          cards.lock(card);
          if (cards.note(card, step, outcome(delivery), now) && !cards.wasTold(card)) {
            publish(card, new CardEvent.Expiring(card.id(), card.customerId(), monthOf(card)), now);
          }
        });
  }

  private static boolean renewsAfter(Subscription subscription, LocalDate last, LocalDate today) {
    if (subscription.groupId() != null) {
      // The group bills it; what counts is whether it is there still.
      LocalDate end = subscription.timeline().end();
      return end == null || end.isAfter(last);
    }
    return Preview.of(subscription, today, MoneyTrail.UNKNOWN, INVOICES_AHEAD).invoices().stream()
        .anyMatch(invoice -> invoice.issueDate().isAfter(last));
  }

  private static Messages.Message message(Card card, Step step, Instant now) {
    return new Messages.Message(
        card.tenant(),
        "card/" + card.id() + "/" + step.name().toLowerCase(Locale.ROOT),
        card.customerId(),
        Messages.Channel.EMAIL,
        Messages.Template.CARD_EXPIRING,
        null,
        card.id(),
        Map.of("month", monthOf(card)),
        now);
  }

  private static String outcome(Messages.Delivery delivery) {
    return switch (delivery) {
      case Messages.Sent sent -> "TOLD";
      case Messages.NotSent not -> not.reason().toUpperCase(Locale.ROOT);
    };
  }

  private static String monthOf(Card card) {
    return card.expiry().month().toString();
  }

  private void publish(Card card, CardEvent event, Instant now) {
    outbox.append(card.tenant(), now, List.of(event));
  }
}
