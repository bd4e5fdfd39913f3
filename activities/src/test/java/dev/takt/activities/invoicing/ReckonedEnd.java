package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.Pause;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Reckoning;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold of the books of a life that is over, by the day-by-day reckoning. */
final class ReckonedEnd {
  private ReckonedEnd() {}

  static void holds(Life life) {
    World world = life.world;
    JournalSums.hold(world);
    Reckoning reckoning =
        Reckoning.of(life.state.terms(), life.state.changes(), life.today().plusDays(400));
    assertThat(life.state.progress().endedOn()).isEqualTo(reckoning.end());
    assertThat(invoicedLessCredited(world))
        .as("invoiced less credited = days lived + days given up")
        .isEqualTo(reckoning.amount() + givenUp(life, reckoning));
    assertThat(world.balance("deferred_revenue")).as("deferred").isZero();
    assertThat(-world.balance("revenue") - world.balance("vat_payable"))
        .as("revenue + VAT = invoiced - credited, less what is kept for other subscriptions")
        .isEqualTo(
            world.number("select coalesce(sum(total), 0) from invoice where tenant = :tenant")
                - world.number(
                    "select coalesce(sum(total), 0) from credit_note where tenant = :tenant")
                + world.balance("customer_credit"));
    assertThat(atTheGateway(world))
        .as("captured - refunded, by the gateway and by us")
        .isEqualTo(
            world.number(
                "select coalesce(sum(amount - amount_refunded), 0) from payment"
                    + " where tenant = :tenant and gateway = 'sandbox' and status = 'SUCCEEDED'"));
    assertThat(world.texts("select actor from history where tenant = :tenant order by id"))
        .as("the history has each change once")
        .containsExactlyInAnyOrderElementsOf(life.actors);
  }

  private static long invoicedLessCredited(World world) {
    return world.number("select coalesce(sum(amount), 0) from invoice_line where tenant = :tenant")
        - world.number(
            "select coalesce(sum(amount), 0) from credit_note_line where tenant = :tenant")
        - world.number(
            "select coalesce(sum(amount), 0) from customer_credit where tenant = :tenant");
  }

  private static long atTheGateway(World world) {
    return world.number(
        """
        select coalesce(sum(c.amount - c.amount_refunded), 0) from sandbox.charge c
        join invoice i on i.id = c.invoice_reference
        where i.tenant = :tenant and c.status <> 'DECLINED'
        """);
  }

  /** What billed days cost that were not lived, and that the settlement NONE gives no claim to. */
  private static long givenUp(Life life, Reckoning reckoning) {
    Set<String> none =
        life.state.changes().pauses().stream()
            .filter(pause -> pause.settlement() == PauseSettlement.NONE)
            .map(Pause::id)
            .collect(Collectors.toSet());
    Cancellation end = life.state.changes().cancellation();
    boolean endsWithNone = end != null && end.settlement() == Cancellation.Settlement.NONE;
    Set<String> billed = billedDays(life);
    return reckoning.unused().stream()
        .filter(lost -> lost.pauseId() == null ? endsWithNone : none.contains(lost.pauseId()))
        .filter(lost -> billed.remove(lost.slot().place()))
        .mapToLong(lost -> lost.slot().amount())
        .sum();
  }

  /** Which days of which nominal periods are billed and not credited. */
  private static Set<String> billedDays(Life life) {
    Set<String> days = new HashSet<>();
    for (BilledLine line : life.lines) {
      for (int day = line.position(); day < line.position() + line.length(); day++) {
        String place = line.nominalStart() + "/" + line.days() + "#" + day;
        switch (line.kind()) {
          case SERVICE -> assertThat(days.add(place)).as(place + " is billed once").isTrue();
          case CREDIT -> assertThat(days.remove(place)).as(place + " was billed").isTrue();
          case ADJUSTMENT -> assertThat(day).as(place).isLessThan(line.days());
        }
      }
    }
    return days;
  }
}
