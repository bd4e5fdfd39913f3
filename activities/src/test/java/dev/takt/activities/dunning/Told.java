package dev.takt.activities.dunning;

import dev.takt.activities.World;
import dev.takt.activities.records.SqlValues;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the books and the gateway tell of a course, as plain values for a reckoning of its own. */
final class Told {
  private Told() {}

  /**
   * A charge that the gateway knows of.
   *
   * @param card of which scheme, and what is printed on it: the same for each time it was added
   */
  record Charged(
      String key,
      String invoiceId,
      String card,
      String brand,
      long amount,
      boolean captured,
      String code,
      Instant at) {}

  /** All that the gateway was asked, in order. */
  static List<Charged> charges(World world) {
    return world
        .database
        .sql(
            """
            select c.idempotency_key, c.invoice_reference, x.customer_reference || ' ' || x.token
                || ' ' || m.brand as card, m.brand, c.amount, c.status = 'CAPTURED' as captured,
              coalesce(c.decline_code, '') as code, c.at
            from sandbox.charge c
            join sandbox.method x on x.id = c.method_id
            join payment_method m on m.gateway_reference = x.id
            where m.tenant = :tenant order by c.id
            """)
        .param("tenant", world.tenant)
        .query(
            (row, number) ->
                new Charged(
                    row.getString("idempotency_key"),
                    row.getString("invoice_reference"),
                    row.getString("card"),
                    row.getString("brand"),
                    row.getLong("amount"),
                    row.getBoolean("captured"),
                    row.getString("code"),
                    Objects.requireNonNull(SqlValues.instant(row, "at"))))
        .list();
  }

  /**
   * A try in our books.
   *
   * @param asked whether the gateway was
   */
  record Tried(
      String key,
      String invoiceId,
      String attemptKey,
      @Nullable String card,
      String brand,
      boolean asked,
      String status,
      String code,
      long amount,
      Instant at) {

    boolean isDunnings() {
      return attemptKey.startsWith("dun_");
    }
  }

  /** All tries, in order. */
  static List<Tried> tries(World world) {
    return world
        .database
        .sql(
            """
            select p.idempotency_key, p.invoice_id, coalesce(p.attempt_key, '') as attempt_key,
              p.payment_method_id, coalesce(m.brand, '') as brand, p.gateway = 'perilous' as asked,
              p.status, coalesce(p.decline_code, '') as code, p.amount, p.attempted_at
            from payment p left join payment_method m on m.id = p.payment_method_id
            where p.tenant = :tenant and p.gateway <> 'bank' order by p.attempted_at, p.id
            """)
        .param("tenant", world.tenant)
        .query(
            (row, number) ->
                new Tried(
                    row.getString("idempotency_key"),
                    row.getString("invoice_id"),
                    row.getString("attempt_key"),
                    row.getString("payment_method_id"),
                    row.getString("brand"),
                    row.getBoolean("asked"),
                    row.getString("status"),
                    row.getString("code"),
                    row.getLong("amount"),
                    Objects.requireNonNull(SqlValues.instant(row, "attempted_at"))))
        .list();
  }

  /** A step that was done. */
  record Step(
      String invoiceId,
      String kind,
      String outcome,
      @Nullable String channel,
      @Nullable String template,
      Instant at) {}

  /** All steps, in order. */
  static List<Step> steps(World world) {
    return world
        .database
        .sql(
            """
            select d.invoice_id, s.kind, s.outcome, s.channel, s.template, s.done_at
            from dunning_step s join dunning_case d on d.id = s.case_id
            where s.tenant = :tenant order by d.invoice_id, s.number
            """)
        .param("tenant", world.tenant)
        .query(
            (row, number) ->
                new Step(
                    row.getString("invoice_id"),
                    row.getString("kind"),
                    row.getString("outcome"),
                    row.getString("channel"),
                    row.getString("template"),
                    Objects.requireNonNull(SqlValues.instant(row, "done_at"))))
        .list();
  }
}
