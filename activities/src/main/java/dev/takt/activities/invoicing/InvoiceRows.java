package dev.takt.activities.invoicing;

import dev.takt.activities.ledger.Taxes;
import dev.takt.activities.receivables.CustomerMoney;
import dev.takt.activities.receivables.InvoiceListener;
import dev.takt.activities.receivables.InvoiceStatus;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.subscription.CollectionMethod;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Invoices' and credit notes' rows; their lines are {@link LineRows}. */
@Component
class InvoiceRows {
  private final JdbcClient database;
  private final InvoiceListener debts;

  InvoiceRows(JdbcClient database, InvoiceListener debts) {
    this.database = database;
    this.debts = debts;
  }

  /** An invoice that has no number yet; {@code paid} is what the customer's money pays of it. */
  record NewInvoice(
      String id,
      String tenant,
      String billingKey,
      String customerId,
      @Nullable String subscriptionId,
      @Nullable String groupId,
      CollectionMethod.Means collection,
      LocalDate issueDate,
      LocalDate dueDate,
      String currency,
      Taxes taxes,
      CustomerMoney.Paid paid) {

    InvoiceStatus status() {
      return taxes.total() == paid.amount() ? InvoiceStatus.PAID : InvoiceStatus.OPEN;
    }
  }

  /** A credit note that has no number yet; {@code lowered} is the part that does not go back. */
  record NewCreditNote(
      String id,
      String tenant,
      String invoiceId,
      String subscriptionId,
      String customerId,
      LocalDate issueDate,
      String currency,
      Taxes taxes,
      long lowered) {}

  /** Takes the next number and writes the invoice: the answer is the number. */
  long insert(NewInvoice invoice, Instant at) {
    long number =
        database
            .sql(
                """
                with taken as (
                  update ledger set next_invoice_number = next_invoice_number + 1
                  where tenant = :tenant returning next_invoice_number - 1 as number)
                insert into invoice (id, tenant, number, billing_key, customer_id, subscription_id,
                  group_id, status, collection, issue_date, due_date, currency, total, amount_paid,
                  vat, created_at)
                select :id, :tenant, taken.number, :key, :customer, :subscription, :group,
                  :status, :collection, :issueDate, :dueDate, :currency, :total, :paid,
                  cast(:vat as jsonb), :at
                from taken returning number
                """)
            .param("tenant", invoice.tenant())
            .param("id", invoice.id())
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
            .param("at", SqlValues.instant(at))
            .query(Long.class)
            .single();
    if (invoice.collection() == CollectionMethod.Means.INVOICE
        && invoice.status() == InvoiceStatus.OPEN) {
      debts.issued(invoice.tenant(), invoice.id(), at);
    }
    return number;
  }

  /** How many credit notes an invoice that is locked has. */
  int creditNotes(String tenant, String invoiceId) {
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

  /** Takes the next number and writes the credit note: the answer is the number. */
  long insert(NewCreditNote note, Instant at) {
    return database
        .sql(
            """
            with taken as (
              update ledger set next_credit_note_number = next_credit_note_number + 1
              where tenant = :tenant returning next_credit_note_number - 1 as number)
            insert into credit_note (id, tenant, number, invoice_id, customer_id, subscription_id,
              issue_date, currency, total, vat, lowered, created_at)
            select :id, :tenant, taken.number, :invoice, :customer, :subscription, :issueDate,
              :currency, :total, cast(:vat as jsonb), :lowered, :at
            from taken returning number
            """)
        .param("tenant", note.tenant())
        .param("id", note.id())
        .param("invoice", note.invoiceId())
        .param("customer", note.customerId())
        .param("subscription", note.subscriptionId())
        .param("issueDate", note.issueDate())
        .param("currency", note.currency())
        .param("total", note.taxes().total())
        .param("vat", SqlValues.json(note.taxes().perRate()))
        .param("lowered", note.lowered())
        .param("at", SqlValues.instant(at))
        .query(Long.class)
        .single();
  }
}
