package dev.takt.api.claims;

import dev.takt.api.web.Columns;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what a claim is made of beside its account: the invoice, and the letters. */
@Repository
class ClaimedInvoices {
  private final JdbcClient jdbc;

  ClaimedInvoices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An invoice that may be claimed.
   *
   * @param testNow what its customer's test clock says
   */
  record Claimed(
      String id,
      long total,
      String currency,
      LocalDate dueDate,
      ZoneId zone,
      @Nullable Instant testNow) {}

  Optional<Claimed> find(String tenant, String invoiceId) {
    return jdbc.sql(
            """
            select i.id, i.total, i.currency, i.due_date, m.time_zone, k.now_at
            from invoice i
            join customer c on c.id = i.customer_id
            join ledger l on l.tenant = i.tenant
            join merchant m on m.id = l.merchant_id
            left join test_clock k on k.id = c.test_clock_id
            where i.tenant = :tenant and i.id = :id
            """)
        .param("tenant", tenant)
        .param("id", invoiceId)
        .query(
            (row, _) ->
                new Claimed(
                    row.getString("id"),
                    row.getLong("total"),
                    row.getString("currency"),
                    row.getObject("due_date", LocalDate.class),
                    ZoneId.of(row.getString("time_zone")),
                    Columns.instant(row, "now_at")))
        .optional();
  }

  /** The letters of a case, in order. */
  List<ClaimDocument> documents(String tenant, String caseId) {
    return jdbc.sql(
            """
            select s.id, s.kind, m.sent_at, s.channel, m.status, m.subject, m.body_text,
              m.recipient, m.language, s.deadline, s.fee, s.total, s.done_on
            from claim_step s
            left join message m on m.tenant = s.tenant and m.key = 'claim/' || s.id
            where s.tenant = :tenant and s.case_id = :case
              and s.kind in ('REMINDER', 'COLLECTION_NOTICE')
            order by s.at, s.id
            """)
        .param("tenant", tenant)
        .param("case", caseId)
        .query(
            (row, _) ->
                new ClaimDocument(
                    row.getString("id"),
                    row.getString("kind"),
                    row.getObject("done_on", LocalDate.class),
                    Columns.instant(row, "sent_at"),
                    row.getString("channel"),
                    row.getString("status"),
                    row.getString("language"),
                    row.getString("subject"),
                    row.getString("body_text"),
                    row.getObject("deadline", LocalDate.class),
                    row.getLong("fee"),
                    row.getLong("total")))
        .list();
  }

  boolean hasCase(String tenant, String caseId) {
    return jdbc.sql(
            """
            select exists (select from dunning_case
              where tenant = :tenant and id = :id and opened_at is not null)
            """)
        .param("tenant", tenant)
        .param("id", caseId)
        .query(Boolean.class)
        .single();
  }
}
