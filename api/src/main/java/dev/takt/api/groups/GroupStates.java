package dev.takt.api.groups;

import dev.takt.api.clocks.JoinedClock;
import dev.takt.api.labels.LabelColumns;
import dev.takt.api.subscriptions.JoinableGroups;
import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.port.Wire;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads groups. What happens to them is written by their workflows' activities only. */
@Repository
class GroupStates implements JoinableGroups {
  /** Built once: it keeps what it has learnt of the classes that it reads. */
  private static final String SELECT =
      """
      select g.id, g.state::text as state, g.created_at,
        %s,
        %s,
        (select coalesce(sum(i.amount_due), 0)
           from invoice i where i.tenant = :tenant and i.group_id = g.id
             and i.is_open and not exists (
               select from payment w where w.invoice_id = i.id and w.status = 'PENDING'))
           as open_debt
      from billing_group g left join test_clock c on c.id = g.test_clock_id
      where g.tenant = :tenant
      """
          .formatted(JoinedClock.COLUMNS, LabelColumns.of("g.id"));

  private final JdbcClient jdbc;

  GroupStates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Group> find(String tenant, String id) {
    return row(tenant, id).map(GroupRow::state);
  }

  Optional<GroupRow> row(String tenant, String id) {
    return jdbc.sql(SELECT + " and g.id = :id")
        .param("tenant", tenant)
        .param("id", id)
        .query(GroupStates::group)
        .optional();
  }

  List<GroupRow> page(
      String tenant,
      @Nullable String customerId,
      @Nullable String status,
      @Nullable String externalRef,
      Page page) {
    return Select.from(SELECT, tenant)
        .and("g.customer_id = :customer", "customer", customerId)
        .and("g.status = :status", "status", status)
        .and(
            """
            exists (select from label r where r.subject_id = g.id and r.external_ref = :ref)
            """,
            "ref",
            externalRef)
        .page(jdbc, page, "g.id", GroupStates::group);
  }

  private static GroupRow group(ResultSet row, int number) throws SQLException {
    return new GroupRow(
        Wire.read(row.getString("state"), Group.class),
        JoinedClock.of(row),
        LabelColumns.externalRef(row),
        LabelColumns.metadata(row),
        row.getLong("open_debt"),
        Columns.moment(row, "created_at"));
  }
}
