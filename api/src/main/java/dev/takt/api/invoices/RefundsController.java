package dev.takt.api.invoices;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.customers.CustomerTime;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Amount;
import dev.takt.api.web.Format;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import dev.takt.api.web.Text;
import dev.takt.api.web.TextFormat;
import dev.takt.api.workflow.Workflows;
import dev.takt.records.customers.Customers;
import dev.takt.records.merchants.Merchants;
import dev.takt.workflows.workflow.PaymentOperationWorkflow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Money that goes back: what is on its way, and what the merchant is to transfer. */
@RestController
@RequestMapping("/v1")
@Tag(name = "Payments")
class RefundsController {
  private final Refunds refunds;
  private final Customers customers;
  private final CustomerTime time;
  private final Merchants merchants;
  private final Workflows workflows;

  RefundsController(
      Refunds refunds,
      Customers customers,
      CustomerTime time,
      Merchants merchants,
      Workflows workflows) {
    this.refunds = refunds;
    this.customers = customers;
    this.time = time;
    this.merchants = merchants;
    this.workflows = workflows;
  }

  record Transferred(
      @Schema(example = "2026-03-09") @NotNull LocalDate on,
      @Schema(example = "transfer 4711") @Text(max = 200) @Nullable String reference) {}

  record BalanceRefund(
      @Schema(example = "9000", description = "all of it when absent") @Amount(min = 1)
          @Nullable Long amount,
      @Schema(example = "DKK") @NotNull @Format(TextFormat.CURRENCY) String currency) {}

  /**
   * What of a customer's balance goes back.
   *
   * @param amount in minor units
   * @param refunds one for each payment that it came from, and for what is to be transferred
   */
  record Refunded(String customerId, long amount, String currency, List<Refunds.Refund> refunds) {}

  @Operation(
      summary = "List refunds",
      description = "Those TO_TRANSFER are what no payment method can take: the merchant sends it.")
  @Requires(Scope.READ)
  @GetMapping("/refunds")
  Listing<Refunds.Refund> list(
      Caller caller,
      @RequestParam(required = false) Refunds.@Nullable Status status,
      @RequestParam(required = false) @Nullable String customerId,
      @RequestParam(required = false) @Nullable String externalRef,
      Page page) {
    return page.listing(
        refunds.page(caller.tenant(), status, customerId, externalRef, page), Refunds.Refund::id);
  }

  @Operation(summary = "Read a refund")
  @Requires(Scope.READ)
  @GetMapping("/refunds/{id}")
  Refunds.Refund read(Caller caller, @PathVariable String id) {
    return refunds
        .find(caller.tenant(), id)
        .orElseThrow(() -> Problem.notFound("there is no refund " + id).asException());
  }

  @Operation(summary = "Note that a refund was transferred", description = "Once.")
  @Requires(Scope.WRITE)
  @PostMapping("/refunds/{id}/transferred")
  Refunds.Refund transferred(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @Valid @RequestBody Transferred request) {
    Instant now = time.now(caller, read(caller, id).customerId());
    LocalDate today = now.atZone(merchants.get(caller.merchantId()).zone()).toLocalDate();
    if (request.on().isAfter(today)) {
      throw Problem.invalid("/on", "must not be after " + today);
    }
    String sent = requestId.id("trf_");
    workflows.carryOut(
        PaymentOperationWorkflow.id(caller.merchantId(), id + "/" + sent),
        new PaymentOperationWorkflow.Transferred(
            caller.tenant(), id, request.on(), request.reference(), sent, now));
    return read(caller, id);
  }

  @Operation(
      summary = "Give a customer's money back",
      description =
          "What was paid too much, latest first, each part to the payment that it came from; what"
              + " no card can take is to be transferred.")
  @Requires(Scope.WRITE)
  @PostMapping("/customers/{id}/balance/refund")
  @ResponseStatus(HttpStatus.CREATED)
  Refunded refund(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @Valid @RequestBody BalanceRefund request) {
    if (customers.findByTenantAndId(caller.tenant(), id).isEmpty()) {
      throw Problem.notFound("there is no customer " + id).asException();
    }
    String currency = request.currency();
    String back = requestId.id("rfd_");
    var errand =
        new PaymentOperationWorkflow.RefundBalance(
            caller.tenant(), id, currency, request.amount(), back, time.now(caller, id));
    workflows.carryOut(errand.workflowId(caller.merchantId()), errand);
    List<Refunds.Refund> made = refunds.ofRequest(caller.tenant(), back);
    return new Refunded(id, made.stream().mapToLong(Refunds.Refund::amount).sum(), currency, made);
  }
}
