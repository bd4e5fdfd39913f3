package dev.takt.api.pages;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.dunning.PaymentLinks;
import dev.takt.api.idempotency.ResponseRetention;
import dev.takt.api.invoices.Invoice;
import dev.takt.api.invoices.Invoices;
import dev.takt.api.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Links to the hosted page, for merchants who send them in their own way. */
@RestController
@Tag(name = "Invoices")
class PaymentLinkController {
  private final Invoices invoices;
  private final PaymentLinks links;

  PaymentLinkController(Invoices invoices, PaymentLinks links) {
    this.invoices = invoices;
    this.links = links;
  }

  /** Where the customer pays; the address is a secret and is told only here. */
  record PaymentLink(String url, Instant expiresAt) {}

  @Operation(
      summary = "Make a link on which the customer pays",
      description = "Each call makes another; earlier ones go on working.")
  @Requires(Scope.WRITE)
  @PostMapping("/v1/invoices/{id}/payment-link")
  @ResponseStatus(HttpStatus.CREATED)
  PaymentLink make(Caller caller, @PathVariable String id, HttpServletRequest http) {
    ResponseRetention.of(http, ResponseRetention.SEALED);
    Invoice invoice =
        invoices
            .find(caller.tenant(), id)
            .orElseThrow(() -> Problem.notFound("there is no invoice " + id).asException());
    if (!invoice.isUnpaid()) {
      throw Problem.conflict("invoice_not_open", "nothing is due on invoice " + invoice.number())
          .asException();
    }
    PaymentLinks.Link link = links.toPay(caller.tenant(), invoice.customerId(), id);
    return new PaymentLink(link.url(), link.expiresAt());
  }
}
