package dev.takt.api.subscriptions;

import dev.takt.api.clocks.JoinedClock;
import dev.takt.api.labels.LabelColumns;
import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import dev.takt.workflows.port.Wire;
import dev.takt.workflows.subscription.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads subscriptions. What happens to them is written by their workflows' activities only. */
@Repository
public class SubscriptionRows {
  /** What is being paid at this moment is no debt. */
  private static final String UNPAID =
      """
      (i.is_open and not exists (
        select from payment w where w.invoice_id = i.id and w.status = 'PENDING'))
      """;

  /**
   * A member's share of what is due on joint invoices, by what its lines come to less its own
   * credit notes, which lowered nobody else's: the shares of all members, rounded cumulatively in
   * order of id, add up to what is due.
   */
  private static final String SHARE_OF_JOINT_DEBT =
      """
      (select coalesce(sum(round(d.due * d.through / d.all_of_it)
          - round(d.due * (d.through - d.part) / d.all_of_it)), 0)
        from (
          select p.*, sum(p.part) over (partition by p.id order by p.subscription_id) as through,
            sum(p.part) over (partition by p.id) as all_of_it
          from (
            select i.id, l.subscription_id,
              i.amount_due as due,
              greatest(0, sum(case when l.includes_vat then l.amount
                  else l.amount * (1 + l.vat_rate::numeric / 100) end)
                - coalesce((select sum(n.total) from credit_note n
                  where n.tenant = :tenant and n.invoice_id = i.id
                    and n.subscription_id = l.subscription_id), 0)) as part
            from invoice i join invoice_line l on l.invoice_id = i.id
            where i.tenant = :tenant and i.group_id in (
                select j.group_id from invoice j join invoice_line m on m.invoice_id = j.id
                where j.tenant = :tenant and m.subscription_id = s.id
                  and j.group_id is not null)
              and %s and l.subscription_id is not null
            group by i.id, l.subscription_id) p) d
        where d.subscription_id = s.id and d.all_of_it > 0)
      """
          .formatted(UNPAID);

  private static final String SELECT =
      """
      select s.id, s.state::text as state, s.status, s.created_at,
        %s,
        %s,
        (select coalesce(sum(i.amount_due), 0)
           from invoice i where i.tenant = :tenant and i.subscription_id = s.id and %s)
          + %s as open_debt
      from subscription s left join test_clock c on c.id = s.test_clock_id
      where s.tenant = :tenant
      """
          .formatted(JoinedClock.COLUMNS, LabelColumns.of("s.id"), UNPAID, SHARE_OF_JOINT_DEBT);

  /** Whoever is on an invoice with its credit alone owes nothing of it. */
  private static final String IN_DUNNING =
      """
      exists (select 1 from dunning_case d join invoice_line n on n.invoice_id = d.invoice_id
        where d.tenant = :tenant and d.status in ('OPEN', 'IN_COLLECTION', 'INSTALMENTS')
          and n.subscription_id = s.id and n.amount > 0)
      """;

  private final JdbcClient jdbc;

  SubscriptionRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What a list is limited to; null means not by this.
   *
   * @param inDunning whether there is an open dunning case of one of its invoices
   */
  record Filter(
      @Nullable String status,
      @Nullable String customerId,
      @Nullable String groupId,
      @Nullable String planId,
      @Nullable String externalRef,
      @Nullable Boolean inDunning) {}

  public Optional<SubscriptionRow> find(String tenant, String id) {
    return jdbc.sql(SELECT + " and s.id = :id")
        .param("tenant", tenant)
        .param("id", id)
        .query(SubscriptionRows::subscription)
        .optional();
  }

  List<SubscriptionRow> page(String tenant, Filter filter, Page page) {
    return Select.from(SELECT, tenant)
        .and("s.status = :status", "status", filter.status())
        .and("s.customer_id = :customer", "customer", filter.customerId())
        .and("s.group_id = :group", "group", filter.groupId())
        .and("s.plan_id = :plan", "plan", filter.planId())
        .and("s.external_ref = :ref", "ref", filter.externalRef())
        .and(Boolean.TRUE.equals(filter.inDunning()), IN_DUNNING)
        .and(Boolean.FALSE.equals(filter.inDunning()), "not " + IN_DUNNING)
        .page(jdbc, page, "s.id", SubscriptionRows::subscription);
  }

  /** All of a customer's. */
  public List<SubscriptionRow> ofCustomer(String tenant, String customerId) {
    return jdbc.sql(SELECT + " and s.customer_id = :customer order by s.id")
        .param("tenant", tenant)
        .param("customer", customerId)
        .query(SubscriptionRows::subscription)
        .list();
  }

  /** Which of some ids are those of subscriptions of the tenant's. */
  public Set<String> known(String tenant, List<String> ids) {
    return Set.copyOf(
        jdbc.sql("select id from subscription where tenant = :tenant and id = any(:ids)")
            .param("tenant", tenant)
            .param("ids", ids.toArray(String[]::new))
            .query((row, _) -> Objects.requireNonNull(row.getString("id")))
            .list());
  }

  /** The members of some groups that have not ended, by the groups' ids. */
  public Map<String, List<Subscription>> ofGroups(String tenant, List<String> groupIds) {
    Map<String, List<Subscription>> members = new HashMap<>();
    jdbc.sql(
            """
            select group_id, state::text as state from subscription
            where tenant = :tenant and group_id = any(:groups) and status <> 'ENDED' order by id
            """)
        .param("tenant", tenant)
        .param("groups", groupIds.toArray(String[]::new))
        .query(
            (ResultSet row) -> {
              members
                  .computeIfAbsent(row.getString("group_id"), _ -> new ArrayList<>())
                  .add(Wire.read(row.getString("state"), Subscription.class));
            });
    return members;
  }

  /** Shows all of a tenant's, a page at a time, ended ones too. */
  public void forEach(String tenant, Consumer<Subscription> reader) {
    String after = "";
    List<Subscription> page;
    do {
      page =
          jdbc.sql(
                  """
                  select state::text as state from subscription
                  where tenant = :tenant and id > :after order by id limit 500
                  """)
              .param("tenant", tenant)
              .param("after", after)
              .query((row, _) -> Wire.read(row.getString("state"), Subscription.class))
              .list();
      page.forEach(reader);
      after = page.isEmpty() ? after : page.getLast().identity().subscriptionId();
    } while (!page.isEmpty());
  }

  private static SubscriptionRow subscription(ResultSet row, int number) throws SQLException {
    return new SubscriptionRow(
        Wire.read(row.getString("state"), Subscription.class),
        row.getString("status").equals("ENDED"),
        JoinedClock.of(row),
        LabelColumns.metadata(row),
        row.getLong("open_debt"),
        Columns.moment(row, "created_at"));
  }
}
