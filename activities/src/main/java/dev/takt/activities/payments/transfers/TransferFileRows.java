package dev.takt.activities.payments.transfers;

import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.port.Payments.TransferRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files for merchants' banks, and the refunds in them. */
@Component
class TransferFileRows {
  /** The most that a file has; the next one takes the rest. */
  private static final int MOST_TRANSFERS = 5_000;

  private final JdbcClient database;

  TransferFileRows(JdbcClient database) {
    this.database = database;
  }

  /** One file of a tenant is written at a time, so that two do not take one refund. */
  void lockFiles(String tenant) {
    database
        .sql("select pg_advisory_xact_lock(hashtextextended('transfers/' || :tenant, 0))")
        .param("tenant", tenant)
        .query((_, _) -> true)
        .single();
  }

  boolean exists(TransferRequest request) {
    return database
        .sql("select exists (select 1 from transfer_file where tenant = :tenant and id = :id)")
        .param("tenant", request.tenant())
        .param("id", request.fileId())
        .query(Boolean.class)
        .single();
  }

  /** The merchant; empty where it has not told of its account. */
  Optional<TransferOrder.Payer> payer(String tenant) {
    return database
        .sql(
            """
            select m.name, m.country, s.company_number, s.registration_number, s.account_number,
              s.iban, s.bic
            from ledger l join merchant m on m.id = l.merchant_id
              cross join lateral (
                select * from seller where merchant_id = m.id order by id desc limit 1) s
            where l.tenant = :tenant
            """)
        .param("tenant", tenant)
        .query((row, _) -> payer(row))
        .optional()
        .flatMap(payer -> payer);
  }

  private static Optional<TransferOrder.Payer> payer(ResultSet row) throws SQLException {
    Optional<AccountNumber> account = account(row);
    return account.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TransferOrder.Payer(
                row.getString("name"),
                row.getString("company_number"),
                row.getString("country"),
                account.get()));
  }

  /**
   * A refund that might be transferred.
   *
   * @param fileId the file that has it already
   * @param transfer null where nobody knows the payee's account
   */
  record Refund(
      String id,
      String status,
      @Nullable String fileId,
      TransferOrder.@Nullable Transfer transfer) {}

  /** These refunds, locked; or all that wait to be transferred and that no file has. */
  List<Refund> lock(TransferRequest request, TransferOrder.Payer payer) {
    boolean all = request.refundIds().isEmpty();
    return database
        .sql(
            """
            select r.id, r.status, r.transfer_file_id, r.amount,
              coalesce(n.currency, m.currency) as currency, c.name, c.country,
              c.registration_number, c.account_number, c.iban, c.bic, e.payer_name,
              e.payer_account, i.number
            from refund r
            left join credit_note n on n.id = r.credit_note_id
            left join customer_money m on m.id = r.customer_money_id
            left join payment p on p.id = r.payment_id
            left join bank_entry e on e.id = p.bank_entry_id
            left join invoice i on i.id = coalesce(n.invoice_id, p.invoice_id)
            left join customer c on c.id = coalesce(n.customer_id, m.customer_id)
            where r.tenant = :tenant and
            """
                + (all
                    ? " r.status = 'TO_TRANSFER' and r.transfer_file_id is null"
                    : " r.id = any(:ids)")
                + " order by r.id limit :most for update of r")
        .param("tenant", request.tenant())
        .param("ids", request.refundIds().toArray(String[]::new))
        .param("most", MOST_TRANSFERS)
        .query((row, _) -> refund(row, payer))
        .list();
  }

  private static Refund refund(ResultSet row, TransferOrder.Payer payer) throws SQLException {
    return new Refund(
        row.getString("id"),
        row.getString("status"),
        row.getString("transfer_file_id"),
        transfer(row, payer).orElse(null));
  }

  /** To the account that the customer has told of, else to the one that the money came from. */
  private static Optional<TransferOrder.Transfer> transfer(ResultSet row, TransferOrder.Payer payer)
      throws SQLException {
    Optional<AccountNumber> told = account(row);
    Optional<AccountNumber> account =
        told.isPresent() ? told : AccountNumber.told(row.getString("payer_account"));
    String customer = row.getString("name");
    String holder = told.isPresent() ? null : row.getString("payer_name");
    String payee = holder == null ? customer : holder;
    if (account.isEmpty() || payee == null) {
      return Optional.empty();
    }
    return Optional.of(
        new TransferOrder.Transfer(
            row.getString("id"),
            row.getLong("amount"),
            row.getString("currency"),
            payee,
            Objects.requireNonNullElse(row.getString("country"), payer.country()),
            account.get(),
            payer.name() + " " + row.getLong("number")));
  }

  private static Optional<AccountNumber> account(ResultSet row) throws SQLException {
    return AccountNumber.of(
        row.getString("registration_number"),
        row.getString("account_number"),
        row.getString("iban"),
        row.getString("bic"));
  }

  /** Keeps a file, and that these refunds are in it. */
  void insert(TransferRequest request, byte[] content, List<String> refundIds) {
    database
        .sql(
            """
            insert into transfer_file (id, tenant, execute_on, refund_ids, content, created_at)
            values (:id, :tenant, :on, :refunds, :content, :at)
            """)
        .param("id", request.fileId())
        .param("tenant", request.tenant())
        .param("on", request.on())
        .param("refunds", refundIds.toArray(String[]::new))
        .param("content", content)
        .param("at", SqlValues.instant(request.at()))
        .update();
    database
        .sql(
            """
            update refund set transfer_file_id = :file
            where tenant = :tenant and id = any(:refunds)
            """)
        .param("file", request.fileId())
        .param("tenant", request.tenant())
        .param("refunds", refundIds.toArray(String[]::new))
        .update();
  }
}
