package dev.takt.activities.payments;

import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.records.SqlValues;
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
   * @param tried whether a try of it has no outcome yet, which may become its last: read by the
   *     same statement as the bans, so that none can hide between two looks
   * @param refusal why it was refused this invoice the last time; null where it never was, or by a
   *     technical fault, which says nothing of a card
   */
  public record Card(
      String id,
      String gateway,
      String reference,
      @Nullable String brand,
      boolean banned,
      boolean tried,
      @Nullable Decline refusal) {}

  /**
   * The card that was asked for; else one that was brought since the invoice was first declined,
   * which says how the customer wants to pay it now; else the subscription's or group's own; else
   * the default.
   */
  public Optional<Card> toCharge(Receivable invoice, @Nullable String wanted) {
    return database
        .sql(
            """
            with first as (
              select p.payment_method_id as card, p.attempted_at as at from payment p
              where p.tenant = :tenant and p.invoice_id = :invoice and p.status = 'DECLINED'
              order by p.attempted_at, p.attempt limit 1),
            cards as (
              select m.id, m.gateway, m.gateway_reference, m.brand, m.is_default, m.created_at,
                m.created_at >= first.at and m.id is distinct from first.card as brought,
                exists (
                  select 1 from payment p join payment_method o on o.id = p.payment_method_id
                  where p.tenant = :tenant and p.customer_id = :customer and p.status = 'DECLINED'
                    and p.category = :never and p.gateway <> 'none' and
            """
                + SAME_CARD
                + """
                        ) as banned,
                    exists (
                      select 1 from payment p join payment_method o on o.id = p.payment_method_id
                      where p.tenant = :tenant and p.customer_id = :customer
                        and p.status = 'UNKNOWN' and
                """
                + SAME_CARD
                + """
                    ) as tried,
                    (select p.decline_code from payment p
                      where p.tenant = :tenant and p.invoice_id = :invoice
                        and p.payment_method_id = m.id and p.status = 'DECLINED'
                        and p.gateway <> 'none' and p.category <> :technical
                      order by p.attempted_at desc, p.attempt desc limit 1) as refusal
                  from payment_method m left join first on true
                  where m.tenant = :tenant and m.customer_id = :customer and m.status <> 'REMOVED'
                    and (m.id = cast(:wanted as text) or m.is_default
                      or m.id = (select s.state #>> '{collection,paymentMethodId}'
                        from subscription s where s.id = :subscription and s.tenant = :tenant)
                      or m.id = (select g.state #>> '{collection,paymentMethodId}'
                        from billing_group g join invoice i on i.group_id = g.id
                        where i.id = :invoice and g.tenant = :tenant)))
                select * from cards
                order by (id = cast(:wanted as text)) desc nulls last,
                  case when brought and not banned then created_at end desc nulls last,
                  banned, is_default, id desc
                limit 1
                """)
        .param("tenant", invoice.tenant())
        .param("customer", invoice.customerId())
        .param("invoice", invoice.id())
        .param("subscription", invoice.subscriptionId())
        .param("wanted", wanted)
        .param("never", DeclineClass.NEVER.code())
        .param("technical", DeclineClass.TECHNICAL.code())
        .query(Cards::card)
        .optional();
  }

  private static Card card(ResultSet row, int number) throws SQLException {
    String brand = row.getString("brand");
    String refusal = row.getString("refusal");
    return new Card(
        row.getString("id"),
        row.getString("gateway"),
        row.getString("gateway_reference"),
        brand,
        row.getBoolean("banned"),
        row.getBoolean("tried"),
        refusal == null ? null : Decline.of(refusal, brand));
  }

  /** Whether one more try of this amount would break a rule of the card's scheme. */
  public @Nullable Ceiling ceiling(Receivable invoice, Card card, Instant at) {
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
  public record Ceiling(CardRules.Reached reached, Decline latest) {}

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
        .param("at", SqlValues.instant(at))
        .query(
            (row, number) ->
                new Tried(
                    Objects.requireNonNull(SqlValues.instant(row, "attempted_at")),
                    row.getString("decline_code")))
        .list();
  }
}
