package dev.takt.activities.bank.matching;

import dev.takt.activities.references.PaymentReference;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An invoice that a transfer may pay.
 *
 * @param payable what is due or was given up, in minor units
 * @param reference null where another system has numbered it
 * @param known whether the payer's account has paid this customer's invoices before
 */
public record PayableInvoice(
    String id,
    String customerId,
    long number,
    long payable,
    String currency,
    LocalDate dueDate,
    @Nullable PaymentReference reference,
    @Nullable String customerName,
    boolean known) {

  /** Oldest first, as transfers for several pay them. */
  public static final Comparator<PayableInvoice> OLDEST_FIRST =
      Comparator.comparing(PayableInvoice::dueDate)
          .thenComparingLong(PayableInvoice::number)
          .thenComparing(PayableInvoice::id);

  boolean isStatedIn(IncomingPayment payment) {
    return reference != null && payment.stated().stream().anyMatch(stated -> stated.is(reference));
  }
}
