package dev.takt.api.reports;

import dev.takt.api.web.Page;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is billed and not yet earned. */
@Repository
class DeferredRevenue {
  private static final String ACCOUNT = "deferred_revenue";

  /**
   * What the lines that are billed by then have earned of the month that runs, and that its end
   * will post. The days of a line are those of its service that no pause or end took.
   */
  private static final String RUNNING =
      """
      with day as (
        select cast(:asOf as date) + 1 as next,
          cast(date_trunc('month', cast(:asOf as date)) as date) as first,
          cast(date_trunc('month', cast(:asOf as date)) + interval '1 month' as date) as last),
      posted as (
        select p.document_id, p.invoice_line, p.invoice_id, p.subscription_id, p.currency,
          sum(case when p.debit = :account then p.amount else -p.amount end) as amount
        from posting p cross join day
        where p.tenant = :tenant and p.what = 'accrual'
          and p.booked_on > :asOf and p.booked_on < day.last
          and exists (select from posting b
            where b.tenant = :tenant and b.document_id = p.document_id and b.what <> 'accrual'
              and b.booked_on <= :asOf)
        group by 1, 2, 3, 4, 5),
      line as (
        select p.*, s.state, l.base, l.service_from as start, l.service_to - l.service_from as length,
          greatest(day.first, l.service_from) as since, least(day.next, l.service_to) as until,
          least(day.last, l.service_to) as ending
        from posted p cross join day
        join (
          select tenant, invoice_id as document_id, position, service_from, service_to,
            base::numeric as base
          from invoice_line
          union all
          select tenant, credit_note_id, position, service_from, service_to, -base
          from credit_note_line
          union all
          select tenant, credit_id, position, service_from, service_to, -base
          from customer_credit_line) l
          on l.tenant = :tenant and l.document_id = p.document_id and l.position = p.invoice_line
        left join subscription s on s.id = p.subscription_id and s.tenant = :tenant
        where l.service_from < l.service_to),
      used as (
        select l.*, days.so_far as days, days.all_of_it as all_days
        from line l
        cross join lateral (
          select least(l.until, e.ended) - l.since - coalesce(sum(greatest(0,
              least(l.until, e.ended, q.back) - greatest(l.since, q.away)))
              filter (where q.away is not null), 0) as so_far,
            least(l.ending, e.ended) - l.since - coalesce(sum(greatest(0,
              least(l.ending, e.ended, q.back) - greatest(l.since, q.away)))
              filter (where q.away is not null), 0) as all_of_it
          from (select coalesce((l.state #>> '{progress,endedOn}')::date, 'infinity') as ended) e
          left join (
            select (p ->> 'from')::date as away, coalesce((p ->> 'to')::date, 'infinity') as back
            from jsonb_array_elements(l.state #> '{changes,pauses}') p
            where p ->> 'settlement' <> 'NONE') q on true
          group by e.ended) days),
      running as (
        select invoice_id, subscription_id, currency,
          case
            when start > :asOf then 0
            when ending <= since then amount
            when amount = round(base * (ending - start) / length)
                - round(base * (since - start) / length)
              then round(base * (until - start) / length) - round(base * (since - start) / length)
            when all_days <= 0 then amount
            else round(amount * greatest(0, days) / all_days)
          end as so_far
        from used)
      """;

  private final JdbcClient jdbc;

  DeferredRevenue(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param deferred billed less earned, in minor units without VAT
   */
  record DeferredTotal(String currency, long billed, long earned, long deferred) {}

  /**
   * @param billed what came to the account, less what credit took from it
   */
  record DeferredRow(
      @Nullable String invoiceId,
      @Nullable String subscriptionId,
      String currency,
      long billed,
      long earned,
      long deferred) {}

  /** Totals and rows in one statement, so that they are of one moment. */
  void read(
      String tenant,
      LocalDate asOf,
      Page page,
      List<DeferredTotal> totals,
      List<DeferredRow> rows) {
    jdbc.sql(
            RUNNING
                + """
                , movement as (
                  select invoice_id, subscription_id, currency,
                    case when debit = :account and credit = 'revenue' then amount
                      when credit = :account and debit = 'revenue' then -amount else 0 end as earned,
                    case when credit = :account then amount else -amount end as deferred
                  from posting
                  where tenant = :tenant and booked_on <= :asOf and :account in (debit, credit)
                  union all
                  select invoice_id, subscription_id, currency, so_far, -so_far from running),
                part as (
                  select coalesce(invoice_id, '') || '.' || coalesce(subscription_id, '') || '.'
                      || currency collate "C" as key,
                    invoice_id, subscription_id, currency, coalesce(sum(earned), 0) as earned,
                    coalesce(sum(deferred), 0) as deferred
                  from movement
                  group by invoice_id, subscription_id, currency)
                (select true as total, null as invoice_id, null as subscription_id, currency,
                  sum(earned) as earned, sum(deferred) as deferred, null as key
                from part group by currency order by currency)
                union all
                (select false, invoice_id, subscription_id, currency, earned, deferred, key
                from part where cast(:after as text) is null or key < :after
                order by key desc limit :rows)
                order by total desc, key desc, currency
                """)
        .param("account", ACCOUNT)
        .param("tenant", tenant)
        .param("asOf", asOf)
        .param("after", page.after())
        .param("rows", page.rows())
        .query(
            (ResultSet row) -> {
              long earned = row.getLong("earned");
              long deferred = row.getLong("deferred");
              String currency = row.getString("currency");
              if (row.getBoolean("total")) {
                totals.add(new DeferredTotal(currency, deferred + earned, earned, deferred));
              } else {
                rows.add(
                    new DeferredRow(
                        row.getString("invoice_id"),
                        row.getString("subscription_id"),
                        currency,
                        deferred + earned,
                        earned,
                        deferred));
              }
            });
  }
}
