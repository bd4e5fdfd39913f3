package dev.takt.activities.invoicing;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.subscription.PlanOffer;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.ListPrice;
import dev.takt.workflows.timeline.TermsChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up what plans offer. */
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
