package dev.takt.activities.receivables;

import dev.takt.workflows.dunning.Decline;
import dev.takt.workflows.events.EventPayload;
import dev.takt.workflows.events.GroupEvent;
import dev.takt.workflows.events.InvoiceEvent;
import dev.takt.workflows.events.PaymentEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened to what customers owe, published in the transaction in which it
 * happens and with the invoice locked.
 */
public sealed interface DomainEvent {

  /** What clients are told of it. */
  List<EventPayload> payloads();

  /** An invoice was issued, under its number. */
  record InvoiceIssued(NewDocument.NewInvoice invoice, long number) implements DomainEvent {
    @Override
    public List<EventPayload> payloads() {
      var payloads = new ArrayList<EventPayload>();
      payloads.add(
          new InvoiceEvent.Issued(
              invoice.id(),
              String.valueOf(number),
              invoice.customerId(),
              invoice.subscriptionId(),
              invoice.groupId(),
              invoice.issueDate(),
              invoice.dueDate(),
              invoice.taxes().total(),
              invoice.paid().amount(),
              invoice.currency()));
      payloads.addAll(invoice.paid().used());
      if (invoice.status() == InvoiceStatus.PAID) {
        payloads.add(paid());
      }
      NewDocument.Joint joint = invoice.joint();
      if (joint != null) {
        payloads.add(billed(joint));
      }
      return payloads;
    }

    private InvoiceEvent.Paid paid() {
      return new InvoiceEvent.Paid(
          invoice.id(),
          String.valueOf(number),
          invoice.customerId(),
          invoice.subscriptionId(),
          invoice.groupId(),
          invoice.taxes().total(),
          invoice.paid().amount(),
          invoice.currency());
    }

    private GroupEvent.Billed billed(NewDocument.Joint joint) {
      return new GroupEvent.Billed(
          joint.groupId(),
          invoice.customerId(),
          joint.on(),
          invoice.id(),
          joint.members(),
          invoice.taxes().total(),
          invoice.currency());
    }
  }

  /** A credit note was issued, under its number. */
  record CreditNoteIssued(NewDocument.NewCreditNote note, long number) implements DomainEvent {
    @Override
    public List<EventPayload> payloads() {
      var payloads = new ArrayList<EventPayload>();
      payloads.add(
          new InvoiceEvent.Credited(
              note.invoiceId(),
              note.id(),
              String.valueOf(number),
              note.customerId(),
              note.subscriptionId(),
              note.taxes().total(),
              note.lowered(),
              note.refunded() - note.toTransfer(),
              note.toTransfer(),
              note.currency()));
      payloads.addAll(note.transfers());
      return payloads;
    }
  }

  /** A credit note lowered what is due on an invoice, or what was given up of it. */
  record InvoiceCredited(Receivable before, Receivable after) implements DomainEvent {
    @Override
    public List<EventPayload> payloads() {
      return List.of();
    }
  }

  /** What is due on an invoice was given up, in full or in part. */
  record InvoiceWrittenOff(Receivable before, Receivable after) implements DomainEvent {
    @Override
    public List<EventPayload> payloads() {
      return List.of(
          new InvoiceEvent.WrittenOff(
              after.id(),
              String.valueOf(after.number()),
              after.customerId(),
              after.writtenOff() - before.writtenOff(),
              after.currency()));
    }
  }

  /**
   * Money came in for an invoice.
   *
   * @param amount all of it, in minor units; what of it was owed is the difference of what is paid
   * @param costs what of it pays what is claimed beside the invoice
   */
  record PaymentBooked(
      Receivable before,
      Receivable after,
      String paymentId,
      long amount,
      long costs,
      LocalDate bookedOn)
      implements DomainEvent {

    /** What of it pays what was due or was given up. */
    public long applied() {
      return after.paid() - before.paid();
    }

    private boolean settles() {
      return (before.due() > 0 && after.due() == 0)
          || (before.writtenOff() > 0 && after.status() == InvoiceStatus.PAID);
    }

    @Override
    public List<EventPayload> payloads() {
      var payloads = new ArrayList<EventPayload>();
      payloads.add(
          new PaymentEvent.Succeeded(
              paymentId, after.id(), after.customerId(), amount, after.currency()));
      if (settles()) {
        payloads.add(
            new InvoiceEvent.Paid(
                after.id(),
                String.valueOf(after.number()),
                after.customerId(),
                after.subscriptionId(),
                after.groupId(),
                after.total(),
                after.paid(),
                after.currency()));
      }
      return payloads;
    }
  }

  /**
   * A charge was declined.
   *
   * @param amount what was to be charged, in minor units
   */
  record PaymentDeclined(Receivable invoice, String paymentId, long amount, Attempted attempted)
      implements DomainEvent {
    @Override
    public List<EventPayload> payloads() {
      return List.of(
          new PaymentEvent.Declined(
              paymentId,
              invoice.id(),
              invoice.customerId(),
              amount,
              invoice.currency(),
              attempted.decline().code(),
              attempted.decline().kind().code()));
    }
  }

  /**
   * A gateway decides later on a charge.
   *
   * @param amount what is to be charged, in minor units
   * @param expectedOn the day on which it is likely to know
   */
  record PaymentUndecided(Receivable invoice, String paymentId, long amount, LocalDate expectedOn)
      implements DomainEvent {
    @Override
    public List<EventPayload> payloads() {
      return List.of(
          new PaymentEvent.Pending(
              paymentId,
              invoice.id(),
              invoice.customerId(),
              amount,
              invoice.currency(),
              expectedOn));
    }
  }

  /**
   * A card scheme does not allow a charge yet, or its gateway decides later.
   *
   * @param attempted with the card's latest decline
   * @param rule of the scheme; "payment_pending" where the gateway decides later
   */
  record ChargePostponed(Receivable invoice, Attempted attempted, Instant until, String rule)
      implements DomainEvent {
    @Override
    public List<EventPayload> payloads() {
      return List.of();
    }
  }

  /**
   * What had paid an invoice, in full or in part, was taken back.
   *
   * @param payments what clients are told of the payments that were reversed
   */
  record PaymentTakenBack(
      Receivable before, Receivable after, List<? extends EventPayload> payments)
      implements DomainEvent {
    @Override
    public List<EventPayload> payloads() {
      var payloads = new ArrayList<EventPayload>(payments);
      if (before.due() == 0 && after.due() > 0) {
        payloads.add(
            new InvoiceEvent.Reopened(
                after.id(),
                String.valueOf(after.number()),
                after.customerId(),
                after.due(),
                after.currency()));
      }
      return payloads;
    }
  }

  /**
   * An attempt.
   *
   * @param attemptKey null with an invoice's first charge
   * @param decline why it was declined
   */
  record Attempted(@Nullable String attemptKey, @Nullable String cardId, Decline decline) {}
}
