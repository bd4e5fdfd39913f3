package dev.takt.activities.invoicing;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.subscription.PlanOffer;
import dev.takt.workflows.timeline.Billing;
import dev.takt.workflows.timeline.TermsChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
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

  /** What a plan offers to whoever changes to it on a date. */
  Optional<PlanOffer> of(String tenant, String planId, LocalDate on) {
    return database
        .sql(
            """
            select p.id, p.name, p.unit, p.count, p.vat_rate, p.price_includes_vat, p.currency,
              p.billing, coalesce((select v.price from plan_price v
                where v.tenant = p.tenant and v.plan_id = p.id and v.effective_from <= :on
                order by v.effective_from desc limit 1), p.price) as price
            from plan p where p.tenant = :tenant and p.id = :plan
            """)
        .param("tenant", tenant)
        .param("plan", planId)
        .param("on", on)
        .query(PlanOffers::offer)
        .optional();
  }

  private static PlanOffer offer(ResultSet row, int number) throws SQLException {
    return new PlanOffer(
        new TermsChange.Plan(
            row.getString("id"),
            row.getString("name"),
            RhythmUnit.valueOf(row.getString("unit")),
            row.getInt("count"),
            row.getLong("price"),
            row.getString("vat_rate"),
            row.getBoolean("price_includes_vat")),
        row.getString("currency"),
        Billing.valueOf(row.getString("billing")));
  }
}
