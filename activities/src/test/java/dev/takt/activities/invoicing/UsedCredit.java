package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.workflows.money.Vat;
import dev.takt.workflows.money.VatBucket;
import dev.takt.workflows.subscription.Agenda;
import dev.takt.workflows.subscription.Step;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.RefundClaim;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** On an invoice that was just made: no credit waits that it has room for. */
final class UsedCredit {
  private UsedCredit() {}

  /**
   * What is pending of a subscription that is on it, or might be. A pause or an end that is still
   * to be carried out says first what becomes of its credit; and what it owes itself on a later
   * date, its credit lowers first.
   */
  static void of(Subscription state, LocalDate on, World world, String invoice) {
    Step.Dated next = Agenda.nextEvent(state);
    boolean isBehind = next != null && !next.on().isAfter(on);
    if (isBehind || !state.owedJointly(on).lines().isEmpty()) {
      return;
    }
    for (RefundClaim claim : state.standing(on).claims()) {
      hold(world, invoice, claim.price().vatBucket(), claim);
    }
  }

  /** What ended subscriptions have left to the customer. */
  static void left(World world, String invoice) {
    world
        .texts(
            """
            select c.vat_rate || ' ' || c.includes_vat from customer_credit c
            join invoice i on i.customer_id = c.customer_id and i.currency = c.currency
            where c.tenant = :tenant and c.remaining > 0 and i.id = '%s'
            """
                .formatted(invoice))
        .forEach(
            credit -> {
              String[] parts = credit.split(" ", -1);
              hold(world, invoice, new VatBucket(parts[0], parts[1].equals("true")), credit);
            });
  }

  private static void hold(World world, String invoice, VatBucket waiting, Object what) {
    Map<VatBucket, Long> sums = new LinkedHashMap<>();
    sums.put(waiting, -1L);
    world
        .texts(
            """
            select vat_rate || ' ' || includes_vat || ' ' || sum(amount) from invoice_line
            where tenant = :tenant and invoice_id = '%s' group by vat_rate, includes_vat
            """
                .formatted(invoice))
        .forEach(
            sum -> {
              String[] parts = sum.split(" ", -1);
              var bucket = new VatBucket(parts[0], parts[1].equals("true"));
              sums.merge(bucket, Long.valueOf(parts[2]), Long::sum);
            });
    long total =
        sums.entrySet().stream()
            .mapToLong(
                sum ->
                    Vat.of(sum.getKey().vatRate(), sum.getValue(), sum.getKey().includesVat())
                        .gross())
            .sum();
    assertThat(total).as("%s waits, and %s has room for it", what, invoice).isNegative();
  }
}
