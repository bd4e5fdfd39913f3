package dev.takt.activities.prices;

import dev.takt.activities.records.Ids;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.port.Rollouts.Progress;
import dev.takt.workflows.subscription.PlanPriceChange;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Tiers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Plans' prices, whom they have reached, and what customers are to be told. */
@Component
class PriceRows {
  private static final String NOT_REACHED =
      """
      s.tenant = :tenant and s.status <> 'ENDED'
        and (s.plan_id = :plan or s.state @> cast(:planned as jsonb))
        and not exists (select 1 from price_reach r
          where r.plan_price_id = :price and r.subscription_id = s.id)
      """;

  private final JdbcClient database;

  PriceRows(JdbcClient database) {
    this.database = database;
  }

  /**
   * A subscription that is to be asked.
   *
   * @param onPlan whether it is on the plan now, or has asked for it at some time
   * @param testNow the time of the test clock that it lives on, or null in live time
   */
  record Candidate(Subscription state, boolean onPlan, @Nullable Instant testNow) {
    String id() {
      return state.identity().subscriptionId();
    }
  }

  /** What became of one subscription; {@code effectiveFrom} with those that were reached. */
  record Outcome(
      String subscriptionId,
      String outcome,
      @Nullable LocalDate effectiveFrom,
      @Nullable Refusal refusal) {}

  /** What a customer is to be told. */
  record Notice(
      String customerId, String subscriptionId, LocalDate due, Map<String, String> text) {}

  Optional<PlanPriceChange> price(String tenant, String planPriceId) {
    return database
        .sql("select * from plan_price where tenant = :tenant and id = :id")
        .param("tenant", tenant)
        .param("id", planPriceId)
        .query(
            (row, number) ->
                new PlanPriceChange(
                    row.getString("id"),
                    row.getString("plan_id"),
                    row.getLong("price"),
                    row.getObject("effective_from", LocalDate.class),
                    row.getString("reach").equals("ON_DATE"),
                    row.getInt("notice_days"),
                    tiers(row.getString("tiers"))))
        .optional();
  }

  private static @Nullable Tiers tiers(@Nullable String json) {
    return json == null ? null : SqlValues.read(json, Tiers.class);
  }

  /**
   * Living subscriptions that have not been asked, by id, after one: of the plan, and those that
   * have asked for it and may still come onto it.
   */
  List<Candidate> next(String tenant, PlanPriceChange price, String after, int limit) {
    return database
        .sql(
            "select s.state, s.plan_id = :plan as on_plan, c.now_at from subscription s"
                + " left join test_clock c on c.id = s.test_clock_id where s.id > :after and "
                + NOT_REACHED
                + " order by s.id limit :limit")
        .param("tenant", tenant)
        .param("plan", price.planId())
        .param("planned", planned(price))
        .param("price", price.priceId())
        .param("after", after)
        .param("limit", limit)
        .query(PriceRows::candidate)
        .list();
  }

  private static Candidate candidate(ResultSet row, int number) throws SQLException {
    return new Candidate(
        SqlValues.read(Objects.requireNonNull(row.getString("state")), Subscription.class),
        row.getBoolean("on_plan"),
        SqlValues.instant(row, "now_at"));
  }

  /** What the state of one contains that has asked for the plan. */
  private static String planned(PlanPriceChange price) {
    return SqlValues.json(
        Map.of(
            "changes", Map.of("terms", List.of(Map.of("plan", Map.of("planId", price.planId()))))));
  }

  /** How many have not been asked, or did not answer. */
  long left(String tenant, PlanPriceChange price) {
    return database
        .sql("select count(*) from subscription s where " + NOT_REACHED)
        .param("tenant", tenant)
        .param("plan", price.planId())
        .param("planned", planned(price))
        .param("price", price.priceId())
        .query(Long.class)
        .single();
  }

  /** Writes down what became of one; a repeat changes nothing. */
  void note(String tenant, String planPriceId, Outcome outcome) {
    database
        .sql(
            """
            insert into price_reach (tenant, plan_price_id, subscription_id, outcome,
              effective_from, refusal, at)
            values (:tenant, :price, :subscription, :outcome, :from, cast(:refusal as jsonb), now())
            on conflict do nothing
            """)
        .param("tenant", tenant)
        .param("price", planPriceId)
        .param("subscription", outcome.subscriptionId())
        .param("outcome", outcome.outcome())
        .param("from", outcome.effectiveFrom())
        .param("refusal", SqlValues.jsonOrNull(outcome.refusal()))
        .update();
  }

  /** Writes down what a customer is to be told; a repeat changes nothing. */
  void announce(String tenant, String planPriceId, Notice notice) {
    database
        .sql(
            """
            insert into notice (id, tenant, customer_id, subscription_id, kind, cause_id, due,
              text, created_at)
            values (:id, :tenant, :customer, :subscription, 'PRICE_CHANGE', :cause, :due,
              cast(:text as jsonb), now())
            on conflict do nothing
            """)
        .param("id", Ids.next("ntc"))
        .param("tenant", tenant)
        .param("customer", notice.customerId())
        .param("subscription", notice.subscriptionId())
        .param("cause", planPriceId)
        .param("due", notice.due())
        .param("text", SqlValues.json(notice.text()))
        .update();
  }

  /** Notes that all were asked: the answer is what came of it. */
  Progress finish(String tenant, String planPriceId) {
    database
        .sql(
            """
            update plan_price set reached_all_at = coalesce(reached_all_at, now())
            where tenant = :tenant and id = :price
            """)
        .param("tenant", tenant)
        .param("price", planPriceId)
        .update();
    return database
        .sql(
            """
            select count(*) filter (where outcome in ('REACHED', 'UNCHANGED')) as reached,
              count(*) filter (where outcome = 'REFUSED') as refused
            from price_reach where tenant = :tenant and plan_price_id = :price
            """)
        .param("tenant", tenant)
        .param("price", planPriceId)
        .query((row, number) -> new Progress(row.getLong("reached"), row.getLong("refused")))
        .single();
  }
}
