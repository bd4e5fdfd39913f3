package dev.takt.api.bank;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.access.TakesFile;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import dev.takt.api.workflow.Workflows;
import dev.takt.workflows.workflow.PaymentOperationWorkflow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Files of the merchant's bank. */
@RestController
@RequestMapping("/v1/bank-statements")
@Tag(name = "Bank")
class BankStatementsController {
  /** How long ten thousand transactions may take to be matched, and more. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final ReceivedFiles files;
  private final StatementReads statements;
  private final Workflows workflows;
  private final BusinessTime time;

  BankStatementsController(
      ReceivedFiles files, StatementReads statements, Workflows workflows, BusinessTime time) {
    this.files = files;
    this.statements = statements;
    this.workflows = workflows;
    this.time = time;
  }

  @Operation(
      summary = "Read a bank's file",
      description =
          "CAMT.053 or CAMT.054, or a Norwegian OCR giro file: whole, or not at all. Each"
              + " transaction is booked once, however often it is sent; a right reference pays its"
              + " invoice, and what is left waits for a person.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_XML_VALUE,
            schema = @Schema(type = "string", format = "binary"),
            examples = @ExampleObject("<Document>…</Document>")),
        @Content(
            mediaType = MediaType.TEXT_PLAIN_VALUE,
            schema = @Schema(type = "string", format = "binary"),
            examples = @ExampleObject("NY000010…"))
      })
  @Requires(Scope.WRITE)
  @TakesFile
  @PostMapping(
      consumes = {
        MediaType.APPLICATION_XML_VALUE,
        MediaType.TEXT_XML_VALUE,
        MediaType.TEXT_PLAIN_VALUE,
        MediaType.APPLICATION_OCTET_STREAM_VALUE
      })
  @ResponseStatus(HttpStatus.CREATED)
  BankStatement read(Caller caller, RequestId requestId, @RequestBody byte[] file) {
    String id = requestId.id("bst_");
    Instant now = time.now();
    files.add(caller.tenant(), id, file, now);
    workflows.carryOut(
        PaymentOperationWorkflow.id(caller.merchantId(), id),
        new PaymentOperationWorkflow.BankFile(caller.tenant(), id, now),
        PATIENCE);
    return one(caller, id);
  }

  @Operation(summary = "Read what a bank's file was")
  @Requires(Scope.READ)
  @GetMapping("/{id}")
  BankStatement one(Caller caller, @PathVariable String id) {
    return statements
        .findByTenantAndId(caller.tenant(), id)
        .orElseThrow(() -> Problem.notFound("there is no bank statement " + id).asException());
  }

  @Operation(summary = "List the bank's files that were read")
  @Requires(Scope.READ)
  @GetMapping
  Listing<BankStatement> list(Caller caller, Page page) {
    Limit limit = Limit.of(page.rows());
    String after = page.after();
    List<BankStatement> rows =
        after == null
            ? statements.findByTenantOrderByIdDesc(caller.tenant(), limit)
            : statements.findByTenantAndIdLessThanOrderByIdDesc(caller.tenant(), after, limit);
    return page.listing(rows, BankStatement::id);
  }
}
