package dev.takt.workflows.workflow;

import dev.takt.workflows.dunning.NextStep;
import dev.takt.workflows.port.Payments;
import org.jspecify.annotations.Nullable;

/** What operators read of a debt in Temporal's UI. */
final class DunningDetails {
  private DunningDetails() {}

  static String of(DunningCaseStore.@Nullable Case open, String lastEvent) {
    if (open == null) {
      return "There is no case: the invoice was paid before it was overdue.";
    }
    StringBuilder text =
        new StringBuilder("Case ")
            .append(open.caseId())
            .append(" of ")
            .append(open.invoiceId())
            .append(": ")
            .append(open.status())
            .append(", ")
            .append(open.reason())
            .append(", ")
            .append(open.amountDue())
            .append(" minor units due.\n\nLast: ")
            .append(lastEvent);
    NextStep next = open.next();
    if (open.over()) {
      text.append("\n\nThis is over.");
    } else if (next == null) {
      text.append("\n\nNext: nothing by itself; it waits for a payment, a card or a person.");
    } else {
      text.append("\n\nNext: ")
          .append(of(next))
          .append(", at ")
          .append(next.at())
          .append(". ")
          .append(next.why());
    }
    return text.append("\n\nVersion ").append(open.version()).toString();
  }

  static String of(NextStep step) {
    return switch (step.kind()) {
      case OPEN -> "the invoice is overdue";
      case RETRY -> "the card is tried again";
      case MESSAGE -> "message " + step.template() + " by " + step.channel();
      case SUSPEND -> "service is withheld";
      case END -> "the subscription ends";
      case WRITE_OFF -> "the debt is given up";
      case WAIT_FOR_PERSON -> "it is handed to a person";
      case REMINDER -> "a reminder is sent";
      case COLLECTION_NOTICE -> "notice of collection is given";
      case COMPENSATION -> "compensation is asked for";
      case HAND_OVER -> "the debt is handed over";
      case RELEASE -> "the hold ends";
      case RESTORE -> "the subscriptions are told that it is over";
    };
  }

  static String of(Payments.Outcome outcome) {
    return switch (outcome) {
      case Payments.Paid paid -> "paid " + paid.amount();
      case Payments.Declined declined -> "declined: " + declined.declineCode();
      case Payments.Pending pending -> "pending at the gateway";
      case Payments.NothingDue nothing -> "not needed any more";
      case Payments.NotNow not -> "not before " + not.until() + ": " + not.rule();
    };
  }
}
