package dev.takt.activities.subscriptions;

import dev.takt.activities.invoicing.LockedSubscription;
import dev.takt.activities.ledger.ClosedPeriods;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.subscription.Agenda;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Subscriptions' rows: the state, its version, and beside them what is searched by. */
@Component
public class SubscriptionRecords {
  private final JdbcClient database;

  SubscriptionRecords(JdbcClient database) {
    this.database = database;
  }

  private static final String SELECT =
      """
      select s.state, s.version, l.books_closed_through, l.last_issue_date,
        exists (select 1 from customer_credit c
          where c.customer_id = s.customer_id and c.remaining > 0)
        or exists (select 1 from customer_money c
          where c.customer_id = s.customer_id and c.remaining > 0) as has_credit,
        (select count(*) from invoice i where i.subscription_id = s.id
          and i.tenant = s.tenant
          and starts_with(i.billing_key, s.id || '/' || cast(:on as text))) as invoices
      from subscription s join ledger l on l.tenant = s.tenant
      """;

  /** Locks a subscription's row until the transaction ends; {@code on} counts its invoices. */
  Optional<LockedSubscription> lock(Identity identity, @Nullable LocalDate on) {
    return database
        .sql(SELECT + " where s.id = :id and s.tenant = :tenant for update of s")
        .param("id", identity.subscriptionId())
        .param("tenant", identity.tenant())
        .param("on", on == null ? null : on.toString())
        .query(SubscriptionRecords::row)
        .optional();
  }

  /**
   * Locks the rows of a group's living members and of some other subscriptions, in order of id, so
   * that two never wait for each other.
   */
  public List<LockedSubscription> lock(String tenant, String groupId, Collection<String> others) {
    return database
        .sql(
            SELECT
                + """
                where s.tenant = :tenant
                  and ((s.group_id = :group and s.status <> 'ENDED') or s.id = any(:others))
                order by s.id for update of s
                """)
        .param("on", null)
        .param("tenant", tenant)
        .param("group", groupId)
        .param("others", others.toArray(String[]::new))
        .query(SubscriptionRecords::row)
        .list();
  }

  private static LockedSubscription row(ResultSet row, int number) throws SQLException {
    return new LockedSubscription(
        SqlValues.read(row.getString("state"), Subscription.class),
        row.getLong("version"),
        new ClosedPeriods(SqlValues.date(row, "books_closed_through")),
        row.getObject("last_issue_date", LocalDate.class),
        row.getBoolean("has_credit"),
        row.getInt("invoices"));
  }

  /** A subscription as it is, without a lock. */
  Optional<Subscription> read(Identity identity) {
    return database
        .sql("select state from subscription where id = :id and tenant = :tenant")
        .param("id", identity.subscriptionId())
        .param("tenant", identity.tenant())
        .query((row, number) -> SqlValues.read(row.getString("state"), Subscription.class))
        .optional();
  }

  /** The other living members of a subscription's group as they are, without a lock. */
  List<Subscription> companions(Subscription of) {
    return of.groupId() == null
        ? List.of()
        : database
            .sql(
                """
                select state from subscription
                where tenant = :tenant and group_id = :group and status <> 'ENDED' and id <> :id
                """)
            .param("tenant", of.identity().tenant())
            .param("group", of.groupId())
            .param("id", of.identity().subscriptionId())
            .query((row, number) -> SqlValues.read(row.getString("state"), Subscription.class))
            .list();
  }

  /** The subscription's own invoices that are being pursued. */
  List<String> debts(Identity identity) {
    return database
        .sql(
            """
            select d.invoice_id from dunning_case d join invoice i on i.id = d.invoice_id
            where i.subscription_id = :id and i.tenant = :tenant and not d.over
            order by d.id
            """)
        .param("id", identity.subscriptionId())
        .param("tenant", identity.tenant())
        .query((row, number) -> Objects.requireNonNull(row.getString("invoice_id")))
        .list();
  }

  /** Adds a new subscription; false when there is one of that id already. */
  boolean insert(Subscription state, LocalDate on, Instant at) {
    Identity identity = state.identity();
    return database
            .sql(
                """
                insert into subscription (id, tenant, merchant_id, customer_id, plan_id,
                  test_clock_id, group_id, status, version, next_due_at, next_billing_date,
                  external_ref, state, created_at)
                values (:id, :tenant, :merchant, :customer, :plan, :clock, :group, :status,
                  :version, :dueAt, :nextBilling, :externalRef, cast(:state as jsonb), :at)
                on conflict (id) do nothing
                """)
            .param("id", identity.subscriptionId())
            .param("tenant", identity.tenant())
            .param("merchant", identity.merchantId())
            .param("customer", identity.customerId())
            .param("plan", state.terms().price().planId())
            .param("clock", identity.clockId())
            .param("group", state.groupId())
            .param("status", state.statusOn(on).name())
            .param("version", state.version())
            .param("dueAt", SqlValues.instantOrNull(Agenda.dueAt(state)))
            .param("nextBilling", Agenda.nextBillingDate(state))
            .param("externalRef", state.externalRef())
            .param("state", SqlValues.json(state))
            .param("at", SqlValues.instant(at))
            .update()
        == 1;
  }

  /** Writes a locked row anew. */
  void update(Subscription state, LocalDate on, Instant at) {
    update(state.identity().tenant(), List.of(state), on, at);
  }

  /** Writes locked rows anew, in one statement. */
  public void update(String tenant, List<Subscription> states, LocalDate on, Instant at) {
    database
        .sql(
            """
            update subscription s set status = r.status, version = r.version, plan_id = r.plan,
              group_id = r."group", next_due_at = r.due, next_billing_date = r.billing,
              state = r.state, ended_at = case when r.status = 'ENDED' then :at end
            from jsonb_to_recordset(cast(:rows as jsonb)) as r (id text, status text,
              version bigint, plan text, "group" text, due timestamptz, billing date, state jsonb)
            where s.id = r.id and s.tenant = :tenant
            """)
        .param("tenant", tenant)
        .param("at", SqlValues.instant(at))
        .param("rows", SqlValues.json(states.stream().map(state -> Written.of(state, on)).toList()))
        .update();
  }

  /** A state on its way into the database, with what is searched by. */
  private record Written(
      String id,
      String status,
      long version,
      String plan,
      @Nullable String group,
      @Nullable Instant due,
      @Nullable LocalDate billing,
      Subscription state) {

    static Written of(Subscription state, LocalDate on) {
      return new Written(
          state.identity().subscriptionId(),
          state.statusOn(on).name(),
          state.version(),
          PlanPrices.on(state, on).planId(),
          state.groupId(),
          Agenda.dueAt(state),
          Agenda.nextBillingDate(state),
          state);
    }
  }

  /** The time that a test clock shows; empty when there is no such clock. */
  Optional<Instant> clockTime(Identity identity) {
    return database
        .sql("select now_at from test_clock where id = :clock and tenant = :tenant")
        .param("clock", identity.clockId())
        .param("tenant", identity.tenant())
        .query((row, number) -> SqlValues.instant(row, "now_at"))
        .optional();
  }
}
