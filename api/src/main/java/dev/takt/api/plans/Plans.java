package dev.takt.api.plans;

import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.ListPrice;
import dev.takt.workflows.timeline.TermsChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Plans and their price versions. */
@Repository
public class Plans {
  private final JdbcClient jdbc;

  Plans(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** False when there is one with this id or code already. */
  boolean add(String tenant, Plan plan) {
    return jdbc.sql(
                """
                insert into plan (id, tenant, code, name, unit, count, price, currency, vat_rate,
                  price_includes_vat, billing, notice_period, minimum_term, trial_days, created_at)
                values (:id, :tenant, :code, :name, :unit, :count, :price, :currency, :vatRate,
                  :includesVat, :billing, :notice, :minimum, :trial, :at)
                on conflict do nothing
                """)
            .param("id", plan.id())
            .param("tenant", tenant)
            .param("code", plan.code())
            .param("name", plan.name())
            .param("unit", plan.unit().name())
            .param("count", plan.count())
            .param("price", plan.price())
            .param("currency", plan.currency())
            .param("vatRate", plan.vatRate())
            .param("includesVat", plan.priceIncludesVat())
            .param("billing", plan.billing().name())
            .param("notice", plan.noticePeriod())
            .param("minimum", plan.minimumTerm())
            .param("trial", plan.trialDays())
            .param("at", Columns.at(plan.createdAt()))
            .update()
        == 1;
  }

  public Optional<Plan> find(String tenant, String id) {
    return jdbc.sql("select * from plan where tenant = :tenant and id = :id")
        .param("tenant", tenant)
        .param("id", id)
        .query(Plans::plan)
        .optional();
  }

  List<Plan> page(String tenant, @Nullable String code, Page page) {
    return Select.from("select * from plan where tenant = :tenant", tenant)
        .and("code = :code", "code", code)
        .page(jdbc, page, "id", Plans::plan);
  }

  /** The terms of a plan, with all prices that it was ever given. */
  public TermsChange.Plan terms(String tenant, Plan plan) {
    List<ListPrice> prices =
        jdbc.sql(
                """
                select effective_from, price, reach from plan_price
                where tenant = :tenant and plan_id = :plan
                """)
            .param("tenant", tenant)
            .param("plan", plan.id())
            .query(
                (row, number) ->
                    new ListPrice(
                        Columns.day(row, "effective_from"),
                        row.getLong("price"),
                        ListPrice.Reach.valueOf(row.getString("reach"))))
            .list();
    return new TermsChange.Plan(
        plan.id(),
        plan.name(),
        plan.unit(),
        plan.count(),
        plan.price(),
        plan.vatRate(),
        plan.priceIncludesVat(),
        prices);
  }

  /** False when there is one with this id or for this date already. */
  public boolean addPrice(String tenant, PlanPrice price) {
    return jdbc.sql(
                """
                insert into plan_price (id, tenant, plan_id, price, effective_from, reach,
                  notice_days, created_at)
                values (:id, :tenant, :plan, :price, :from, :reach, :notice, :at)
                on conflict do nothing
                """)
            .param("id", price.id())
            .param("tenant", tenant)
            .param("plan", price.planId())
            .param("price", price.price())
            .param("from", price.effectiveFrom())
            .param("reach", price.reach().name())
            .param("notice", price.noticeDays())
            .param("at", Columns.at(price.createdAt()))
            .update()
        == 1;
  }

  /** Newest first. */
  public List<PlanPrice> prices(String tenant, String planId) {
    return jdbc.sql(
            """
            select p.*,
              (select count(*) from price_reach r
                where r.plan_price_id = p.id
                  and r.outcome in ('REACHED', 'UNCHANGED')) as reached,
              (select count(*) from price_reach r
                where r.plan_price_id = p.id and r.outcome = 'REFUSED') as refused,
              case when p.reach = 'NEW_ONLY' or p.reached_all_at is not null then 0 else
                (select count(*) from subscription s
                  where s.tenant = :tenant and s.plan_id = p.plan_id and s.status <> 'ENDED'
                    and not exists (select 1 from price_reach r
                      where r.plan_price_id = p.id and r.subscription_id = s.id)) end as left_over
            from plan_price p where p.tenant = :tenant and p.plan_id = :plan
            order by p.effective_from desc
            """)
        .param("tenant", tenant)
        .param("plan", planId)
        .query(Plans::price)
        .list();
  }

  private static PlanPrice price(ResultSet row, int number) throws SQLException {
    PlanPrice.Reach reach = PlanPrice.Reach.valueOf(row.getString("reach"));
    return new PlanPrice(
        row.getString("id"),
        row.getString("plan_id"),
        row.getLong("price"),
        Columns.day(row, "effective_from"),
        reach,
        row.getInt("notice_days"),
        Columns.moment(row, "created_at"),
        reach == PlanPrice.Reach.NEW_ONLY ? null : progress(row));
  }

  private static PlanPrice.Progress progress(ResultSet row) throws SQLException {
    long reached = row.getLong("reached");
    long refused = row.getLong("refused");
    boolean done = Columns.instant(row, "reached_all_at") != null;
    return new PlanPrice.Progress(
        reached + refused + row.getLong("left_over"),
        reached,
        refused,
        done ? PlanPrice.Status.DONE : PlanPrice.Status.RUNNING);
  }

  private static Plan plan(ResultSet row, int number) throws SQLException {
    return new Plan(
        row.getString("id"),
        row.getString("code"),
        row.getString("name"),
        RhythmUnit.valueOf(row.getString("unit")),
        row.getInt("count"),
        row.getLong("price"),
        row.getString("currency"),
        row.getString("vat_rate"),
        row.getBoolean("price_includes_vat"),
        BillingTiming.valueOf(row.getString("billing")),
        row.getString("notice_period"),
        row.getString("minimum_term"),
        row.getInt("trial_days"),
        Columns.moment(row, "created_at"));
  }
}
