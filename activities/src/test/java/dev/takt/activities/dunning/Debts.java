package dev.takt.activities.dunning;

import dev.takt.activities.World;
import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Journal;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.ledger.Taxes;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.CustomerMoney;
import dev.takt.activities.receivables.DomainEvent;
import dev.takt.activities.receivables.DomainEventListener;
import dev.takt.activities.receivables.NewDocument;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.records.Ids;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.dunning.DunningPolicy;
import dev.takt.workflows.money.Vat;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.subscription.CollectionMethod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A merchant with debtors: what billing, REST and customers do to the books around dunning. */
final class Debts {
  final World world = new World();
  private final TransactionTemplate transaction =
      new TransactionTemplate(World.bean(PlatformTransactionManager.class));
  private final Receivables receivables = World.bean(Receivables.class);
  private final String plan = world.plan(31_000, "25", true);

  void policy(DunningPolicy policy) {
    world
        .database
        .sql(
            """
            insert into dunning_policy (tenant, name, body, updated_at)
            values (?, 'default', cast(? as jsonb), now())
            """)
        .params(List.of(world.tenant, SqlValues.json(policy)))
        .update();
  }

  /** A customer who can be reached by mail and phone. */
  String customer() {
    String id = world.customer();
    world
        .database
        .sql("update customer set email = 'kunde@example.com', phone = '+4520000000' where id = ?")
        .param(id)
        .update();
    return id;
  }

  /** A card that does what its token says; the same token is the same card of a scheme. */
  String card(String customer, String token, String brand, boolean isDefault, Instant at) {
    String id = Ids.next("pm");
    var registered =
        world.payments.register(
            new Payments.NewPaymentMethod(
                world.tenant, id, customer, PerilousGateway.NAME, token, null, isDefault, at));
    if (registered.refusal() != null) {
      throw new IllegalStateException(registered.refusal().detail());
    }
    world
        .database
        .sql("update payment_method set brand = ? where id = ?")
        .params(List.of(brand, id))
        .update();
    return id;
  }

  /** As REST does. */
  void removeCards(String customer) {
    world
        .database
        .sql(
            "update payment_method set status = 'REMOVED', is_default = false"
                + " where customer_id = ?")
        .param(customer)
        .update();
  }

  /** A subscription, as far as dunning looks at it: whose card it has. */
  String subscription(String customer, @Nullable String ownCard) {
    String id = Ids.next("sub");
    world
        .database
        .sql(
            """
            insert into subscription (id, tenant, merchant_id, customer_id, plan_id, status,
              version, state, created_at)
            values (:id, :tenant, :merchant, :customer, :plan, 'ACTIVE', 1,
              jsonb_build_object('collection',
                jsonb_build_object('paymentMethodId', cast(:card as text))), now())
            """)
        .param("id", id)
        .param("tenant", world.tenant)
        .param("merchant", world.merchantId)
        .param("customer", customer)
        .param("plan", plan)
        .param("card", ownCard)
        .update();
    return id;
  }

  /** An invoice; one to be paid by bank has its case from now on. */
  String invoice(
      String customer, String subscription, long total, LocalDate due, boolean byBank, Instant at) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              String id = world.invoice(customer, total);
              world
                  .database
                  .sql(
                      """
                      update invoice set subscription_id = :subscription, due_date = :due,
                        issue_date = :due, collection = :means where id = :id
                      """)
                  .param("subscription", subscription)
                  .param("due", due)
                  .param("means", byBank ? "INVOICE" : "CARD")
                  .param("id", id)
                  .update();
              if (byBank) {
                publish(
                    new DomainEvent.InvoiceIssued(toPayByBank(id, customer, total, due), 1), at);
              }
              return id;
            }));
  }

  /** A credit note over a part of what did not come in, as far as debts hear of it. */
  void credit(String invoiceId, int percent, Instant at) {
    transaction.executeWithoutResult(
        status -> {
          Receivable invoice = receivables.lock(world.tenant, invoiceId).orElseThrow();
          long lowered = invoice.due() * percent / 100;
          long recovered = invoice.due() > 0 ? 0 : invoice.writtenOff() * percent / 100;
          if (lowered + recovered > 0) {
            Receivable credited = receivables.change(invoice, 0, lowered + recovered, -recovered);
            // The books first, as whoever issues a note does: who listens reads them.
            post(invoice, Account.RECEIVABLE, lowered, at);
            post(invoice, Account.BAD_DEBT, recovered, at);
            publish(new DomainEvent.InvoiceCredited(invoice, credited), at);
          }
        });
  }

  /** As dunning hears of it: no client is told. */
  private void publish(DomainEvent event, Instant at) {
    World.bean(DomainEventListener.class).on(event, new BooksTransaction(world.tenant, at));
  }

  private NewDocument.NewInvoice toPayByBank(
      String id, String customer, long total, LocalDate due) {
    return new NewDocument.NewInvoice(
        id,
        world.tenant,
        id,
        customer,
        null,
        null,
        CollectionMethod.Means.INVOICE,
        due,
        due,
        false,
        "DKK",
        new Taxes(List.of(new Vat("0", total, 0)), List.of()),
        CustomerMoney.Paid.NOTHING);
  }

  private void post(Receivable invoice, Account account, long amount, Instant at) {
    World.bean(Journal.class)
        .append(
            world.tenant,
            Posting.signed(
                invoice.bookedOn(at),
                Account.DEFERRED_REVENUE,
                account,
                amount,
                Posting.What.CREDIT_NOTE,
                new Posting.Source(
                    Ids.next("crn"), invoice.subscriptionId(), invoice.id(), "DKK")));
  }

  long due(String invoiceId) {
    return world.number(
        "select amount_due from invoice"
            + " where tenant = :tenant and id = '"
            + invoiceId.toLowerCase(Locale.ROOT)
            + "'");
  }
}
