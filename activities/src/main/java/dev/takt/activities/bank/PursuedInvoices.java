package dev.takt.activities.bank;

import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.port.BankStatements.Pursued;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The invoices whose dunning cases are to look again, since the bank was read. */
@Component
class PursuedInvoices {
  private final JdbcClient database;

  PursuedInvoices(JdbcClient database) {
    this.database = database;
  }

  /** The cases that have waited for the bank to be read. */
  List<Pursued> waitingForBank(String tenant, Instant at) {
    return database
        .sql(
            """
            select d.invoice_id, coalesce(t.now_at, :at) as at
            from dunning_case d left join test_clock t on t.id = d.test_clock_id
            where d.tenant = :tenant and d.status = 'OPEN'
              and (d.state -> 'waits' ->> 'bank')::boolean
            order by d.invoice_id
            """)
        .param("tenant", tenant)
        .param("at", SqlValues.instant(at))
        .query(PursuedInvoices::pursued)
        .list();
  }

  private static Pursued pursued(ResultSet row, int number) throws SQLException {
    return new Pursued(
        row.getString("invoice_id"), Objects.requireNonNull(SqlValues.instant(row, "at")));
  }

  /** The invoices of a statement's payments, and of what they took back, that are pursued. */
  List<Pursued> ofStatement(String tenant, String statementId, Instant at) {
    return pursued(tenant, "e.statement_id = :id", statementId, at);
  }

  /** The same of one transaction. */
  List<Pursued> ofEntry(String tenant, String entryId, Instant at) {
    return pursued(tenant, "e.id = :id", entryId, at);
  }

  private List<Pursued> pursued(String tenant, String which, String id, Instant at) {
    return database
        .sql(
            """
            select distinct d.invoice_id, coalesce(t.now_at, :at) as at
            from bank_entry e join payment p on p.bank_entry_id in (e.id, e.reverses_id)
              join dunning_case d on d.invoice_id = p.invoice_id and not d.over
              left join test_clock t on t.id = d.test_clock_id
            where e.tenant = :tenant and
            """
                + which
                + " order by d.invoice_id")
        .param("tenant", tenant)
        .param("id", id)
        .param("at", SqlValues.instant(at))
        .query(PursuedInvoices::pursued)
        .list();
  }
}
