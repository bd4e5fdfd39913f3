package dev.takt.activities.receivables;

import dev.takt.activities.ledger.Taxes;
import dev.takt.workflows.events.RefundEvent;
import dev.takt.workflows.subscription.CollectionMethod;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document that has no number yet. */
public sealed interface NewDocument {
  String id();

  String tenant();

  /** The date that it bears. */
  LocalDate issueDate();

  /**
   * Whether it is made on a test clock. There the dates of a series do not follow one another: each
   * clock has its own time.
   */
  boolean onTestClock();

  /**
   * An invoice of a subscription, or a joint one of a group.
   *
   * @param billingKey what makes it one invoice: whose it is, and the business date
   * @param joint null with a subscription's own
   * @param paid what the customer's money pays of it
   */
  record NewInvoice(
      String id,
      String tenant,
      String billingKey,
      String customerId,
      @Nullable String subscriptionId,
      @Nullable Joint joint,
      CollectionMethod.Means collection,
      LocalDate issueDate,
      LocalDate dueDate,
      boolean onTestClock,
      String currency,
      Taxes taxes,
      CustomerMoney.Paid paid)
      implements NewDocument {

    InvoiceStatus status() {
      return taxes.total() == paid.amount() ? InvoiceStatus.PAID : InvoiceStatus.OPEN;
    }

    /** Whether the customer is to pay it by bank. */
    public boolean awaitsTransfer() {
      return collection == CollectionMethod.Means.INVOICE && status() == InvoiceStatus.OPEN;
    }

    @Nullable String groupId() {
      return joint == null ? null : joint.groupId();
    }
  }

  /**
   * What makes an invoice a joint one.
   *
   * @param on the group's business date
   * @param members how many subscriptions are on it
   */
  record Joint(String groupId, LocalDate on, int members) {}

  /**
   * A credit note.
   *
   * @param lowered what it takes from what is due, in minor units
   * @param recovered what it takes from what was given up
   * @param refunded what goes back to the customer
   * @param transfers what of that the merchant is to transfer
   */
  record NewCreditNote(
      String id,
      String tenant,
      String invoiceId,
      String subscriptionId,
      String customerId,
      LocalDate issueDate,
      boolean onTestClock,
      String currency,
      Taxes taxes,
      long lowered,
      long recovered,
      long refunded,
      List<RefundEvent.ToTransfer> transfers)
      implements NewDocument {

    long toTransfer() {
      return transfers.stream().mapToLong(RefundEvent.ToTransfer::amount).sum();
    }
  }
}
