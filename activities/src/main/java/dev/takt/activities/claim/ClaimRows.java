package dev.takt.activities.claim;

import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.claim.ArrearsStretch;
import dev.takt.workflows.claim.ClaimPast;
import dev.takt.workflows.claim.ClaimStep;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of claims and of what was done about them. */
@Component
class ClaimRows {
  private final JdbcClient database;

  ClaimRows(JdbcClient database) {
    this.database = database;
  }

  /** What was done by law about some invoices, in order. */
  List<ClaimPast.Done> done(String tenant, Collection<String> invoiceIds) {
    return database
        .sql(
            """
            select kind, done_on, case when dropped_on is null then fee else 0 end as fee, deadline
            from claim_step where tenant = :tenant and invoice_id = any(:invoices)
            order by at, id
            """)
        .param("tenant", tenant)
        .param("invoices", invoiceIds.toArray(String[]::new))
        .query(
            (row, _) ->
                new ClaimPast.Done(
                    ClaimStep.valueOf(row.getString("kind")),
                    Objects.requireNonNull(SqlValues.date(row, "done_on")),
                    row.getLong("fee"),
                    SqlValues.date(row, "deadline")))
        .list();
  }

  /** The invoices of the subscriptions that an invoice bills, as far as they were ever overdue. */
  List<ArrearsStretch.Overdue> overdue(String tenant, String invoiceId, LocalDate on) {
    return database
        .sql(
            """
            select i.id, coalesce(c.due_on, i.due_date) as due_on,
              case when i.amount_due = 0 then (
                select max(coalesce(m.received_on, p.booked_on))
                from posting p left join payment m on m.id = p.document_id
                where p.invoice_id = i.id and p.tenant = i.tenant and p.credit = 'receivable')
              end as paid_on
            from invoice i left join claim c on c.invoice_id = i.id
            where i.tenant = :tenant and i.due_date < :on and i.id in (
              select other.invoice_id from invoice_line mine join invoice_line other
                on other.subscription_id = mine.subscription_id
              where mine.invoice_id = :invoice and mine.amount > 0 and other.amount > 0)
            """)
        .param("tenant", tenant)
        .param("invoice", invoiceId)
        .param("on", on)
        .query(
            (row, _) ->
                new ArrearsStretch.Overdue(
                    row.getString("id"),
                    Objects.requireNonNull(SqlValues.date(row, "due_on")),
                    SqlValues.date(row, "paid_on")))
        .list();
  }

  /** The interest that was booked, less what was taken back. */
  long bookedInterest(String tenant, String invoiceId) {
    return database
        .sql(
            """
            select coalesce(sum(case when credit = 'claim_interest' then amount
              else -amount end), 0) from posting
            where tenant = :tenant and invoice_id = :invoice and what = 'claim'
              and 'claim_interest' in (debit, credit)
            """)
        .param("tenant", tenant)
        .param("invoice", invoiceId)
        .query(Long.class)
        .single();
  }

  /** A step by law that was done. */
  record Step(
      String id,
      String tenant,
      String invoiceId,
      String caseId,
      ClaimStep kind,
      String key,
      LocalDate on,
      long fee,
      String rule,
      @Nullable LocalDate deadline,
      long total,
      @Nullable String channel) {}

  void insert(Step step, Instant at) {
    database
        .sql(
            """
            insert into claim_step (id, tenant, invoice_id, case_id, kind, key, at, done_on, fee,
              rule, deadline, total, channel)
            values (:id, :tenant, :invoice, :case, :kind, :key, :at, :on, :fee, :rule, :deadline,
              :total, :channel)
            """)
        .param("id", step.id())
        .param("tenant", step.tenant())
        .param("invoice", step.invoiceId())
        .param("case", step.caseId())
        .param("kind", step.kind().name())
        .param("key", step.key())
        .param("at", SqlValues.instant(at))
        .param("on", step.on())
        .param("fee", step.fee())
        .param("rule", step.rule())
        .param("deadline", step.deadline())
        .param("total", step.total())
        .param("channel", step.channel())
        .update();
  }

  Optional<Step> byKey(String tenant, String key) {
    return one("key = :value", tenant, key);
  }

  Optional<Step> byId(String tenant, String id) {
    return one("id = :value", tenant, id);
  }

  private Optional<Step> one(String condition, String tenant, String value) {
    return database
        .sql("select * from claim_step where tenant = :tenant and " + condition)
        .param("tenant", tenant)
        .param("value", value)
        .query(ClaimRows::step)
        .optional();
  }

  private static Step step(ResultSet row, int number) throws SQLException {
    return new Step(
        row.getString("id"),
        row.getString("tenant"),
        row.getString("invoice_id"),
        row.getString("case_id"),
        ClaimStep.valueOf(row.getString("kind")),
        row.getString("key"),
        Objects.requireNonNull(SqlValues.date(row, "done_on")),
        row.getLong("fee"),
        row.getString("rule"),
        SqlValues.date(row, "deadline"),
        row.getLong("total"),
        row.getString("channel"));
  }

  /** Notes that a letter went; false where that was known. */
  boolean gone(String tenant, String id, Instant at) {
    return database
            .sql(
                """
                update claim_step set gone_at = :at
                where tenant = :tenant and id = :id and gone_at is null and dropped_on is null
                """)
            .param("at", SqlValues.instant(at))
            .param("tenant", tenant)
            .param("id", id)
            .update()
        == 1;
  }

  /** Lets the fees of an invoice fall, or of one step of it; answers with what they were. */
  long drop(String tenant, String invoiceId, @Nullable String stepId, LocalDate on) {
    return database
        .sql(
            """
            with fallen as (
              update claim_step set dropped_on = :on
              where tenant = :tenant and invoice_id = :invoice and dropped_on is null
                and (cast(:id as text) is null or id = :id)
              returning fee)
            select coalesce(sum(fee), 0) from fallen
            """)
        .param("on", on)
        .param("tenant", tenant)
        .param("invoice", invoiceId)
        .param("id", stepId)
        .query(Long.class)
        .single();
  }
}
