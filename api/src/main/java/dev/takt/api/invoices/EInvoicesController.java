package dev.takt.api.invoices;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.web.Problem;
import dev.takt.workflows.einvoice.EInvoiceFormat;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Invoices and credit notes as electronic ones. */
@RestController
@RequestMapping("/v1")
class EInvoicesController {
  static final String PEPPOL = "application/vnd.takt.peppol+xml";
  static final String OIOUBL = "application/vnd.takt.oioubl+xml";

  private final Invoices invoices;
  private final CreditNotes creditNotes;
  private final EInvoiceDocuments documents;

  EInvoicesController(Invoices invoices, CreditNotes creditNotes, EInvoiceDocuments documents) {
    this.invoices = invoices;
    this.creditNotes = creditNotes;
    this.documents = documents;
  }

  @Operation(
      summary = "Read an invoice as Peppol BIS Billing 3",
      description = "422 e_invoice_incomplete names what merchant or customer lack for it.")
  @Tag(name = "Invoices")
  @Requires(Scope.READ)
  @GetMapping(path = "/invoices/{id}", produces = PEPPOL)
  ResponseEntity<byte[]> peppolInvoice(Caller caller, @PathVariable String id) {
    return invoice(caller, id, EInvoiceFormat.PEPPOL, PEPPOL);
  }

  @Operation(
      summary = "Read an invoice as OIOUBL 2.1",
      description = "422 e_invoice_incomplete names what merchant or customer lack for it.")
  @Tag(name = "Invoices")
  @Requires(Scope.READ)
  @GetMapping(path = "/invoices/{id}", produces = OIOUBL)
  ResponseEntity<byte[]> oioublInvoice(Caller caller, @PathVariable String id) {
    return invoice(caller, id, EInvoiceFormat.OIOUBL, OIOUBL);
  }

  @Operation(
      summary = "Read a credit note as Peppol BIS Billing 3",
      description = "422 e_invoice_incomplete names what merchant or customer lack for it.")
  @Tag(name = "Credit notes")
  @Requires(Scope.READ)
  @GetMapping(path = "/credit-notes/{id}", produces = PEPPOL)
  ResponseEntity<byte[]> peppolCreditNote(Caller caller, @PathVariable String id) {
    return creditNote(caller, id, EInvoiceFormat.PEPPOL, PEPPOL);
  }

  @Operation(
      summary = "Read a credit note as OIOUBL 2.1",
      description = "422 e_invoice_incomplete names what merchant or customer lack for it.")
  @Tag(name = "Credit notes")
  @Requires(Scope.READ)
  @GetMapping(path = "/credit-notes/{id}", produces = OIOUBL)
  ResponseEntity<byte[]> oioublCreditNote(Caller caller, @PathVariable String id) {
    return creditNote(caller, id, EInvoiceFormat.OIOUBL, OIOUBL);
  }

  private ResponseEntity<byte[]> invoice(
      Caller caller, String id, EInvoiceFormat format, String type) {
    Invoice invoice = find(caller, id);
    return answer(documents.write(owner(caller), invoice, format), type, invoice.number());
  }

  private ResponseEntity<byte[]> creditNote(
      Caller caller, String id, EInvoiceFormat format, String type) {
    CreditNotes.CreditNote note =
        creditNotes
            .find(caller.tenant(), id)
            .orElseThrow(() -> Problem.notFound("there is no credit note " + id).asException());
    Invoice credited = find(caller, note.invoiceId());
    return answer(documents.write(owner(caller), note, credited, format), type, note.number());
  }

  private Invoice find(Caller caller, String id) {
    return invoices
        .find(caller.tenant(), id)
        .orElseThrow(() -> Problem.notFound("there is no invoice " + id).asException());
  }

  private static EInvoiceDocuments.Owner owner(Caller caller) {
    return new EInvoiceDocuments.Owner(caller.tenant(), caller.merchantId());
  }

  private static ResponseEntity<byte[]> answer(byte[] xml, String type, String number) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(type))
        .header("Content-Disposition", "attachment; filename=\"" + number + ".xml\"")
        .body(xml);
  }
}
