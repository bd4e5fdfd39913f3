package dev.takt.activities.invoicing;

import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.workflows.money.Vat;
import dev.takt.workflows.settlement.MoneyTrail;
import dev.takt.workflows.settlement.Settlement;
import dev.takt.workflows.settlement.Trails;
import dev.takt.workflows.timeline.RefundClaim;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads where the money of invoices came from, under lock, and writes what was given back of it.
 */
@Component
class TrailRows {
  private static final String BILLED =
      """
      select distinct invoice_id from invoice_line
      where tenant = :tenant and subscription_id = :subscription
        and nominal_start = any(cast(:starts as date[]))
      """;

  /** With those whose credit paid for them, however many invoices further back. */
  private static final String REACHED =
      """
      with recursive reached (invoice_id) as (
        %s
        union
        select o.origin_id from reached r
        join credit_origin o on o.invoice_id = r.invoice_id and o.tenant = :tenant)
      select invoice_id from reached
      """
          .formatted(BILLED);

  private final JdbcClient database;
  private final Receivables receivables;

  TrailRows(JdbcClient database, Receivables receivables) {
    this.database = database;
    this.receivables = receivables;
  }

  /** Locked invoices, in order of id, with what is known of their money. */
  record Locked(Map<String, Receivable> invoices, MoneyTrail trail) {}

  /** Locks the invoices that claims are about, and where money is to go back, all behind them. */
  Map<String, Receivable> lock(
      SubscriptionTransaction transaction, List<RefundClaim> claims, Settlement.Cause cause) {
    return lock(
        transaction.tenant(), transaction.subscriptionId(), starts(claims), cause.refunds());
  }

  Locked read(
      SubscriptionTransaction transaction, List<RefundClaim> claims, Settlement.Cause cause) {
    return read(
        transaction.tenant(), transaction.subscriptionId(), starts(claims), cause.refunds());
  }

  private static List<LocalDate> starts(List<RefundClaim> claims) {
    return claims.stream().map(RefundClaim::nominalStart).distinct().toList();
  }

  private Map<String, Receivable> lock(
      String tenant, String subscriptionId, List<LocalDate> starts, boolean allBehind) {
    var ids =
        database
            .sql(allBehind ? REACHED : BILLED)
            .param("tenant", tenant)
            .param("subscription", subscriptionId)
            .param("starts", starts.stream().map(LocalDate::toString).toArray(String[]::new))
            .query((row, number) -> Objects.requireNonNull(row.getString("invoice_id")))
            .list();
    var locked = new LinkedHashMap<String, Receivable>();
    receivables.lock(tenant, ids).forEach(one -> locked.put(one.id(), one));
    return locked;
  }

  /**
   * Reads, under lock, the money of the time that a subscription was billed for.
   *
   * @param starts of the nominal periods
   * @param allBehind whether also that of the invoices whose credit paid for it
   */
  Locked read(String tenant, String subscriptionId, List<LocalDate> starts, boolean allBehind) {
    var locked = lock(tenant, subscriptionId, starts, allBehind);
    var lines = lines(tenant, locked.keySet());
    var vat = vat(tenant, locked.keySet(), false);
    var credited = vat(tenant, locked.keySet(), true);
    var invoices =
        locked.values().stream()
            .map(
                one ->
                    new MoneyTrail.Invoice(
                        one.id(),
                        one.number(),
                        one.due(),
                        one.writtenOff(),
                        vat.getOrDefault(one.id(), List.of()),
                        credited.getOrDefault(one.id(), List.of()),
                        lines.getOrDefault(one.id(), List.of())))
            .toList();
    var credits =
        lines.values().stream()
            .flatMap(List::stream)
            .map(MoneyTrail.Line::creditId)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return new Locked(locked, new MoneyTrail(invoices, sources(tenant, credits)));
  }

  private Map<String, List<MoneyTrail.Line>> lines(String tenant, Collection<String> invoiceIds) {
    var lines = new HashMap<String, List<MoneyTrail.Line>>();
    database
        .sql(
            """
            select * from line_left
            where tenant = :tenant and invoice_id = any(:ids)
            order by invoice_id, position
            """)
        .param("tenant", tenant)
        .param("ids", invoiceIds.toArray(String[]::new))
        .query(
            row -> {
              lines
                  .computeIfAbsent(row.getString("invoice_id"), id -> new ArrayList<>())
                  .add(
                      new MoneyTrail.Line(
                          row.getInt("position"),
                          row.getString("subscription_id"),
                          row.getObject("nominal_start", LocalDate.class),
                          row.getInt("nominal_days"),
                          row.getString("vat_rate"),
                          row.getBoolean("includes_vat"),
                          row.getLong("amount"),
                          row.getLong("still"),
                          row.getString("customer_credit_id")));
            });
    return lines;
  }

  private Map<String, List<Vat>> vat(
      String tenant, Collection<String> invoiceIds, boolean credited) {
    var vat = new HashMap<String, List<Vat>>();
    database
        .sql(
            """
            select invoice_id, rate, base, vat from invoice_vat
            where tenant = :tenant and invoice_id = any(:ids) and credited = :credited
            """)
        .param("tenant", tenant)
        .param("ids", invoiceIds.toArray(String[]::new))
        .param("credited", credited)
        .query(
            row -> {
              vat.computeIfAbsent(row.getString("invoice_id"), id -> new ArrayList<>())
                  .add(new Vat(row.getString("rate"), row.getLong("base"), row.getLong("vat")));
            });
    return vat;
  }

  private Map<String, List<MoneyTrail.Source>> sources(String tenant, List<String> creditIds) {
    var sources = new HashMap<String, List<MoneyTrail.Source>>();
    if (creditIds.isEmpty()) {
      return sources;
    }
    database
        .sql(
            """
            select document_id, invoice_id, position, sum(amount) as still
            from credit_trail
            where tenant = :tenant and document_id = any(:ids) and not passed_on
            group by document_id, invoice_id, position
            having sum(amount) > 0
            order by document_id, invoice_id, position
            """)
        .param("tenant", tenant)
        .param("ids", creditIds.toArray(String[]::new))
        .query(
            row -> {
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

  /**
   * Writes what was given back of lines.
   *
   * @param documentId by where it went
   */
  void write(
      String tenant, List<Trails.Entry> entries, Function<Trails.Target, String> documentId) {
    if (entries.isEmpty()) {
      return;
    }
    database
        .sql(
            """
            insert into credit_trail (tenant, invoice_id, position, document_id, amount, passed_on)
            select :tenant, e.invoice, e.position, e.document, e.amount, e.passed_on
            from unnest(cast(:invoices as text[]), cast(:positions as integer[]),
              cast(:documents as text[]), cast(:amounts as bigint[]), cast(:passed as boolean[]))
              as e (invoice, position, document, amount, passed_on)
            """)
        .param("tenant", tenant)
        .param("invoices", entries.stream().map(Trails.Entry::invoiceId).toArray(String[]::new))
        .param("positions", entries.stream().map(Trails.Entry::position).toArray(Integer[]::new))
        .param(
            "documents",
            entries.stream().map(entry -> documentId.apply(entry.target())).toArray(String[]::new))
        .param("amounts", entries.stream().map(Trails.Entry::amount).toArray(Long[]::new))
        .param("passed", entries.stream().map(Trails.Entry::passedOn).toArray(Boolean[]::new))
        .update();
  }
}
