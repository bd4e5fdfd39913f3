package dev.takt.activities.subscriptions;

import dev.takt.activities.invoicing.ChargeRows;
import dev.takt.activities.invoicing.CreditNoteIssuer;
import dev.takt.activities.invoicing.Earnings;
import dev.takt.activities.invoicing.InvoiceIssuer;
import dev.takt.activities.invoicing.SubscriptionTransaction;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.receivables.TransactionWriter;
import dev.takt.activities.receivables.WriteOffs;
import dev.takt.workflows.events.DiscountEvent;
import dev.takt.workflows.events.SubscriptionEvent;
import dev.takt.workflows.settlement.Settlement;
import dev.takt.workflows.subscription.Charge;
import dev.takt.workflows.subscription.Fact;
import dev.takt.workflows.subscription.GroupRest;
import dev.takt.workflows.subscription.Step;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.BillLine;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.Pause;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.RefundClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Performs each kind of step on a locked subscription: the answer is what happened. */
@Component
public class StepHandlers {
  private final InvoiceIssuer invoices;
  private final CreditNoteIssuer creditNotes;
  private final Earnings earnings;
  private final Receivables receivables;
  private final WriteOffs writeOffs;
  private final TransactionWriter writer;
  private final SubscriptionRecords subscriptions;
  private final ChargeRows charges;

  StepHandlers(
      InvoiceIssuer invoices,
      CreditNoteIssuer creditNotes,
      Earnings earnings,
      Receivables receivables,
      WriteOffs writeOffs,
      TransactionWriter writer,
      SubscriptionRecords subscriptions,
      ChargeRows charges) {
    this.invoices = invoices;
    this.creditNotes = creditNotes;
    this.earnings = earnings;
    this.receivables = receivables;
    this.writeOffs = writeOffs;
    this.writer = writer;
    this.subscriptions = subscriptions;
    this.charges = charges;
  }

  Fact perform(SubscriptionTransaction transaction, Step.Dated step) {
    return switch (step) {
      case Step.Activate activate -> {
        transaction.publish(
            new SubscriptionEvent.Activated(
                transaction.subscriptionId(), transaction.customerId(), transaction.on()));
        yield new Fact.Activated(activate.on());
      }
      case Step.EndTrial end -> new Fact.TrialEnded(end.on());
      case Step.StartPause start -> pause(transaction, start);
      case Step.Resume resume -> {
        earnings.replan(transaction, transaction.state());
        transaction.publish(
            new SubscriptionEvent.Resumed(
                transaction.subscriptionId(),
                transaction.customerId(),
                transaction.on(),
                resume.pauseId(),
                null,
                null));
        yield new Fact.Resumed(resume.on(), resume.pauseId());
      }
      case Step.Bill bill -> billed(transaction, bill, transaction.state().ownBillOn(bill.on()));
      case Step.BillCharge bill ->
          billed(transaction, bill, transaction.state().billOfCharge(bill.chargeId(), bill.on()));
      case Step.End end -> end(transaction, end);
      case Step.EndDiscount end -> {
        transaction.publish(
            new DiscountEvent.Ended(
                transaction.subscriptionId(),
                transaction.customerId(),
                transaction.on(),
                end.discountId(),
                end.endsOn()));
        yield new Fact.DiscountEnded(end.on(), end.discountId(), end.endsOn());
      }
    };
  }

