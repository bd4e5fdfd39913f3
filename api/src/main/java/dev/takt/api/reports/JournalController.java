package dev.takt.api.reports;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
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
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The journal itself, as JSON in pages or as one CSV file. */
@RestController
@Tag(name = "Reports")
class JournalController {
  private final JournalEntries entries;

  JournalController(JournalEntries entries) {
    this.entries = entries;
  }

  @Operation(
      summary = "Read the journal",
      description = "From a date up to another, exclusive; in order of recording, oldest first.")
  @Requires(Scope.READ)
  @GetMapping(path = "/v1/reports/journal", produces = MediaType.APPLICATION_JSON_VALUE)
  Listing<JournalEntries.JournalEntry> json(
      Caller caller, @RequestParam LocalDate from, @RequestParam LocalDate to, Page page) {
    String after = page.after();
    long last = after == null ? 0 : Cursor.number(after);
    List<JournalEntries.JournalEntry> rows =
        entries.recorded(caller.tenant(), from, to, last, page.rows());
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
    long through = entries.lastId(caller.tenant());
    List<JournalEntries.JournalEntry> page =
        entries.booked(caller.tenant(), from, to, through, null);
    while (!page.isEmpty()) {
      for (JournalEntries.JournalEntry posting : page) {
        writer.write(line(posting));
      }
      page = entries.booked(caller.tenant(), from, to, through, page.getLast());
    }
    writer.flush();
  }

  private static String line(JournalEntries.JournalEntry posting) {
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
}
