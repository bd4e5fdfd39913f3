package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;

/** What must hold between the customers' money, the documents and the gateway's own books. */
final class MoneySums {
  private MoneySums() {}

  /** At any time. */
  static void hold(World world) {
    noNoteIsMoreThanItsInvoice(world);
    noLineIsGivenBackTwice(world);
    refundsGoBackToTheirInvoicesPayments(world);
    assertThat(moneyKept(world))
        .as("captured - refunded - to be given back = billed - credited - owed - given up")
        .isEqualTo(
            world.number("select coalesce(sum(total), 0) from invoice where tenant = :tenant")
                - world.number(
                    "select coalesce(sum(total), 0) from credit_note where tenant = :tenant")
                - world.number(
                    "select coalesce(sum(total - amount_paid - amount_credited), 0) from invoice"
                        + " where tenant = :tenant")
                - world.balance("overpayments"));
  }

  /** Once all refunds are made. */
  static void areSettled(World world) {
    hold(world);
    assertThat(
            world.number(
                "select count(*) from refund where tenant = :tenant and status = 'PENDING'"))
        .as("refunds that wait")
        .isZero();
    assertThat(
            world.number(
                "select coalesce(sum(amount), 0) from refund"
                    + " where tenant = :tenant and status = 'SUCCEEDED'"))
        .as("refunded by us, and given back at the gateway")
        .isEqualTo(
            world.number(
                """
                select coalesce(sum(c.amount_refunded), 0) from sandbox.charge c
                join invoice i on i.id = c.invoice_reference where i.tenant = :tenant
                """));
    assertThat(
            world.texts(
                """
                select p.id || ': ' || p.amount_refunded || ' <> ' || c.amount_refunded
                from payment p join sandbox.charge c on c.idempotency_key = p.idempotency_key
                where p.tenant = :tenant and p.amount_refunded <> c.amount_refunded
                """))
        .as("refunded by payment, and at the gateway")
        .isEmpty();
  }

  private static long moneyKept(World world) {
    return world.number(
            """
            select coalesce(sum(amount), 0) from payment
            where tenant = :tenant and status = 'SUCCEEDED'
            """)
        - world.number("select coalesce(sum(amount), 0) from refund where tenant = :tenant");
  }

  private static void noNoteIsMoreThanItsInvoice(World world) {
    assertThat(
            world.texts(
                """
                select i.number || ': ' || i.total || ' < ' || sum(c.total)
                from invoice i join credit_note c on c.invoice_id = i.id
                where i.tenant = :tenant group by i.id having sum(c.total) > i.total
                """))
        .as("notes that are more than their invoice")
        .isEmpty();
    assertThat(
            world.texts(
                """
                with invoiced as (
                  select i.id, v.rate, sum(v.base) as base, sum(v.vat) as vat from invoice i,
                    jsonb_to_recordset(i.vat) as v (rate text, base bigint, vat bigint)
                  where i.tenant = :tenant group by 1, 2),
                credited as (
                  select c.invoice_id as id, v.rate, sum(v.base) as base, sum(v.vat) as vat,
                    sum(v.base + v.vat) = max(i.total) and not bool_or(exists (
                      select from jsonb_array_elements(i.vat) o where (o ->> 'base')::bigint < 0))
                      as entire
                  from credit_note c join invoice i on i.id = c.invoice_id,
                    jsonb_to_recordset(c.vat) as v (rate text, base bigint, vat bigint)
                  where c.tenant = :tenant group by 1, 2)
                select c.id || ' at ' || c.rate || ' %: ' || c.base || ' + ' || c.vat || ' of '
                  || coalesce(i.base, 0) || ' + ' || coalesce(i.vat, 0)
                from credited c left join invoiced i on i.id = c.id and i.rate = c.rate
                where c.base not between least(0, i.base) and greatest(0, i.base)
                  or c.vat not between least(0, i.vat) and greatest(0, i.vat)
                  or c.base + c.vat = i.base + i.vat and (c.base, c.vat) <> (i.base, i.vat)
                  or c.entire and (c.base, c.vat) <> (i.base, i.vat)
                """))
        .as("notes that are more than their invoice at a rate, or all of it and another VAT")
        .isEmpty();
    assertThat(
            world.texts(
                """
                select c.id || ': ' || c.total || ' ' || c.lowered from credit_note c
                where c.tenant = :tenant and (c.lowered > c.total or c.total - c.lowered <>
                  coalesce((select sum(r.amount) from refund r where r.credit_note_id = c.id), 0))
                """))
        .as("notes that are not lowered + refunds")
        .isEmpty();
  }

  private static void noLineIsGivenBackTwice(World world) {
    assertThat(
            world.texts(
                """
                select l.invoice_id || '#' || l.position || ': ' || sum(t.amount) || ' of ' || l.amount
                from invoice_line l
                join credit_trail t on t.invoice_id = l.invoice_id and t.position = l.position
                where l.tenant = :tenant group by l.invoice_id, l.position
                having sum(t.amount) not between 0 and abs(l.amount)
                """))
        .as("lines of which more was given back than they are")
        .isEmpty();
    assertThat(
            world.texts(
                """
                select document_id || ' of ' || invoice_id || '#' || position from credit_trail
                where tenant = :tenant group by document_id, invoice_id, position
                having sum(amount) < 0
                """))
        .as("credits that gave more back than they had")
        .isEmpty();
  }

  private static void refundsGoBackToTheirInvoicesPayments(World world) {
    assertThat(
            world.texts(
                """
                select r.id from refund r
                join credit_note c on c.id = r.credit_note_id
                left join payment p on p.id = r.payment_id
                where r.tenant = :tenant and p.invoice_id is distinct from c.invoice_id
                  and not exists (select 1 from customer_money_use u
                    join customer_money m on m.id = u.money_id
                    where m.payment_id = p.id and u.invoice_id = c.invoice_id)
                """))
        .as("refunds of payments that have not paid the invoice, or of none")
        .isEmpty();
    assertThat(
            world.texts(
                """
                select p.id || ': ' || p.amount || ' < ' || sum(r.amount)
                from payment p join refund r on r.payment_id = p.id
                where p.tenant = :tenant group by p.id having sum(r.amount) > p.amount
                """))
        .as("payments of which more goes back than came in")
        .isEmpty();
  }
}
