package dev.takt.api.bank;

import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import dev.takt.workflows.port.Wire;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Transactions on the merchant's account, to be read. */
@Repository
class BankEntries {
  private static final String SELECT =
      """
      select e.*, coalesce((
          select jsonb_agg(jsonb_build_object('paymentId', p.id, 'invoiceId', p.invoice_id,
            'amount', p.amount) order by p.id)
          from payment p where p.bank_entry_id = e.id and p.status = 'SUCCEEDED'), '[]') as paid,
        (select r.id from refund r where r.bank_entry_id = e.id) as refund_id
      from bank_entry e where e.tenant = :tenant
      """;

  private final JdbcClient jdbc;

  BankEntries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<BankEntry> find(String tenant, String id) {
    return jdbc.sql(SELECT + " and e.id = :id")
        .param("tenant", tenant)
        .param("id", id)
        .query(BankEntries::entry)
        .optional();
  }

  List<BankEntry> page(
      String tenant, BankEntry.@Nullable Status status, @Nullable String statementId, Page page) {
    return Select.from(SELECT, tenant)
        .and("e.status = :status", "status", status == null ? null : status.name())
        .and("e.statement_id = :statement", "statement", statementId)
        .page(jdbc, page, "e.id", BankEntries::entry);
  }

  private static BankEntry entry(ResultSet row, int number) throws SQLException {
    return new BankEntry(
        row.getString("id"),
        row.getString("statement_id"),
        row.getString("account"),
        BankEntry.Direction.valueOf(row.getString("direction")),
        row.getBoolean("reversal"),
        row.getLong("amount"),
        row.getString("currency"),
        Columns.day(row, "booked_on"),
        texts(row, "stated"),
        texts(row, "texts"),
        row.getString("payer_name"),
        row.getString("payer_account"),
        row.getString("end_to_end_id"),
        BankEntry.Status.valueOf(row.getString("status")),
        proposal(row),
        row.getString("ignored_because"),
        row.getString("reverses_id"),
        row.getString("refund_id"),
        List.of(Wire.read(row.getString("paid"), BankEntry.Allocation[].class)));
  }

  private static BankEntry.@Nullable Proposal proposal(ResultSet row) throws SQLException {
    String customer = row.getString("proposed_customer_id");
    return customer == null
        ? null
        : new BankEntry.Proposal(
            texts(row, "proposed_invoices"),
            customer,
            row.getString("proposed_ground"),
            row.getString("proposed_payment_id"));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }
}
