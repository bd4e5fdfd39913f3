package dev.takt.activities.receivables;

import dev.takt.activities.events.Event;
import dev.takt.activities.events.Outbox;
import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Journal;
import dev.takt.activities.ledger.Posting;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Gives up what is due. */
@Component
public class WriteOffs {
  private final Receivables receivables;
  private final Journal journal;
  private final Outbox outbox;

  public WriteOffs(Receivables receivables, Journal journal, Outbox outbox) {
    this.receivables = receivables;
    this.journal = journal;
    this.outbox = outbox;
  }

  /** Writes off all that is due on an invoice that the caller has locked; something is. */
  public void writeOff(Receivable invoice, LocalDate bookedOn, Instant at) {
    writeOff(invoice, invoice.due(), bookedOn, at);
  }

  /** Writes off a part of what is due. */
  public void writeOff(Receivable invoice, long given, LocalDate bookedOn, Instant at) {
    Receivable next = receivables.change(invoice, 0, 0, given, at);
    var source =
        new Posting.Source(
            invoice.id(), invoice.subscriptionId(), invoice.id(), invoice.currency());
    journal.append(
        invoice.tenant(),
        Posting.signed(
            bookedOn, Account.BAD_DEBT, Account.RECEIVABLE, given, Posting.What.WRITE_OFF, source));
    outbox.append(
        invoice.tenant(),
        at,
        List.of(
            new Event(
                "invoice.written_off",
                next.id(),
                Map.of(
                    "invoiceId", next.id(),
                    "number", String.valueOf(next.number()),
                    "customerId", next.customerId(),
                    "amount", given,
                    "currency", next.currency()))));
  }
}
