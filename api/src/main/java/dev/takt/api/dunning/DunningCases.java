package dev.takt.api.dunning;

import dev.takt.api.labels.ReferenceFilter;
import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import dev.takt.workflows.dunning.CaseStatus;
import dev.takt.workflows.dunning.DunningCase;
import dev.takt.workflows.port.Wire;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads cases. What happens to them is written by workflows' activities only. */
@Repository
class DunningCases {
  /** Built once: it keeps what it has learnt of the classes that it reads. */
  private static final String SELECT =
      """
      select d.id, d.state::text as state, d.opened_at, d.closed_at, d.amount, d.recovered,
        d.credited, d.written_off, i.currency, c.test_clock_id, k.now_at,
        i.amount_due as due
      from dunning_case d
      join invoice i on i.id = d.invoice_id
      join customer c on c.id = d.customer_id
      left join test_clock k on k.id = c.test_clock_id
      where d.tenant = :tenant and d.opened_at is not null
      """;

  private final JdbcClient jdbc;

  DunningCases(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A case with what has become of its amount, in minor units. */
  record Row(
      String id,
      DunningCase state,
      Instant openedAt,
      @Nullable Instant closedAt,
      String currency,
      long amount,
      long recovered,
      long credited,
      long writtenOff,
      long due,
      @Nullable Instant testNow) {}

  /** A step that was done. */
  record Step(
      String caseId,
      String kind,
      Instant dueAt,
      Instant doneAt,
      String outcome,
      String why,
      @Nullable String channel,
      @Nullable String template,
      @Nullable String paymentId,
      @Nullable Long fee,
      @Nullable LocalDate deadline,
      @Nullable String lawRule,
      @Nullable String documentId) {}

  Optional<Row> find(String tenant, String id) {
    return jdbc.sql(SELECT + " and d.id = :id")
        .param("tenant", tenant)
        .param("id", id)
        .query(DunningCases::row)
        .optional();
  }

  List<Row> page(
      String tenant,
      @Nullable CaseStatus status,
      @Nullable String customerId,
      @Nullable String invoiceId,
      @Nullable String externalRef,
      Page page) {
    return Select.from(SELECT, tenant)
        .and("d.status = :status", "status", status == null ? null : status.name())
        .and("d.customer_id = :customer", "customer", customerId)
        .and("d.invoice_id = :invoice", "invoice", invoiceId)
        .and(ReferenceFilter.of("d.customer_id", "d.invoice_id"), "ref", externalRef)
        .page(jdbc, page, "d.id", DunningCases::row);
  }

  /** The steps that were done of some cases, in order, by the cases' ids. */
  Map<String, List<Step>> steps(String tenant, List<String> caseIds) {
    return jdbc
        .sql(
            """
            select * from dunning_step where tenant = :tenant and case_id = any(:ids)
            order by case_id, number
            """)
        .param("tenant", tenant)
        .param("ids", caseIds.toArray(String[]::new))
        .query(DunningCases::step)
        .list()
        .stream()
        .collect(Collectors.groupingBy(Step::caseId));
  }

  /** Whether this was asked before and granted: then its answer was lost. */
  boolean isGranted(String tenant, String id, String requestId) {
    return jdbc.sql(
            """
            select exists (select from dunning_command
              where tenant = :tenant and case_id = :id and request_id = :request)
            """)
        .param("tenant", tenant)
        .param("id", id)
        .param("request", requestId)
        .query(Boolean.class)
        .single();
  }

  private static Step step(ResultSet row, int number) throws SQLException {
    return new Step(
        row.getString("case_id"),
        row.getString("kind"),
        Columns.moment(row, "due_at"),
        Columns.moment(row, "done_at"),
        row.getString("outcome"),
        row.getString("why"),
        row.getString("channel"),
        row.getString("template"),
        row.getString("payment_id"),
        row.getObject("fee", Long.class),
        row.getObject("deadline", LocalDate.class),
        row.getString("law_rule"),
        row.getString("document_id"));
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getString("id"),
        Wire.read(row.getString("state"), DunningCase.class),
        Columns.moment(row, "opened_at"),
        Columns.instant(row, "closed_at"),
        row.getString("currency"),
        row.getLong("amount"),
        row.getLong("recovered"),
        row.getLong("credited"),
        row.getLong("written_off"),
        row.getLong("due"),
        Columns.instant(row, "now_at"));
  }
}
