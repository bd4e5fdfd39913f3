package dev.takt.activities.invoicing;

import dev.takt.activities.ledger.OpenBooks;
import dev.takt.activities.records.Columns;
import dev.takt.workflows.subscription.Agenda;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Status;
import dev.takt.workflows.subscription.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Subscriptions' rows: the state, its version, and beside them what is searched by. */
@Component
class SubscriptionRows {
  private final JdbcClient database;

  SubscriptionRows(JdbcClient database) {
    this.database = database;
  }

  /**
   * A locked row.
   *
   * @param hasCredit whether an ended subscription of the customer's has left a credit
   * @param invoicesOnDate how many invoices of that issue date the subscription has
   */
  record Row(
      Subscription state, long version, OpenBooks books, boolean hasCredit, int invoicesOnDate) {}

  /** Locks a subscription's row until the transaction ends; {@code on} counts its invoices. */
  Optional<Row> lock(Identity identity, @Nullable LocalDate on) {
    return database
        .sql(
            """
            select s.state, s.version, l.books_closed_through,
              exists (select 1 from customer_credit c
                where c.customer_id = s.customer_id and c.remaining > 0) as has_credit,
              (select count(*) from invoice i where i.subscription_id = s.id
                and i.tenant = s.tenant and i.issue_date = cast(:on as date)) as invoices
            from subscription s join ledger l on l.tenant = s.tenant
            where s.id = :id and s.tenant = :tenant
            for update of s
            """)
        .param("id", identity.subscriptionId())
        .param("tenant", identity.tenant())
        .param("on", on)
        .query(SubscriptionRows::row)
        .optional();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        Columns.read(row.getString("state"), Subscription.class),
        row.getLong("version"),
        new OpenBooks(Columns.date(row, "books_closed_through")),
        row.getBoolean("has_credit"),
        row.getInt("invoices"));
  }

  /** Which of the tenant's books are open. */
  OpenBooks books(Identity identity) {
    return database
        .sql("select books_closed_through from ledger where tenant = :tenant")
        .param("tenant", identity.tenant())
        .query((row, number) -> new OpenBooks(Columns.date(row, "books_closed_through")))
        .single();
  }

  /** Adds a new subscription; false when there is one of that id already. */
  boolean insert(Subscription state, LocalDate on, Instant at) {
    Identity identity = state.identity();
    return database
            .sql(
                """
                insert into subscription (id, tenant, merchant_id, customer_id, plan_id,
                  test_clock_id, status, version, next_due_at, next_billing_date, external_ref,
                  state, created_at)
                values (:id, :tenant, :merchant, :customer, :plan, :clock, :status, :version,
                  :dueAt, :nextBilling, :externalRef, cast(:state as jsonb), :at)
                on conflict (id) do nothing
                """)
            .param("id", identity.subscriptionId())
            .param("tenant", identity.tenant())
            .param("merchant", identity.merchantId())
            .param("customer", identity.customerId())
            .param("plan", state.terms().price().planId())
            .param("clock", identity.clockId())
            .param("status", state.statusOn(on).name())
            .param("version", state.version())
            .param("dueAt", Columns.instantOrNull(Agenda.dueAt(state)))
            .param("nextBilling", Agenda.nextBillingDate(state))
            .param("externalRef", state.externalRef())
            .param("state", Columns.json(state))
            .param("at", Columns.instant(at))
            .update()
        == 1;
  }

  /** Writes a locked row anew. */
  void update(Subscription state, LocalDate on, Instant at) {
    Status status = state.statusOn(on);
    database
        .sql(
            """
            update subscription set status = :status, version = :version, plan_id = :plan,
              next_due_at = :dueAt, next_billing_date = :nextBilling,
              state = cast(:state as jsonb), ended_at = :endedAt
            where id = :id and tenant = :tenant
            """)
        .param("status", status.name())
        .param("version", state.version())
        .param("plan", Prices.on(state, on).planId())
        .param("dueAt", Columns.instantOrNull(Agenda.dueAt(state)))
        .param("nextBilling", Agenda.nextBillingDate(state))
        .param("state", Columns.json(state))
        .param("endedAt", status == Status.ENDED ? Columns.instant(at) : null)
        .param("id", state.identity().subscriptionId())
        .param("tenant", state.identity().tenant())
        .update();
  }

  /** The time that a test clock shows; empty when there is no such clock. */
  Optional<Instant> clockTime(Identity identity) {
    return database
        .sql("select now_at from test_clock where id = :clock and tenant = :tenant")
        .param("clock", identity.clockId())
        .param("tenant", identity.tenant())
        .query((row, number) -> Columns.instant(row, "now_at"))
        .optional();
  }
}
