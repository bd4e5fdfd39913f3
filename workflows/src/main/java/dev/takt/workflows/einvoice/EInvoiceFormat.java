package dev.takt.workflows.einvoice;

/** The formats of electronic invoices. */
public enum EInvoiceFormat {
  /** Peppol BIS Billing 3, with the national rules of its receivers. */
  PEPPOL,
  /** OIOUBL 2.1, of the Danish NemHandel. */
  OIOUBL;

  UblDialect dialect() {
    return switch (this) {
      case PEPPOL -> new PeppolDialect();
      case OIOUBL -> new OioublDialect();
    };
  }
}
