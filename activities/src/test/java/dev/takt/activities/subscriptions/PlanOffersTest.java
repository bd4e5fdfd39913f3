package dev.takt.activities.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.workflows.subscription.PlanOffer;
import dev.takt.workflows.timeline.ListPrice;
import dev.takt.workflows.timeline.TermsChange;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a plan offers to whoever changes to it by a signal: its price of that day, and the later.
 */
class PlanOffersTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 20);
  private final World world = new World();

  @Test
  void itHasThePriceOfTheDayAndThoseThatAreAnnounced() {
    String plan = world.plan(2_000, "25", true);
    given(plan, 1_800, "2026-03-01", "NEW_ONLY");
    given(plan, 2_500, "2026-04-01", "NEXT_PERIOD");
    TermsChange.Plan offered = offer(plan, TODAY).plan();
    assertThat(offered.unitPrice()).isEqualTo(1_800);
    assertThat(offered.later())
        .containsExactly(
            new ListPrice(LocalDate.of(2026, 4, 1), 2_500, ListPrice.Reach.NEXT_PERIOD));
    assertThat(offered.priceOn(LocalDate.of(2026, 4, 10), 1).unitPrice()).isEqualTo(2_500);
    assertThat(offer(plan, LocalDate.of(2026, 4, 1)).plan().later()).isEmpty();
  }

  private PlanOffer offer(String plan, LocalDate on) {
    return World.bean(PlanOffers.class).of(world.tenant, plan, on).orElseThrow();
  }

  private void given(String plan, long price, String from, String reach) {
    World.bean(JdbcClient.class)
        .sql(
            """
            insert into plan_price (id, tenant, plan_id, price, effective_from, reach, created_at)
            values (:id, :tenant, :plan, :price, cast(:from as date), :reach, now())
            """)
        .param("id", "prc_" + plan + from)
        .param("tenant", world.tenant)
        .param("plan", plan)
        .param("price", price)
        .param("from", from)
        .param("reach", reach)
        .update();
  }
}
