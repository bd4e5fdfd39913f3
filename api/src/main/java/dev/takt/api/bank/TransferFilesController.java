package dev.takt.api.bank;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import dev.takt.api.workflow.Workflows;
import dev.takt.records.merchants.Merchants;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.workflow.PaymentOperationWorkflow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Files that ask the merchant's bank to transfer refunds. */
@RestController
@RequestMapping("/v1/transfer-files")
@Tag(name = "Bank")
class TransferFilesController {
  private final TransferFileReads files;
  private final Merchants merchants;
  private final Workflows workflows;
  private final BusinessTime time;

  TransferFilesController(
      TransferFileReads files, Merchants merchants, Workflows workflows, BusinessTime time) {
    this.files = files;
    this.merchants = merchants;
    this.workflows = workflows;
    this.time = time;
  }

  record TransferFileRequest(
      @Schema(
              description = "those; else all TO_TRANSFER that no file has yet",
              example = "[\"ref_01k8z0r3m5e9w7t2q4y6v8p0s1\"]")
          @Size(min = 1, max = 1_000, message = "must have 1 to 1000 refunds")
          @Nullable List<@NotNull String> refundIds,
      @Schema(description = "the day on which the bank is to do it", defaultValue = "today")
          @Nullable LocalDate on,
      @Schema(
              description =
                  "whether refundIds may name those that a file has already: the bank may pay what"
                      + " it is given twice",
              defaultValue = "false")
          @Nullable Boolean again) {}

  @Operation(
      summary = "Write a file for the bank",
      description =
          "ISO 20022 pain.001 with the refunds that no payment method can take, each under its id"
              + " as end-to-end id. They go to the customer's bankAccount, else to the account that"
              + " the money came from; what has neither stays without transferFileId. A refund is"
              + " in one file, unless it is asked for again by its id.")
  @Requires(Scope.WRITE)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  TransferFile write(
      Caller caller, RequestId requestId, @Valid @RequestBody TransferFileRequest request) {
    String id = requestId.id("tfl_");
    Instant now = time.now();
    List<String> refunds = Objects.requireNonNullElse(request.refundIds(), List.of());
    boolean again = Boolean.TRUE.equals(request.again());
    if (again && refunds.isEmpty()) {
      throw Problem.invalid("/again", "needs refundIds");
    }
    LocalDate today = now.atZone(merchants.get(caller.merchantId()).zone()).toLocalDate();
    workflows.carryOut(
        PaymentOperationWorkflow.id(caller.merchantId(), id),
        new PaymentOperationWorkflow.TransferFile(
            new Payments.TransferRequest(
                caller.tenant(),
                id,
                refunds.stream().distinct().toList(),
                Objects.requireNonNullElse(request.on(), today),
                again,
                now)));
    return one(caller, id);
  }

  @Operation(summary = "Read what is in a file for the bank")
  @Requires(Scope.READ)
  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  TransferFile one(Caller caller, @PathVariable String id) {
    return files
        .find(caller.tenant(), id)
        .orElseThrow(() -> Problem.notFound("there is no transfer file " + id).asException());
  }

  @Operation(
      summary = "Read a file for the bank as the bank takes it",
      description = "ISO 20022 pain.001.001.09. Once a payee's personal data is deleted, 409.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_XML_VALUE,
              schema = @Schema(type = "string", format = "binary"),
              examples = @ExampleObject("<Document>…</Document>")))
  @Requires(Scope.READ)
  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_XML_VALUE)
  ResponseEntity<byte[]> content(Caller caller, @PathVariable String id) {
    one(caller, id);
    byte[] content =
        files
            .content(caller.tenant(), id)
            .orElseThrow(
                () ->
                    Problem.conflict(
                            "personal_data_deleted", "the data of one of its payees was deleted")
                        .asException());
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_XML)
        .header("Content-Disposition", "attachment; filename=\"" + id + ".xml\"")
        .body(content);
  }

  @Operation(summary = "List the files for the bank")
  @Requires(Scope.READ)
  @GetMapping
  Listing<TransferFile> list(Caller caller, Page page) {
    return page.listing(files.page(caller.tenant(), page), TransferFile::id);
  }
}
