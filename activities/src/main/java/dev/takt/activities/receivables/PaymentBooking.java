package dev.takt.activities.receivables;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Posting;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * Money that has come in for an invoice, in the books. It pays what is due, and what is claimed
 * beside it; then it brings back what was given up; what is left over was not owed and is kept for
 * the customer. No amount that arrived is ever lost.
 */
@Component
public class PaymentBooking {
  private final Receivables receivables;
  private final CustomerMoney customerMoney;
  private final ClaimCosts claims;

  public PaymentBooking(Receivables receivables, CustomerMoney customerMoney, ClaimCosts claims) {
    this.receivables = receivables;
    this.customerMoney = customerMoney;
    this.claims = claims;
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
    long costs = claims.share(invoice, amount, bookedOn, transaction);
    long pays = Math.min(amount - costs, invoice.due());
    long recovers = Math.min(amount - costs - pays, invoice.writtenOff());
    long rest = amount - costs - pays - recovers;
    Receivable next =
        pays + recovers > 0 ? receivables.change(invoice, pays + recovers, 0, -recovers) : invoice;
    var source =
        new Posting.Source(paymentId, invoice.subscriptionId(), invoice.id(), invoice.currency());
    post(transaction, bookedOn, where, Account.RECEIVABLE, pays, source);
    post(transaction, bookedOn, where, Account.CLAIM_COSTS, costs, source);
    post(transaction, bookedOn, where, Account.BAD_DEBT, recovers, source);
    post(transaction, bookedOn, where, Account.OVERPAYMENTS, rest, source);
    transaction.publish(
        new DomainEvent.PaymentBooked(invoice, next, paymentId, amount, costs, bookedOn));
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
