package dev.takt.activities.payments;

import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.records.Ids;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.dunning.Decline;
import dev.takt.workflows.port.Payments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Payment attempts' rows. */
@Component
class AttemptRows {
  private static final String SELECT =
      """
      select p.id, p.tenant, p.invoice_id, p.customer_id, p.idempotency_key, p.attempt_key, p.amount,
        i.currency, p.gateway, p.payment_method_id, m.gateway_reference as card, m.brand,
        p.gateway_reference as charge, p.status, p.decline_code, p.category, t.time_zone
      from payment p
      join invoice i on i.id = p.invoice_id
      join ledger l on l.tenant = p.tenant
      join merchant t on t.id = l.merchant_id
      left join payment_method m on m.id = p.payment_method_id
      where p.tenant = :tenant and
      """;

  private final JdbcClient database;

  AttemptRows(JdbcClient database) {
    this.database = database;
  }

  /** An invoice's attempt of this key, and those that have no outcome. */
  List<Attempt> ofKeyOrInFlight(String tenant, String invoiceId, String key) {
    return database
        .sql(
            SELECT
                + """
                p.invoice_id = :invoice
                  and (p.idempotency_key = :key or p.status in ('UNKNOWN', 'PENDING'))
                """)
        .param("tenant", tenant)
        .param("invoice", invoiceId)
        .param("key", key)
        .query(AttemptRows::attempt)
        .list();
  }

  Optional<Attempt> byOccasion(String tenant, String attemptKey) {
    return find(tenant, "p.attempt_key = :value", attemptKey);
  }

  Optional<Attempt> byId(String tenant, String paymentId) {
    return find(tenant, "p.id = :value", paymentId);
  }

  private Optional<Attempt> find(String tenant, String condition, String value) {
    return database
        .sql(SELECT + condition)
        .param("tenant", tenant)
        .param("value", value)
        .query(AttemptRows::attempt)
        .optional();
  }

  private static Attempt attempt(ResultSet row, int number) throws SQLException {
    return new Attempt(
        row.getString("id"),
        row.getString("tenant"),
        row.getString("invoice_id"),
        row.getString("customer_id"),
        row.getString("idempotency_key"),
        row.getString("attempt_key"),
        row.getLong("amount"),
        row.getString("currency"),
        row.getString("gateway"),
        row.getString("payment_method_id"),
        row.getString("card"),
        row.getString("brand"),
        row.getString("charge"),
        row.getString("status"),
        row.getString("decline_code"),
        row.getString("category"),
        ZoneId.of(row.getString("time_zone")),
        false);
  }

  /** The next number on an invoice that is locked. */
  int nextNumber(Receivable invoice) {
    return database
        .sql(
            """
            select coalesce(max(attempt), 0) + 1 from payment
            where tenant = :tenant and invoice_id = :invoice
            """)
        .param("tenant", invoice.tenant())
        .param("invoice", invoice.id())
        .query(Integer.class)
        .single();
  }

  /** An earlier try of the same case that has no outcome; only attempts of dunning have a case. */
  Optional<Attempt> abandoned(Receivable invoice, String attemptKey) {
    if (!attemptKey.startsWith("dun_")) {
      return Optional.empty();
    }
    return database
        .sql(
            SELECT
                + """
                p.invoice_id = :invoice and p.status = 'UNKNOWN' and p.attempt_key <> :attemptKey
                  and split_part(p.attempt_key, '/', 1) = split_part(:attemptKey, '/', 1)
                """)
        .param("tenant", invoice.tenant())
        .param("invoice", invoice.id())
        .param("attemptKey", attemptKey)
        .query(AttemptRows::attempt)
        .optional();
  }

  /** The attempt on an invoice that has no outcome. */
  Optional<Attempt> inFlight(Receivable invoice) {
    return inFlight(invoice, "p.status in ('UNKNOWN', 'PENDING')");
  }

  /**
   * The same where its outcome is worth waiting for. A gateway that has said nothing for a minute
   * may be away for hours, and money that is there is booked meanwhile.
   */
  Optional<Attempt> awaited(Receivable invoice) {
    return inFlight(
        invoice, "p.status = 'UNKNOWN' and p.recorded_at > now() - interval '1 minute'");
  }

  private Optional<Attempt> inFlight(Receivable invoice, String condition) {
    return database
        .sql(SELECT + "p.invoice_id = :invoice and " + condition)
        .param("tenant", invoice.tenant())
        .param("invoice", invoice.id())
        .query(AttemptRows::attempt)
        .optional();
  }

