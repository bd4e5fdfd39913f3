package dev.takt.activities.bank;

import dev.takt.activities.payments.RefundsByBank;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** The refund that a transaction which left the account is, and what undoes it. */
@Component
class EntryRefunds {
  private final RefundsByBank refunds;
  private final BusinessTimes times;

  EntryRefunds(RefundsByBank refunds, BusinessTimes times) {
    this.refunds = refunds;
    this.times = times;
  }

  /** Notes the refund as sent that a transaction is; the answer is whether it is one. */
  boolean send(BankEntryRows.Row entry, Instant at) {
    var outgoing =
        new RefundsByBank.Outgoing(
            entry.tenant(),
            entry.id(),
            entry.endToEndId(),
            entry.amount(),
            entry.payment().currency(),
            entry.bookedOn());
    return refunds
        .find(outgoing)
        .filter(
            found ->
                refunds.send(found, outgoing, times.of(entry.tenant(), found.customerId(), at)))
        .isPresent();
  }

  /**
   * Notes that the refund came back that a transaction was.
   *
   * @param on the day on which it came back
   */
  void comeBack(BankEntryRows.Row sent, LocalDate on, Instant at) {
    refunds.comeBack(sent.tenant(), sent.id(), on, times.of(sent, at));
  }
}
