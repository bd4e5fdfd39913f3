package dev.takt.activities.receivables;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Posting;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** Gives up what is due. */
@Component
public class WriteOffs {
  private final Receivables receivables;

  public WriteOffs(Receivables receivables) {
    this.receivables = receivables;
  }

  /** Writes off all that is due on an invoice that the caller has locked; something is. */
  public void writeOff(Receivable invoice, LocalDate bookedOn, BooksTransaction transaction) {
    writeOff(invoice, invoice.due(), bookedOn, transaction);
  }

  /** Writes off a part of what is due. */
  public void writeOff(
      Receivable invoice, long given, LocalDate bookedOn, BooksTransaction transaction) {
    Receivable next = receivables.change(invoice, 0, 0, given);
    transaction.post(
        Posting.signed(
            bookedOn,
            Account.BAD_DEBT,
            Account.RECEIVABLE,
            given,
            Posting.What.WRITE_OFF,
            new Posting.Source(
                invoice.id(), invoice.subscriptionId(), invoice.id(), invoice.currency())));
    transaction.publish(new DomainEvent.InvoiceWrittenOff(invoice, next));
  }
}
