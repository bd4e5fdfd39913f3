package dev.takt.activities.messages;

import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.calendar.CardExpiry;
import dev.takt.workflows.calendar.CountryZone;
import dev.takt.workflows.subscription.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Cards that will expire, and what was done about it. */
@Component
class CardRows {
  private static final String SELECT =
      """
      select n.tenant, n.id, n.customer_id, n.expiry_year, n.expiry_month, n.created_at,
        n.is_default, m.time_zone,
        nullif(c.country, m.country) as abroad,
        (select string_agg(s.step, ' ') from card_step s
          where s.tenant = :tenant and s.payment_method_id = n.id) as done
      from payment_method n
      join customer c on c.id = n.customer_id
      join ledger l on l.tenant = n.tenant
      join merchant m on m.id = l.merchant_id
      where n.tenant = :tenant and n.status = 'ACTIVE' and n.expiry_month is not null
        and n.expiry_year is not null
      """;
  private static final String MAY_BE_DUE =
      "make_date(n.expiry_year, n.expiry_month, 1)"
          + " <= cast(cast(:now as timestamptz) as date) + 32";

  private final JdbcClient database;
  private final RowsByDate<Card> rows;

  CardRows(JdbcClient database) {
    this.database = database;
    this.rows = new RowsByDate<>(database, CardRows::card, SELECT, MAY_BE_DUE, "n.id");
  }

  /**
   * A card that works still, as far as anybody has looked.
   *
   * @param zone the merchant's, in which it is charged
   * @param home the customer's
   */
  record Card(
      String tenant,
      String id,
      String customerId,
      CardExpiry expiry,
      boolean isDefault,
      ZoneId zone,
      ZoneId home,
      List<CardExpiry.Step> left,
      int done) {}

  List<Card> onClock(String tenant, String clockId) {
    return rows.onClock(tenant, clockId);
  }

  /** Cards of customers in live time whose first step may have come. */
  List<Card> live(String tenant, Instant now) {
    return rows.live(tenant, now);
  }

  Optional<Card> find(String tenant, String id) {
    return rows.find(tenant, id);
  }

  private static Card card(ResultSet row, int number) throws SQLException {
    var expiry =
        new CardExpiry(YearMonth.of(row.getInt("expiry_year"), row.getInt("expiry_month")));
    ZoneId zone = ZoneId.of(row.getString("time_zone"));
    Instant added = Objects.requireNonNull(SqlValues.instant(row, "created_at"));
    String text = row.getString("done");
    Set<CardExpiry.Step> done = EnumSet.noneOf(CardExpiry.Step.class);
    if (text != null) {
      Arrays.stream(text.split(" ", -1)).map(CardExpiry.Step::valueOf).forEach(done::add);
    }
    return new Card(
        row.getString("tenant"),
        row.getString("id"),
        row.getString("customer_id"),
        expiry,
        row.getBoolean("is_default"),
        zone,
        CountryZone.of(row.getString("abroad"), zone),
        expiry.stepsAfter(added.atZone(zone).toLocalDate()).stream()
            .filter(step -> !done.contains(step))
            .toList(),
        done.size());
  }

  /** The living subscriptions that are charged to a card. */
  List<Subscription> chargedTo(Card card) {
    return database
        .sql(
            """
            select state from subscription
            where tenant = :tenant and customer_id = :customer and status <> 'ENDED'
              and state #>> '{collection,means}' = 'CARD'
              and (state #>> '{collection,paymentMethodId}' = :card
                or (state #>> '{collection,paymentMethodId}' is null and :isDefault))
            order by id
            """)
        .param("tenant", card.tenant())
        .param("customer", card.customerId())
        .param("card", card.id())
        .param("isDefault", card.isDefault())
        .query(
            (row, number) ->
                SqlValues.read(Objects.requireNonNull(row.getString("state")), Subscription.class))
        .list();
  }

  /** Notes a step; false where it was noted before. */
  boolean note(Card card, CardExpiry.Step step, String outcome, Instant at) {
    return database
            .sql(
                """
                insert into card_step (tenant, payment_method_id, step, outcome, at)
                values (:tenant, :card, :step, :outcome, :at)
                on conflict do nothing
                """)
            .param("tenant", card.tenant())
            .param("card", card.id())
            .param("step", step.name())
            .param("outcome", outcome)
            .param("at", SqlValues.instant(at))
            .update()
        == 1;
  }

  /** Locks a card, for its events. */
  void lock(Card card) {
    database
        .sql("select id from payment_method where tenant = :tenant and id = :id for update")
        .param("tenant", card.tenant())
        .param("id", card.id())
        .query(String.class)
        .single();
  }

  /** Whether its customer was told before. */
  boolean wasTold(Card card) {
    return database
        .sql(
            """
            select exists (select 1 from event
              where tenant = :tenant and subject_id = :card and type = 'card.expiring')
            """)
        .param("tenant", card.tenant())
        .param("card", card.id())
        .query(Boolean.class)
        .single();
  }

  /** Marks it as expired; false where it is removed by now. */
  boolean expire(Card card) {
    return database
            .sql(
                """
                update payment_method set status = 'EXPIRED'
                where tenant = :tenant and id = :id and status = 'ACTIVE'
                """)
            .param("tenant", card.tenant())
            .param("id", card.id())
            .update()
        == 1;
  }
}
