package dev.takt.activities.invoicing;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.ledger.Taxes;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.RefundClaim;
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
    static Tax of(RefundClaim claim) {
      return new Tax(claim.price().vatRate(), claim.price().includesVat());
    }
  }

  /**
   * What was left.
   *
   * @param billed what the subscription remembers of it
   * @param credits by claim, the id of the credit that it is a part of
   */
  record Left(List<BilledLine> billed, Map<RefundClaim, String> credits) {}

  /**
   * Leaves claims.
   *
   * @param kept how much of each
   * @param pending what of each still pends: those that do not are unbilled
   */
  Left leave(
      SubscriptionTransaction transaction,
      Map<RefundClaim, Long> kept,
      Map<RefundClaim, Long> pending) {
    var billed = new ArrayList<BilledLine>();
    var credits = new LinkedHashMap<RefundClaim, String>();
    byTax(kept)
        .forEach(
            (tax, parts) -> {
              String id = Ids.next("ccr");
              parts.forEach(part -> credits.put(part.getKey(), id));
              var lines =
                  parts.stream()
                      .map(part -> line(id, part, pending.containsKey(part.getKey())))
                      .toList();
              write(transaction, id, tax, parts, lines);
              billed.addAll(lines);
            });
    return new Left(billed, credits);
  }

  private static Map<Tax, List<Entry<RefundClaim, Long>>> byTax(Map<RefundClaim, Long> kept) {
    var byTax = new LinkedHashMap<Tax, List<Entry<RefundClaim, Long>>>();
    for (var part : kept.entrySet()) {
      byTax.computeIfAbsent(Tax.of(part.getKey()), tax -> new ArrayList<>()).add(part);
    }
    return byTax;
  }

  private void write(
      SubscriptionTransaction transaction,
      String id,
      Tax tax,
      List<Entry<RefundClaim, Long>> parts,
      List<BilledLine> lines) {
    var taxes =
        Taxes.of(
            parts.stream()
                .map(part -> new Taxes.Taxed(part.getValue(), tax.vatRate(), tax.includesVat()))
                .toList());
    insert(transaction, id, tax, parts.stream().mapToLong(Entry::getValue).sum());
    for (int i = 0; i < lines.size(); i++) {
      Period service = parts.get(i).getKey().servicePeriod();
      insert(transaction, i, lines.get(i), service, taxes.bases().get(i));
    }
    transaction.post(
        Posting.signed(
            transaction.bookedOn(),
            Account.DEFERRED_REVENUE,
            Account.CUSTOMER_CREDIT,
            taxes.base(),
            Posting.What.CUSTOMER_CREDIT,
            new Posting.Source(
                id, transaction.subscriptionId(), null, transaction.state().currency())));
  }

  private void insert(SubscriptionTransaction transaction, String id, Tax tax, long amount) {
    database
        .sql(
            """
            insert into customer_credit (id, tenant, customer_id, from_subscription_id, currency,
              vat_rate, includes_vat, amount, remaining, created_on)
            values (:id, :tenant, :customer, :subscription, :currency, :rate, :included, :amount,
              :amount, :on)
            """)
        .param("id", id)
        .param("tenant", transaction.tenant())
        .param("customer", transaction.state().identity().customerId())
        .param("subscription", transaction.subscriptionId())
        .param("currency", transaction.state().currency())
        .param("rate", tax.vatRate())
        .param("included", tax.includesVat())
        .param("amount", amount)
        .param("on", transaction.on())
        .update();
  }

  private void insert(
      SubscriptionTransaction transaction, int place, BilledLine line, Period service, long base) {
    database
        .sql(
            """
            insert into customer_credit_line (tenant, credit_id, position, subscription_id,
              service_from, service_to, amount, base, vat_rate, includes_vat, nominal_start,
              nominal_days, nominal_position, nominal_length, nominal_price)
            values (:tenant, :credit, :place, :subscription, :from, :to, :amount, :base, :rate,
              :included, :start, :days, :position, :length, :price)
            """)
        .param("tenant", transaction.tenant())
        .param("credit", line.documentId())
        .param("place", place)
        .param("subscription", transaction.subscriptionId())
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
  private static BilledLine line(String creditId, Entry<RefundClaim, Long> part, boolean pends) {
    RefundClaim claim = part.getKey();
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
