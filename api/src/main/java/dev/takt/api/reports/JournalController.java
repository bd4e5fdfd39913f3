package dev.takt.api.reports;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.web.Columns;
import dev.takt.api.web.Cursor;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The journal itself, as JSON in pages or as one CSV file. */
@RestController
@Tag(name = "Reports")
class JournalController {
  private static final String SELECT =
      """
      select * from posting where tenant = :tenant
        and booked_on >= :from and booked_on < :to
      """;

  private static final int ROWS_AT_ONCE = 1000;

  private final JdbcClient jdbc;

  JournalController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One amount moved from one account to another.
   *
   * @param what the occasion, and documentId the document that it describes
   */
  record Posting(
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

  @Operation(
      summary = "Read the journal",
      description = "From a date up to another, exclusive; in order of recording, oldest first.")
  @Requires(Scope.READ)
  @GetMapping(path = "/v1/reports/journal", produces = MediaType.APPLICATION_JSON_VALUE)
  Listing<Posting> json(
      Caller caller, @RequestParam LocalDate from, @RequestParam LocalDate to, Page page) {
    String after = page.after();
    long last = after == null ? 0 : Cursor.number(after);
    List<Posting> rows =
        jdbc.sql(SELECT + " and id > :after order by id limit :rows")
            .param("tenant", caller.tenant())
            .param("from", from)
            .param("to", to)
            .param("after", last)
            .param("rows", page.rows())
            .query(JournalController::posting)
            .list();
    return page.listing(rows, posting -> String.valueOf(posting.id()));
  }

  @Operation(summary = "Read the journal as CSV", description = "In order of date.")
  @Requires(Scope.READ)
  @GetMapping(path = "/v1/reports/journal", produces = "text/csv")
  @ApiResponse(
      responseCode = "200",
      description = "the postings, with a line of names first",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  void csv(
      Caller caller,
      @RequestParam LocalDate from,
      @RequestParam LocalDate to,
      HttpServletResponse response)
      throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"journal.csv\"");
    Writer writer = response.getWriter();
    writer.write(
        "id,bookedOn,debit,credit,amount,currency,what,documentId,subscriptionId,invoiceId\r\n");
    long through = lastId(caller.tenant());
    List<Posting> page = page(caller.tenant(), from, to, through, null);
    while (!page.isEmpty()) {
      for (Posting posting : page) {
        writer.write(line(posting));
      }
      page = page(caller.tenant(), from, to, through, page.getLast());
    }
    writer.flush();
  }

  /** What is recorded while the file is being written is not in it. */
  private long lastId(String tenant) {
    return jdbc.sql("select coalesce(max(id), 0) from posting where tenant = :tenant")
        .param("tenant", tenant)
        .query(Long.class)
        .single();
  }

  /**
   * The postings after one, in order of date. Each page is a statement of its own: however long the
   * journal is, and however slowly it is taken, neither memory nor a connection is held for it.
   */
  private List<Posting> page(
      String tenant, LocalDate from, LocalDate to, long through, @Nullable Posting after) {
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
        .query(JournalController::posting)
        .list();
  }

  private static String line(Posting posting) {
    return Stream.of(
                posting.id(),
                posting.bookedOn(),
                posting.debit(),
                posting.credit(),
                posting.amount(),
                posting.currency(),
                posting.what(),
                posting.documentId(),
                orEmpty(posting.subscriptionId()),
                orEmpty(posting.invoiceId()))
            .map(String::valueOf)
            .map(JournalController::quoted)
            .collect(java.util.stream.Collectors.joining(","))
        + "\r\n";
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** As RFC 4180 says. */
  private static String quoted(String text) {
    return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  private static Posting posting(ResultSet row, int number) throws SQLException {
    return new Posting(
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
