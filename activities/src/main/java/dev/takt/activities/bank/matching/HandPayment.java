package dev.takt.activities.bank.matching;

import dev.takt.activities.references.PaymentReference;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A transfer that somebody has booked by hand, and of which no bank's file has told.
 *
 * @param receivedOn the day on which the bank had it, as that person said
 * @param reference what that person wrote of it
 * @param invoiceReference what payers of its invoice state
 */
public record HandPayment(
    String id,
    String invoiceId,
    String customerId,
    LocalDate receivedOn,
    @Nullable String reference,
    @Nullable PaymentReference invoiceReference) {

  /** Whether a transfer states its invoice, or what was written of it. */
  boolean isStatedIn(IncomingPayment payment) {
    PaymentReference invoice = invoiceReference;
    boolean statesInvoice =
        invoice != null && payment.stated().stream().anyMatch(stated -> stated.is(invoice));
    return statesInvoice
        || Stream.concat(payment.references().stream(), payment.texts().stream())
            .anyMatch(text -> Objects.equals(text, reference));
  }
}
