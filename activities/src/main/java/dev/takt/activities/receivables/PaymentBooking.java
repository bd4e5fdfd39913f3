package dev.takt.activities.receivables;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Posting;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * Money that has come in for an invoice, in the books. It pays what is due; then it brings back
 * what was given up; what is left over was not owed and is kept for the customer. No amount that
 * arrived is ever lost.
 */
@Component
public class PaymentBooking {
  private final Receivables receivables;
  private final CustomerMoney customerMoney;

  public PaymentBooking(Receivables receivables, CustomerMoney customerMoney) {
    this.receivables = receivables;
    this.customerMoney = customerMoney;
  }

  /**
   * Books a payment on an invoice that the caller has locked.
   *
   * @param where the money is: with the gateway or in the bank
   * @param bookedOn its date in the books
   */
  public void book(
      Receivable invoice,
      String paymentId,
      long amount,
      Account where,
      LocalDate bookedOn,
      BooksTransaction transaction) {
    long pays = Math.min(amount, invoice.due());
    long recovers = Math.min(amount - pays, invoice.writtenOff());
    long rest = amount - pays - recovers;
    Receivable next =
        pays + recovers > 0 ? receivables.change(invoice, pays + recovers, 0, -recovers) : invoice;
    var source =
        new Posting.Source(paymentId, invoice.subscriptionId(), invoice.id(), invoice.currency());
    post(transaction, bookedOn, where, Account.RECEIVABLE, pays, source);
    post(transaction, bookedOn, where, Account.BAD_DEBT, recovers, source);
    post(transaction, bookedOn, where, Account.OVERPAYMENTS, rest, source);
    transaction.publish(new DomainEvent.PaymentBooked(invoice, next, paymentId, amount, bookedOn));
    if (rest > 0) {
      transaction.publish(customerMoney.keep(invoice, paymentId, rest, transaction.at()));
    }
  }

  private static void post(
      BooksTransaction transaction,
      LocalDate on,
      Account where,
      Account from,
      long amount,
      Posting.Source source) {
    transaction.post(Posting.signed(on, where, from, amount, Posting.What.PAYMENT, source));
  }
}
