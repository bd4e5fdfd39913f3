package dev.takt.api.pages;

import dev.takt.api.access.Caller;
import dev.takt.api.idempotency.Keeping;
import dev.takt.api.invoices.Invoice;
import dev.takt.api.invoices.Invoices;
import dev.takt.api.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
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
  private final PayTokens tokens;
  private final PageTime time;
  private final Environment environment;
  private final Duration life;

  PaymentLinkController(
      Invoices invoices,
      PayTokens tokens,
      PageTime time,
      Environment environment,
      @Value("${takt.pay-link.days:14}") int days) {
    this.invoices = invoices;
    this.tokens = tokens;
    this.time = time;
    this.environment = environment;
    this.life = Duration.ofDays(days);
  }

  /** Where the customer pays; the address is a secret and is told only here. */
  record PaymentLink(String url, Instant expiresAt) {}

  @Operation(
      summary = "Make a link on which the customer pays",
      description = "Each call makes another; earlier ones go on working.")
  @PostMapping("/v1/invoices/{id}/payment-link")
  @ResponseStatus(HttpStatus.CREATED)
  PaymentLink make(Caller caller, @PathVariable String id, HttpServletRequest http) {
    Keeping.of(http, Keeping.SEALED);
    Invoice invoice =
        invoices
            .find(caller.tenant(), id)
            .orElseThrow(() -> Problem.notFound("there is no invoice " + id).asException());
    if (!invoice.isUnpaid()) {
      throw Problem.conflict("invoice_not_open", "nothing is due on invoice " + invoice.number())
          .asException();
    }
    Instant now = time.now(caller.tenant(), invoice.customerId());
    Instant expiresAt = now.plus(life);
    String token = tokens.make(caller.tenant(), invoice.customerId(), id, now, expiresAt);
    return new PaymentLink(address() + "/pay/" + token, expiresAt);
  }

  /** Where browsers reach us: TAKT_PUBLIC_URL, or this machine where nobody has said. */
  private String address() {
    String given = environment.getProperty("takt.public-url", "").strip();
    return given.isEmpty()
        ? "http://localhost:" + environment.getProperty("local.server.port", "8080")
        : given.replaceAll("/+$", "");
  }
}
