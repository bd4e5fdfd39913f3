package dev.takt.api.dunning;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.clocks.ClockAdvancing;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Amount;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import dev.takt.api.workflow.WorkflowGone;
import dev.takt.api.workflow.Workflows;
import dev.takt.records.clocks.TestClocks;
import dev.takt.records.customers.Customers;
import dev.takt.workflows.calendar.BankingDays;
import dev.takt.workflows.dunning.CaseStatus;
import dev.takt.workflows.dunning.DunningPlan;
import dev.takt.workflows.workflow.DunningCaseStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Dunning cases: unpaid invoices, with all steps past and to come. */
@RestController
@RequestMapping("/v1/dunning-cases")
@Tag(name = "Dunning")
class DunningCasesController {
  private final DunningCases cases;
  private final Customers customers;
  private final TestClocks clocks;
  private final PaymentLinks links;
  private final Workflows workflows;
  private final BusinessTime time;
  private final DunningPlan plan = new DunningPlan(BankingDays.shipped());

  DunningCasesController(
      DunningCases cases,
      Customers customers,
      TestClocks clocks,
      PaymentLinks links,
      Workflows workflows,
      BusinessTime time) {
    this.cases = cases;
    this.customers = customers;
    this.clocks = clocks;
    this.links = links;
    this.workflows = workflows;
    this.time = time;
  }

  record Hold(@Schema(example = "2026-04-01") @NotNull LocalDate until) {}

  record Settlement(@Schema(example = "20000") @NotNull @Amount Long amount) {}

  @Operation(summary = "List dunning cases")
  @Requires(Scope.READ)
  @GetMapping
  Listing<CaseView> list(
      Caller caller,
      @RequestParam(required = false) @Nullable CaseStatus status,
      @RequestParam(required = false) @Nullable String customerId,
      @RequestParam(required = false) @Nullable String invoiceId,
      @RequestParam(required = false) @Nullable String externalRef,
      Page page) {
    List<DunningCases.Row> rows =
        cases.page(caller.tenant(), status, customerId, invoiceId, externalRef, page);
    Listing<DunningCases.Row> shown = page.listing(rows, DunningCases.Row::id);
    List<String> ids = shown.data().stream().map(DunningCases.Row::id).toList();
    Map<String, List<DunningCases.Step>> steps = cases.steps(caller.tenant(), ids);
    Map<String, String> paymentLinks = paymentLinks(caller, shown.data());
    return shown.map(
        row ->
            CaseView.of(
                row,
                steps.getOrDefault(row.id(), List.of()),
                plan,
                paymentLinks.get(row.state().debtor().invoiceId())));
  }

  private Map<String, String> paymentLinks(Caller caller, List<DunningCases.Row> rows) {
    return links.standing(
        caller.tenant(),
        rows.stream()
            .filter(row -> row.state().status() == CaseStatus.OPEN)
            .map(
                row ->
                    new PaymentLinks.Debt(
                        row.state().debtor().customerId(),
                        row.state().debtor().invoiceId(),
                        time.now(row.testNow())))
            .toList());
  }

  @Operation(
      summary = "Read a dunning case",
      description = "With a link on which the customer pays, while it is open.")
  @Requires(Scope.READ)
  @GetMapping("/{id}")
  CaseView read(Caller caller, @PathVariable String id) {
    DunningCases.Row row = row(caller, id);
    return CaseView.of(
        row,
        cases.steps(caller.tenant(), List.of(id)).getOrDefault(id, List.of()),
        plan,
        paymentLinks(caller, List.of(row)).get(row.state().debtor().invoiceId()));
  }

  @Operation(
      summary = "Hold a dunning case",
      description = "Nothing is done before that day; the days that it stands still do not count.")
  @Requires(Scope.WRITE)
  @PostMapping("/{id}/hold")
  CaseView hold(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @Valid @RequestBody Hold request) {
    DunningCases.Row row = row(caller, id);
    return ask(
        caller,
        row,
        new DunningCaseStore.Wish(requestId.value(), caller.keyId(), request.until(), false, null));
  }

  @Operation(summary = "Resume a dunning case that is held, or that waits for a person")
  @Requires(Scope.WRITE)
  @PostMapping("/{id}/resume")
  CaseView resume(Caller caller, RequestId requestId, @PathVariable String id) {
    DunningCases.Row row = row(caller, id);
    return ask(
        caller,
        row,
        new DunningCaseStore.Wish(requestId.value(), caller.keyId(), null, true, null));
  }

  @Operation(
      summary = "Settle a dunning case for less",
      description = "The amount is accepted for all that is due; the rest is given up at once.")
  @Requires(Scope.WRITE)
  @PostMapping("/{id}/settle")
  CaseView settle(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @Valid @RequestBody Settlement request) {
    DunningCases.Row row = row(caller, id);
    return ask(
        caller,
        row,
        new DunningCaseStore.Wish(
            requestId.value(), caller.keyId(), null, false, request.amount()));
  }

  private CaseView ask(Caller caller, DunningCases.Row row, DunningCaseStore.Wish wish) {
    String clock =
        customers
            .findByTenantAndId(caller.tenant(), row.state().debtor().customerId())
            .map(customer -> customer.testClockId())
            .orElse(null);
    if (clock != null) {
      clocks.findByTenantAndId(caller.tenant(), clock).ifPresent(ClockAdvancing::refuse);
    }
    if (row.state().status() != CaseStatus.OPEN && !isGranted(caller, row, wish)) {
      throw closed(row);
    }
    try {
      workflows.ask(row.state().debtor().workflowId(), wish, row.testNow());
    } catch (WorkflowGone gone) {
      DunningCases.Row now = row(caller, row.id());
      if (isGranted(caller, row, wish)) {
        return read(caller, row.id());
      }
      if (now.state().status() != CaseStatus.OPEN) {
        throw closed(now);
      }
      throw Problem.unavailable("the case's workflow is being restored").asException();
    }
    return read(caller, row.id());
  }

  /** Whether it was asked before and granted, and its answer was lost. */
  private boolean isGranted(Caller caller, DunningCases.Row row, DunningCaseStore.Wish wish) {
    return cases.isGranted(caller.tenant(), row.id(), wish.requestId());
  }

  private static RuntimeException closed(DunningCases.Row row) {
    return Problem.conflict("case_not_open", "the case is " + row.state().status()).asException();
  }

  private DunningCases.Row row(Caller caller, String id) {
    return cases
        .find(caller.tenant(), id)
        .orElseThrow(() -> Problem.notFound("there is no dunning case " + id).asException());
  }
}
