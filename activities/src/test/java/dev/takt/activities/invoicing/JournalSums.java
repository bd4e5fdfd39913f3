package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;

/** What must hold of the journal at any time, whatever has happened. */
final class JournalSums {
  private JournalSums() {}

  static void hold(World world) {
    assertThat(world.balance("receivable"))
        .as("receivable = what is due")
        .isEqualTo(
            world.number(
                "select coalesce(sum(total - amount_paid - amount_credited"
                    + " - amount_written_off), 0) from invoice where tenant = :tenant"));
    assertThat(-world.balance("vat_payable"))
        .as("VAT = invoiced - credited")
        .isEqualTo(vat(world, "invoice") - vat(world, "credit_note"));
    long base =
        world.number("select coalesce(sum(base), 0) from invoice_line where tenant = :tenant")
            - world.number(
                "select coalesce(sum(base), 0) from credit_note_line where tenant = :tenant");
    assertThat(
            -world.balance("deferred_revenue")
                - world.balance("revenue")
                - world.balance("customer_credit"))
        .as("invoiced - credited = earned + deferred + left to other subscriptions")
        .isEqualTo(base);
    assertThat(world.balance("gateway_clearing"))
        .as("what the gateway holds")
        .isEqualTo(
            world.number(
                """
                select coalesce(sum(c.amount - c.amount_refunded), 0) from sandbox.charge c
                join invoice i on i.id = c.invoice_reference
                where i.tenant = :tenant and c.status <> 'DECLINED'
                """));
    assertThat(-world.balance("refunds_payable"))
        .as("refunds that are not made yet")
        .isEqualTo(
            world.number(
                "select coalesce(sum(amount), 0) from refund where tenant = :tenant"
                    + " and status <> 'SUCCEEDED'"));
    assertThat(-world.balance("overpayments"))
        .as("customers' money")
        .isEqualTo(
            world.number(
                "select coalesce(sum(remaining), 0) from customer_money where tenant = :tenant"));
    assertThat(
            world.number(
                "select coalesce(sum(amount_paid), 0) from invoice where tenant = :tenant"))
        .as("paid = came in - too much + paid from what was too much")
        .isEqualTo(
            world.number(
                """
                select coalesce((select sum(amount) from payment
                    where tenant = :tenant and status = 'SUCCEEDED'), 0)
                  - coalesce((select sum(amount) from customer_money where tenant = :tenant), 0)
                  + coalesce((select sum(amount) from customer_money_use
                    where tenant = :tenant), 0)
                """));
    assertThat(
            world.number(
                "select coalesce(max(number) - min(number) + 1 - count(*), 0) from invoice"
                    + " where tenant = :tenant"))
        .as("holes in the numbers")
        .isZero();
    assertThat(
            world.number(
                """
                select count(*) from invoice i where tenant = :tenant and total <>
                  (select sum((v ->> 'base')::bigint + (v ->> 'vat')::bigint)
                   from jsonb_array_elements(i.vat) v)
                """))
        .as("totals that are not base and VAT")
        .isZero();
    assertThat(world.number("select count(*) from invoice where tenant = :tenant and total < 0"))
        .as("invoices below zero")
        .isZero();
    assertThat(
            world.number(
                """
                select count(*) from invoice i cross join jsonb_array_elements(i.vat) v
                where i.tenant = :tenant and (v ->> 'base')::bigint <> (
                  select sum(base) from invoice_line l
                  where l.invoice_id = i.id and l.vat_rate = v ->> 'rate')
                """))
        .as("rates whose lines do not add up to their base")
        .isZero();
  }

  private static long vat(World world, String table) {
    return world.number(
        "select coalesce(sum((v ->> 'vat')::bigint), 0) from "
            + table
            + " d cross join jsonb_array_elements(d.vat) v where d.tenant = :tenant");
  }
}
