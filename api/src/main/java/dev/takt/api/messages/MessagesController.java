package dev.takt.api.messages;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.labels.ReferenceFilter;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import dev.takt.records.Conditions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
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
  private final SentMessages messages;

  MessagesController(SentMessages messages) {
    this.messages = messages;
  }

  @Operation(summary = "List messages", description = "What customers were told, and how it went.")
  @Requires(Scope.READ)
  @GetMapping
  Listing<SentMessage> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String customerId,
      @RequestParam(required = false) @Nullable String invoiceId,
      @RequestParam(required = false) @Nullable String template,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String externalRef,
      Page page) {
    Conditions conditions =
        Conditions.of(caller.tenant())
            .and("customer_id = :customer", "customer", customerId)
            .and("invoice_id = :invoice", "invoice", invoiceId)
            .and("template = :template", "template", template)
            .and("status = :status", "status", status)
            .and(ReferenceFilter.of("customer_id", "message.invoice_id"), "ref", externalRef);
    return page.listing(messages.page(conditions, page.after(), page.rows()), SentMessage::id);
  }

  @Operation(summary = "Read a message")
  @Requires(Scope.READ)
  @GetMapping("/{id}")
  SentMessage read(Caller caller, @PathVariable String id) {
    return messages
        .findByTenantAndId(caller.tenant(), id)
        .orElseThrow(() -> Problem.notFound("there is no message " + id).asException());
  }
}
