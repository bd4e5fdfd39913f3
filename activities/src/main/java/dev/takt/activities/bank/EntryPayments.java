package dev.takt.activities.bank;

import dev.takt.activities.bank.matching.PaymentShare;
import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.ClosedPeriods;
import dev.takt.activities.ledger.Journal;
import dev.takt.activities.payments.BankTransfers;
import dev.takt.activities.payments.PaymentReversals;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.records.Ids;
import dev.takt.records.merchants.Ledgers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The payments that a transaction on the merchant's account is, and what undoes them. */
@Component
class EntryPayments {
  private final Receivables receivables;
  private final BankTransfers transfers;
  private final PaymentReversals reversals;
  private final BusinessTimes times;
  private final Ledgers ledgers;
  private final Journal journal;

  EntryPayments(
      Receivables receivables,
      BankTransfers transfers,
      PaymentReversals reversals,
      BusinessTimes times,
      Ledgers ledgers,
      Journal journal) {
    this.receivables = receivables;
    this.transfers = transfers;
    this.reversals = reversals;
    this.times = times;
    this.ledgers = ledgers;
    this.journal = journal;
  }

  /**
   * Books what a transaction pays; not while a charge of one of the invoices comes first.
   *
   * @return whether it is booked
   */
  boolean pay(BankEntryRows.Row entry, List<PaymentShare> shares, Instant at) {
    List<String> ids = shares.stream().map(PaymentShare::invoiceId).toList();
    Map<String, Receivable> invoices = new HashMap<>();
    receivables.lock(entry.tenant(), ids).forEach(invoice -> invoices.put(invoice.id(), invoice));
    if (invoices.values().stream().anyMatch(transfers::isAwaited)) {
      return false;
    }
    for (PaymentShare share : shares) {
      Receivable invoice = invoices.get(share.invoiceId());
      if (invoice == null) {
        throw new IllegalStateException("no invoice " + share.invoiceId());
      }
      transfers.allocate(
          new BankTransfers.Transfer(
              entry.tenant(),
              Ids.next("pay"),
              invoice.id(),
              share.amount(),
              entry.bookedOn(),
              entry.payment().references().stream().findFirst().orElse(null),
              entry.id()),
          invoice,
          times.of(entry.tenant(), invoice.customerId(), at));
    }
    return true;
  }

  /** Whether anything of what it paid was given back, which cannot be undone. */
  boolean isGivenBack(BankEntryRows.Row entry) {
    return reversals.isGivenBack(entry.tenant(), entry.id());
  }

  /**
   * Undoes what it paid: nothing of it was given back.
   *
   * @param on the day on which that was found out
   */
  List<String> reverse(BankEntryRows.Row entry, LocalDate on, Instant at) {
    return reversals.reverse(entry.tenant(), entry.id(), on, times.of(entry, at));
  }

  /** Books it as none of the customers' money. */
  void settleOutside(BankEntryRows.Row entry) {
    move(entry, Account.UNALLOCATED, Account.OTHER_BANK_ENTRIES);
  }

  /** Takes that back. */
  void settleInside(BankEntryRows.Row entry) {
    move(entry, Account.OTHER_BANK_ENTRIES, Account.UNALLOCATED);
  }

  private void move(BankEntryRows.Row entry, Account debit, Account credit) {
    var books = new ClosedPeriods(ledgers.booksClosedThrough(entry.tenant()));
    journal.append(
        entry.tenant(),
        BankEntryBooking.move(
            books.dateFor(entry.bookedOn()),
            debit,
            credit,
            entry.incoming() ? entry.amount() : -entry.amount(),
            entry.id(),
            entry.payment().currency()));
  }
}
