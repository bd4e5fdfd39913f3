package dev.takt.activities.bank;

import dev.takt.activities.bank.matching.HandMatching;
import dev.takt.activities.bank.matching.IncomingPayment;
import dev.takt.activities.bank.matching.PayableInvoice;
import dev.takt.activities.bank.matching.PaymentMatch;
import dev.takt.activities.bank.matching.PaymentMatching;
import dev.takt.activities.bank.matching.PaymentShare;
import dev.takt.activities.events.Outbox;
import dev.takt.workflows.events.BankEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds out what the transactions of a file are for, each in a transaction of the database of its
 * own: so that whatever crashes where, what was matched stays and the rest goes on.
 */
@Component
class EntryMatching {
  private static final String OUTGOING = "Outgoing payment";
  private static final String TAKEN_BACK = "Taken back by the bank";

  private final TransactionTemplate transaction;
  private final BankEntryRows rows;
  private final PayableInvoices invoices;
  private final HandPayments byHand;
  private final EntryPayments payments;
  private final EntryRefunds refunds;
  private final Outbox outbox;

  EntryMatching(
      PlatformTransactionManager transactions,
      BankEntryRows rows,
      PayableInvoices invoices,
      HandPayments byHand,
      EntryPayments payments,
      EntryRefunds refunds,
      Outbox outbox) {
    this.transaction = new TransactionTemplate(transactions);
    this.rows = rows;
    this.invoices = invoices;
    this.byHand = byHand;
    this.payments = payments;
    this.refunds = refunds;
    this.outbox = outbox;
  }

  /** Whether it was looked at, now or before; not while a charge of its invoice comes first. */
  boolean examine(String tenant, String entryId, Instant at) {
    return transaction.execute(
        _ -> {
          BankEntryRows.Row entry = rows.lock(tenant, entryId).orElseThrow();
          return entry.examined() || examine(entry, at);
        });
  }

  private boolean examine(BankEntryRows.Row entry, Instant at) {
    if (entry.amount() == 0) {
      rows.ignore(entry.tenant(), entry.id(), "No amount");
      return true;
    }
    if (entry.reversal()) {
      takeBack(entry, at);
      return true;
    }
    if (entry.isOutgoing()) {
      send(entry, at);
      return true;
    }
    return match(entry, at);
  }

  /** What leaves the account is a refund that is known, or not about customers. */
  private void send(BankEntryRows.Row entry, Instant at) {
    if (refunds.send(entry, at)) {
      rows.matched(entry);
    } else {
      rows.ignore(entry.tenant(), entry.id(), OUTGOING);
    }
  }

  private boolean match(BankEntryRows.Row entry, Instant at) {
    switch (matchOf(entry)) {
      case PaymentMatch.Booked(String paymentId) -> {
        if (!byHand.join(entry, paymentId, at)) {
          throw new IllegalStateException("payment " + paymentId + " was taken meanwhile");
        }
        rows.matched(entry);
      }
      case PaymentMatch.PerhapsBooked perhaps ->
          propose(entry, perhaps.asProposal(), perhaps.paymentId(), at);
      case PaymentMatch.Paying(List<PaymentShare> shares) -> {
        boolean paid = payments.pay(entry, shares, at);
        if (paid) {
          rows.matched(entry);
        }
        return paid;
      }
      case PaymentMatch.Proposed proposed -> propose(entry, proposed, null, at);
      case PaymentMatch.Unknown _ -> leaveUnmatched(entry, at);
    }
    return true;
  }

  private PaymentMatch matchOf(BankEntryRows.Row entry) {
    IncomingPayment payment = entry.payment();
    return HandMatching.of(
        payment,
        entry.bookedOn(),
        PaymentMatching.of(payment, candidates(entry.tenant(), payment)),
        byHand.like(entry));
  }

  private void propose(
      BankEntryRows.Row entry,
      PaymentMatch.Proposed proposed,
      @Nullable String paymentId,
      Instant at) {
    rows.propose(entry, proposed, paymentId);
    tell(entry, proposed.invoiceIds(), at);
  }

  private List<PayableInvoice> candidates(String tenant, IncomingPayment payment) {
    List<PayableInvoice> stated = invoices.stated(tenant, payment.stated());
    return stated.isEmpty() ? invoices.likely(tenant, payment) : stated;
  }

  /** What is taken back pays nothing any more, and nobody need decide whose it was. */
  private void takeBack(BankEntryRows.Row reversal, Instant at) {
    BankEntryRows.Row reversed =
        rows.reversed(reversal)
            .flatMap(id -> rows.lock(reversal.tenant(), id))
            .filter(entry -> !payments.isGivenBack(entry))
            .orElse(null);
    if (reversed == null) {
      leaveUnmatched(reversal, at);
      return;
    }
    if (reversed.isMatched() && reversed.incoming()) {
      payments.reverse(reversed, reversal.bookedOn(), at);
    } else if (reversed.isMatched()) {
      refunds.comeBack(reversed, reversal.bookedOn(), at);
    }
    if (reversed.isIgnored()) {
      // It was booked as none of the customers' money, and so is what takes it back.
      payments.settleOutside(reversal);
    } else {
      rows.ignore(reversed.tenant(), reversed.id(), TAKEN_BACK);
    }
    rows.reverses(reversal, reversed.id());
  }

  private void leaveUnmatched(BankEntryRows.Row entry, Instant at) {
    rows.unmatched(entry);
    tell(entry, List.of(), at);
  }

  private void tell(BankEntryRows.Row entry, List<String> proposed, Instant at) {
    outbox.append(
        entry.tenant(),
        at,
        List.of(
            new BankEvent.Unmatched(
                entry.id(),
                proposed.isEmpty() ? "UNMATCHED" : "PROPOSED",
                entry.incoming() ? entry.amount() : -entry.amount(),
                entry.payment().currency(),
                entry.bookedOn(),
                List.copyOf(proposed))));
  }
}
