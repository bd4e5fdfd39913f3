package dev.takt.workflows.port;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Messages to customers. Who they go to, in which language and with which words is looked up when
 * they go: nothing personal passes through a workflow.
 */
@ActivityInterface
public interface Messages {

  /** Sends a message, once for its key, however often it is asked for. */
  @ActivityMethod(name = "send")
  Delivery send(Message message);

  /**
   * A message to be sent.
   *
   * @param key what makes it one message: "dunning/inv_1/3"
   * @param template which text it is: a name of {@link Template}
   * @param invoiceId the invoice it is about, or null; its link pays that invoice
   * @param paymentMethodId the card it is about, or null
   * @param facts what the text may say besides: dates (ISO 8601), amounts in minor units, codes
   * @param at business time
   */
  record Message(
      String tenant,
      String key,
      String customerId,
      Channel channel,
      Template template,
      @Nullable String invoiceId,
      @Nullable String paymentMethodId,
      Map<String, String> facts,
      Instant at) {
    public Message {
      // In order of name: what is written in a history must not depend on hash codes.
      facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }
  }

  /** The way it goes. */
  enum Channel {
    EMAIL,
    SMS
  }

  /** The texts there are; a merchant may word each of them. */
  enum Template {
    /** The card was refused for now; the fact {@code retryOn} says when it is tried again. */
    PAYMENT_FAILED,
    /** It was refused again. */
    PAYMENT_FAILED_AGAIN,
    /** The card is refused for good: another one is needed. */
    CARD_REFUSED,
    CARD_EXPIRED,
    /** There is no card any more, and the subscription goes on. */
    CARD_REMOVED,
    /** The bank wants the customer to approve the payment. */
    AUTHENTICATION_NEEDED,
    /** An invoice that is paid by bank is past its due date; friendly. */
    INVOICE_OVERDUE,
    /** The last word before {@code suspendsOn} or {@code endsOn}. */
    LAST_NOTICE,
    SERVICE_SUSPENDED,
    SERVICE_RESUMED,
    SUBSCRIPTION_ENDED_UNPAID,
    /** Thanks: the debt is paid. */
    PAYMENT_RECEIVED,
    /** The card expires soon; the fact {@code month} says when. */
    CARD_EXPIRING,
    /** Another price from {@code from} on. */
    PRICE_CHANGE,
    /** A reminder by law: what is owed, in its parts, and by when. */
    REMINDER,
    /** Notice of collection: the last letter before a debt may be handed over. */
    COLLECTION_NOTICE,
    /** A fresh link, asked for with an expired one. */
    PAY_LINK
  }

  /** What became of it. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Sent.class, name = "sent"),
    @JsonSubTypes.Type(value = NotSent.class, name = "notSent")
  })
  sealed interface Delivery {}

  record Sent(String messageId) implements Delivery {}

  /**
   * It cannot be sent, now or later.
   *
   * @param reason such as {@code no_address}, {@code invalid_address}, {@code address_unsupported}
   *     (letters beyond ASCII that the mail server does not take), {@code no_number} (a phone that
   *     can be none), {@code customer_erased}, {@code channel_off}
   */
  record NotSent(String reason) implements Delivery {}
}
