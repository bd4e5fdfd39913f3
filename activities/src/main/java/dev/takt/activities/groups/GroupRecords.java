package dev.takt.activities.groups;

import dev.takt.activities.records.SqlValues;
import dev.takt.activities.subscriptions.GroupsToJoin;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupAgenda;
import dev.takt.workflows.group.GroupIdentity;
import dev.takt.workflows.subscription.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Groups' rows: the state, its version, and beside them what is searched by. */
@Component
class GroupRecords implements GroupsToJoin {
  private final JdbcClient database;

  GroupRecords(JdbcClient database) {
    this.database = database;
  }

  /** Locks a group's row until the transaction ends: before those of its members. */
  Optional<Group> lock(String tenant, @Nullable String groupId) {
    return database
        .sql("select state from billing_group where id = :id and tenant = :tenant for update")
        .param("id", groupId)
        .param("tenant", tenant)
        .query((row, number) -> SqlValues.read(row.getString("state"), Group.class))
        .optional();
  }

  /** Locks the group that a subscription is to be signed up into; empty where it is in none. */
  @Override
  public Optional<Group> lockOf(Subscription subscription) {
    return subscription.groupId() == null
        ? Optional.empty()
        : Optional.of(
            lock(subscription.identity().tenant(), subscription.groupId())
                .orElseThrow(
                    () -> new IllegalStateException("no group " + subscription.groupId())));
  }

  void insert(Group group, Instant at) {
    GroupIdentity identity = group.identity();
    database
        .sql(
            """
            insert into billing_group (id, tenant, merchant_id, customer_id, test_clock_id, status,
              version, next_due_at, next_date, state, created_at)
            values (:id, :tenant, :merchant, :customer, :clock, 'ACTIVE', :version, :dueAt,
              :nextDate, cast(:state as jsonb), :at)
            """)
        .param("id", identity.groupId())
        .param("tenant", identity.tenant())
        .param("merchant", identity.merchantId())
        .param("customer", identity.customerId())
        .param("clock", identity.clockId())
        .param("version", group.version())
        .param("dueAt", SqlValues.instantOrNull(GroupAgenda.dueAt(group)))
        .param("nextDate", group.nextDate())
        .param("state", SqlValues.json(group))
        .param("at", SqlValues.instant(at))
        .update();
  }

  /** Writes a locked row anew. */
  @Override
  public void update(Group group, Instant at) {
    boolean dissolved = group.dissolvedOn() != null;
    database
        .sql(
            """
            update billing_group set status = :status, version = :version, next_due_at = :dueAt,
              next_date = :nextDate, state = cast(:state as jsonb), dissolved_at = :dissolvedAt
            where id = :id and tenant = :tenant
            """)
        .param("status", dissolved ? "DISSOLVED" : "ACTIVE")
        .param("version", group.version())
        .param("dueAt", SqlValues.instantOrNull(GroupAgenda.dueAt(group)))
        .param("nextDate", group.nextDate())
        .param("state", SqlValues.json(group))
        .param("dissolvedAt", dissolved ? SqlValues.instant(at) : null)
        .param("id", group.identity().groupId())
        .param("tenant", group.identity().tenant())
        .update();
  }

  /** The living subscriptions that are or were in a group, in order of id. */
  List<String> everIn(GroupIdentity identity) {
    return database
        .sql(
            """
            select id from subscription
            where tenant = :tenant and customer_id = :customer and status <> 'ENDED'
              and state #> '{changes,rhythms}' @> cast(:membership as jsonb)
            order by id
            """)
        .param("tenant", identity.tenant())
        .param("customer", identity.customerId())
        .param(
            "membership",
            SqlValues.json(List.of(Map.of("membership", Map.of("groupId", identity.groupId())))))
        .query((row, number) -> Objects.requireNonNull(row.getString("id")))
        .list();
  }

  /** The group's invoices that are being pursued. */
  List<String> debts(GroupIdentity identity) {
    return database
        .sql(
            """
            select d.invoice_id from dunning_case d join invoice i on i.id = d.invoice_id
            where i.group_id = :group and i.tenant = :tenant and not d.over
            order by d.id
            """)
        .param("group", identity.groupId())
        .param("tenant", identity.tenant())
        .query((row, number) -> Objects.requireNonNull(row.getString("invoice_id")))
        .list();
  }
}
