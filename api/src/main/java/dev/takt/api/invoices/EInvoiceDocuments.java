package dev.takt.api.invoices;

import dev.takt.api.merchants.Seller;
import dev.takt.api.merchants.Sellers;
import dev.takt.api.web.FieldError;
import dev.takt.api.web.Problem;
import dev.takt.records.customers.Customer;
import dev.takt.records.customers.Customers;
import dev.takt.records.merchants.Merchants;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.einvoice.EInvoice;
import dev.takt.workflows.einvoice.EInvoiceFormat;
import dev.takt.workflows.einvoice.TaxTreatment;
import dev.takt.workflows.wording.Language;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Invoices and credit notes as electronic ones, as they were when they were issued. */
@Repository
class EInvoiceDocuments {
  private final Merchants merchants;
  private final Sellers sellers;
  private final Customers customers;
  private final JdbcClient jdbc;

  EInvoiceDocuments(Merchants merchants, Sellers sellers, Customers customers, JdbcClient jdbc) {
    this.merchants = merchants;
    this.sellers = sellers;
    this.customers = customers;
    this.jdbc = jdbc;
  }

  /** Whose document it is: the tenant's, of this merchant. */
  record Owner(String tenant, String merchantId) {}

  byte[] write(Owner owner, Invoice invoice, EInvoiceFormat format) {
    Customer customer = customer(owner, invoice.customerId());
    Language language = Language.of(customer.locale());
    List<EInvoice.Line> lines =
        invoice.lines().stream()
            .map(
                line ->
                    new Text(line.description(), line.explanation(), line.quantity())
                        .line(
                            line.wholePeriod(),
                            language,
                            line.servicePeriod(),
                            line.base(),
                            line.vatRate()))
            .toList();
    Seller seller = sellers.of(owner.merchantId(), invoice.sellerId());
    return written(
        new EInvoice(
            null,
            invoice.number(),
            invoice.issueDate(),
            invoice.dueDate(),
            invoice.currency(),
            EInvoiceParties.seller(merchants.get(owner.merchantId()), seller),
            EInvoiceParties.buyer(customer),
            reference(customer),
            lines,
            taxes(invoice.vat()),
            paidAtIssue(owner.tenant(), invoice),
            EInvoiceParties.payment(invoice, seller)),
        format);
  }

  byte[] write(Owner owner, CreditNotes.CreditNote note, Invoice credited, EInvoiceFormat format) {
    Customer customer = customer(owner, note.customerId());
    Language language = Language.of(customer.locale());
    List<EInvoice.Line> lines =
        note.lines().stream()
            .map(
                line ->
                    new Text(line.description(), line.explanation(), line.quantity())
                        .line(false, language, line.servicePeriod(), line.base(), line.vatRate()))
            .toList();
    Seller seller = sellers.of(owner.merchantId(), credited.sellerId());
    return written(
        new EInvoice(
            new EInvoice.Credited(credited.number(), credited.issueDate()),
            note.number(),
            note.issueDate(),
            null,
            note.currency(),
            EInvoiceParties.seller(merchants.get(owner.merchantId()), seller),
            EInvoiceParties.buyer(customer),
            reference(customer),
            lines,
            taxes(note.vat()),
            0,
            EInvoiceParties.payment(credited, seller)),
        format);
  }

  private Customer customer(Owner owner, String id) {
    return customers.findByTenantAndId(owner.tenant(), id).orElseThrow();
  }

  private static byte[] written(EInvoice document, EInvoiceFormat format) {
    List<EInvoice.Lacking> lacking = document.lacking(format);
    if (!lacking.isEmpty()) {
      throw Problem.of(
              422,
              "e_invoice_incomplete",
              "an electronic invoice needs more of the merchant or the customer",
              lacking.stream().map(one -> new FieldError(one.pointer(), one.detail())).toList())
          .asException();
    }
    return document.in(format);
  }

  /** The formats want one: the buyer's own where it has said so, else what it is known by here. */
  private static String reference(Customer customer) {
    return Objects.requireNonNullElse(
        customer.buyerReference(),
        Objects.requireNonNullElse(customer.externalRef(), customer.id()));
  }

  private static List<EInvoice.TaxSum> taxes(List<Invoice.VatSum> sums) {
    return sums.stream()
        .map(
            sum ->
                new EInvoice.TaxSum(
                    TaxTreatment.ofRate(sum.rate()), sum.rate(), sum.base(), sum.vat()))
        .toList();
  }

  /** What the customer's money paid in the transaction that issued it; later payments are none. */
  private long paidAtIssue(String tenant, Invoice invoice) {
    return jdbc.sql(
            """
            select coalesce(sum(amount), 0) from customer_money_use
            where tenant = :tenant and invoice_id = :invoice and used_on = :issued
            """)
        .param("tenant", tenant)
        .param("invoice", invoice.id())
        .param("issued", invoice.issueDate())
        .query(Long.class)
        .single();
  }

  /** What a line says. */
  private record Text(String description, @Nullable Map<String, String> explanation, int quantity) {

    /** A part of a period is one of its kind: how many and which days stand in its texts. */
    EInvoice.Line line(
        boolean whole, Language language, @Nullable Period service, long base, String rate) {
      boolean several = !whole && quantity > 1;
      return new EInvoice.Line(
          several ? quantity + " × " + description : description,
          whole || explanation == null ? null : explanation.get(language.key()),
          service,
          whole ? quantity : 1,
          base,
          TaxTreatment.ofRate(rate),
          rate);
    }
  }
}
