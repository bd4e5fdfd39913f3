package dev.takt.api.bank;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import dev.takt.api.web.Text;
import dev.takt.api.workflow.Workflows;
import dev.takt.workflows.port.BankStatements.Decision;
import dev.takt.workflows.port.BankStatements.Kind;
import dev.takt.workflows.workflow.PaymentOperationWorkflow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Transactions on the merchant's account. */
@RestController
@RequestMapping("/v1/bank-entries")
@Tag(name = "Bank")
class BankEntriesController {
  private final BankEntries entries;
  private final Workflows workflows;
  private final BusinessTime time;

  BankEntriesController(BankEntries entries, Workflows workflows, BusinessTime time) {
    this.entries = entries;
    this.workflows = workflows;
    this.time = time;
  }

  record MatchRequest(
      @Schema(
              description = "what it pays, in this order",
              example = "[\"inv_01k8z0r3m5e9w7t2q4y6v8p0s1\"]")
          @Size(min = 1, max = 100, message = "must have 1 to 100 invoices")
          @Nullable List<@NotNull String> invoiceIds,
      @Schema(description = "whose invoices it pays, oldest first") @Nullable String customerId,
      @Schema(description = "the payment booked by hand that it is: nothing is booked again")
          @Nullable String paymentId) {}

  record IgnoreRequest(
      @Schema(example = "interest from the bank") @NotNull @Text(max = 200) String reason) {}

  @Operation(summary = "List transactions on the account")
  @Requires(Scope.READ)
  @GetMapping
  Listing<BankEntry> list(
      Caller caller,
      @RequestParam(required = false) BankEntry.@Nullable Status status,
      @RequestParam(required = false) @Nullable String statementId,
      Page page) {
    return page.listing(entries.page(caller.tenant(), status, statementId, page), BankEntry::id);
  }

  @Operation(summary = "Read a transaction on the account")
  @Requires(Scope.READ)
  @GetMapping("/{id}")
  BankEntry read(Caller caller, @PathVariable String id) {
    return entries
        .find(caller.tenant(), id)
        .orElseThrow(() -> Problem.notFound("there is no bank entry " + id).asException());
  }

  @Operation(
      summary = "Say what a transaction pays",
      description =
          "Invoices in this order, or a customer's, oldest first; without either, what is proposed."
              + " What is left over is the customer's balance.")
  @Requires(Scope.WRITE)
  @PostMapping("/{id}/match")
  BankEntry match(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @Valid @RequestBody MatchRequest request) {
    List<String> invoices = request.invoiceIds();
    if (Stream.of(invoices, request.customerId(), request.paymentId())
            .filter(Objects::nonNull)
            .count()
        > 1) {
      throw Problem.invalid("", "takes one of invoiceIds, customerId and paymentId");
    }
    return decide(
        caller,
        requestId,
        id,
        new Decision(
            Kind.MATCH,
            invoices == null ? List.of() : invoices,
            request.customerId(),
            null,
            request.paymentId()));
  }

  @Operation(
      summary = "Take back what a transaction was said to pay",
      description =
          "Its invoices are due again, and their cases go on where they stood. Also takes back that"
              + " it is ignored.")
  @Requires(Scope.WRITE)
  @PostMapping("/{id}/unmatch")
  BankEntry unmatch(Caller caller, RequestId requestId, @PathVariable String id) {
    return decide(caller, requestId, id, new Decision(Kind.UNMATCH, List.of(), null, null, null));
  }

  @Operation(
      summary = "Say that a transaction is not about customers",
      description = "It stays in the books, and nobody need decide about it any more.")
  @Requires(Scope.WRITE)
  @PostMapping("/{id}/ignore")
  BankEntry ignore(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @Valid @RequestBody IgnoreRequest request) {
    return decide(
        caller, requestId, id, new Decision(Kind.IGNORE, List.of(), null, request.reason(), null));
  }

  private BankEntry decide(Caller caller, RequestId requestId, String id, Decision decision) {
    read(caller, id);
    String decided = requestId.id("dec_");
    workflows.carryOut(
        PaymentOperationWorkflow.id(caller.merchantId(), id + "/" + decided),
        new PaymentOperationWorkflow.BankEntryDecision(
            caller.tenant(), id, decision, decided, time.now()));
    return read(caller, id);
  }
}
