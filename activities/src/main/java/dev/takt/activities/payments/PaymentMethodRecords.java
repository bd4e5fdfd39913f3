package dev.takt.activities.payments;

import dev.takt.activities.events.Event;
import dev.takt.activities.events.Outbox;
import dev.takt.activities.records.CustomerLocks;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.port.Payments.NewPaymentMethod;
import dev.takt.workflows.subscription.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Customers' payment methods: tokens, never card numbers; at most one default each. */
@Component
class PaymentMethodRecords {
  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final CustomerLocks customers;
  private final Outbox outbox;

  PaymentMethodRecords(
      JdbcClient database,
      PlatformTransactionManager transactions,
      CustomerLocks customers,
      Outbox outbox) {
    this.database = database;
    this.customers = customers;
    this.outbox = outbox;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Adds a card that the gateway has accepted; a repeat changes nothing. */
  @Nullable Refusal add(NewPaymentMethod method, PaymentGateway.Card card) {
    return transaction.execute(
        status -> {
          lockCustomer(method);
          Refusal erased = customers.hold(method.tenant(), method.customerId());
          if (erased != null) {
            return erased;
          }
          if (!exists(method)) {
            boolean renewed = hasOthers(method);
            insert(method, card);
            if (renewed) {
              tellUpdated(method);
            }
          }
          return null;
        });
  }

  /** One after the other: each may make its card the default. */
  private void lockCustomer(NewPaymentMethod method) {
    database
        .sql("select id from customer where id = :id and tenant = :tenant for update")
        .param("id", method.customerId())
        .param("tenant", method.tenant())
        .query(String.class)
        .optional();
  }

  private boolean exists(NewPaymentMethod method) {
    return database
        .sql("select exists (select 1 from payment_method where id = :id and tenant = :tenant)")
        .param("id", method.paymentMethodId())
        .param("tenant", method.tenant())
        .query(Boolean.class)
        .single();
  }

  private void insert(NewPaymentMethod method, PaymentGateway.Card card) {
    if (method.makeDefault()) {
      database
          .sql(
              """
              update payment_method set is_default = false
              where customer_id = :customer and tenant = :tenant and is_default
              """)
          .param("customer", method.customerId())
          .param("tenant", method.tenant())
          .update();
    }
    database
        .sql(
            """
            insert into payment_method (id, tenant, customer_id, gateway, gateway_reference, type,
              brand, last4, expiry_month, expiry_year, status, is_default, created_at)
            values (:id, :tenant, :customer, :gateway, :reference, :type, :brand, :last4, :month,
              :year, 'ACTIVE', :isDefault, :at)
            """)
        .param("id", method.paymentMethodId())
        .param("tenant", method.tenant())
        .param("customer", method.customerId())
        .param("gateway", method.gateway())
        .param("reference", card.reference())
        .param("type", card.type())
        .param("brand", card.brand())
        .param("last4", card.last4())
        .param("month", card.expiryMonth())
        .param("year", card.expiryYear())
        .param("isDefault", method.makeDefault())
        .param("at", SqlValues.instant(method.at()))
        .update();
  }

  private boolean hasOthers(NewPaymentMethod method) {
    return database
        .sql(
            """
            select exists (select 1 from payment_method
              where customer_id = :customer and tenant = :tenant)
            """)
        .param("customer", method.customerId())
        .param("tenant", method.tenant())
        .query(Boolean.class)
        .single();
  }

  private void tellUpdated(NewPaymentMethod method) {
    outbox.append(
        method.tenant(),
        method.at(),
        List.of(
            new Event(
                "card.updated",
                method.paymentMethodId(),
                Map.of(
                    "paymentMethodId", method.paymentMethodId(),
                    "customerId", method.customerId(),
                    "default", method.makeDefault()))));
  }
}
