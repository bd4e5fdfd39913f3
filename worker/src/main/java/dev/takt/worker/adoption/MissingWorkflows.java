package dev.takt.worker.adoption;

import dev.takt.workflows.group.Group;
import dev.takt.workflows.port.Rollouts;
import dev.takt.workflows.port.Wire;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Transition;
import dev.takt.workflows.workflow.BillingGroupWorkflow;
import dev.takt.workflows.workflow.DunningWorkflow;
import dev.takt.workflows.workflow.PaymentOperationWorkflow;
import dev.takt.workflows.workflow.PendingPaymentWorkflow;
import dev.takt.workflows.workflow.SubscriptionWorkflow;
import dev.takt.workflows.workflow.TestClockWorkflow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the database knows to be alive. The only queries that look across tenants: Temporal lost
 * them all together.
 */
public final class MissingWorkflows {
  private final JdbcClient jdbc;

  public MissingWorkflows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Something that must have a workflow; its id is that of its row. */
  sealed interface Subject {
    String id();
  }

  record LivingSubscription(String id, SubscriptionWorkflow.Life life) implements Subject {}

  record LivingGroup(String id, BillingGroupWorkflow.Life life) implements Subject {}

  record SpreadingPrice(String id, Rollouts.Rollout rollout) implements Subject {}

  /** A debt that something is still to be done about. */
  record OpenDebt(String id, DunningWorkflow.Debt debt) implements Subject {}

  record AdvancingClock(String id, TestClockWorkflow.Clock clock) implements Subject {}

  /** A try to charge that somebody asked for, and of which nobody knows how it ended. */
  record UnansweredTry(String id, PaymentOperationWorkflow.Retry retry) implements Subject {}

  /** A payment on which its gateway decides later. */
  record UndecidedPayment(String id, PendingPaymentWorkflow.Waiting waiting) implements Subject {}

  /** A customer's money that was asked back, and has not reached the gateway. */
  record UnsentRefund(String id, PaymentOperationWorkflow.RefundBalance refund)
      implements Subject {}

  long count() {
    return jdbc.sql(
            """
            select (select count(*) from subscription where status <> 'ENDED')
              + (select count(*) from billing_group where status = 'ACTIVE')
              + (select count(*) from dunning_case where not over)
            """)
        .query(Long.class)
        .single();
  }

  /**
   * The living subscriptions with an id after this one, in order of their ids; and the ended ones
   * that were about to charge what was left to pay, or to give money back.
   */
  List<Subject> subscriptionsAfter(String id, int limit) {
    return jdbc.sql(
            """
            select s.id, s.state::text as state, c.now_at
            from subscription s left join test_clock c on c.id = s.test_clock_id
            where s.id > :id
              and (s.status <> 'ENDED'
                or exists (select from pending_refund r where r.subscription_id = s.id)
                or exists (select from pending_charge p where p.subscription_id = s.id))
            order by s.id limit :limit
            """)
        .param("id", id)
        .param("limit", limit)
        .query((row, _) -> subscription(row))
        .list();
  }

  /**
   * The living groups with an id after this one, in order of their ids; and the dissolved ones that
   * were about to charge their last joint invoice.
   */
  List<Subject> groupsAfter(String id, int limit) {
    return jdbc.sql(
            """
            select g.id, g.state::text as state, c.now_at
            from billing_group g left join test_clock c on c.id = g.test_clock_id
            where g.id > :id
              and (g.status = 'ACTIVE'
                or exists (select from pending_charge p where p.group_id = g.id))
            order by g.id limit :limit
            """)
        .param("id", id)
        .param("limit", limit)
        .query((row, _) -> group(row))
        .list();
  }

  /** The debts with an id after this one, in order of their ids. */
  List<Subject> debtsAfter(String id, int limit) {
    return jdbc.sql(
            """
            select d.id, d.tenant, d.merchant_id, d.invoice_id, c.now_at
            from dunning_case d left join test_clock c on c.id = d.test_clock_id
            where d.id > :id and not d.over order by d.id limit :limit
            """)
        .param("id", id)
        .param("limit", limit)
        .query((row, _) -> debt(row))
        .list();
  }

  /**
   * The tries without an outcome with an id after this one, in order of their ids, that nothing
   * else looks after: first charges are looked after by what was billed, those of an open debt's
   * plan by that debt.
   */
  List<Subject> triesAfter(String id, int limit) {
    return jdbc.sql(
            """
            select p.id, p.tenant, p.invoice_id, p.attempt_key, p.payment_method_id, p.attempted_at
            from payment p
            where p.id > :id and p.status = 'UNKNOWN' and p.attempt_key is not null
              and not (starts_with(p.attempt_key, 'dun_')
                and exists (
                  select from dunning_case d where d.invoice_id = p.invoice_id and not d.over))
            order by p.id limit :limit
            """)
        .param("id", id)
        .param("limit", limit)
        .query((row, _) -> unanswered(row))
        .list();
  }

