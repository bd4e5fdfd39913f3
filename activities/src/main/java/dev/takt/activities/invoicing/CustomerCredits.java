package dev.takt.activities.invoicing;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Posting;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.money.Vat;
import dev.takt.workflows.money.VatBucket;
import dev.takt.workflows.money.VatSums;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.wording.Explanation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How invoices use what subscriptions have left to their customers' others ({@link LeftCredits}).
 * An amount is kept as it stood on the lines it comes from: with VAT or without, at its rate, and
 * so it stands on the invoice that uses it.
 */
@Component
public class CustomerCredits {
  private final JdbcClient database;

  CustomerCredits(JdbcClient database) {
    this.database = database;
  }

  private record Credit(
      String id,
      String from,
      @Nullable Period service,
      VatBucket bucket,
      long amount,
      long remaining) {}

  /**
   * Whose goodwill an invoice may take: that of the subscriptions on it, and of their group.
   *
   * @param groupId null outside a group
   */
  record Owners(List<String> subscriptionIds, @Nullable String groupId) {}

  /**
   * A credit, or a part of one, that an invoice takes.
   *
   * @param from the ended subscription
   * @param account what leaves the credit's account: its share without VAT
   */
  record Used(String from, DocumentLine line, long account) {

    /**
     * The postings of it: what rounding makes the line's base differ from the credit's is revenue.
     *
     * @param base of the line, positive
     */
    List<Posting> postings(LocalDate on, long base, Posting.Source source) {
      var postings = new ArrayList<Posting>();
      postings.addAll(
          Posting.signed(
              on,
              Account.CUSTOMER_CREDIT,
              Account.RECEIVABLE,
              account,
              Posting.What.CUSTOMER_CREDIT,
              source));
      postings.addAll(
          Posting.signed(
              on,
              Account.REVENUE,
              Account.RECEIVABLE,
              base - account,
              Posting.What.CUSTOMER_CREDIT,
              source));
      return postings;
    }
  }

  /**
   * Takes as much as keeps the invoice's total at 0 or more, oldest first: what meets lines of its
   * own VAT rate, then the rest.
   */
  List<Used> use(
      String tenant, String customerId, String currency, Owners owners, List<DocumentLine> lines) {
    var invoice = new VatSums();
    lines.forEach(line -> invoice.add(line.vatBucket(), line.amount()));
    List<Credit> credits = lock(tenant, customerId, currency, owners);
    List<Long> taken =
        invoice.lowerBy(
            credits.stream()
                .map(credit -> new VatSums.Credit(credit.bucket(), credit.remaining()))
                .toList());
    var used = new ArrayList<Used>();
    for (int i = 0; i < credits.size(); i++) {
      if (taken.get(i) > 0) {
        lower(tenant, credits.get(i), taken.get(i));
        used.add(used(credits.get(i), taken.get(i)));
      }
    }
    return used;
  }

  private static Used used(Credit credit, long taken) {
    long before = credit.amount() - credit.remaining();
    var line =
        new DocumentLine(
            BilledLine.Kind.ADJUSTMENT.name(),
            "Balance",
            Explanation.ofBalance(),
            credit.service(),
            1,
            -taken,
            credit.bucket().vatRate(),
            credit.bucket().includesVat(),
            null,
            List.of(),
            credit.id(),
            null);
    return new Used(credit.from(), line, base(credit, before + taken) - base(credit, before));
  }

  private static long base(Credit credit, long amount) {
    return Vat.of(credit.bucket().vatRate(), amount, credit.bucket().includesVat()).base();
  }

  private List<Credit> lock(String tenant, String customerId, String currency, Owners owners) {
    return database
        .sql(
            """
            select c.id, c.from_subscription_id, c.vat_rate, c.includes_vat, c.amount, c.remaining,
              (select min(l.service_from) from customer_credit_line l
                where l.credit_id = c.id) as service_from,
              (select max(l.service_to) from customer_credit_line l
                where l.credit_id = c.id) as service_to
            from customer_credit c join subscription s on s.id = c.from_subscription_id
            where c.tenant = :tenant and c.customer_id = :customer and c.currency = :currency
              and c.remaining > 0
              and (c.reason is null or s.status = 'ENDED' or s.id = any(:owners)
                or s.group_id = :group)
            order by c.created_on, c.id for update of c
            """)
        .param("tenant", tenant)
        .param("customer", customerId)
        .param("currency", currency)
        .param("owners", owners.subscriptionIds().toArray(String[]::new))
        .param("group", owners.groupId())
        .query(
            (row, number) ->
                new Credit(
                    row.getString("id"),
                    row.getString("from_subscription_id"),
                    service(row),
                    new VatBucket(row.getString("vat_rate"), row.getBoolean("includes_vat")),
                    row.getLong("amount"),
                    row.getLong("remaining")))
        .list();
  }

  private static @Nullable Period service(ResultSet row) throws SQLException {
    LocalDate from = row.getObject("service_from", LocalDate.class);
    LocalDate to = row.getObject("service_to", LocalDate.class);
    return from == null || to == null ? null : new Period(from, to);
  }

  /**
   * Gives goodwill, with the VAT of the plan: nobody has paid for it, so it is less revenue.
   *
   * @param terms whose VAT it has
   */
  public void grant(
      SubscriptionTransaction transaction, Request.GrantCredit credit, VatBucket terms) {
    database
        .sql(
            """
            insert into customer_credit (id, tenant, customer_id, from_subscription_id, currency,
              vat_rate, includes_vat, amount, remaining, reason, created_on)
            values (:id, :tenant, :customer, :subscription, :currency, :rate, :included, :amount,
              :amount, :reason, :on)
            """)
        .param("id", credit.id())
        .param("tenant", transaction.tenant())
        .param("customer", transaction.customerId())
        .param("subscription", transaction.subscriptionId())
        .param("currency", transaction.state().currency())
        .param("rate", terms.vatRate())
        .param("included", terms.includesVat())
        .param("amount", credit.amount())
        .param("reason", credit.reason())
        .param("on", transaction.on())
        .update();
    transaction.post(
        Posting.signed(
            transaction.bookedOn(),
            Account.REVENUE,
            Account.CUSTOMER_CREDIT,
            Vat.of(terms.vatRate(), credit.amount(), terms.includesVat()).base(),
            Posting.What.CUSTOMER_CREDIT,
            new Posting.Source(
                credit.id(), transaction.subscriptionId(), null, transaction.state().currency())));
  }

  private void lower(String tenant, Credit credit, long taken) {
    database
        .sql(
            """
            update customer_credit set remaining = remaining - :taken
            where id = :id and tenant = :tenant
            """)
        .param("taken", taken)
        .param("id", credit.id())
        .param("tenant", tenant)
        .update();
  }
}
