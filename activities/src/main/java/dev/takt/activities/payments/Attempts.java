package dev.takt.activities.payments;

import dev.takt.activities.events.Event;
import dev.takt.activities.events.Outbox;
import dev.takt.activities.ledger.Account;
import dev.takt.activities.receivables.MoneyIn;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.records.Columns;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.subscription.Charge;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Attempts to charge: each is one transaction that writes it down before the gateway is asked, and
 * one that writes down how it ended. Between the two its status is UNKNOWN, and the database lets
 * no other attempt on that invoice begin.
 */
@Component
class Attempts {
  private static final String SELECT =
      """
      select p.id, p.tenant, p.invoice_id, p.customer_id, p.idempotency_key, p.amount, i.currency,
        p.gateway, m.gateway_reference as card, p.status, p.decline_code, p.category, t.time_zone
      from payment p
      join invoice i on i.id = p.invoice_id
      join ledger l on l.tenant = p.tenant
      join merchant t on t.id = l.merchant_id
      left join payment_method m on m.id = p.payment_method_id
      where p.tenant = :tenant and
      """;

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Receivables receivables;
  private final MoneyIn moneyIn;
  private final Outbox outbox;

  Attempts(
      JdbcClient database,
      PlatformTransactionManager transactions,
      Receivables receivables,
      MoneyIn moneyIn,
      Outbox outbox) {
    this.database = database;
    this.transaction = new TransactionTemplate(transactions);
    this.receivables = receivables;
    this.moneyIn = moneyIn;
    this.outbox = outbox;
  }

  /**
   * Writes down an attempt to charge what is due now, or finds it; empty when nothing is due.
   *
   * @throws IllegalStateException while another attempt on the invoice has no outcome: it is to be
   *     tried again when that one has
   */
  Optional<Attempt> begin(
      String tenant, Charge charge, @Nullable String paymentMethodId, Instant at) {
    return transaction.execute(
        status -> {
          Receivable invoice =
              receivables
                  .lock(tenant, charge.invoiceId())
                  .orElseThrow(() -> new IllegalStateException("no invoice " + charge.invoiceId()));
          String key = charge.invoiceId() + "/" + charge.attempt();
          Optional<Attempt> known = find(tenant, "p.idempotency_key = :value", key);
          if (known.isPresent() || invoice.due() == 0) {
            return known;
          }
          return Optional.of(write(invoice, charge, key, paymentMethodId, at));
        });
  }

  private Attempt write(
      Receivable invoice, Charge charge, String key, @Nullable String paymentMethodId, Instant at) {
    refuseSecondInFlight(invoice);
    Optional<Usable> card = usableCard(invoice, paymentMethodId);
    String id = Ids.next("pay");
    String status = card.isPresent() ? "UNKNOWN" : "DECLINED";
    String declineCode = card.isPresent() ? null : "no_payment_method";
    String category = declineCode == null ? null : DeclineCategory.of(declineCode).code();
    String gateway = card.map(Usable::gateway).orElse("none");
    database
        .sql(
            """
            insert into payment (id, tenant, invoice_id, customer_id, payment_method_id, gateway,
              idempotency_key, attempt, amount, status, decline_code, category, attempted_at)
            values (:id, :tenant, :invoice, :customer, :method, :gateway, :key, :attempt, :amount,
              :status, :declineCode, :category, :at)
            """)
        .param("id", id)
        .param("tenant", invoice.tenant())
        .param("invoice", invoice.id())
        .param("customer", invoice.customerId())
        .param("method", card.map(Usable::id).orElse(null))
        .param("gateway", gateway)
        .param("key", key)
        .param("attempt", charge.attempt())
        .param("amount", invoice.due())
        .param("status", status)
        .param("declineCode", declineCode)
        .param("category", category)
        .param("at", Columns.instant(at))
        .update();
    var attempt =
        new Attempt(
            id,
            invoice.tenant(),
            invoice.id(),
            invoice.customerId(),
            key,
            invoice.due(),
            invoice.currency(),
            gateway,
            card.map(Usable::reference).orElse(null),
            status,
            declineCode,
            category,
            invoice.zone(),
            true);
    if (declineCode != null) {
      tellDeclined(attempt, declineCode, at);
    }
    return attempt;
  }

  /** Writes down how an attempt ended; a repeat changes nothing and gets the first answer. */
  Payments.Outcome finish(Attempt attempt, PaymentGateway.Answer answer, Instant at) {
    return transaction.execute(
        status -> {
          Receivable invoice =
              receivables.lock(attempt.tenant(), attempt.invoiceId()).orElseThrow();
          if (settle(attempt, answer, at)) {
            switch (answer) {
              case PaymentGateway.Captured captured ->
                  moneyIn.book(
                      invoice,
                      attempt.paymentId(),
                      attempt.amount(),
                      Account.GATEWAY_CLEARING,
                      invoice.bookedOn(at),
                      at);
              case PaymentGateway.Refused refused ->
                  tellDeclined(attempt, refused.declineCode(), at);
            }
            return outcome(attempt, answer);
          }
          return outcome(attempt);
        });
  }

