package dev.takt.api.subscriptions;

import dev.takt.api.web.Columns;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.money.Purse;
import dev.takt.workflows.money.Vat;
import dev.takt.workflows.money.VatBucket;
import dev.takt.workflows.settlement.MoneyTrail;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.BilledLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads where the money of subscriptions' invoices came from, to show what a change would do. */
@Repository
public class MoneyTrails {
  private final JdbcClient jdbc;

  MoneyTrails(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What a customer has with the merchant, which meets the next invoices.
   *
   * @param billed the subscriptions on them: others' goodwill stays away
   */
  public Purse purse(
      String tenant, String customerId, String currency, Collection<Subscription> billed) {
    long money =
        jdbc.sql(
                """
                select coalesce(sum(remaining), 0) from customer_money
                where tenant = :tenant and customer_id = :customer and currency = :currency
                  and remaining > 0
                """)
            .param("tenant", tenant)
            .param("customer", customerId)
            .param("currency", currency)
            .query(Long.class)
            .single();
    List<String> ids = billed.stream().map(one -> one.identity().subscriptionId()).toList();
    return new Purse(money, credits(tenant, customerId, currency, ids));
  }

  private List<Purse.Credit> credits(
      String tenant, String customerId, String currency, List<String> owners) {
    return jdbc.sql(
            """
            select c.from_subscription_id, c.vat_rate, c.includes_vat, c.remaining,
              min(l.service_from) as service_from, max(l.service_to) as service_to
            from customer_credit c join subscription s on s.id = c.from_subscription_id
            left join customer_credit_line l on l.credit_id = c.id
            where c.tenant = :tenant and c.customer_id = :customer and c.currency = :currency
              and c.remaining > 0
              and (c.reason is null or s.status = 'ENDED' or s.id = any(:owners))
            group by c.id order by c.created_on, c.id
            """)
        .param("tenant", tenant)
        .param("customer", customerId)
        .param("currency", currency)
        .param("owners", owners.toArray(String[]::new))
        .query(
            (row, _) ->
                new Purse.Credit(
                    row.getString("from_subscription_id"),
                    service(row),
                    new VatBucket(row.getString("vat_rate"), row.getBoolean("includes_vat")),
                    row.getLong("remaining")))
        .list();
  }

  private static @Nullable Period service(ResultSet row) throws SQLException {
    LocalDate from = Columns.date(row, "service_from");
    LocalDate to = Columns.date(row, "service_to");
    return from == null || to == null ? null : new Period(from, to);
  }

  /** The money of the time that some subscriptions remember as billed. */
  public MoneyTrail of(String tenant, List<Subscription> subscriptions) {
    String[] ids = reached(tenant, subscriptions);
    if (ids.length == 0) {
      return MoneyTrail.UNKNOWN;
    }
    Map<String, List<MoneyTrail.Line>> lines = lines(tenant, ids);
    Map<String, List<Vat>> invoiced = vat(tenant, ids, false);
    Map<String, List<Vat>> credited = vat(tenant, ids, true);
    List<MoneyTrail.Invoice> invoices =
        jdbc.sql(
                """
                select id, number, amount_due as due,
                  amount_written_off
                from invoice where tenant = :tenant and id = any(:ids) order by number
                """)
            .param("tenant", tenant)
            .param("ids", ids)
            .query(
                (row, _) -> {
                  String id = row.getString("id");
                  return new MoneyTrail.Invoice(
                      id,
                      row.getLong("number"),
                      row.getLong("due"),
                      row.getLong("amount_written_off"),
                      invoiced.getOrDefault(id, List.of()),
                      credited.getOrDefault(id, List.of()),
                      lines.getOrDefault(id, List.of()));
                })
            .list();
    return new MoneyTrail(invoices, sources(tenant, ids));
  }

  private String[] reached(String tenant, List<Subscription> subscriptions) {
    return jdbc.sql(
            """
            with recursive reached (invoice_id) as (
              select distinct l.invoice_id from invoice_line l
              join unnest(cast(:subscriptions as text[]), cast(:starts as date[]))
                as b (subscription_id, nominal_start)
                on b.subscription_id = l.subscription_id and b.nominal_start = l.nominal_start
              where l.tenant = :tenant
              union
              select o.origin_id from reached r
              join credit_origin o on o.invoice_id = r.invoice_id and o.tenant = :tenant)
            select invoice_id from reached
            """)
        .param("tenant", tenant)
        .param(
            "subscriptions",
            subscriptions.stream()
                .flatMap(
                    state -> state.billed().stream().map(line -> state.identity().subscriptionId()))
                .toArray(String[]::new))
        .param(
            "starts",
            subscriptions.stream()
                .flatMap(state -> state.billed().stream())
                .map(BilledLine::nominalStart)
                .map(Objects::toString)
                .toArray(String[]::new))
        .query((row, _) -> row.getString("invoice_id"))
        .list()
        .toArray(String[]::new);
  }

  private Map<String, List<MoneyTrail.Line>> lines(String tenant, String[] ids) {
    Map<String, List<MoneyTrail.Line>> lines = new HashMap<>();
    jdbc.sql(
            """
            select * from line_left where tenant = :tenant and invoice_id = any(:ids)
            order by invoice_id, position
            """)
        .param("tenant", tenant)
        .param("ids", ids)
        .query(
            (ResultSet row) -> {
              lines
                  .computeIfAbsent(row.getString("invoice_id"), id -> new ArrayList<>())
                  .add(line(row));
            });
    return lines;
  }

  private static MoneyTrail.Line line(ResultSet row) throws SQLException {
    return new MoneyTrail.Line(
        row.getInt("position"),
        row.getString("subscription_id"),
        Columns.date(row, "nominal_start"),
        row.getInt("nominal_days"),
        row.getString("vat_rate"),
        row.getBoolean("includes_vat"),
        row.getLong("amount"),
        row.getLong("still"),
        row.getString("customer_credit_id"));
  }

  private Map<String, List<Vat>> vat(String tenant, String[] ids, boolean credited) {
    Map<String, List<Vat>> vat = new HashMap<>();
    jdbc.sql(
            """
            select invoice_id, rate, base, vat from invoice_vat
            where tenant = :tenant and invoice_id = any(:ids) and credited = :credited
            """)
        .param("tenant", tenant)
        .param("ids", ids)
        .param("credited", credited)
        .query(
            (ResultSet row) -> {
              vat.computeIfAbsent(row.getString("invoice_id"), id -> new ArrayList<>())
                  .add(new Vat(row.getString("rate"), row.getLong("base"), row.getLong("vat")));
            });
    return vat;
  }

  private Map<String, List<MoneyTrail.Source>> sources(String tenant, String[] ids) {
    Map<String, List<MoneyTrail.Source>> sources = new HashMap<>();
    jdbc.sql(
            """
            select document_id, invoice_id, position, sum(amount) as still
            from credit_trail
            where tenant = :tenant and not passed_on and document_id in (
              select customer_credit_id from invoice_line where invoice_id = any(:ids))
            group by document_id, invoice_id, position
            having sum(amount) > 0
            order by document_id, invoice_id, position
            """)
        .param("tenant", tenant)
        .param("ids", ids)
        .query(
            (ResultSet row) -> {
              sources
                  .computeIfAbsent(row.getString("document_id"), id -> new ArrayList<>())
                  .add(
                      new MoneyTrail.Source(
                          row.getString("invoice_id"),
                          row.getInt("position"),
                          row.getLong("still")));
            });
    return sources;
  }
}
