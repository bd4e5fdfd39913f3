package dev.takt.activities.receivables;

import dev.takt.activities.records.SqlValues;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Invoices' and credit notes' rows, each written with the next number of its series. Of what is
 * issued in live time the dates follow one another as the numbers do: the ledger keeps the last.
 */
@Component
public class DocumentRows {
  private final JdbcClient database;
  private final InvoiceNumbers numbers;

  DocumentRows(JdbcClient database, InvoiceNumbers numbers) {
    this.database = database;
    this.numbers = numbers;
  }

  /**
   * Takes the next number and writes the invoice: the answer is the number.
   *
   * @throws ApplicationFailure where a document of a later day was issued meanwhile: this one must
   *     be made anew, and bears that day then
   */
  long insert(NewDocument.NewInvoice invoice, Instant at) {
    InvoiceNumbers.Taken taken = numbers.take(invoice).orElseThrow(() -> outOfOrder(invoice));
    database
        .sql(
            """
            insert into invoice (id, tenant, number, billing_key, customer_id, subscription_id,
              group_id, status, collection, issue_date, due_date, currency, total, amount_paid,
              vat, seller_id, reference_type, reference_value, reference_printed, created_at)
            values (:id, :tenant, :number, :key, :customer, :subscription, :group, :status,
              :collection, :issueDate, :dueDate, :currency, :total, :paid,
              cast(:vat as jsonb), :seller, :referenceType, :reference, :printed, :at)
            """)
        .param("tenant", invoice.tenant())
        .param("id", invoice.id())
        .param("number", taken.number())
        .param("key", invoice.billingKey())
        .param("customer", invoice.customerId())
        .param("subscription", invoice.subscriptionId())
        .param("group", invoice.groupId())
        .param("status", invoice.status().name())
        .param("collection", invoice.collection().name())
        .param("issueDate", invoice.issueDate())
        .param("dueDate", invoice.dueDate())
        .param("currency", invoice.currency())
        .param("total", invoice.taxes().total())
        .param("paid", invoice.paid().amount())
        .param("vat", SqlValues.json(invoice.taxes().perRate()))
        .param("seller", taken.sellerId())
        .param("referenceType", taken.reference().type().name())
        .param("reference", taken.reference().value())
        .param("printed", taken.reference().printed())
        .param("at", SqlValues.instant(at))
        .update();
    return taken.number();
  }

  /**
   * Takes the next number and writes the credit note: the answer is the number.
   *
   * @throws ApplicationFailure where a document of a later day was issued meanwhile: this one must
   *     be made anew, and bears that day then
   */
  long insert(NewDocument.NewCreditNote note, Instant at) {
    return database
        .sql(
            """
            with taken as (
              update ledger set next_credit_note_number = next_credit_note_number + 1,
                last_issue_date = case when :onClock then last_issue_date else :issueDate end
              where tenant = :tenant and (:onClock or last_issue_date <= :issueDate)
              returning next_credit_note_number - 1 as number)
            insert into credit_note (id, tenant, number, invoice_id, customer_id, subscription_id,
              issue_date, currency, total, vat, lowered, created_at)
            select :id, :tenant, taken.number, :invoice, :customer, :subscription, :issueDate,
              :currency, :total, cast(:vat as jsonb), :lowered, :at
            from taken returning number
            """)
        .param("tenant", note.tenant())
        .param("onClock", note.onTestClock())
        .param("id", note.id())
        .param("invoice", note.invoiceId())
        .param("customer", note.customerId())
        .param("subscription", note.subscriptionId())
        .param("issueDate", note.issueDate())
        .param("currency", note.currency())
        .param("total", note.taxes().total())
        .param("vat", SqlValues.json(note.taxes().perRate()))
        .param("lowered", note.lowered() + note.recovered())
        .param("at", SqlValues.instant(at))
        .query(Long.class)
        .optional()
        .orElseThrow(() -> outOfOrder(note));
  }

  /** How many credit notes an invoice that is locked has. */
  public int creditNotes(String tenant, String invoiceId) {
    return database
        .sql(
            """
            select count(*) from credit_note where tenant = :tenant and invoice_id = :invoice
            """)
        .param("tenant", tenant)
        .param("invoice", invoiceId)
        .query(Integer.class)
        .single();
  }

  /** No breakdown: the transaction is rolled back, and the next try dates its documents anew. */
  private static ApplicationFailure outOfOrder(NewDocument document) {
    return ApplicationFailure.newBuilder()
        .setMessage(
            "a document of a later day than " + document.issueDate() + " was issued meanwhile")
        .setType("issued_out_of_order")
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }
}
