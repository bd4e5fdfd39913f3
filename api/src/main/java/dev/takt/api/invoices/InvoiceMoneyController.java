package dev.takt.api.invoices;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.customers.CustomerTime;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Amount;
import dev.takt.api.web.Problem;
import dev.takt.api.web.Text;
import dev.takt.api.workflow.Workflows;
import dev.takt.records.merchants.Merchants;
import dev.takt.workflows.workflow.PaymentOperationWorkflow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Money for invoices: by bank, by another try at the card, or given up. */
@RestController
@RequestMapping("/v1/invoices/{id}")
@Tag(name = "Invoices")
class InvoiceMoneyController {
  private final Invoices invoices;
  private final PaymentAttempts payments;
  private final CustomerTime time;
  private final Merchants merchants;
  private final Workflows workflows;

  InvoiceMoneyController(
      Invoices invoices,
      PaymentAttempts payments,
      CustomerTime time,
      Merchants merchants,
      Workflows workflows) {
    this.invoices = invoices;
    this.payments = payments;
    this.time = time;
    this.merchants = merchants;
    this.workflows = workflows;
  }

  record BankPayment(
      @Schema(example = "31000") @NotNull @Amount(min = 1) Long amount,
      @Schema(example = "2026-03-09") @NotNull LocalDate receivedOn,
      @Schema(example = "statement 42, line 7") @Text(max = 200) @Nullable String reference) {}

  record WriteOff(@Schema(example = "goodwill") @NotNull @Text(max = 200) String reason) {}

  @Operation(
      summary = "Book money that came by bank",
      description =
          "Whatever is due: what is too much is the customer's balance, which pays the next"
              + " invoices or is given back on request.")
  @Requires(Scope.WRITE)
  @PostMapping("/payments")
  @ResponseStatus(HttpStatus.CREATED)
  PaymentAttempts.Attempt pay(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @Valid @RequestBody BankPayment request) {
    Invoice invoice = invoice(caller, id);
    Instant now = time.now(caller, invoice.customerId());
    LocalDate today = now.atZone(merchants.get(caller.merchantId()).zone()).toLocalDate();
    if (request.receivedOn().isAfter(today)) {
      throw Problem.invalid("/receivedOn", "must not be after " + today);
    }
    String paymentId = requestId.id("pay_");
    workflows.carryOut(
        errand(caller, id, paymentId),
        new PaymentOperationWorkflow.BankPayment(
            caller.tenant(),
            paymentId,
            id,
            request.amount(),
            request.receivedOn(),
            request.reference(),
            now));
    return payments.find(caller.tenant(), paymentId).orElseThrow();
  }

  @Operation(summary = "Charge an invoice now")
  @Requires(Scope.WRITE)
  @PostMapping("/retry")
  PaymentAttempts.Attempt retry(Caller caller, RequestId requestId, @PathVariable String id) {
    Invoice invoice = invoice(caller, id);
    String attemptKey = requestId.id("try_");
    // Where its answer was lost, it may have been paid by this very try.
    if (!invoice.isUnpaid() && payments.ofOccasion(caller.tenant(), attemptKey).isEmpty()) {
      throw Problem.conflict("invoice_not_open", "nothing is due on invoice " + invoice.number())
          .asException();
    }
    var retry =
        new PaymentOperationWorkflow.Retry(
            caller.tenant(), id, attemptKey, null, time.now(caller, invoice.customerId()));
    workflows.carryOut(retry.workflowId(caller.merchantId()), retry);
    return payments
        .ofOccasion(caller.tenant(), attemptKey)
        .orElseThrow(
            () ->
                Problem.conflict("no_payment_method", "the customer has no card to charge")
                    .asException());
  }

  @Operation(summary = "Give up what is due on an invoice")
  @Requires(Scope.WRITE)
  @PostMapping("/write-off")
  Invoice writeOff(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @Valid @RequestBody WriteOff request) {
    String off = requestId.id("off_");
    Instant now = time.now(caller, invoice(caller, id).customerId());
    workflows.carryOut(
        errand(caller, id, off),
        new PaymentOperationWorkflow.WriteOff(caller.tenant(), id, request.reason(), now, off));
    return invoice(caller, id);
  }

  private static String errand(Caller caller, String invoiceId, String requestId) {
    return PaymentOperationWorkflow.id(caller.merchantId(), invoiceId + "/" + requestId);
  }

  private Invoice invoice(Caller caller, String id) {
    return invoices
        .find(caller.tenant(), id)
        .orElseThrow(() -> Problem.notFound("there is no invoice " + id).asException());
  }
}
