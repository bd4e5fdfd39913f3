package dev.takt.activities.invoicing;

import dev.takt.activities.events.Event;
import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.Claim;
import dev.takt.workflows.wording.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Meets claims with credit notes: on unpaid invoices they lower what is due, on paid ones they give
 * the money back where that was asked for.
 */
@Component
class CreditNotes {
  private final InvoiceRows rows;
  private final Receivables receivables;
  private final RefundRows refunds;

  CreditNotes(InvoiceRows rows, Receivables receivables, RefundRows refunds) {
    this.rows = rows;
    this.receivables = receivables;
    this.refunds = refunds;
  }

  /**
   * What was credited.
   *
   * @param billed what the subscription remembers of it
   * @param refunds ids of those that a gateway is to make
   * @param rests what of each claim no credit note has met
   */
  record Credited(List<BilledLine> billed, List<String> refunds, Map<Claim, Long> rests) {}

  /**
   * Meets claims.
   *
   * @param billed all that was billed of the time in question
   * @param refund whether money goes back
   */
  Credited settle(Occasion occasion, List<Claim> claims, List<BilledLine> billed, boolean refund) {
    if (claims.isEmpty()) {
      return new Credited(List.of(), List.of(), Map.of());
    }
    var periods = claims.stream().map(Claim::nominalStart).distinct().toList();
    var invoiceIds =
        billed.stream()
            .filter(line -> periods.contains(line.nominalStart()))
            .map(BilledLine::invoiceId)
            .distinct()
            .toList();
    var outcome =
        Settlement.of(claims, receivables.lock(occasion.tenant(), invoiceIds), billed, refund);
    var lines = new ArrayList<BilledLine>();
    var pending = new ArrayList<String>();
    for (Settlement.Note note : outcome.notes()) {
      String invoiceId = note.invoice().id();
      int earlier =
          rows.creditNotes(occasion.tenant(), invoiceId) + occasion.creditNotesBefore(invoiceId);
      String id = Ids.of("crn", occasion.tenant(), invoiceId, occasion.on(), earlier);
      lines.addAll(write(occasion, id, note, outcome.rests()));
      if (note.refunded() > 0) {
        pending.addAll(refunds.plan(occasion, id, invoiceId, note.refunded()));
      }
    }
    return new Credited(lines, pending, outcome.rests());
  }

  private List<BilledLine> write(
      Occasion occasion, String id, Settlement.Note note, Map<Claim, Long> rests) {
    var lines =
        note.credits().stream().map(credit -> line(credit, rests, occasion.state())).toList();
    rows.insertCreditLines(
        InvoiceRows.Lines.ofOne(
            occasion.tenant(), id, occasion.subscriptionId(), lines, note.taxes().bases()),
        note.invoice().id());
    if (note.lowered() + note.recovered() > 0) {
      receivables.change(
          note.invoice(), 0, note.lowered() + note.recovered(), -note.recovered(), occasion.at());
    }
    post(occasion, id, note);
    var row = row(occasion, id, note);
    occasion.number(() -> List.of(credited(row, rows.insert(row, occasion.at()), note)));
    return IntStream.range(0, lines.size()).mapToObj(i -> billed(id, note, lines.get(i))).toList();
  }

  /** A claim that was met in full unbills its days; else they stay billed, and the rest pends. */
  private static DocumentLine line(
      Settlement.Credit credit, Map<Claim, Long> rests, Subscription state) {
    Claim claim = credit.claim();
    Explanation why = Explanation.of(credit.part(), state.timeline(), state.currency());
    return new DocumentLine(
        BilledLine.Kind.CREDIT,
        claim.price().name(),
        why.sentences(),
        claim.servicePeriod(),
        claim.price().quantity(),
        credit.amount(),
        claim.price().vatRate(),
        claim.price().includesVat(),
        new DocumentLine.Time(
            claim.nominalStart(),
            claim.days(),
            claim.position(),
            claim.unused() && !rests.containsKey(claim) ? claim.length() : 0,
            claim.price().total()));
  }

  private static BilledLine billed(String id, Settlement.Note note, DocumentLine line) {
    DocumentLine.Time time = line.time();
    if (time == null) {
      throw new IllegalStateException("a credit of time has its time");
    }
    return new BilledLine(
        BilledLine.Kind.CREDIT,
        id,
        note.invoice().id(),
        time.nominalStart(),
        time.days(),
        time.position(),
        time.length(),
        -line.amount(),
        line.vatRate(),
        line.includesVat(),
        time.price());
  }

  private static void post(Occasion occasion, String id, Settlement.Note note) {
    occasion.post(
        Posting.entry(
            occasion.bookedOn(),
            Map.of(
                Account.DEFERRED_REVENUE, note.taxes().base(),
                Account.VAT_PAYABLE, note.taxes().vat()),
            Map.of(
                Account.RECEIVABLE, note.lowered(),
                Account.BAD_DEBT, note.recovered(),
                Account.REFUNDS_PAYABLE, note.refunded()),
            Posting.What.CREDIT_NOTE,
            occasion.source(id, note.invoice().id())));
  }

  private static InvoiceRows.NewCreditNote row(Occasion occasion, String id, Settlement.Note note) {
    return new InvoiceRows.NewCreditNote(
        id,
        occasion.tenant(),
        note.invoice().id(),
        occasion.subscriptionId(),
        note.invoice().customerId(),
        occasion.madeOn(),
        note.invoice().currency(),
        note.taxes(),
        note.refunded());
  }

  private static Event credited(InvoiceRows.NewCreditNote row, long number, Settlement.Note note) {
    return new Event(
        "invoice.credited",
        row.invoiceId(),
        Map.of(
            "invoiceId", row.invoiceId(),
            "creditNoteId", row.id(),
            "number", String.valueOf(number),
            "customerId", row.customerId(),
            "subscriptionId", row.subscriptionId(),
            "total", row.taxes().total(),
            "lowered", note.lowered(),
            "refunded", row.refunded(),
            "currency", row.currency()));
  }
}
