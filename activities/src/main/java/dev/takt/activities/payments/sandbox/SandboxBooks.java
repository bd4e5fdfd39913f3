package dev.takt.activities.payments.sandbox;

import dev.takt.activities.payments.PaymentGateway;
import dev.takt.activities.records.Ids;
import dev.takt.activities.records.SqlValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sandbox's tables: its cards, and what it believes it did. */
@Component
class SandboxBooks {
  private final JdbcClient database;

  SandboxBooks(JdbcClient database) {
    this.database = database;
  }

  /**
   * A card.
   *
   * @param charges how many times it was charged, with whatever result
   */
  record Method(String id, String token, String customerReference, int charges) {}

  void addMethod(String id, String token, String customerReference) {
    database
        .sql(
            """
            insert into sandbox.method (id, token, customer_reference)
            values (:id, :token, :customer) on conflict (id) do nothing
            """)
        .param("id", id)
        .param("token", token)
        .param("customer", customerReference)
        .update();
  }

  Method lockMethod(String id) {
    return database
        .sql(
            """
            select id, token, customer_reference, charges from sandbox.method
            where id = :id for update
            """)
        .param("id", id)
        .query(
            (row, number) ->
                new Method(
                    row.getString("id"),
                    row.getString("token"),
                    row.getString("customer_reference"),
                    row.getInt("charges")))
        .single();
  }

  /** Counts a charge of which nothing is remembered. */
  void countCharge(String methodId) {
    database
        .sql("update sandbox.method set charges = charges + 1 where id = :id")
        .param("id", methodId)
        .update();
  }

  /** What became of a charge. One that was to be decided by now is decided. */
  PaymentGateway.@Nullable Answer find(String idempotencyKey, Instant at) {
    return database
        .sql(
            """
            with decided as (
              update sandbox.charge
              set status = case when decides is null then 'CAPTURED' else 'DECLINED' end,
                decline_code = decides, decides_on = null
              where idempotency_key = :key and status = 'PENDING' and decides_at <= :at
              returning id, decline_code, amount, decides_on)
            select * from decided
            union all
            select id, decline_code, amount, decides_on from sandbox.charge
            where idempotency_key = :key and not exists (select from decided)
            """)
        .param("key", idempotencyKey)
        .param("at", SqlValues.instant(at))
        .query(SandboxBooks::answer)
        .optional()
        .orElse(null);
  }

  private static PaymentGateway.Answer answer(ResultSet row, int number) throws SQLException {
    return answer(
        row.getString("id"),
        row.getString("decline_code"),
        row.getObject("decides_on", LocalDate.class),
        row.getLong("amount"));
  }

  private static PaymentGateway.Answer answer(
      String id, @Nullable String declineCode, @Nullable LocalDate decidedOn, long amount) {
    if (decidedOn != null) {
      return new PaymentGateway.Undecided(id, decidedOn);
    }
    return declineCode == null
        ? new PaymentGateway.Captured(id, amount)
        : new PaymentGateway.Refused(id, declineCode);
  }

  /**
   * Remembers a charge, and counts it.
   *
   * @param declineCode why it is declined, or null
   * @param decidedOn the day on which that is decided; null: now
   */
  PaymentGateway.Answer addCharge(
      PaymentGateway.Order order,
      Method method,
      @Nullable String declineCode,
      @Nullable LocalDate decidedOn,
      int callers) {
    String id = Ids.next("ch");
    String status = declineCode == null ? "CAPTURED" : "DECLINED";
    database
        .sql(
            """
            with charged as (
              update sandbox.method set charges = charges + 1 where id = :method)
            insert into sandbox.charge (id, method_id, idempotency_key, invoice_reference,
              customer_reference, amount, currency, status, decline_code, decides, decides_on,
              decides_at, at, at_once)
            values (:id, :method, :key, :invoice, :customer, :amount, :currency, :status,
              :declineCode, :decides, :decidesOn, :decidesAt, :at, :callers)
            """)
        .param("callers", callers)
        .param("id", id)
        .param("method", method.id())
        .param("key", order.idempotencyKey())
        .param("invoice", order.invoiceId())
        .param("customer", method.customerReference())
        .param("amount", order.amount())
        .param("currency", order.currency())
        .param("status", decidedOn == null ? status : "PENDING")
        .param("declineCode", decidedOn == null ? declineCode : null)
        .param("decides", decidedOn == null ? null : declineCode)
        .param("decidesOn", decidedOn)
        .param(
            "decidesAt",
            decidedOn == null
                ? null
                : SqlValues.instant(decidedOn.atStartOfDay(order.zone()).toInstant()))
        .param("at", SqlValues.instant(order.at()))
        .update();
    return answer(id, declineCode, decidedOn, order.amount());
  }

  /** Gives back a part of a charge, if that much is left of it. */
  PaymentGateway.RefundAnswer refund(PaymentGateway.RefundOrder order) {
    long left =
        database
            .sql(
                """
                select amount - amount_refunded from sandbox.charge
                where id = :id and status not in ('PENDING', 'DECLINED') for update
                """)
            .param("id", order.chargeReference())
            .query(Long.class)
            .optional()
            .orElse(0L);
    if (known(order.idempotencyKey())) {
      return new PaymentGateway.GivenBack();
    }
    if (order.amount() > left) {
      return new PaymentGateway.NotGivenBack("amount_exceeds_charge");
    }
    database
        .sql(
            """
            with given as (
              insert into sandbox.refund (idempotency_key, charge_id, amount, at)
              values (:key, :id, :amount, :at)
              returning charge_id, amount)
            update sandbox.charge c
            set amount_refunded = c.amount_refunded + given.amount,
              status = case when c.amount_refunded + given.amount = c.amount
                then 'REFUNDED' else c.status end
            from given where c.id = given.charge_id
            """)
        .param("key", order.idempotencyKey())
        .param("id", order.chargeReference())
        .param("amount", order.amount())
        .param("at", SqlValues.instant(order.at()))
        .update();
    return new PaymentGateway.GivenBack();
  }

  private boolean known(String idempotencyKey) {
    return database
        .sql("select exists (select 1 from sandbox.refund where idempotency_key = :key)")
        .param("key", idempotencyKey)
        .query(Boolean.class)
        .single();
  }
}
