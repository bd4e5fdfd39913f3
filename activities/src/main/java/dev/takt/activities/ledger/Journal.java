package dev.takt.activities.ledger;

import dev.takt.activities.records.SqlValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The journal: rows are added, never changed. */
@Component
public class Journal {
  private final JdbcClient database;

  public Journal(JdbcClient database) {
    this.database = database;
  }

  /** Adds postings, in one statement, in the transaction of what they describe. */
  public void append(String tenant, List<Posting> postings) {
    if (postings.isEmpty()) {
      return;
    }
    database
        .sql(
            """
            insert into posting (tenant, booked_on, debit, credit, amount, currency, what,
              document_id, subscription_id, invoice_id, invoice_line, recorded_at)
            select :tenant, p.date, p.debit, p.credit, p.amount, p.currency, p.what,
              p.document, p.subscription, p.invoice, p.line, now()
            from jsonb_to_recordset(cast(:postings as jsonb)) as p (date date, debit text,
              credit text, amount bigint, currency text, what text, document text,
              subscription text, invoice text, line integer)
            """)
        .param("tenant", tenant)
        .param("postings", SqlValues.json(postings.stream().map(Row::of).toList()))
        .update();
  }

  /** What the journal says is earned of the lines of some documents, by line and month. */
  public Map<EarningLine.Key, SortedMap<YearMonth, Long>> earned(
      String tenant, Collection<String> documentIds) {
    var earned = new HashMap<EarningLine.Key, SortedMap<YearMonth, Long>>();
    database
        .sql(
            """
            select document_id, invoice_line, cast(date_trunc('month', booked_on) as date) as month,
              sum(case when credit = 'revenue' then amount else -amount end) as amount
            from posting
            where tenant = :tenant and document_id = any(:documents) and what = 'accrual'
            group by 1, 2, 3
            """)
        .param("tenant", tenant)
        .param("documents", documentIds.toArray(String[]::new))
        .query(
            (ResultSet row) -> {
              add(earned, row);
            });
    return earned;
  }

  private static void add(Map<EarningLine.Key, SortedMap<YearMonth, Long>> earned, ResultSet row)
      throws SQLException {
    var key = new EarningLine.Key(row.getString("document_id"), row.getInt("invoice_line"));
    earned
        .computeIfAbsent(key, line -> new TreeMap<>())
        .put(YearMonth.from(row.getObject("month", LocalDate.class)), row.getLong("amount"));
  }

  /** A posting on its way into the database. */
  private record Row(
      LocalDate date,
      String debit,
      String credit,
      long amount,
      String currency,
      String what,
      String document,
      @Nullable String subscription,
      @Nullable String invoice,
      @Nullable Integer line) {

    static Row of(Posting posting) {
      Posting.Source source = posting.source();
      return new Row(
          posting.bookedOn(),
          posting.debit().code(),
          posting.credit().code(),
          posting.amount(),
          source.currency(),
          posting.what().code(),
          source.documentId(),
          source.subscriptionId(),
          source.invoiceId(),
          posting.invoiceLine());
    }
  }
}
