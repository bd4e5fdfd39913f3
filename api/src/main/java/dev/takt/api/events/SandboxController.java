package dev.takt.api.events;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.web.Columns;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the sandbox gateway believes it did, from its own books. */
@RestController
@Tag(name = "Sandbox")
class SandboxController {
  private final JdbcClient jdbc;

  SandboxController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Charge(
      String id,
      String invoiceId,
      String customerId,
      String idempotencyKey,
      long amount,
      long amountRefunded,
      String currency,
      String status,
      @Nullable String declineCode,
      Instant at) {}

  @Operation(summary = "List the sandbox gateway's charges")
  @Requires(Scope.READ)
  @GetMapping("/v1/sandbox/charges")
  Listing<Charge> charges(
      Caller caller, @RequestParam(required = false) @Nullable String customerId, Page page) {
    List<Charge> charges =
        Select.from(
                """
                select h.* from sandbox.charge h where exists (select 1 from customer c
                  where c.tenant = :tenant and c.id = h.customer_reference)
                """,
                caller.tenant())
            .and("h.customer_reference = :customer", "customer", customerId)
            .page(
                jdbc,
                page,
                "h.id",
                (row, _) ->
                    new Charge(
                        row.getString("id"),
                        row.getString("invoice_reference"),
                        row.getString("customer_reference"),
                        row.getString("idempotency_key"),
                        row.getLong("amount"),
                        row.getLong("amount_refunded"),
                        row.getString("currency"),
                        row.getString("status"),
                        row.getString("decline_code"),
                        Columns.moment(row, "at")));
    return page.listing(charges, Charge::id);
  }
}
