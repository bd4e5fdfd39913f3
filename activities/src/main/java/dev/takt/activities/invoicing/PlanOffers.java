package dev.takt.activities.invoicing;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.PlanOffer;
import dev.takt.workflows.subscription.PlanPriceChange;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.ListPrice;
import dev.takt.workflows.timeline.TermsChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What plans offer. A transaction that puts a plan's prices into a subscription holds the plan
 * first: a price that is stored meanwhile comes before it, and is read, or after it, and its
 * rollout finds the subscription.
 */
@Component
class PlanOffers {
  private final JdbcClient database;

  PlanOffers(JdbcClient database) {
    this.database = database;
  }

  /** What a plan offers to whoever changes to it on a date or later. */
  Optional<PlanOffer> of(String tenant, String planId, LocalDate on) {
    List<ListPrice> prices = prices(tenant, planId);
    return database
        .sql(
            """
            select id, name, unit, count, vat_rate, price_includes_vat, currency, billing, price
            from plan where tenant = :tenant and id = :plan
            """)
        .param("tenant", tenant)
        .param("plan", planId)
        .query((row, number) -> offer(row, prices, on))
        .optional();
  }

  /** A request with the plan that it names as the plan is now; the plan is held. */
  Command current(String tenant, Command command, LocalDate today) {
    if (!(command.request() instanceof Request.ChangeTerms change) || change.plan() == null) {
      return command;
    }
    String planId = change.plan().planId();
    hold(tenant, planId);
    LocalDate on = Objects.requireNonNullElse(change.date(), today);
    return of(tenant, planId, on)
        .map(offer -> command.asking(change.to(offer.plan())))
        .orElse(command);
  }

  /**
   * A subscription that is being signed up, with the prices that its plan has been given for after
   * its start, where they reach it; the plan is held.
   */
  Subscription announced(Subscription signedUp) {
    String tenant = signedUp.identity().tenant();
    String planId = signedUp.terms().price().planId();
    hold(tenant, planId);
    LocalDate start = signedUp.terms().startDate();
    Subscription subscription = signedUp;
    for (PlanPriceChange price : later(tenant, planId, start)) {
      if (!price.isIn(subscription)) {
        Optional<PlanPriceChange.Reach> reach = price.atSignUp(subscription);
        if (reach.isPresent()) {
          subscription = subscription.withAnnounced(reach.get().request(), start);
        }
      }
    }
    return subscription;
  }

  private void hold(String tenant, String planId) {
    database
        .sql("select id from plan where tenant = :tenant and id = :plan for share")
        .param("tenant", tenant)
        .param("plan", planId)
        .query(String.class)
        .optional();
  }

  private List<PlanPriceChange> later(String tenant, String planId, LocalDate start) {
    return database
        .sql(
            """
            select id, price, effective_from, reach, notice_days from plan_price
            where tenant = :tenant and plan_id = :plan and reach <> 'NEW_ONLY'
              and effective_from > :start
            order by effective_from
            """)
        .param("tenant", tenant)
        .param("plan", planId)
        .param("start", start)
        .query(
            (row, number) ->
                new PlanPriceChange(
                    row.getString("id"),
                    planId,
                    row.getLong("price"),
                    row.getObject("effective_from", LocalDate.class),
                    row.getString("reach").equals("ON_DATE"),
                    row.getInt("notice_days")))
        .list();
  }

  private List<ListPrice> prices(String tenant, String planId) {
    return database
        .sql(
            """
            select effective_from, price, reach from plan_price
            where tenant = :tenant and plan_id = :plan
            """)
        .param("tenant", tenant)
        .param("plan", planId)
        .query(
            (row, number) ->
                new ListPrice(
                    row.getObject("effective_from", LocalDate.class),
                    row.getLong("price"),
                    ListPrice.Reach.valueOf(row.getString("reach"))))
        .list();
  }

  private static PlanOffer offer(ResultSet row, List<ListPrice> prices, LocalDate on)
      throws SQLException {
    return new PlanOffer(
        new TermsChange.Plan(
                row.getString("id"),
                row.getString("name"),
                RhythmUnit.valueOf(row.getString("unit")),
                row.getInt("count"),
                row.getLong("price"),
                row.getString("vat_rate"),
                row.getBoolean("price_includes_vat"),
                prices)
            .from(on),
        row.getString("currency"),
        BillingTiming.valueOf(row.getString("billing")));
  }
}