  /** The payments with an id after this one on which a gateway decides later, in order of id. */
  List<Subject> paymentsAfter(String id, int limit) {
    return jdbc.sql(
            """
            select p.id, p.tenant, l.merchant_id, t.now_at
            from payment p
            join ledger l on l.tenant = p.tenant
            join customer c on c.id = p.customer_id
            left join test_clock t on t.id = c.test_clock_id
            where p.id > :id and p.status = 'PENDING' and p.look_at is not null
            order by p.id limit :limit
            """)
        .param("id", id)
        .param("limit", limit)
        .query((row, _) -> undecided(row))
        .list();
  }

  private static Subject undecided(ResultSet row) throws SQLException {
    return new UndecidedPayment(
        row.getString("id"),
        new PendingPaymentWorkflow.Waiting(
            row.getString("tenant"),
            row.getString("merchant_id"),
            row.getString("id"),
            instant(row, "now_at")));
  }

  /** The refunds of customers' money with an id after this one, in order of their ids. */
  List<Subject> refundsAfter(String id, int limit) {
    return jdbc.sql(
            """
            select r.id, r.tenant, m.customer_id, m.currency, r.request_id, r.created_at
            from refund r join customer_money m on m.id = r.customer_money_id
            where r.id > :id and r.status = 'PENDING' and r.request_id is not null
            order by r.id limit :limit
            """)
        .param("id", id)
        .param("limit", limit)
        .query((row, _) -> unsent(row))
        .list();
  }

  /** What was asked for is in the books: the request finds it there. */
  private static Subject unsent(ResultSet row) throws SQLException {
    return new UnsentRefund(
        row.getString("id"),
        new PaymentOperationWorkflow.RefundBalance(
            row.getString("tenant"),
            row.getString("customer_id"),
            row.getString("currency"),
            null,
            row.getString("request_id"),
            row.getObject("created_at", OffsetDateTime.class).toInstant()));
  }

  private static Subject unanswered(ResultSet row) throws SQLException {
    return new UnansweredTry(
        row.getString("id"),
        new PaymentOperationWorkflow.Retry(
            row.getString("tenant"),
            row.getString("invoice_id"),
            row.getString("attempt_key"),
            row.getString("payment_method_id"),
            row.getObject("attempted_at", OffsetDateTime.class).toInstant()));
  }

  private static Subject debt(ResultSet row) throws SQLException {
    return new OpenDebt(
        row.getString("id"),
        new DunningWorkflow.Debt(
            row.getString("tenant"),
            row.getString("merchant_id"),
            row.getString("invoice_id"),
            instant(row, "now_at")));
  }

  /** The test clocks that were advancing. */
  List<Subject> clocks() {
    return jdbc.sql("select id, tenant, target from test_clock where status = 'ADVANCING'")
        .query((row, _) -> clock(row))
        .list();
  }

  /** The prices of plans that had not reached all subscriptions. */
  List<Subject> prices() {
    return jdbc.sql(
            """
            select id, tenant from plan_price where reach <> 'NEW_ONLY' and reached_all_at is null
            """)
        .query((row, _) -> price(row))
        .list();
  }

  private static Subject price(ResultSet row) throws SQLException {
    String id = row.getString("id");
    return new SpreadingPrice(id, new Rollouts.Rollout(row.getString("tenant"), id, "re-adoption"));
  }

  private static Subject subscription(ResultSet row) throws SQLException {
    String id = row.getString("id");
    var state = Wire.read(row.getString("state"), Subscription.class);
    return new LivingSubscription(
        id, new SubscriptionWorkflow.Life(state, "re-adoption", instant(row, "now_at")));
  }

  private static Subject group(ResultSet row) throws SQLException {
    String id = row.getString("id");
    var state = Wire.read(row.getString("state"), Group.class);
    return new LivingGroup(
        id,
        new BillingGroupWorkflow.Life(
            state, List.of(), Transition.ON_NEXT_DATE, "re-adoption", instant(row, "now_at")));
  }

  private static Subject clock(ResultSet row) throws SQLException {
    String id = row.getString("id");
    return new AdvancingClock(
        id, new TestClockWorkflow.Clock(row.getString("tenant"), id, instant(row, "target")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
