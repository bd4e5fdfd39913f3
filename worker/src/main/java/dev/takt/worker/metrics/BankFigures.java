package dev.takt.worker.metrics;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Money in the bank of which nobody has decided whose it is. */
final class BankFigures implements Figures {
  private final JdbcClient database;

  BankFigures(JdbcClient database) {
    this.database = database;
  }

  @Override
  public List<Figure> read() {
    // Through the partial index open_bank_entries. Test data waits for nobody.
    return database
        .sql(
            """
            select count(*) filter (where status = 'UNMATCHED') as unmatched,
              count(*) filter (where status = 'PROPOSED') as proposed,
              coalesce(extract(epoch from now() - min(created_at)), 0) as age
            from bank_entry where status in ('PROPOSED', 'UNMATCHED') and tenant like '%/live'
            """)
        .query(
            (row, _) ->
                List.of(
                    Figure.count(
                        "takt.bank.unmatched",
                        "Transactions on merchants' accounts of which nothing tells whose they are",
                        row.getLong("unmatched")),
                    Figure.count(
                        "takt.bank.proposed",
                        "Transactions on merchants' accounts for which an invoice is proposed",
                        row.getLong("proposed")),
                    Figure.seconds(
                        "takt.bank.undecided.age",
                        "How long ago the oldest transaction was read that waits for a person",
                        row.getDouble("age"))))
        .single();
  }
}
