package dev.takt.activities.messages;

import dev.takt.activities.events.Outbox;
import dev.takt.workflows.events.MessageEvent;
import dev.takt.workflows.port.Messages;
import dev.takt.workflows.wording.message.RenderedMessage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends messages, once for each key. A message is written down before it is handed over; what was
 * surely not taken is tried again, and what may have been taken is not: a customer who gets one
 * reminder too few can be found in the log as UNCERTAIN, one who gets two has lost trust.
 */
@Component
public class CustomerMessages implements Messages {
  private static final Logger LOG = LoggerFactory.getLogger(CustomerMessages.class);

  private final Map<Channel, MessageTransport> carriers = new EnumMap<>(Channel.class);
  private final MessageLog log;
  private final Recipients recipients;
  private final Composition composition;
  private final Outbox outbox;
  private final TransactionTemplate transaction;

  CustomerMessages(
      List<MessageTransport> carriers,
      MessageLog log,
      Recipients recipients,
      Composition composition,
      Outbox outbox,
      PlatformTransactionManager transactions) {
    carriers.forEach(carrier -> this.carriers.put(carrier.channel(), carrier));
    this.log = log;
    this.recipients = recipients;
    this.composition = composition;
    this.outbox = outbox;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public Delivery send(Message message) {
    Recipient recipient = recipients.find(message.tenant(), message.customerId()).orElse(null);
    if (recipient == null) {
      return new NotSent("unknown_customer");
    }
    MessageLog.Claim claim = log.claim(message);
    MessageLog.Entry entry = claim.entry();
    if (!claim.ours()) {
      return known(entry);
    }
    String obstacle = obstacle(message, recipient);
    if (obstacle != null) {
      if (!log.stop(message.tenant(), entry.id(), obstacle)) {
        throw new BeingSent(entry.id());
      }
      return new NotSent(obstacle);
    }
    try {
      return carry(message, recipient, entry.id());
    } catch (TransportUnavailable away) {
      log.set(message.tenant(), entry.id(), "FAILED", away.getMessage());
      LOG.warn("message {} waits: {}", entry.id(), away.getMessage());
      throw away;
    }
  }

  private static Delivery known(MessageLog.Entry entry) {
    return switch (entry.status()) {
      case "SENT", "KEPT" -> new Sent(entry.id());
      case "NOT_SENT", "UNCERTAIN" ->
          new NotSent(Objects.requireNonNullElse(entry.reason(), "answer_lost"));
      default -> throw new BeingSent(entry.id());
    };
  }

  private @Nullable String obstacle(Message message, Recipient recipient) {
    String obstacle = recipient.obstacle(message.channel());
    if (obstacle != null) {
      return obstacle;
    }
    return message.channel() == Channel.SMS && !carrier(message).isSetUp() ? "channel_off" : null;
  }

  private MessageTransport carrier(Message message) {
    return Objects.requireNonNull(carriers.get(message.channel()));
  }

  private Delivery carry(Message message, Recipient recipient, String id) {
    String to = Objects.requireNonNull(recipient.address(message.channel()));
    RenderedMessage letter = composition.write(message, recipient);
    MessageLog.Kept kept = Composition.kept(letter, recipient, message.channel(), to);
    if (!carrier(message).isSetUp()) {
      return gone(message, id, "KEPT", kept);
    }
    if (!log.write(message.tenant(), id, kept, "SENDING")) {
      throw new BeingSent(id);
    }
    boolean sms = message.channel() == Channel.SMS;
    var parcel =
        new MessageTransport.Parcel(
            id, to, sms ? recipient.smsName() : recipient.sender(), recipient.replyTo(), letter);
    return switch (carrier(message).carry(parcel)) {
      case TAKEN -> gone(message, id, "SENT", null);
      case REFUSED -> notSent(message, id, "rejected");
      case ADDRESS_UNSUPPORTED -> notSent(message, id, "address_unsupported");
      case ANSWER_LOST -> {
        log.set(message.tenant(), id, "UNCERTAIN", "answer_lost");
        LOG.warn("no answer to message {}: it may have gone, and is not sent again", id);
        yield new NotSent("answer_lost");
      }
    };
  }

  private Delivery notSent(Message message, String id, String reason) {
    log.set(message.tenant(), id, "NOT_SENT", reason);
    return new NotSent(reason);
  }

  /**
   * Notes that it is done, and tells of it.
   *
   * @param kept what is still to be written down
   */
  private Delivery gone(Message message, String id, String status, MessageLog.@Nullable Kept kept) {
    transaction.executeWithoutResult(
        done -> {
          if (kept != null && !log.write(message.tenant(), id, kept, status)) {
            throw new BeingSent(id);
          }
          log.gone(message.tenant(), id, status, message.at());
          outbox.append(
              message.tenant(),
              message.at(),
              List.of(
                  new MessageEvent.Sent(
                      id,
                      message.customerId(),
                      message.channel(),
                      message.template(),
                      status,
                      message.invoiceId())));
        });
    return new Sent(id);
  }

  /** Another try has it in hand; this one comes again to see what became of it. */
  private static final class BeingSent extends IllegalStateException {
    BeingSent(String id) {
      super("message " + id + " is being sent");
    }
  }
}