  /** As it was written down just now. */
  private static Payments.Outcome outcome(Attempt attempt, PaymentGateway.Answer answer) {
    return switch (answer) {
      case PaymentGateway.Captured captured ->
          new Payments.Paid(attempt.paymentId(), attempt.amount());
      case PaymentGateway.Refused refused ->
          new Payments.Declined(
              attempt.paymentId(),
              refused.declineCode(),
              DeclineCategory.of(refused.declineCode()).code());
    };
  }

  private Payments.Outcome outcome(Attempt attempt) {
    Payments.Outcome outcome =
        find(attempt.tenant(), "p.id = :value", attempt.paymentId()).orElseThrow().outcome();
    if (outcome == null) {
      throw new IllegalStateException("payment " + attempt.paymentId() + " has no outcome");
    }
    return outcome;
  }

  private boolean settle(Attempt attempt, PaymentGateway.Answer answer, Instant at) {
    String declineCode =
        answer instanceof PaymentGateway.Refused refused ? refused.declineCode() : null;
    return database
            .sql(
                """
                update payment set status = :status, decline_code = :declineCode,
                  category = :category, gateway_reference = :reference, settled_at = :at
                where id = :id and tenant = :tenant and status = 'UNKNOWN'
                """)
            .param("status", declineCode == null ? "SUCCEEDED" : "DECLINED")
            .param("declineCode", declineCode)
            .param("category", declineCode == null ? null : DeclineCategory.of(declineCode).code())
            .param("reference", answer.reference())
            .param("at", Columns.instant(at))
            .param("id", attempt.paymentId())
            .param("tenant", attempt.tenant())
            .update()
        == 1;
  }

  private void refuseSecondInFlight(Receivable invoice) {
    boolean inFlight =
        database
            .sql(
                """
                select exists (select 1 from payment where tenant = :tenant
                  and invoice_id = :invoice and status in ('UNKNOWN', 'PENDING'))
                """)
            .param("tenant", invoice.tenant())
            .param("invoice", invoice.id())
            .query(Boolean.class)
            .single();
    if (inFlight) {
      throw new IllegalStateException(
          "another charge of invoice " + invoice.id() + " has no outcome yet");
    }
  }

  private record Usable(String id, String gateway, String reference) {}

  /** The card that was asked for, if it is usable, else the customer's default. */
  private Optional<Usable> usableCard(Receivable invoice, @Nullable String paymentMethodId) {
    return database
        .sql(
            """
            select id, gateway, gateway_reference as reference from payment_method
            where tenant = :tenant and customer_id = :customer and status <> 'REMOVED'
              and (id = cast(:wanted as text) or is_default)
            order by (id = cast(:wanted as text)) desc nulls last limit 1
            """)
        .param("tenant", invoice.tenant())
        .param("customer", invoice.customerId())
        .param("wanted", paymentMethodId)
        .query(
            (row, number) ->
                new Usable(
                    row.getString("id"), row.getString("gateway"), row.getString("reference")))
        .optional();
  }

  private Optional<Attempt> find(String tenant, String condition, String value) {
    return database
        .sql(SELECT + condition)
        .param("tenant", tenant)
        .param("value", value)
        .query(Attempts::attempt)
        .optional();
  }

  private static Attempt attempt(ResultSet row, int number) throws SQLException {
    return new Attempt(
        row.getString("id"),
        row.getString("tenant"),
        row.getString("invoice_id"),
        row.getString("customer_id"),
        row.getString("idempotency_key"),
        row.getLong("amount"),
        row.getString("currency"),
        row.getString("gateway"),
        row.getString("card"),
        row.getString("status"),
        row.getString("decline_code"),
        row.getString("category"),
        ZoneId.of(row.getString("time_zone")),
        false);
  }

  private void tellDeclined(Attempt attempt, String declineCode, Instant at) {
    outbox.append(
        attempt.tenant(),
        at,
        List.of(
            new Event(
                "payment.declined",
                attempt.paymentId(),
                Map.of(
                    "paymentId", attempt.paymentId(),
                    "invoiceId", attempt.invoiceId(),
                    "customerId", attempt.customerId(),
                    "amount", attempt.amount(),
                    "currency", attempt.currency(),
                    "declineCode", declineCode,
                    "category", DeclineCategory.of(declineCode).code()))));
  }
}
