package dev.takt.api.reports;

import dev.takt.api.web.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The journal as it is read. */
@Repository
class JournalEntries {
  private static final String SELECT =
      """
      select * from posting where tenant = :tenant
        and booked_on >= :from and booked_on < :to
      """;

  private static final int ROWS_AT_ONCE = 1000;

  private final JdbcClient jdbc;

  JournalEntries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One amount moved from one account to another.
   *
   * @param what the occasion, and documentId the document that it describes
   */
  record JournalEntry(
      long id,
      LocalDate bookedOn,
      String debit,
      String credit,
      long amount,
      String currency,
      String what,
      String documentId,
      @Nullable String subscriptionId,
      @Nullable String invoiceId,
      Instant recordedAt) {}

  /** In order of recording, after one of them. */
  List<JournalEntry> recorded(String tenant, LocalDate from, LocalDate to, long after, int rows) {
    return jdbc.sql(SELECT + " and id > :after order by id limit :rows")
        .param("tenant", tenant)
        .param("from", from)
        .param("to", to)
        .param("after", after)
        .param("rows", rows)
        .query(JournalEntries::entry)
        .list();
  }

  /** What is recorded while the file is being written is not in it. */
  long lastId(String tenant) {
    return jdbc.sql("select coalesce(max(id), 0) from posting where tenant = :tenant")
        .param("tenant", tenant)
        .query(Long.class)
        .single();
  }

  /**
   * The postings after one, in order of date. Each page is a statement of its own: however long the
   * journal is, and however slowly it is taken, neither memory nor a connection is held for it.
   */
  List<JournalEntry> booked(
      String tenant, LocalDate from, LocalDate to, long through, @Nullable JournalEntry after) {
    return jdbc.sql(
            SELECT
                + """
                   and id <= :through and (booked_on, id) > (:day, :after)
                order by booked_on, id limit :rows
                """)
        .param("tenant", tenant)
        .param("from", from)
        .param("to", to)
        .param("through", through)
        .param("day", after == null ? from : after.bookedOn())
        .param("after", after == null ? 0L : after.id())
        .param("rows", ROWS_AT_ONCE)
        .query(JournalEntries::entry)
        .list();
  }

  private static JournalEntry entry(ResultSet row, int number) throws SQLException {
    return new JournalEntry(
        row.getLong("id"),
        Columns.day(row, "booked_on"),
        row.getString("debit"),
        row.getString("credit"),
        row.getLong("amount"),
        row.getString("currency"),
        row.getString("what"),
        row.getString("document_id"),
        row.getString("subscription_id"),
        row.getString("invoice_id"),
        Columns.moment(row, "recorded_at"));
  }
}
