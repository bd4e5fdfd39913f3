package dev.takt.activities.invoicing;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.ledger.Taxes;
import dev.takt.activities.receivables.DocumentRows;
import dev.takt.activities.receivables.DomainEvent;
import dev.takt.activities.receivables.NewDocument;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.settlement.Note;
import dev.takt.workflows.settlement.Settlement;
import dev.takt.workflows.settlement.Trails;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.RefundClaim;
import dev.takt.workflows.wording.Explanation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Meets claims with credit notes: on unpaid invoices they lower what is due, on paid ones they give
 * the money back where that was asked for. What is to be the customer's balance is left as that.
 */
@Component
public class CreditNoteIssuer {
  private final DocumentRows rows;
  private final LineRows lineRows;
  private final Receivables receivables;
  private final TrailRows trails;
  private final RefundRows refunds;
  private final LeftCredits leftCredits;

  CreditNoteIssuer(
      DocumentRows rows,
      LineRows lineRows,
      Receivables receivables,
      TrailRows trails,
      RefundRows refunds,
      LeftCredits leftCredits) {
    this.rows = rows;
    this.lineRows = lineRows;
    this.receivables = receivables;
    this.trails = trails;
    this.refunds = refunds;
    this.leftCredits = leftCredits;
  }

  /**
   * What was credited.
   *
   * @param billed what the subscription remembers of it
   * @param refunds ids of those that a gateway is to make
   */
  public record Credited(List<BilledLine> billed, List<String> refunds) {}

  /** Locks what claims will be met on, before anything else of the merchant's is locked. */
  public void lock(
      SubscriptionTransaction transaction, List<RefundClaim> claims, Settlement.Cause cause) {
    if (!claims.isEmpty()) {
      trails.lock(transaction, claims, cause);
    }
  }

  /** Meets claims. */
  public Credited settle(
      SubscriptionTransaction transaction, List<RefundClaim> claims, Settlement.Cause cause) {
    if (claims.isEmpty()) {
      return new Credited(List.of(), List.of());
    }
    var locked = trails.read(transaction, claims, cause);
    var outcome = Settlement.of(transaction.subscriptionId(), claims, locked.trail(), cause);
    var left = leftCredits.leave(transaction, outcome.kept(), outcome.rests());
    var lines = new ArrayList<BilledLine>();
    var pending = new ArrayList<String>();
    var ids = new HashMap<String, String>();
    for (Note note : outcome.notes()) {
      Receivable invoice = locked.invoices().get(note.invoiceId());
      if (invoice == null) {
        throw new IllegalStateException("invoice " + note.invoiceId() + " is not locked");
      }
      var document = new Document(id(transaction, invoice), invoice, note);
      ids.put(invoice.id(), document.id());
      lines.addAll(write(transaction, document, outcome.rests()));
      pending.addAll(issued(transaction, document));
    }
    trails.write(
        transaction.tenant(), outcome.entries(), target -> documentId(target, ids, left.credits()));
    lines.addAll(left.billed());
    return new Credited(lines, pending);
  }

  /** A credit note that has its id. */
  private record Document(String id, Receivable invoice, Note note) {}

  private String id(SubscriptionTransaction transaction, Receivable invoice) {
    int earlier =
        rows.creditNotes(transaction.tenant(), invoice.id())
            + transaction.creditNotesBefore(invoice.id());
    return Ids.of("crn", transaction.tenant(), invoice.id(), transaction.on(), earlier);
  }

  private static String documentId(
      Trails.Target target, Map<String, String> notes, Map<RefundClaim, String> credits) {
    String id =
        switch (target) {
          case Trails.OnNote(String invoiceId) -> notes.get(invoiceId);
          case Trails.OnBalance(RefundClaim claim) -> credits.get(claim);
          case Trails.FromCredit(String creditId) -> creditId;
        };
    if (id == null) {
      throw new IllegalStateException("no document for " + target);
    }
    return id;
  }

