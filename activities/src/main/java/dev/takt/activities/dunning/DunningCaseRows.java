package dev.takt.activities.dunning;

import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.calendar.CountryZone;
import dev.takt.workflows.dunning.CaseStatus;
import dev.takt.workflows.dunning.DunningCase;
import dev.takt.workflows.dunning.NextStep;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Cases' rows and what is written beside them. */
@Component
class DunningCaseRows {
  private final JdbcClient database;

  DunningCaseRows(JdbcClient database) {
    this.database = database;
  }

  /**
   * What must be known of an invoice to open its case.
   *
   * @param byCard whether it is charged, and not paid by bank
   * @param lawOf the merchant's country, whose law its claims follow
   */
  record Ground(
      String merchantId,
      String customerId,
      @Nullable String clockId,
      String country,
      ZoneId zone,
      String kind,
      @Nullable String segment,
      List<String> planIds,
      LocalDate dueDate,
      boolean byCard,
      String lawOf) {}

  Ground ground(String tenant, String invoiceId) {
    return database
        .sql(
            """
            select m.id as merchant_id, i.customer_id, c.test_clock_id, m.time_zone, c.kind,
              coalesce(c.country, m.country) as country,
              nullif(c.country, m.country) as abroad, m.country as law_of, c.segment, i.due_date, i.collection,
              array(select distinct s.plan_id from subscription s
                where s.tenant = i.tenant and (s.id = i.subscription_id or s.id in (
                  select l.subscription_id from invoice_line l
                  where l.invoice_id = i.id and l.amount > 0))
                order by s.plan_id) as plans
            from invoice i
            join customer c on c.id = i.customer_id
            join ledger l on l.tenant = i.tenant
            join merchant m on m.id = l.merchant_id
            where i.id = :id and i.tenant = :tenant
            """)
        .param("id", invoiceId)
        .param("tenant", tenant)
        .query(DunningCaseRows::ground)
        .single();
  }

  private static Ground ground(ResultSet row, int number) throws SQLException {
    LocalDate due = SqlValues.date(row, "due_date");
    if (due == null) {
      throw new IllegalStateException("an invoice without a due date");
    }
    return new Ground(
        row.getString("merchant_id"),
        row.getString("customer_id"),
        row.getString("test_clock_id"),
        row.getString("country"),
        // Where the customer lives: days, hours of retries and quiet hours are there.
        CountryZone.of(row.getString("abroad"), ZoneId.of(row.getString("time_zone"))),
        row.getString("kind"),
        row.getString("segment"),
        Arrays.asList((String[]) row.getArray("plans").getArray()),
        due,
        row.getString("collection").equals("CARD"),
        row.getString("law_of"));
  }

  /** Locks an invoice's case; empty where there is none. */
  Optional<DunningCase> lock(String tenant, String invoiceId) {
    return database
        .sql(
            """
            select state from dunning_case
            where invoice_id = :invoice and tenant = :tenant for update
            """)
        .param("invoice", invoiceId)
        .param("tenant", tenant)
        .query((row, number) -> SqlValues.read(row.getString("state"), DunningCase.class))
        .optional();
  }

  void insert(DunningCase open, long amount, Instant at) {
    boolean waiting = open.status() == CaseStatus.WAITING;
    database
        .sql(
            """
            insert into dunning_case (id, tenant, merchant_id, invoice_id, customer_id,
              test_clock_id, status, reason, opened_reason, policy, version, next_due_at, over,
              opened_at, amount, state, created_at)
            values (:id, :tenant, :merchant, :invoice, :customer, :clock, :status, :reason,
              :openedReason, :policy, :version, :dueAt, false, :openedAt, :amount,
              cast(:state as jsonb), :at)
            """)
        .param("id", open.debtor().caseId())
        .param("tenant", open.debtor().tenant())
        .param("merchant", open.debtor().merchantId())
        .param("invoice", open.debtor().invoiceId())
        .param("customer", open.debtor().customerId())
        .param("clock", open.debtor().clockId())
        .param("status", open.status().name())
        .param("reason", open.reason().name())
        .param("openedReason", waiting ? null : open.reason().name())
        .param("policy", open.policyName())
        .param("version", open.version())
        .param("dueAt", dueAt(open))
        .param("openedAt", waiting ? null : SqlValues.instant(at))
        .param("amount", waiting ? 0 : amount)
        .param("state", SqlValues.json(open))
        .param("at", SqlValues.instant(at))
        .update();
  }

