package dev.takt.api.invoices;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.labels.LabelChanges;
import dev.takt.api.merchants.Seller;
import dev.takt.api.merchants.Sellers;
import dev.takt.api.web.Listing;
import dev.takt.api.web.MetadataLimits;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import dev.takt.records.customers.Customer;
import dev.takt.records.customers.Customers;
import dev.takt.records.merchants.Merchants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Invoices, credit notes and payments, to be read, and what is noted about invoices. */
@RestController
@RequestMapping("/v1")
class DocumentsController {
  private final Invoices invoices;
  private final CreditNotes creditNotes;
  private final PaymentAttempts payments;
  private final Merchants merchants;
  private final Sellers sellers;
  private final Customers customers;
  private final LabelChanges labels;

  DocumentsController(
      Invoices invoices,
      CreditNotes creditNotes,
      PaymentAttempts payments,
      Merchants merchants,
      Sellers sellers,
      Customers customers,
      LabelChanges labels) {
    this.invoices = invoices;
    this.creditNotes = creditNotes;
    this.payments = payments;
    this.merchants = merchants;
    this.sellers = sellers;
    this.customers = customers;
    this.labels = labels;
  }

  @Operation(summary = "Read an invoice")
  @Tag(name = "Invoices")
  @Requires(Scope.READ)
  @GetMapping(path = "/invoices/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  Invoice invoice(Caller caller, @PathVariable String id) {
    return invoices
        .find(caller.tenant(), id)
        .orElseThrow(() -> Problem.notFound("there is no invoice " + id).asException());
  }

  record InvoiceLabel(
      @Schema(description = "a key that is null goes", example = "{\"erp\": \"4711\"}")
          @MetadataLimits
          @NotNull
          Map<String, @Nullable String> metadata) {}

  @Operation(
      summary = "Change an invoice's metadata",
      description = "Nothing else of an invoice is ever changed. Other keys stay.")
  @Tag(name = "Invoices")
  @Requires(Scope.WRITE)
  @PatchMapping("/invoices/{id}")
  Invoice label(Caller caller, @PathVariable String id, @Valid @RequestBody InvoiceLabel label) {
    String customer = invoice(caller, id).customerId();
    labels.give(
        new LabelChanges.Subject(caller.tenant(), id, customer),
        new LabelChanges.Given(label.metadata(), null));
    return invoice(caller, id);
  }

  @Operation(summary = "Read an invoice as PDF", description = "In the customer's language.")
  @Tag(name = "Invoices")
  @Requires(Scope.READ)
  @GetMapping(path = "/invoices/{id}", produces = MediaType.APPLICATION_PDF_VALUE)
  ResponseEntity<byte[]> pdf(Caller caller, @PathVariable String id) {
    Invoice invoice = invoice(caller, id);
    Customer customer =
        customers.findByTenantAndId(caller.tenant(), invoice.customerId()).orElseThrow();
    Seller seller = sellers.of(caller.merchantId(), invoice.sellerId());
    byte[] pdf =
        new InvoicePdf(invoice, merchants.get(caller.merchantId()), seller, customer).bytes();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header("Content-Disposition", "inline; filename=\"" + invoice.number() + ".pdf\"")
        .body(pdf);
  }

  @Operation(summary = "List invoices")
  @Tag(name = "Invoices")
  @Requires(Scope.READ)
  @GetMapping("/invoices")
  Listing<Invoice> invoices(
      Caller caller,
      @RequestParam(required = false) @Nullable String customerId,
      @RequestParam(required = false) @Nullable String subscriptionId,
      @RequestParam(required = false) @Nullable String externalRef,
      @RequestParam(required = false) Invoice.@Nullable Status status,
      @RequestParam(required = false) @Nullable LocalDate issuedFrom,
      @RequestParam(required = false) @Nullable LocalDate issuedTo,
      Page page) {
    DocumentFilter filter =
        new DocumentFilter(
            customerId,
            subscriptionId,
            DocumentFilter.name(status),
            externalRef,
            issuedFrom,
            issuedTo);
    return page.listing(invoices.page(caller.tenant(), filter, page), Invoice::id);
  }

  @Operation(summary = "Read a credit note")
  @Tag(name = "Credit notes")
  @Requires(Scope.READ)
  @GetMapping(path = "/credit-notes/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  CreditNotes.CreditNote creditNote(Caller caller, @PathVariable String id) {
    return creditNotes
        .find(caller.tenant(), id)
        .orElseThrow(() -> Problem.notFound("there is no credit note " + id).asException());
  }

  @Operation(
      summary = "List credit notes",
      description = "The status is that of the invoice that a note credits.")
  @Tag(name = "Credit notes")
  @Requires(Scope.READ)
  @GetMapping("/credit-notes")
  Listing<CreditNotes.CreditNote> creditNotes(
      Caller caller,
      @RequestParam(required = false) @Nullable String customerId,
      @RequestParam(required = false) @Nullable String subscriptionId,
      @RequestParam(required = false) @Nullable String externalRef,
      @RequestParam(required = false) @Nullable String invoiceId,
      @RequestParam(required = false) Invoice.@Nullable Status status,
      @RequestParam(required = false) @Nullable LocalDate issuedFrom,
      @RequestParam(required = false) @Nullable LocalDate issuedTo,
      Page page) {
    DocumentFilter filter =
        new DocumentFilter(customerId, subscriptionId, null, externalRef, issuedFrom, issuedTo);
    return page.listing(
        creditNotes.page(caller.tenant(), filter, invoiceId, DocumentFilter.name(status), page),
        CreditNotes.CreditNote::id);
  }

  @Operation(summary = "Read a payment or an attempt at one")
  @Tag(name = "Payments")
  @Requires(Scope.READ)
  @GetMapping("/payments/{id}")
  PaymentAttempts.Attempt payment(Caller caller, @PathVariable String id) {
    return payments
        .find(caller.tenant(), id)
        .orElseThrow(() -> Problem.notFound("there is no payment " + id).asException());
  }

  @Operation(summary = "List payments and attempts at them")
  @Tag(name = "Payments")
  @Requires(Scope.READ)
  @GetMapping("/payments")
  Listing<PaymentAttempts.Attempt> payments(
      Caller caller,
      @RequestParam(required = false) @Nullable String customerId,
      @RequestParam(required = false) @Nullable String subscriptionId,
      @RequestParam(required = false) @Nullable String externalRef,
      @RequestParam(required = false) @Nullable String invoiceId,
      @RequestParam(required = false) PaymentAttempts.@Nullable Status status,
      @RequestParam(required = false) @Nullable LocalDate issuedFrom,
      @RequestParam(required = false) @Nullable LocalDate issuedTo,
      Page page) {
    DocumentFilter filter =
        new DocumentFilter(
            customerId,
            subscriptionId,
            DocumentFilter.name(status),
            externalRef,
            issuedFrom,
            issuedTo);
    return page.listing(
        payments.page(caller.tenant(), filter, invoiceId, page), PaymentAttempts.Attempt::id);
  }
}