  private List<BilledLine> write(
      SubscriptionTransaction transaction, Document document, Map<RefundClaim, Long> rests) {
    Note note = document.note();
    var lines =
        note.credits().stream().map(credit -> line(credit, rests, transaction.state())).toList();
    lineRows.insertCreditNoteLines(
        LineRows.Lines.ofOne(
            transaction.tenant(),
            document.id(),
            transaction.subscriptionId(),
            lines,
            note.credits().stream().map(Note.Credit::base).toList()),
        note.invoiceId());
    if (note.lowered() + note.recovered() > 0) {
      Receivable credited =
          receivables.change(
              document.invoice(), 0, note.lowered() + note.recovered(), -note.recovered());
      transaction.gathered().publish(new DomainEvent.InvoiceCredited(document.invoice(), credited));
    }
    post(transaction, document);
    return IntStream.range(0, lines.size()).mapToObj(i -> billed(document, lines.get(i))).toList();
  }

  /** Issues the note, with the refunds that it makes; the answer is those of gateways. */
  private List<String> issued(SubscriptionTransaction transaction, Document document) {
    Note note = document.note();
    var planned =
        note.refunded() == 0
            ? RefundRows.Planned.NONE
            : refunds.plan(transaction, document.invoice(), document.id(), note.refunded());
    transaction.gathered().issue(creditNote(transaction, document, planned));
    return planned.pending();
  }

  /** A claim that was met in full unbills its days; else they stay billed, and the rest pends. */
  private static DocumentLine line(
      Note.Credit credit, Map<RefundClaim, Long> rests, Subscription state) {
    RefundClaim claim = credit.claim();
    return new DocumentLine(
        BilledLine.Kind.CREDIT,
        claim.price().name(),
        credit.takesBack()
            ? Explanation.ofCreditTakenBack()
            : Explanation.of(credit.part(), state.timeline(), state.currency()).sentences(),
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

  private static BilledLine billed(Document document, DocumentLine line) {
    DocumentLine.Time time = line.time();
    if (time == null) {
      throw new IllegalStateException("a credit of time has its time");
    }
    return new BilledLine(
        BilledLine.Kind.CREDIT,
        document.id(),
        document.invoice().id(),
        time.nominalStart(),
        time.days(),
        time.position(),
        time.length(),
        -line.amount(),
        line.vatRate(),
        line.includesVat(),
        time.price());
  }

  private static void post(SubscriptionTransaction transaction, Document document) {
    Note note = document.note();
    Taxes taxes = taxes(note);
    var source = transaction.source(document.id(), note.invoiceId());
    // Where credit of another VAT rate is taken back, base or VAT may be less than nothing.
    long fromVat = Math.max(0, -taxes.base()) - Math.max(0, -taxes.vat());
    transaction.post(
        Posting.signed(
            transaction.bookedOn(),
            Account.VAT_PAYABLE,
            Account.DEFERRED_REVENUE,
            fromVat,
            Posting.What.CREDIT_NOTE,
            source));
    transaction.post(
        Posting.entry(
            transaction.bookedOn(),
            Map.of(
                Account.DEFERRED_REVENUE,
                taxes.base() + fromVat,
                Account.VAT_PAYABLE,
                taxes.vat() - fromVat),
            Map.of(
                Account.RECEIVABLE, note.lowered(),
                Account.BAD_DEBT, note.recovered(),
                Account.REFUNDS_PAYABLE, note.refunded()),
            Posting.What.CREDIT_NOTE,
            source));
  }

  private static Taxes taxes(Note note) {
    return new Taxes(note.vat(), note.credits().stream().map(Note.Credit::base).toList());
  }

  private static NewDocument.NewCreditNote creditNote(
      SubscriptionTransaction transaction, Document document, RefundRows.Planned planned) {
    Note note = document.note();
    return new NewDocument.NewCreditNote(
        document.id(),
        transaction.tenant(),
        document.invoice().id(),
        transaction.subscriptionId(),
        document.invoice().customerId(),
        transaction.madeOn(),
        transaction.onTestClock(),
        document.invoice().currency(),
        taxes(note),
        note.lowered(),
        note.recovered(),
        note.refunded(),
        planned.transfers());
  }
}