  /**
   * Writes an attempt down: UNKNOWN, or declined where the gateway is not to be asked at all.
   *
   * @param card null where there is none
   * @param declined why the gateway is not asked, or null
   */
  Attempt insert(
      Receivable invoice,
      int number,
      @Nullable String attemptKey,
      Cards.@Nullable Card card,
      @Nullable Decline declined,
      Instant at) {
    var attempt =
        new Attempt(
            Ids.next("pay"),
            invoice.tenant(),
            invoice.id(),
            invoice.customerId(),
            invoice.id() + "/" + number,
            attemptKey,
            invoice.due(),
            invoice.currency(),
            card == null || declined != null ? "none" : card.gateway(),
            card == null ? null : card.id(),
            card == null ? null : card.reference(),
            card == null ? null : card.brand(),
            null,
            declined == null ? "UNKNOWN" : "DECLINED",
            declined == null ? null : declined.code(),
            declined == null ? null : declined.kind().code(),
            invoice.zone(),
            true);
    insert(attempt, number, at);
    return attempt;
  }

  private void insert(Attempt attempt, int number, Instant at) {
    database
        .sql(
            """
            insert into payment (id, tenant, invoice_id, customer_id, payment_method_id, gateway,
              idempotency_key, attempt, attempt_key, amount, status, decline_code, category,
              attempted_at)
            values (:id, :tenant, :invoice, :customer, :method, :gateway, :key, :attempt,
              :attemptKey, :amount, :status, :declineCode, :category, :at)
            """)
        .param("id", attempt.paymentId())
        .param("tenant", attempt.tenant())
        .param("invoice", attempt.invoiceId())
        .param("customer", attempt.customerId())
        .param("method", attempt.cardId())
        .param("gateway", attempt.gateway())
        .param("key", attempt.idempotencyKey())
        .param("attempt", number)
        .param("attemptKey", attempt.attemptKey())
        .param("amount", attempt.amount())
        .param("status", attempt.status())
        .param("declineCode", attempt.declineCode())
        .param("category", attempt.category())
        .param("at", SqlValues.instant(at))
        .update();
  }

  /** Writes down that the gateway decides later; false where it has decided already. */
  boolean postpone(Attempt attempt, PaymentGateway.Undecided answer, Instant lookAt) {
    return database
            .sql(
                """
                update payment set status = 'PENDING', gateway_reference = :reference,
                  expected_on = :expectedOn, look_at = :lookAt, looks = looks + 1
                where id = :id and tenant = :tenant and status in ('UNKNOWN', 'PENDING')
                """)
            .param("reference", answer.reference())
            .param("expectedOn", answer.expectedOn())
            .param("lookAt", SqlValues.instant(lookAt))
            .param("id", attempt.paymentId())
            .param("tenant", attempt.tenant())
            .update()
        == 1;
  }

  /** The payment of a gateway's charge, or null. */
  @Nullable String idOfReference(String tenant, String gateway, String reference) {
    return database
        .sql(
            """
            select id from payment where tenant = :tenant and gateway = :gateway
              and gateway_reference = :reference
            order by id limit 1
            """)
        .param("tenant", tenant)
        .param("gateway", gateway)
        .param("reference", reference)
        .query(String.class)
        .optional()
        .orElse(null);
  }

  /** The payment of an idempotency key, or null. */
  @Nullable String idOfKey(String tenant, String key) {
    return database
        .sql("select id from payment where tenant = :tenant and idempotency_key = :key")
        .param("tenant", tenant)
        .param("key", key)
        .query(String.class)
        .optional()
        .orElse(null);
  }

  /** What a payment waits for. */
  Payments.Undecided undecided(String tenant, String paymentId) {
    return database
        .sql(
            """
            select p.invoice_id, p.look_at, p.status,
              exists (select from dunning_case d where d.invoice_id = p.invoice_id) as pursued,
              t.now_at
            from payment p
            join customer c on c.id = p.customer_id
            left join test_clock t on t.id = c.test_clock_id
            where p.tenant = :tenant and p.id = :id
            """)
        .param("tenant", tenant)
        .param("id", paymentId)
        .query(
            (row, number) ->
                new Payments.Undecided(
                    row.getString("invoice_id"),
                    row.getString("status").equals("PENDING")
                        ? SqlValues.instant(row, "look_at")
                        : null,
                    row.getBoolean("pursued"),
                    SqlValues.instant(row, "now_at")))
        .single();
  }

  /**
   * Writes down how an attempt ended; false where that is known already. One that was declined may
   * still bring money: its customer has finished it.
   *
   * @param amount what it was about in the end, in minor units
   */
  boolean settle(
      Attempt attempt, long amount, @Nullable Decline declined, String reference, Instant at) {
    return database
            .sql(
                """
                update payment set status = :status, amount = :amount, decline_code = :declineCode,
                  category = :category, gateway_reference = :reference, settled_at = :at, look_at = null
                where id = :id and tenant = :tenant
                  and (status in ('UNKNOWN', 'PENDING')
                    or status = 'DECLINED' and :status = 'SUCCEEDED')
                """)
            .param("status", declined == null ? "SUCCEEDED" : "DECLINED")
            .param("amount", amount)
            .param("declineCode", declined == null ? null : declined.code())
            .param("category", declined == null ? null : declined.kind().code())
            .param("reference", reference)
            .param("at", SqlValues.instant(at))
            .param("id", attempt.paymentId())
            .param("tenant", attempt.tenant())
            .update()
        == 1;
  }
}
