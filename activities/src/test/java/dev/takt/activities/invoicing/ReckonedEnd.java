package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.Forfeited;
import dev.takt.workflows.timeline.Reckoning;
import java.util.HashSet;
import java.util.Set;

/** What must hold of the books of a life that is over, by the day-by-day reckoning. */
final class ReckonedEnd {
  private ReckonedEnd() {}

  static void holds(Life life) {
    paidItsTime(life);
    booksAreOver(life.world);
    assertThat(life.world.texts("select actor from history where tenant = :tenant order by id"))
        .as("the history has each change once")
        .containsExactlyInAnyOrderElementsOf(life.actors);
  }

  /** What one subscription was invoiced, alone and jointly, less what it was given back. */
  static void paidItsTime(Life life) {
    Reckoning reckoning =
        Reckoning.of(life.state.terms(), life.state.changes(), life.today().plusDays(400));
    assertThat(life.state.progress().endedOn())
        .as("the end of %s", life.id)
        .isEqualTo(reckoning.end());
    assertThat(invoicedLessCredited(life))
        .as(
            "invoiced less credited = days lived + days given up, of %s: %s",
            life.id, life.state.changes())
        .isEqualTo(reckoning.amount() + givenUp(life, reckoning));
  }

  /** The same where no settlement gave anything up. */
  static void paidExactly(Life life) {
    Reckoning reckoning =
        Reckoning.of(life.state.terms(), life.state.changes(), life.today().plusDays(400));
    assertThat(invoicedLessCredited(life))
        .as("invoiced less credited = days lived, of %s: %s", life.id, life.state.changes())
        .isEqualTo(reckoning.amount());
  }

  /** What must hold of the books once nobody lives any more. */
  static void booksAreOver(World world) {
    JournalSums.hold(world);
    MoneySums.areSettled(world);
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
  }

  /** Lines without a nominal period are credits that others have left. */
  private static long invoicedLessCredited(Life life) {
    String of = " where tenant = :tenant and %s = '" + life.id + "'";
    return life.world.number(
            "select coalesce(sum(amount), 0) from invoice_line"
                + of.formatted("subscription_id")
                + " and nominal_start is not null")
        - life.world.number(
            "select coalesce(sum(amount), 0) from credit_note_line"
                + of.formatted("subscription_id"))
        - life.world.number(
            "select coalesce(sum(amount), 0) from customer_credit"
                + of.formatted("from_subscription_id"));
  }

  private static long atTheGateway(World world) {
    return world.number(
        """
        select coalesce(sum(c.amount - c.amount_refunded), 0) from sandbox.charge c
        join invoice i on i.id = c.invoice_reference
        where i.tenant = :tenant and c.status <> 'DECLINED'
        """);
  }

  /** What is paid for days that were not lived, and that the settlement NONE gives no claim to. */
  private static long givenUp(Life life, Reckoning reckoning) {
    eachDayIsBilledOnce(life);
    return Forfeited.of(
            life.state.terms(),
            life.state.changes(),
            reckoning,
            life.lines,
            life.today().plusDays(400))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private static void eachDayIsBilledOnce(Life life) {
    Set<String> days = new HashSet<>();
    for (BilledLine line : life.lines) {
      for (int day = line.position(); day < line.position() + line.length(); day++) {
        String place = line.nominalStart() + "/" + line.days() + "#" + day;
        switch (line.kind()) {
          case SERVICE ->
              // Free service is in no document: whoever reaches back to it finds it unbilled.
              assertThat(days.add(place) || line.price() == 0)
                  .as("%s is billed once, of %s", place, life.id)
                  .isTrue();
          // Days that two invoices were for are given back by two credits.
          case CREDIT -> days.remove(place);
          case ADJUSTMENT -> assertThat(day).as(place).isLessThan(line.days());
        }
      }
    }
  }
}
