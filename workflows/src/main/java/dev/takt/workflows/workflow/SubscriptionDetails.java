package dev.takt.workflows.workflow;

import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupCommand;
import dev.takt.workflows.group.GroupRequest;
import dev.takt.workflows.group.GroupStep;
import dev.takt.workflows.group.JointBill;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.subscription.Charge;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.Fact;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Step;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.BilledLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operators read in Temporal's UI: what happened last, and what comes next. */
final class SubscriptionDetails {
  private SubscriptionDetails() {}

  static String of(Subscription subscription, String lastEvent, Step.@Nullable Wait wait) {
    StringBuilder text = new StringBuilder("Last: ").append(lastEvent);
    if (wait == null) {
      text.append("\n\nThis is over.");
    } else if (wait.next() == null) {
      text.append("\n\nNext: nothing, until somebody asks for something.");
    } else {
      text.append("\n\nNext: ").append(of(wait.next())).append(", at ").append(wait.until());
    }
    return text.append("\n\nVersion ").append(subscription.version()).toString();
  }

  /** What its group did to a subscription. */
  static String ofGroup(Subscription before, Subscription after) {
    if (after.groupId() != null && before.groupId() == null) {
      return "Joined group " + after.groupId() + ", which bills it from now on.";
    }
    return before.groupId() != null && after.groupId() == null
        ? "Left group " + before.groupId() + "."
        : "Was billed by group " + after.groupId() + ".";
  }

  static String of(Group group, String lastEvent, GroupStep.@Nullable Wait wait) {
    StringBuilder text = new StringBuilder("Last: ").append(lastEvent);
    if (wait == null || wait.next() == null) {
      text.append("\n\nThis is over.");
    } else {
      text.append("\n\nNext: the joint bill of ")
          .append(wait.next().on())
          .append(", at ")
          .append(wait.until());
    }
    return text.append("\n\nVersion ").append(group.version()).toString();
  }

  static String of(JointBill bill) {
    return "Billed jointly on "
        + bill.on()
        + ": "
        + (bill.invoiceId() == null
            ? "nothing was owed."
            : bill.amount()
                + " minor units for "
                + bill.members()
                + " members on "
                + bill.invoiceId()
                + ".");
  }

  static String of(GroupCommand command) {
    String what =
        switch (command.request()) {
          case GroupRequest.Join join -> "that " + join.subscriptionIds() + " join";
          case GroupRequest.Leave leave -> "that " + leave.subscriptionId() + " leave";
          case GroupRequest.Dissolve dissolve -> "that it be dissolved";
        };
    return command.actor() + " asked for " + what + " (" + command.requestId() + ").";
  }

  static String of(Step.Dated step) {
    return switch (step) {
      case Step.Activate start -> "service starts on " + start.on();
      case Step.EndTrial end -> "the trial ends on " + end.on();
      case Step.StartPause pause -> "pause " + pause.pauseId() + " starts on " + pause.on();
      case Step.Resume resume -> "service resumes on " + resume.on();
      case Step.Bill bill -> "the bill of " + bill.on();
      case Step.End end -> "it ends on " + end.on();
      case Step.EndDiscount end -> "discount " + end.discountId() + " is over on " + end.endsOn();
      case Step.BillCharge bill -> "the bill of charge " + bill.chargeId() + " on " + bill.on();
    };
  }

  static String of(Fact fact) {
    return switch (fact) {
      case Fact.Activated start -> "Service started on " + start.on() + ".";
      case Fact.TrialEnded end -> "The trial ended on " + end.on() + ".";
      case Fact.PauseStarted pause ->
          "Pause " + pause.pauseId() + " settled on " + pause.on() + ".";
      case Fact.Resumed resume -> "Service resumed on " + resume.on() + ".";
      case Fact.Billed bill -> "Billed on " + bill.on() + ": " + amounts(bill) + ".";
      case Fact.Ended end -> "Ended on " + end.on() + ".";
      case Fact.DiscountEnded end ->
          "Discount " + end.discountId() + " was over on " + end.endsOn() + ".";
    };
  }

  private static String amounts(Fact.Billed bill) {
    if (!bill.oneOffs().isEmpty()) {
      return "time, and charges " + String.join(", ", bill.oneOffs());
    }
    List<BilledLine> lines = bill.lines();
    long amount = lines.stream().mapToLong(BilledLine::amount).sum();
    return lines.isEmpty()
        ? "nothing was owed"
        : amount + " minor units on " + lines.getFirst().invoiceId();
  }

  static String of(Charge charge, Payments.Outcome outcome) {
    String attempt = "Charge " + charge.attempt() + " of " + charge.invoiceId() + " ";
    return switch (outcome) {
      case Payments.Paid paid -> attempt + "was paid: " + paid.amount() + " minor units.";
      case Payments.Declined declined -> attempt + "was declined: " + declined.declineCode() + ".";
      case Payments.Pending pending -> attempt + "is pending at the gateway.";
      case Payments.NothingDue nothing -> attempt + "was not needed.";
      case Payments.NotNow not -> attempt + "waits until " + not.until() + ": " + not.rule() + ".";
    };
  }

  static String of(String refundId, Payments.Outcome outcome) {
    return outcome instanceof Payments.Paid paid
        ? "Refunded " + paid.amount() + " minor units (" + refundId + ")."
        : "Refund " + refundId + " did not go through: it is to be transferred.";
  }

  static String of(Command command) {
    String what =
        switch (command.request()) {
          case Request.PlanPause pause -> "a pause from " + pause.from() + " to " + pause.to();
          case Request.ChangePause change -> "another time for pause " + change.pauseId();
          case Request.RemovePause removal -> "the removal of pause " + removal.pauseId();
          case Request.Cancel cancel -> "a cancellation, " + cancel.when();
          case Request.UndoCancellation undo -> "that the cancellation be undone";
          case Request.ChangeTerms change -> "a change of terms, " + change.when();
          case Request.ChangePaymentMethod change -> "another payment method";
          case Request.Suspend suspend -> "service to be withheld for " + suspend.debtId();
          case Request.Restore restore -> "service again, for " + restore.debtId();
          case Request.GrantDiscount grant -> "discount " + grant.id();
          case Request.ChangeDiscount change -> "another time for discount " + change.discountId();
          case Request.RemoveDiscount removal -> "the removal of discount " + removal.discountId();
          case Request.ProlongChange change ->
              "change " + change.changeId() + " to last until " + change.until();
          case Request.RemoveChange removal -> "the removal of change " + removal.changeId();
          case Request.AddCharge charge -> "charge " + charge.id() + ", " + charge.when();
          case Request.RemoveCharge removal -> "the removal of charge " + removal.chargeId();
          case Request.GrantCredit credit -> "credit " + credit.id();
        };
    return command.actor() + " asked for " + what + " (" + command.requestId() + ").";
  }
}