  void update(DunningCase open, Instant at) {
    database
        .sql(
            """
            update dunning_case set status = :status, reason = :reason, version = :version,
              next_due_at = :dueAt, over = :over, state = cast(:state as jsonb),
              closed_at = case when :closed then coalesce(closed_at, :at) end
            where id = :id and tenant = :tenant
            """)
        .param("status", open.status().name())
        .param("reason", open.reason().name())
        .param("version", open.version())
        .param("dueAt", dueAt(open))
        .param("over", open.isOver())
        .param("state", SqlValues.json(open))
        .param("closed", open.status().isClosed())
        .param("at", SqlValues.instant(at))
        .param("id", open.debtor().caseId())
        .param("tenant", open.debtor().tenant())
        .update();
  }

  private static java.time.@Nullable OffsetDateTime dueAt(DunningCase open) {
    NextStep next = open.next();
    return next == null ? null : SqlValues.instant(next.at());
  }

  /** An overdue invoice's case begins: so much is due. */
  void opened(DunningCase open, long amount, Instant at) {
    database
        .sql(
            """
            update dunning_case set opened_at = :at, opened_reason = :reason, amount = :amount
            where id = :id and tenant = :tenant
            """)
        .param("at", SqlValues.instant(at))
        .param("reason", open.reason().name())
        .param("amount", amount)
        .param("id", open.debtor().caseId())
        .param("tenant", open.debtor().tenant())
        .update();
  }

  Optional<Instant> closedAt(DunningCase closed) {
    return database
        .sql("select closed_at from dunning_case where id = :id and tenant = :tenant")
        .param("id", closed.debtor().caseId())
        .param("tenant", closed.debtor().tenant())
        .query((row, number) -> Optional.ofNullable(SqlValues.instant(row, "closed_at")))
        .single();
  }

  /** A case that never was: the invoice was paid in time. */
  void forget(DunningCase waiting) {
    database
        .sql("delete from dunning_case where id = :id and tenant = :tenant and opened_at is null")
        .param("id", waiting.debtor().caseId())
        .param("tenant", waiting.debtor().tenant())
        .update();
  }

  /** Adds to what has become of a case's amount. */
  void add(DunningCase open, long recovered, long credited, long writtenOff) {
    database
        .sql(
            """
            update dunning_case set recovered = recovered + :recovered,
              credited = credited + :credited, written_off = written_off + :writtenOff
            where id = :id and tenant = :tenant and opened_at is not null
            """)
        .param("recovered", recovered)
        .param("credited", credited)
        .param("writtenOff", writtenOff)
        .param("id", open.debtor().caseId())
        .param("tenant", open.debtor().tenant())
        .update();
  }

  /** Writes down money that came in for a case. */
  void addRecovery(
      DunningCase open, String paymentId, long amount, String channel, LocalDate on, Instant at) {
    database
        .sql(
            """
            insert into dunning_recovery (tenant, case_id, payment_id, amount, channel, attempt,
              at, booked_on)
            values (:tenant, :case, :payment, :amount, :channel, :attempt, :at, :on)
            """)
        .param("tenant", open.debtor().tenant())
        .param("case", open.debtor().caseId())
        .param("payment", paymentId)
        .param("amount", amount)
        .param("channel", channel)
        .param("attempt", open.course().tries())
        .param("at", SqlValues.instant(at))
        .param("on", on)
        .update();
  }

  /** How a payment came: by which gateway, and with which attempt key. */
  record Came(String gateway, @Nullable String attemptKey) {}

  Came came(String tenant, String paymentId) {
    return database
        .sql("select gateway, attempt_key from payment where id = :id and tenant = :tenant")
        .param("id", paymentId)
        .param("tenant", tenant)
        .query((row, number) -> new Came(row.getString("gateway"), row.getString("attempt_key")))
        .single();
  }

  /** Whether a person's wish is new; a repeat is not. */
  boolean isNew(DunningCase open, String requestId, Instant at) {
    return database
            .sql(
                """
                insert into dunning_command (tenant, case_id, request_id, at)
                values (:tenant, :case, :request, :at) on conflict do nothing
                """)
            .param("tenant", open.debtor().tenant())
            .param("case", open.debtor().caseId())
            .param("request", requestId)
            .param("at", SqlValues.instant(at))
            .update()
        == 1;
  }
}
