package dev.takt.activities.ledger;

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
import java.util.function.Function;
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
            select :tenant, p.booked_on, p.debit, p.credit, p.amount, p.currency, p.what,
              p.document_id, p.subscription_id, p.invoice_id, p.line, now()
            from unnest(cast(:dates as date[]), cast(:debits as text[]), cast(:credits as text[]),
              cast(:amounts as bigint[]), cast(:currencies as text[]), cast(:whats as text[]),
              cast(:documents as text[]), cast(:subscriptions as text[]),
              cast(:invoices as text[]), cast(:lines as integer[]))
              as p (booked_on, debit, credit, amount, currency, what, document_id,
                subscription_id, invoice_id, line)
            """)
        .param("tenant", tenant)
        .param("dates", texts(postings, posting -> posting.bookedOn().toString()))
        .param("debits", texts(postings, posting -> posting.debit().code()))
        .param("credits", texts(postings, posting -> posting.credit().code()))
        .param("amounts", postings.stream().map(Posting::amount).toArray(Long[]::new))
        .param("currencies", texts(postings, posting -> posting.source().currency()))
        .param("whats", texts(postings, posting -> posting.what().code()))
        .param("documents", texts(postings, posting -> posting.source().documentId()))
        .param("subscriptions", texts(postings, posting -> posting.source().subscriptionId()))
        .param("invoices", texts(postings, posting -> posting.source().invoiceId()))
        .param("lines", postings.stream().map(Posting::invoiceLine).toArray(Integer[]::new))
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

  private static @Nullable String[] texts(
      List<Posting> postings, Function<Posting, @Nullable String> column) {
    return postings.stream().map(column).toArray(String[]::new);
  }
}
