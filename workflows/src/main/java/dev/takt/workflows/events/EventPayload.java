package dev.takt.workflows.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What an event says, as clients receive it in {@code data}: ids, amounts in minor units, dates in
 * the merchant's time zone; nothing personal and nothing secret. What does not apply is left out.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface EventPayload
    permits BalanceEvent,
        BankEvent,
        CardEvent,
        ChargeEvent,
        ClaimEvent,
        CreditEvent,
        DiscountEvent,
        DunningEvent,
        GroupEvent,
        InvoiceEvent,
        MessageEvent,
        PaymentEvent,
        RefundEvent,
        SubscriptionEvent {

  /** What it happened to; events of one subject are numbered. */
  String subjectId();

  /** Such as {@code invoice.issued}. */
  default String type() {
    return typeOf(getClass()).value();
  }

  /** The type of the events of a payload. */
  static EventType typeOf(Class<?> payload) {
    return Objects.requireNonNull(payload.getAnnotation(EventType.class), payload.getName());
  }

  /** The payloads of all types of events, in order of type. */
  static List<Class<?>> all() {
    return Stream.of(EventPayload.class.getPermittedSubclasses())
        .flatMap(subject -> Stream.of(subject.getPermittedSubclasses()))
        .sorted(Comparator.comparing(payload -> typeOf(payload).value()))
        .toList();
  }
}
