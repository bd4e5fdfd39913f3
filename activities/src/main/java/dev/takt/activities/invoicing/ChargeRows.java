package dev.takt.activities.invoicing;

import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.events.ChargeEvent;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.OneOffCharge;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What has become of one-off charges: those that wait, are billed, were taken back. Subscriptions
 * without any cost no statement.
 */
@Component
public class ChargeRows {
  private final JdbcClient database;

  ChargeRows(JdbcClient database) {
    this.database = database;
  }

  /** Notes those that came with a sign-up, and tells of them. */
  public void signedUp(SubscriptionTransaction transaction) {
    for (OneOffCharge charge : transaction.state().changes().charges()) {
      insert(transaction, charge);
      transaction.publish(added(transaction, charge));
    }
  }

  /** Notes what a request has added or taken back. */
  public void note(Request request, SubscriptionTransaction transaction, Subscription after) {
    switch (request) {
      case Request.AddCharge added ->
          after.changes().charges().stream()
              .filter(charge -> charge.id().equals(added.id()))
              .forEach(charge -> insert(transaction, charge));
      case Request.RemoveCharge removal ->
          update(transaction, "REMOVED", null, List.of(removal.chargeId()));
      default -> {}
    }
  }

  /** Notes those that an invoice bills, and tells of them. */
  public void billed(InvoiceIssuer.IssuedPart issued) {
    List<String> ids = issued.part().bill().chargeIds();
    if (ids.isEmpty()) {
      return;
    }
    SubscriptionTransaction transaction = issued.part().transaction();
    update(transaction, "BILLED", issued.invoiceId(), ids);
    ids.forEach(
        id ->
            transaction.publish(
                new ChargeEvent.Billed(
                    transaction.subscriptionId(),
                    transaction.customerId(),
                    transaction.on(),
                    id,
                    issued.invoiceId())));
  }

  /** Notes those that lapse with the end of their subscription, and tells of them. */
  public void lapsed(SubscriptionTransaction transaction, Collection<String> billed) {
    List<String> ids =
        transaction.state().changes().charges().stream()
            .map(OneOffCharge::id)
            .filter(id -> !billed.contains(id))
            .toList();
    if (ids.isEmpty()) {
      return;
    }
    update(transaction, "REMOVED", null, ids);
    ids.forEach(
        id ->
            transaction.publish(
                new ChargeEvent.Removed(
                    transaction.subscriptionId(), transaction.customerId(), transaction.on(), id)));
  }

  private static ChargeEvent.Added added(SubscriptionTransaction transaction, OneOffCharge charge) {
    return new ChargeEvent.Added(
        transaction.subscriptionId(),
        transaction.customerId(),
        transaction.on(),
        charge.id(),
        charge.amount(),
        transaction.state().currency());
  }

  private void insert(SubscriptionTransaction transaction, OneOffCharge charge) {
    Period service = charge.service();
    database
        .sql(
            """
            insert into one_off_charge (id, tenant, subscription_id, description, amount, quantity,
              currency, vat_rate, includes_vat, due, due_on, service_from, service_to, set_up,
              created_at)
            values (:id, :tenant, :subscription, :description, :amount, :quantity, :currency, :rate,
              :included, :due, :on, :from, :to, :setUp, :at)
            """)
        .param("id", charge.id())
        .param("tenant", transaction.tenant())
        .param("subscription", transaction.subscriptionId())
        .param("description", charge.description())
        .param("amount", charge.unitAmount())
        .param("quantity", charge.quantity())
        .param("currency", transaction.state().currency())
        .param("rate", charge.vatRate())
        .param("included", charge.includesVat())
        .param("due", charge.when().name())
        .param("on", charge.date())
        .param("from", service == null ? null : service.from())
        .param("to", service == null ? null : service.to())
        .param("setUp", charge.setUp())
        .param("at", SqlValues.instant(transaction.at()))
        .update();
  }

  private void update(
      SubscriptionTransaction transaction,
      String status,
      @Nullable String invoiceId,
      List<String> ids) {
    database
        .sql(
            """
            update one_off_charge set status = :status, invoice_id = :invoice
            where tenant = :tenant and subscription_id = :subscription and id = any(:ids)
            """)
        .param("status", status)
        .param("invoice", invoiceId)
        .param("tenant", transaction.tenant())
        .param("subscription", transaction.subscriptionId())
        .param("ids", ids.toArray(String[]::new))
        .update();
  }
}
