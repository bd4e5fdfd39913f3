package dev.takt.activities.invoicing;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.ledger.Taxes;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.Claim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Leaves claims to the customer's other subscriptions, one credit for each way of taxing. Like a
 * credit note, a credit has lines that say which time it was billed for.
 */
@Component
class LeftCredits {
  private final JdbcClient database;

  LeftCredits(JdbcClient database) {
    this.database = database;
  }

  private record Tax(String vatRate, boolean includesVat) {
    static Tax of(Claim claim) {
      return new Tax(claim.price().vatRate(), claim.price().includesVat());
    }
  }

  /**
   * What was left.
   *
   * @param billed what the subscription remembers of it
   * @param credits by claim, the id of the credit that it is a part of
   */
  record Left(List<BilledLine> billed, Map<Claim, String> credits) {}

  /**
   * Leaves claims.
   *
   * @param kept how much of each
   * @param pending what of each still pends: those that do not are unbilled
   */
  Left leave(Occasion occasion, Map<Claim, Long> kept, Map<Claim, Long> pending) {
    var billed = new ArrayList<BilledLine>();
    var credits = new LinkedHashMap<Claim, String>();
    byTax(kept)
        .forEach(
            (tax, parts) -> {
              String id = Ids.next("ccr");
              parts.forEach(part -> credits.put(part.getKey(), id));
              var lines =
                  parts.stream()
                      .map(part -> line(id, part, pending.containsKey(part.getKey())))
                      .toList();
              write(occasion, id, tax, parts, lines);
              billed.addAll(lines);
            });
    return new Left(billed, credits);
  }

  private static Map<Tax, List<Entry<Claim, Long>>> byTax(Map<Claim, Long> kept) {
    var byTax = new LinkedHashMap<Tax, List<Entry<Claim, Long>>>();
    for (var part : kept.entrySet()) {
      byTax.computeIfAbsent(Tax.of(part.getKey()), tax -> new ArrayList<>()).add(part);
    }
    return byTax;
  }

  private void write(
      Occasion occasion,
      String id,
      Tax tax,
      List<Entry<Claim, Long>> parts,
      List<BilledLine> lines) {
    var taxes =
        Taxes.of(
            parts.stream()
                .map(part -> new Taxes.Taxed(part.getValue(), tax.vatRate(), tax.includesVat()))
                .toList());
    insert(occasion, id, tax, parts.stream().mapToLong(Entry::getValue).sum());
    for (int i = 0; i < lines.size(); i++) {
      Period service = parts.get(i).getKey().servicePeriod();
      insert(occasion, i, lines.get(i), service, taxes.bases().get(i));
    }
    occasion.post(
        Posting.signed(
            occasion.bookedOn(),
            Account.DEFERRED_REVENUE,
            Account.CUSTOMER_CREDIT,
            taxes.base(),
            Posting.What.CUSTOMER_CREDIT,
            new Posting.Source(id, occasion.subscriptionId(), null, occasion.state().currency())));
  }

  private void insert(Occasion occasion, String id, Tax tax, long amount) {
    database
        .sql(
            """
            insert into customer_credit (id, tenant, customer_id, from_subscription_id, currency,
              vat_rate, includes_vat, amount, remaining, created_on)
            values (:id, :tenant, :customer, :subscription, :currency, :rate, :included, :amount,
              :amount, :on)
            """)
        .param("id", id)
        .param("tenant", occasion.tenant())
        .param("customer", occasion.state().identity().customerId())
        .param("subscription", occasion.subscriptionId())
        .param("currency", occasion.state().currency())
        .param("rate", tax.vatRate())
        .param("included", tax.includesVat())
        .param("amount", amount)
        .param("on", occasion.on())
        .update();
  }

  private void insert(Occasion occasion, int place, BilledLine line, Period service, long base) {
    database
        .sql(
            """
            insert into customer_credit_line (tenant, credit_id, position, subscription_id,
              service_from, service_to, amount, base, vat_rate, includes_vat, nominal_start,
              nominal_days, nominal_position, nominal_length, nominal_price)
            values (:tenant, :credit, :place, :subscription, :from, :to, :amount, :base, :rate,
              :included, :start, :days, :position, :length, :price)
            """)
        .param("tenant", occasion.tenant())
        .param("credit", line.documentId())
        .param("place", place)
        .param("subscription", occasion.subscriptionId())
        .param("from", service.from())
        .param("to", service.to())
        .param("amount", -line.amount())
        .param("base", base)
        .param("rate", line.vatRate())
        .param("included", line.includesVat())
        .param("start", line.nominalStart())
        .param("days", line.days())
        .param("position", line.position())
        .param("length", line.length())
        .param("price", line.price())
        .update();
  }

  /** A claim that is met in full unbills its days; else they stay billed, and the rest pends. */
  private static BilledLine line(String creditId, Entry<Claim, Long> part, boolean pends) {
    Claim claim = part.getKey();
    return new BilledLine(
        BilledLine.Kind.CREDIT,
        creditId,
        creditId,
        claim.nominalStart(),
        claim.days(),
        claim.position(),
        claim.unused() && !pends ? claim.length() : 0,
        -part.getValue(),
        claim.price().vatRate(),
        claim.price().includesVat(),
        claim.price().total());
  }
}
