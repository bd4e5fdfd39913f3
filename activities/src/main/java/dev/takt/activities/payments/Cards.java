package dev.takt.activities.payments;

import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.records.Columns;
import dev.takt.workflows.dunning.CardRules;
import dev.takt.workflows.dunning.Decline;
import dev.takt.workflows.dunning.DeclineClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which card an invoice is charged to, and whether it may be tried now. Two payment methods of a
 * customer that show the same brand, last digits and expiry are one card: the schemes count by the
 * card, whatever the number of subscriptions that share it.
 */
@Component
public class Cards {
  private static final String SAME_CARD =
      """
      o.customer_id = m.customer_id and o.gateway = m.gateway
        and o.brand is not distinct from m.brand and o.last4 is not distinct from m.last4
        and o.expiry_month is not distinct from m.expiry_month
        and o.expiry_year is not distinct from m.expiry_year
      """;

  private final JdbcClient database;
  private final CardRules rules;

  Cards(JdbcClient database, CardRules rules) {
    this.database = database;
    this.rules = rules;
  }

  /**
   * A card that may be charged.
   *
   * @param banned whether it was refused for good: then it must never be tried again
   */
  public record Card(
      String id, String gateway, String reference, @Nullable String brand, boolean banned) {}

  /**
   * The card that was asked for; else one that was brought after the invoice's latest try, which
   * says how the customer wants to pay it now; else the subscription's own; else the default.
   */
  public Optional<Card> toCharge(Receivable invoice, @Nullable String wanted) {
    return database
        .sql(
            """
            with latest as (
              select p.payment_method_id, p.attempted_at from payment p
              where p.tenant = :tenant and p.invoice_id = :invoice and p.status = 'DECLINED'
              order by p.attempted_at desc, p.attempt desc limit 1)
            select m.id, m.gateway, m.gateway_reference, m.brand, exists (
                select 1 from payment p join payment_method o on o.id = p.payment_method_id
                where p.tenant = :tenant and p.customer_id = :customer and p.status = 'DECLINED'
                  and p.category = :never and p.gateway <> 'none' and
            """
                + SAME_CARD
                + """
                  ) as banned
                from payment_method m
                where m.tenant = :tenant and m.customer_id = :customer and m.status <> 'REMOVED'
                  and (m.id = cast(:wanted as text) or m.is_default
                    or m.id = (select s.state #>> '{collection,paymentMethodId}' from subscription s
                      where s.id = :subscription and s.tenant = :tenant))
                order by (m.id = cast(:wanted as text)) desc nulls last,
                  (m.created_at >= (select attempted_at from latest)
                    and m.id is distinct from (select payment_method_id from latest)) desc nulls last,
                  banned, m.is_default, m.id desc
                limit 1
                """)
        .param("tenant", invoice.tenant())
        .param("customer", invoice.customerId())
        .param("invoice", invoice.id())
        .param("subscription", invoice.subscriptionId())
        .param("wanted", wanted)
        .param("never", DeclineClass.NEVER.code())
        .query(Cards::card)
        .optional();
  }

  private static Card card(ResultSet row, int number) throws SQLException {
    return new Card(
        row.getString("id"),
        row.getString("gateway"),
        row.getString("gateway_reference"),
        row.getString("brand"),
        row.getBoolean("banned"));
  }

  /**
   * Takes the customer's turn until the transaction ends: two invoices of a customer cannot both
   * take a card's last try, and what one try says of a card is known before the next begins.
   */
  void takeTurn(Receivable invoice) {
    database
        .sql("select id from customer where id = :id and tenant = :tenant for no key update")
        .param("id", invoice.customerId())
        .param("tenant", invoice.tenant())
        .query(String.class)
        .single();
  }

  /** Whether a try of the same card has no outcome yet: it may be the last that is allowed. */
  boolean isBeingTried(Receivable invoice, Card card) {
    return database
        .sql(
            """
            select exists (select 1 from payment_method m
              join payment_method o on
            """
                + SAME_CARD
                + """
                  join payment p on p.payment_method_id = o.id
                  where m.id = :card and m.tenant = :tenant and p.tenant = :tenant
                    and p.status in ('UNKNOWN', 'PENDING'))
                """)
        .param("card", card.id())
        .param("tenant", invoice.tenant())
        .query(Boolean.class)
        .single();
  }

  /** Whether one more try of this amount would break a rule of the card's scheme. */
  @Nullable Ceiling ceiling(Receivable invoice, Card card, Instant at) {
    List<Tried> earlier = declinedSinceSuccess(invoice, card, at);
    CardRules.Reached reached =
        rules.reached(card.brand(), earlier.stream().map(Tried::at).toList(), at);
    if (reached == null) {
      return null;
    }
    String code =
        earlier.stream()
            .map(Tried::declineCode)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("do_not_honor");
    return new Ceiling(reached, Decline.of(code, card.brand()));
  }

  /** A ceiling that is reached, and why the card was declined the last time. */
  record Ceiling(CardRules.Reached reached, Decline latest) {}

  private record Tried(Instant at, @Nullable String declineCode) {}

  private List<Tried> declinedSinceSuccess(Receivable invoice, Card card, Instant at) {
    return database
        .sql(
            """
            with tries as (
              select p.id, p.attempted_at, p.status, p.decline_code
              from payment_method m
              join payment_method o on
            """
                + SAME_CARD
                + """
                  join payment p on p.payment_method_id = o.id
                  join invoice i on i.id = p.invoice_id
                  where m.id = :card and m.tenant = :tenant and p.tenant = :tenant
                    and p.gateway <> 'none' and p.amount = :amount and i.currency = :currency
                    and p.attempted_at > cast(:at as timestamptz) - interval '31 days')
                select attempted_at, decline_code from tries
                where status <> 'SUCCEEDED' and not exists (
                  select 1 from tries paid where paid.status = 'SUCCEEDED'
                    and (paid.attempted_at, paid.id) > (tries.attempted_at, tries.id))
                order by attempted_at desc, id desc
                """)
        .param("card", card.id())
        .param("tenant", invoice.tenant())
        .param("amount", invoice.due())
        .param("currency", invoice.currency())
        .param("at", Columns.instant(at))
        .query(
            (row, number) ->
                new Tried(
                    Objects.requireNonNull(Columns.instant(row, "attempted_at")),
                    row.getString("decline_code")))
        .list();
  }
}
