package dev.takt.activities.receivables;

import dev.takt.activities.events.Event;
import dev.takt.activities.events.Outbox;
import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Journal;
import dev.takt.activities.ledger.Posting;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final Journal journal;
  private final Outbox outbox;

  public PaymentBooking(
      Receivables receivables, CustomerMoney customerMoney, Journal journal, Outbox outbox) {
    this.receivables = receivables;
    this.customerMoney = customerMoney;
    this.journal = journal;
    this.outbox = outbox;
  }

  /**
   * Books a payment on an invoice that the caller has locked.
   *
   * @param where the money is: with the gateway or in the bank
   * @param bookedOn its date in the books
   */
  public Receivable book(
      Receivable invoice,
      String paymentId,
      long amount,
      Account where,
      LocalDate bookedOn,
      Instant at) {
    long pays = Math.min(amount, invoice.due());
    long recovers = Math.min(amount - pays, invoice.writtenOff());
    Receivable next = invoice;
    if (pays + recovers > 0) {
      next = receivables.paid(invoice, paymentId, pays, recovers, bookedOn, at);
    }
    var source =
        new Posting.Source(paymentId, invoice.subscriptionId(), invoice.id(), invoice.currency());
    var postings = new ArrayList<Posting>();
    post(postings, bookedOn, where, Account.RECEIVABLE, pays, source);
    post(postings, bookedOn, where, Account.BAD_DEBT, recovers, source);
    long rest = amount - pays - recovers;
    post(postings, bookedOn, where, Account.OVERPAYMENTS, rest, source);
    journal.append(invoice.tenant(), postings);
    var events = new ArrayList<>(events(invoice, next, paymentId, amount));
    if (rest > 0) {
      events.add(customerMoney.keep(invoice, paymentId, rest, at));
    }
    outbox.append(invoice.tenant(), at, events);
    return next;
  }

  private static void post(
      List<Posting> postings,
      LocalDate on,
      Account where,
      Account from,
      long amount,
      Posting.Source source) {
    postings.addAll(Posting.signed(on, where, from, amount, Posting.What.PAYMENT, source));
  }

  private static List<Event> events(
      Receivable before, Receivable after, String paymentId, long amount) {
    var events = new ArrayList<Event>();
    events.add(
        new Event(
            "payment.succeeded",
            paymentId,
            Map.of(
                "paymentId", paymentId,
                "invoiceId", after.id(),
                "customerId", after.customerId(),
                "amount", amount,
                "currency", after.currency())));
    boolean settled = before.due() > 0 && after.due() == 0;
    if (settled || (before.writtenOff() > 0 && after.status() == InvoiceStatus.PAID)) {
      events.add(
          new Event(
              "invoice.paid",
              after.id(),
              Map.of(
                  "invoiceId", after.id(),
                  "number", String.valueOf(after.number()),
                  "customerId", after.customerId(),
                  "total", after.total(),
                  "amountPaid", after.paid(),
                  "currency", after.currency())));
    }
    return events;
  }
}
