package dev.takt.api.messages;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.web.Columns;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import dev.takt.api.web.Select;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The log of messages to customers. */
@RestController
@RequestMapping("/v1/messages")
@Tag(name = "Messages")
class MessagesController {
  private static final String SELECT = "select * from message where tenant = :tenant";

  private final JdbcClient jdbc;

  MessagesController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A message.
   *
   * @param status PREPARED, SENDING, SENT, FAILED (is tried again), UNCERTAIN (may have gone: the
   *     carrier's answer was lost), KEPT (no mail server is set up) or NOT_SENT
   * @param reason why it was not sent
   * @param to where it went; this, the subject and the bodies go with the customer's personal data
   * @param text as it was sent, but for the link, which is a secret
   * @param at on the business clock
   */
  record Sent(
      String id,
      String key,
      String customerId,
      String channel,
      String template,
      @Nullable String invoiceId,
      @Nullable String paymentMethodId,
      String status,
      @Nullable String reason,
      @Nullable String locale,
      @Nullable String to,
      @Nullable String subject,
      @Nullable String text,
      @Nullable String html,
      Instant at,
      @Nullable Instant sentAt) {}

  @Operation(summary = "List messages", description = "What customers were told, and how it went.")
  @Requires(Scope.READ)
  @GetMapping
  Listing<Sent> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String customerId,
      @RequestParam(required = false) @Nullable String invoiceId,
      @RequestParam(required = false) @Nullable String template,
      @RequestParam(required = false) @Nullable String status,
      Page page) {
    List<Sent> messages =
        Select.from(SELECT, caller.tenant())
            .and("customer_id = :customer", "customer", customerId)
            .and("invoice_id = :invoice", "invoice", invoiceId)
            .and("template = :template", "template", template)
            .and("status = :status", "status", status)
            .page(jdbc, page, "id", MessagesController::message);
    return page.listing(messages, Sent::id);
  }

  @Operation(summary = "Read a message")
  @Requires(Scope.READ)
  @GetMapping("/{id}")
  Sent read(Caller caller, @PathVariable String id) {
    return jdbc.sql(SELECT + " and id = :id")
        .param("tenant", caller.tenant())
        .param("id", id)
        .query(MessagesController::message)
        .optional()
        .orElseThrow(() -> Problem.notFound("there is no message " + id).asException());
  }

  private static Sent message(ResultSet row, int number) throws SQLException {
    return new Sent(
        row.getString("id"),
        row.getString("key"),
        row.getString("customer_id"),
        row.getString("channel"),
        row.getString("template"),
        row.getString("invoice_id"),
        row.getString("payment_method_id"),
        row.getString("status"),
        row.getString("reason"),
        row.getString("language"),
        row.getString("recipient"),
        row.getString("subject"),
        row.getString("body_text"),
        row.getString("body_html"),
        Columns.moment(row, "at"),
        Columns.instant(row, "sent_at"));
  }
}