  /** A pause that starts: what its group is not going to bill, then what it gives back. */
  private Fact pause(SubscriptionTransaction transaction, Step.StartPause step) {
    Subscription before = transaction.state();
    Pause pause =
        before.changes().pauses().stream()
            .filter(candidate -> candidate.id().equals(step.pauseId()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no pause " + step.pauseId()));
    Settlement.Cause cause =
        pause.settlement() == PauseSettlement.REFUND
            ? Settlement.Cause.PAUSE_REFUND
            : Settlement.Cause.PAUSE_BALANCE;
    creditNotes.lock(transaction, claims(before, pause, step), cause);
    Bill bill = GroupRest.billBefore(before, subscriptions.companions(before), step.on());
    var billed = billed(transaction, bill);
    if (bill.needsInvoice()) {
      writer.writeDocuments(transaction.gathered());
    }
    Subscription state = remembering(before, billed.lines());
    var credited = creditNotes.settle(transaction, claims(state, pause, step), cause);
    earnings.replan(transaction, remembering(state, credited.billed()));
    if (state.progress().started(pause.id()) == null) {
      transaction.publish(
          new SubscriptionEvent.Paused(
              transaction.subscriptionId(),
              transaction.customerId(),
              transaction.on(),
              pause.id()));
    }
    return new Fact.PauseStarted(
        step.on(),
        pause.id(),
        Stream.concat(billed.lines().stream(), credited.billed().stream()).toList(),
        billed.charge(),
        credited.refunds(),
        billed.debt(),
        bill.chargeIds());
  }

  private static List<RefundClaim> claims(Subscription state, Pause pause, Step.StartPause step) {
    return pause.settlement() == PauseSettlement.NONE
        ? List.of()
        : state.claimsOfPause(pause.id(), step.on());
  }

  private static Subscription remembering(Subscription state, List<BilledLine> lines) {
    return state.withBilled(
        Stream.concat(state.billed().stream(), lines.stream()).toList(), state.billedSince());
  }

  private Fact billed(SubscriptionTransaction transaction, Step.Dated step, Bill bill) {
    var billed = billed(transaction, bill);
    return new Fact.Billed(
        step.on(), billed.lines(), billed.charge(), billed.debt(), bill.chargeIds());
  }

  /** What was billed, and how it is to be paid. */
  private record Billed(List<BilledLine> lines, @Nullable Charge charge, @Nullable String debt) {}

  private Billed billed(SubscriptionTransaction transaction, Bill bill) {
    if (!bill.needsInvoice()) {
      return new Billed(free(transaction, bill), null, null);
    }
    var invoice = invoices.issue(transaction, bill);
    return new Billed(earned(invoice), invoice.charge(), invoice.debt());
  }

  private List<BilledLine> earned(InvoiceIssuer.Issued invoice) {
    InvoiceIssuer.IssuedPart part = invoice.parts().getFirst();
    earn(part);
    return part.billed();
  }

  /**
   * What follows from an invoice for a subscription that is on it: accruals, and the news of it.
   */
  public void earn(InvoiceIssuer.IssuedPart issued) {
    SubscriptionTransaction transaction = issued.part().transaction();
    Subscription state = transaction.state();
    earnings.of(issued, remembering(state, issued.billed()));
    earnings.ofExtras(issued);
    boolean isFirst =
        state.billed().isEmpty() && !state.billedSince().isAfter(state.terms().startDate());
    if (!isFirst && issued.part().bill().lines().stream().anyMatch(StepHandlers::isService)) {
      transaction.publish(
          new SubscriptionEvent.Renewed(
              transaction.subscriptionId(),
              transaction.customerId(),
              transaction.on(),
              issued.invoiceId()));
    }
  }

  private static boolean isService(BillLine line) {
    return line.kind() == BilledLine.Kind.SERVICE;
  }

  /** Free service is remembered as billed; no invoice speaks of it. */
  public static List<BilledLine> free(SubscriptionTransaction transaction, Bill bill) {
    String document = "free/" + transaction.subscriptionId() + "/" + transaction.on();
    return bill.lines().stream().map(line -> line.billedBy(document)).toList();
  }

  /**
   * The end: a last bill, then all that is to be given back, then what is given up. Nothing is
   * pending afterwards, so all that is still deferred is earned.
   */
  private Fact end(SubscriptionTransaction transaction, Step.End step) {
    Subscription state = transaction.state();
    var lines = new ArrayList<BilledLine>();
    Charge charge = null;
    String debt = null;
    Settlement.Cause cause = causeOf(cancellation(state));
    creditNotes.lock(transaction, state.claimsAtEnd(step.on()), cause);
    Bill bill = state.billOn(step.on());
    if (bill.needsInvoice()) {
      var invoice = invoices.issue(transaction, bill);
      writer.writeDocuments(transaction.gathered());
      earnings.ofExtras(invoice.parts().getFirst());
      lines.addAll(invoice.parts().getFirst().billed());
      charge = invoice.charge();
      debt = invoice.debt();
    } else {
      lines.addAll(free(transaction, bill));
    }
    charges.lapsed(transaction, bill.chargeIds());
    Subscription billed = remembering(state, lines);
    var credited = creditNotes.settle(transaction, billed.claimsAtEnd(step.on()), cause);
    lines.addAll(credited.billed());
    var starts =
        Stream.concat(state.billed().stream(), lines.stream())
            .map(BilledLine::nominalStart)
            .distinct()
            .toList();
    earnings.settle(transaction, starts);
    transaction.publish(
        new SubscriptionEvent.Ended(
            transaction.subscriptionId(), transaction.customerId(), transaction.on(), null));
    boolean givenUp = giveUp(transaction, cancellation(state));
    return new Fact.Ended(
        step.on(), lines, givenUp ? null : charge, credited.refunds(), givenUp ? null : debt);
  }

  private static Cancellation cancellation(Subscription state) {
    Cancellation cancellation = state.changes().cancellation();
    if (cancellation == null) {
      throw new IllegalStateException("it ends without being cancelled");
    }
    return cancellation;
  }

  /**
   * What is to be given back at the end. Where the cancellation leaves no claim for the time past
   * the end, a balance from earlier pauses is still the customer's.
   */
  private static Settlement.Cause causeOf(Cancellation cancellation) {
    return cancellation.settlement() == Cancellation.Settlement.REFUND
        ? Settlement.Cause.END_REFUND
        : Settlement.Cause.END_BALANCE;
  }

  /** Whether open invoices were given up, where the cancellation says so. */
  private boolean giveUp(SubscriptionTransaction transaction, Cancellation cancellation) {
    if (cancellation.receivables() != Cancellation.Receivables.WRITE_OFF) {
      return false;
    }
    for (Receivable invoice :
        receivables.lockOpen(transaction.tenant(), transaction.subscriptionId())) {
      writeOffs.writeOff(invoice, transaction.bookedOn(), transaction.gathered());
    }
    return true;
  }
}
