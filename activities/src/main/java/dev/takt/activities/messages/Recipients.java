package dev.takt.activities.messages;

import dev.takt.workflows.wording.Language;
import dev.takt.workflows.wording.message.MessageTexts;
import dev.takt.workflows.wording.message.SmsSender;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up who a message goes to and what it is about, when it goes. */
@Component
class Recipients {
  private final JdbcClient database;

  Recipients(JdbcClient database) {
    this.database = database;
  }

  Optional<Recipient> find(String tenant, String customerId) {
    return database
        .sql(
            """
            select c.id, c.name, c.email, c.phone, coalesce(c.country, m.country) as country,
              c.erased_at is not null as erased,
              coalesce(c.locale, m.locale) as locale, m.name as merchant, m.time_zone,
              s.name as sender, s.reply_to, s.sms_name
            from customer c
            join ledger l on l.tenant = c.tenant
            join merchant m on m.id = l.merchant_id
            left join message_sender s on s.tenant = c.tenant
            where c.tenant = :tenant and c.id = :customer
            """)
        .param("tenant", tenant)
        .param("customer", customerId)
        .query(Recipients::recipient)
        .optional();
  }

  private static Recipient recipient(ResultSet row, int number) throws SQLException {
    String merchant = row.getString("merchant");
    return new Recipient(
        row.getString("id"),
        row.getString("name"),
        row.getString("email"),
        row.getString("phone"),
        row.getString("country"),
        row.getBoolean("erased"),
        Language.of(row.getString("locale")),
        merchant,
        Objects.requireNonNullElse(row.getString("sender"), merchant),
        row.getString("reply_to"),
        Objects.requireNonNullElseGet(row.getString("sms_name"), () -> SmsSender.of(merchant)),
        ZoneId.of(row.getString("time_zone")));
  }

  /** What an invoice gives a text: number, plan, what is due, when it was. */
  Map<String, String> invoice(String tenant, String invoiceId, Language language) {
    return database
        .sql(
            """
            select i.number, i.currency, i.due_date,
              i.amount_due as due, i.total,
              (select string_agg(d.description, ', ') from (
                select distinct description from invoice_line
                where tenant = :tenant and invoice_id = i.id order by description limit 3) d)
                as plan,
              concat_ws(', ', m.name, s.line1, s.line2,
                nullif(concat_ws(' ', s.postal_code, s.city), ''),
                coalesce(s.company_number, s.vat_number)) as creditor,
              coalesce(s.iban, nullif(concat_ws(' ', s.registration_number, s.account_number), ''),
                s.bankgiro) as account,
              i.reference_printed
            from invoice i
            join ledger l on l.tenant = i.tenant
            join merchant m on m.id = l.merchant_id
            left join seller s on s.id = i.seller_id
            where i.tenant = :tenant and i.id = :invoice
            """)
        .param("tenant", tenant)
        .param("invoice", invoiceId)
        .query((row, number) -> invoiceValues(row, language))
        .optional()
        .orElse(Map.of());
  }

  private static Map<String, String> invoiceValues(ResultSet row, Language language)
      throws SQLException {
    // Of a paid one people want to read what they paid.
    long amount = row.getLong("due") > 0 ? row.getLong("due") : row.getLong("total");
    Map<String, String> values = new LinkedHashMap<>();
    values.put("invoiceNumber", row.getString("number"));
    values.put("amount", language.amount(amount, row.getString("currency")));
    values.put("dueDate", language.date(row.getObject("due_date", java.time.LocalDate.class)));
    put(values, "plan", row.getString("plan"));
    put(values, "creditor", row.getString("creditor"));
    String account = row.getString("account");
    String reference = row.getString("reference_printed");
    if (account != null && reference != null) {
      values.put("payTo", MessageTexts.payTo(account, reference, language));
    }
    return values;
  }

  /** What a card gives a text: how people know it, and what it pays for. */
  Map<String, String> card(String tenant, String customerId, String paymentMethodId) {
    Map<String, String> values = new LinkedHashMap<>();
    put(
        values,
        "card",
        database
            .sql(
                """
                select initcap(brand) || ' •••• ' || last4 from payment_method
                where tenant = :tenant and id = :id and brand is not null and last4 is not null
                """)
            .param("tenant", tenant)
            .param("id", paymentMethodId)
            .query(String.class)
            .optional()
            .orElse(null));
    put(
        values,
        "plan",
        database
            .sql(
                """
                select string_agg(p.name, ', ') from (select distinct p.name from subscription s
                  join plan p on p.id = s.plan_id
                  where s.tenant = :tenant and s.customer_id = :customer and s.status <> 'ENDED'
                    and s.state #>> '{collection,means}' = 'CARD'
                    and coalesce(s.state #>> '{collection,paymentMethodId}', :id) = :id
                  order by p.name limit 3) p
                """)
            .param("tenant", tenant)
            .param("customer", customerId)
            .param("id", paymentMethodId)
            .query((row, number) -> Optional.ofNullable(row.getString(1)))
            .single()
            .orElse(null));
    return values;
  }

  private static void put(Map<String, String> values, String key, @Nullable String value) {
    if (value != null) {
      values.put(key, value);
    }
  }
}
