package dev.takt.activities.payments;

import dev.takt.activities.events.Outbox;
import dev.takt.activities.records.CustomerLocks;
import dev.takt.records.customers.Customers;
import dev.takt.records.customers.PaymentMethod;
import dev.takt.records.customers.PaymentMethods;
import dev.takt.workflows.events.CardEvent;
import dev.takt.workflows.port.Payments.NewPaymentMethod;
import dev.takt.workflows.subscription.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Customers' payment methods: tokens, never card numbers; at most one default each. */
@Component
class PaymentMethodRecords {
  private final PaymentMethods methods;
  private final Customers customers;
  private final CustomerLocks locks;
  private final TransactionTemplate transaction;
  private final Outbox outbox;

  PaymentMethodRecords(
      PaymentMethods methods,
      Customers customers,
      CustomerLocks locks,
      PlatformTransactionManager transactions,
      Outbox outbox) {
    this.methods = methods;
    this.customers = customers;
    this.locks = locks;
    this.outbox = outbox;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Adds a card that the gateway has accepted; a repeat changes nothing. */
  @Nullable Refusal add(NewPaymentMethod method, PaymentGateway.Card card) {
    return transaction.execute(
        status -> {
          // One after the other: each may make its card the default.
          customers.findForUpdateByTenantAndId(method.tenant(), method.customerId());
          Refusal erased = locks.hold(method.tenant(), method.customerId());
          if (erased != null) {
            return erased;
          }
          if (!methods.existsByTenantAndId(method.tenant(), method.paymentMethodId())) {
            boolean renewed =
                methods.existsByTenantAndCustomerId(method.tenant(), method.customerId());
            insert(method, card);
            if (renewed) {
              tellUpdated(method);
            }
          }
          return null;
        });
  }

  private void insert(NewPaymentMethod method, PaymentGateway.Card card) {
    if (method.makeDefault()) {
      methods.clearDefault(method.tenant(), method.customerId());
    }
    methods.insert(
        new PaymentMethod(
            method.paymentMethodId(),
            method.tenant(),
            method.customerId(),
            method.gateway(),
            card.reference(),
            card.type(),
            card.brand(),
            card.last4(),
            card.expiryMonth(),
            card.expiryYear(),
            PaymentMethod.Status.ACTIVE,
            method.makeDefault(),
            method.at()));
  }

  private void tellUpdated(NewPaymentMethod method) {
    outbox.append(
        method.tenant(),
        method.at(),
        List.of(
            new CardEvent.Updated(
                method.paymentMethodId(), method.customerId(), method.makeDefault())));
  }
}
