package dev.takt.api.claims;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.law.LawProblems;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Problem;
import dev.takt.records.claims.ClaimBases;
import dev.takt.records.claims.ClaimBasis;
import dev.takt.records.merchants.Merchants;
import dev.takt.workflows.claim.Claim;
import dev.takt.workflows.claim.ClaimTerms;
import dev.takt.workflows.law.DebtorKind;
import dev.takt.workflows.law.InterestRates;
import dev.takt.workflows.law.LawBook;
import dev.takt.workflows.law.LawFactMissing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Claims on unpaid invoices, and the letters about them. */
@RestController
@RequestMapping("/v1")
@Tag(name = "Dunning")
class ClaimsController {
  private final ClaimedInvoices invoices;
  private final ClaimBases bases;
  private final Merchants merchants;
  private final BusinessTime time;
  private final LawBook law = LawBook.shipped();

  ClaimsController(
      ClaimedInvoices invoices, ClaimBases bases, Merchants merchants, BusinessTime time) {
    this.invoices = invoices;
    this.bases = bases;
    this.merchants = merchants;
    this.time = time;
  }

  @Operation(
      summary = "Reckon the claim on an invoice",
      description =
          "To any day, today when none is given: what is owed of the invoice, and fees,"
              + " compensation and interest beside it.")
  @Requires(Scope.READ)
  @GetMapping("/invoices/{id}/claim")
  ClaimView claim(
      Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable LocalDate asOf) {
    ClaimedInvoices.Claimed invoice =
        invoices
            .find(caller.tenant(), id)
            .orElseThrow(() -> Problem.notFound("there is no invoice " + id).asException());
    LocalDate day =
        Objects.requireNonNullElseGet(
            asOf, () -> time.now(invoice.testNow()).atZone(invoice.zone()).toLocalDate());
    ClaimBasis basis =
        bases
            .findByTenantAndInvoiceId(caller.tenant(), id)
            .orElseGet(() -> principalOnly(caller, invoice));
    try {
      Claim claim =
          Claim.of(
              bases.account(basis, invoice.total(), day),
              day,
              new InterestRates(law, basis.country()));
      return ClaimView.of(id, day, claim, invoice.currency());
    } catch (LawFactMissing unknown) {
      throw LawProblems.missing(unknown).asException();
    }
  }

  /** Nothing is claimed beside the principal of an invoice that has never been overdue. */
  private ClaimBasis principalOnly(Caller caller, ClaimedInvoices.Claimed invoice) {
    ClaimTerms none = ClaimTerms.PRINCIPAL_ONLY;
    return new ClaimBasis(
        invoice.id(),
        caller.tenant(),
        merchants.get(caller.merchantId()).country(),
        DebtorKind.CONSUMER,
        false,
        invoice.dueDate(),
        none.interest(),
        none.dayCount(),
        none.allocation(),
        none.leastClaim());
  }

  @Operation(summary = "List the letters of a dunning case", description = "As they were sent.")
  @Requires(Scope.READ)
  @GetMapping("/dunning-cases/{id}/documents")
  Listing<ClaimDocument> documents(Caller caller, @PathVariable String id) {
    if (!invoices.hasCase(caller.tenant(), id)) {
      throw Problem.notFound("there is no dunning case " + id).asException();
    }
    return new Listing<>(invoices.documents(caller.tenant(), id), null);
  }

  @Operation(summary = "Read a letter of a dunning case")
  @Requires(Scope.READ)
  @GetMapping(
      path = "/dunning-cases/{id}/documents/{documentId}",
      produces = MediaType.APPLICATION_JSON_VALUE)
  ClaimDocument document(Caller caller, @PathVariable String id, @PathVariable String documentId) {
    return invoices.documents(caller.tenant(), id).stream()
        .filter(document -> document.id().equals(documentId))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("there is no document " + documentId).asException());
  }

  @Operation(summary = "Read a letter of a dunning case as PDF")
  @Requires(Scope.READ)
  @GetMapping(
      path = "/dunning-cases/{id}/documents/{documentId}",
      produces = MediaType.APPLICATION_PDF_VALUE)
  ResponseEntity<byte[]> pdf(
      Caller caller, @PathVariable String id, @PathVariable String documentId) {
    ClaimDocument document = document(caller, id, documentId);
    if (document.text() == null) {
      throw Problem.notFound("the text of " + documentId + " is not kept any more").asException();
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header("Content-Disposition", "inline; filename=\"" + documentId + ".pdf\"")
        .body(new LetterPdf(document, merchants.get(caller.merchantId()).name()).bytes());
  }
}
