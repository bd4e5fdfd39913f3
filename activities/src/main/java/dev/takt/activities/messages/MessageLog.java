package dev.takt.activities.messages;

import dev.takt.activities.records.Ids;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.port.Messages.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of messages. Who may send one has claimed it here first. */
@Component
class MessageLog {
  /** Longer than any carrier takes: whoever has been handing it over for that long is gone. */
  private static final String LEASE = "interval '3 minutes'";

  private final JdbcClient database;
  private final TransactionTemplate transaction;

  MessageLog(JdbcClient database, PlatformTransactionManager transactions) {
    this.database = database;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * What there is for a key.
   *
   * @param fresh written down so lately that whoever did may still be at it
   */
  record Entry(String id, String status, @Nullable String reason, boolean fresh) {}

  /** What goes out, as it is kept. */
  record Kept(
      String language, String recipient, String subject, String text, @Nullable String html) {}

  /**
   * Claims a message: PREPARED when it is ours now, else what it is. One that is PREPARED may be
   * claimed again at any time, for nothing of it has left the house, and of those who claimed it
   * one gets on ({@link #write}): a worker that dies over it delays nothing.
   */
  Claim claim(Message message) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              String id = Ids.next("msg");
              if (insert(id, message)) {
                return new Claim(new Entry(id, "PREPARED", null, true), true);
              }
              Entry entry = lock(message);
              boolean ours = entry.status().equals("FAILED") || entry.status().equals("PREPARED");
              if (ours) {
                set(message.tenant(), entry.id(), "PREPARED", null);
              } else if (entry.status().equals("SENDING") && !entry.fresh()) {
                set(message.tenant(), entry.id(), "UNCERTAIN", "answer_lost");
                return new Claim(lock(message), false);
              }
              return new Claim(entry, ours);
            }));
  }

  /** An entry, and whether it is ours to send. */
  record Claim(Entry entry, boolean ours) {}

  private boolean insert(String id, Message message) {
    return database
            .sql(
                """
                insert into message (id, tenant, key, customer_id, channel, template, invoice_id,
                  payment_method_id, facts, status, at, claimed_at)
                values (:id, :tenant, :key, :customer, :channel, :template, :invoice, :card,
                  cast(:facts as jsonb), 'PREPARED', :at, now())
                on conflict (tenant, key) do nothing
                """)
            .param("id", id)
            .param("tenant", message.tenant())
            .param("key", message.key())
            .param("customer", message.customerId())
            .param("channel", message.channel().name())
            .param("template", message.template().name())
            .param("invoice", message.invoiceId())
            .param("card", message.paymentMethodId())
            .param("facts", SqlValues.json(message.facts()))
            .param("at", SqlValues.instant(message.at()))
            .update()
        == 1;
  }

  private Entry lock(Message message) {
    return database
        .sql(
            "select id, status, reason, claimed_at > clock_timestamp() - "
                + LEASE
                + " as fresh from message where tenant = :tenant and key = :key for update")
        .param("tenant", message.tenant())
        .param("key", message.key())
        .query(MessageLog::entry)
        .single();
  }

  private static Entry entry(ResultSet row, int number) throws SQLException {
    return new Entry(
        row.getString("id"),
        row.getString("status"),
        row.getString("reason"),
        row.getBoolean("fresh"));
  }

  /**
   * Writes down what is about to go, unless the customer's personal data was deleted meanwhile.
   * Once it is SENDING, a crash leaves open whether it went.
   *
   * @param status SENDING, or KEPT for what nobody carries
   * @return false if another try was faster: then it is that one's
   */
  boolean write(String tenant, String id, Kept kept, String status) {
    return database
            .sql(
                """
                update message set status = :status, reason = null, claimed_at = clock_timestamp(),
                  language = :language, recipient = :recipient, subject = :subject,
                  body_text = :text, body_html = :html
                where tenant = :tenant and id = :id and status = 'PREPARED'
                  and exists (select from customer c
                    where c.id = message.customer_id and c.erased_at is null for key share)
                """)
            .param("status", status)
            .param("language", kept.language())
            .param("recipient", kept.recipient())
            .param("subject", kept.subject())
            .param("text", kept.text())
            .param("html", kept.html())
            .param("tenant", tenant)
            .param("id", id)
            .update()
        == 1;
  }

  /**
   * Notes why a message that was prepared does not go.
   *
   * @return false if another try was faster: then it is that one's
   */
  boolean stop(String tenant, String id, String reason) {
    return database
            .sql(
                """
                update message set status = 'NOT_SENT', reason = :reason,
                  claimed_at = clock_timestamp()
                where tenant = :tenant and id = :id and status = 'PREPARED'
                """)
            .param("reason", reason)
            .param("tenant", tenant)
            .param("id", id)
            .update()
        == 1;
  }

  /** Notes where a message stands, and when that was. */
  void set(String tenant, String id, String status, @Nullable String reason) {
    database
        .sql(
            """
            update message set status = :status, reason = :reason, claimed_at = clock_timestamp()
            where tenant = :tenant and id = :id
            """)
        .param("status", status)
        .param("reason", reason)
        .param("tenant", tenant)
        .param("id", id)
        .update();
  }

  /** Notes that it went, at an instant of the business clock. */
  void gone(String tenant, String id, String status, Instant at) {
    set(tenant, id, status, null);
    database
        .sql("update message set sent_at = :at where tenant = :tenant and id = :id")
        .param("at", SqlValues.instant(at))
        .param("tenant", tenant)
        .param("id", id)
        .update();
  }
}
