package dev.takt.activities.bank;

import dev.takt.activities.bank.files.BankTransaction;
import dev.takt.activities.bank.files.BankTransaction.Direction;
import dev.takt.activities.bank.files.Entry;
import dev.takt.activities.bank.matching.FreshTransactions;
import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.ClosedPeriods;
import dev.takt.activities.ledger.Journal;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.records.Ids;
import dev.takt.records.merchants.Ledgers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Books what a file tells, before anybody knows whose it is: so the journal's bank account is what
 * the bank says. What left the account is not about customers, unless it takes something back.
 */
@Component
class BankEntryBooking {
  static final String IN_DETAIL = "Told in detail by a later file";

  private final Ledgers ledgers;
  private final BankEntryRows rows;
  private final Journal journal;

  BankEntryBooking(Ledgers ledgers, BankEntryRows rows, Journal journal) {
    this.ledgers = ledgers;
    this.rows = rows;
    this.journal = journal;
  }

  void book(String tenant, String statementId, FreshTransactions news, Instant at) {
    var books = new ClosedPeriods(ledgers.booksClosedThrough(tenant));
    var postings = new ArrayList<Posting>();
    var entries = new ArrayList<BankEntryRows.NewEntry>();
    for (BankTransaction each : news.fresh()) {
      String id = Ids.next("ben");
      LocalDate on = books.dateFor(each.bookedOn());
      Account other = isOutgoing(each) ? Account.OTHER_BANK_ENTRIES : Account.UNALLOCATED;
      postings.addAll(move(on, Account.BANK, other, each.signedAmount(), id, each.currency()));
      long charges = news.charges().getOrDefault(each.key(), 0L);
      postings.addAll(
          move(on, Account.OTHER_BANK_ENTRIES, Account.BANK, charges, id, each.currency()));
      entries.add(BankEntryRows.NewEntry.of(id, each));
    }
    for (Map.Entry<String, Entry> sum : news.details().entrySet()) {
      Entry booking = sum.getValue();
      String first = Ids.next("ben");
      // The sum is booked without what the bank kept; its parts are what customers paid.
      postings.addAll(
          move(
              books.dateFor(booking.bookedOn()),
              Account.OTHER_BANK_ENTRIES,
              Account.UNALLOCATED,
              booking.charges(),
              first,
              booking.currency()));
      rows.ignore(tenant, sum.getKey(), IN_DETAIL);
      entries.addAll(parts(first, booking));
    }
    rows.insert(tenant, statementId, entries, at);
    journal.append(tenant, postings);
  }

  private static List<BankEntryRows.NewEntry> parts(String first, Entry booking) {
    var parts = new ArrayList<BankEntryRows.NewEntry>();
    for (BankTransaction each : booking.transactions()) {
      parts.add(BankEntryRows.NewEntry.of(parts.isEmpty() ? first : Ids.next("ben"), each));
    }
    return parts;
  }

  private static boolean isOutgoing(BankTransaction transaction) {
    return transaction.direction() == Direction.DEBIT && !transaction.reversal();
  }

  static List<Posting> move(
      LocalDate on, Account debit, Account credit, long amount, String id, String currency) {
    return Posting.signed(
        on,
        debit,
        credit,
        amount,
        Posting.What.BANK_ENTRY,
        new Posting.Source(id, null, null, currency));
  }
}
