package dev.takt.api.plans;

import dev.takt.records.plans.PlanPrice;
import java.util.List;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** How many of a plan's subscriptions each version of its price has come to. */
interface RolloutCounts extends Repository<PlanPrice, String> {

  /**
   * The subscriptions of one version.
   *
   * @param leftOver those that have not been asked
   */
  record Count(String planPriceId, long reached, long refused, long leftOver) {}

  @Query(
      """
      select p.id as plan_price_id,
        (select count(*) from price_reach r
          where r.plan_price_id = p.id and r.outcome in ('REACHED', 'UNCHANGED')) as reached,
        (select count(*) from price_reach r
          where r.plan_price_id = p.id and r.outcome = 'REFUSED') as refused,
        case when p.reach = 'NEW_ONLY' or p.reached_all_at is not null then 0 else
          (select count(*) from subscription s
            where s.tenant = :tenant and s.plan_id = p.plan_id and s.status <> 'ENDED'
              and not exists (select 1 from price_reach r
                where r.plan_price_id = p.id and r.subscription_id = s.id)) end as left_over
      from plan_price p where p.tenant = :tenant and p.plan_id = :planId
      """)
  List<Count> of(String tenant, String planId);
}
