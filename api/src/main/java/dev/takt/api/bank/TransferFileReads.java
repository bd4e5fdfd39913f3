package dev.takt.api.bank;

import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import dev.takt.workflows.port.Wire;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Files for the merchant's bank, to be read. */
@Repository
class TransferFileReads {
  private static final String SELECT =
      """
      select f.id, f.execute_on, f.created_at, to_jsonb(f.refund_ids) as refunds,
        coalesce((select jsonb_agg(jsonb_build_object('currency', s.currency, 'amount', s.amount)
            order by s.currency)
          from (select coalesce(n.currency, m.currency) as currency, sum(r.amount) as amount
            from refund r
            left join credit_note n on n.id = r.credit_note_id
            left join customer_money m on m.id = r.customer_money_id
            where r.id = any(f.refund_ids) group by 1) s), '[]') as sums
      from transfer_file f where f.tenant = :tenant
      """;

  private final JdbcClient jdbc;

  TransferFileReads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<TransferFile> find(String tenant, String id) {
    return jdbc.sql(SELECT + " and f.id = :id")
        .param("tenant", tenant)
        .param("id", id)
        .query(TransferFileReads::file)
        .optional();
  }

  List<TransferFile> page(String tenant, Page page) {
    return Select.from(SELECT, tenant).page(jdbc, page, "f.id", TransferFileReads::file);
  }

  /** The file as the bank takes it; empty since the personal data of a payee was deleted. */
  Optional<byte[]> content(String tenant, String id) {
    return jdbc.sql(
            """
            select content from transfer_file
            where tenant = :tenant and id = :id and content is not null
            """)
        .param("tenant", tenant)
        .param("id", id)
        .query((row, _) -> row.getBytes("content"))
        .optional();
  }

  private static TransferFile file(ResultSet row, int number) throws SQLException {
    return new TransferFile(
        row.getString("id"),
        Columns.day(row, "execute_on"),
        List.of(Wire.read(row.getString("sums"), TransferFile.Sum[].class)),
        List.of(Wire.read(row.getString("refunds"), String[].class)),
        Columns.moment(row, "created_at"));
  }
}
