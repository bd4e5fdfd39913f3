package dev.takt.activities.groups;

import dev.takt.activities.invoicing.InvoiceIssuer;
import dev.takt.activities.invoicing.LockedSubscription;
import dev.takt.activities.invoicing.SubscriptionTransaction;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.subscriptions.StepHandlers;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.JointBill;
import dev.takt.workflows.subscription.Fact;
import dev.takt.workflows.subscription.GroupRest;
import dev.takt.workflows.subscription.JointlyOwed;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.SetOff;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Bills the members of a group on one of its dates: what they owe is set off, and invoiced once.
 */
@Component
class JointInvoices {
  private final InvoiceIssuer invoices;
  private final StepHandlers steps;

  JointInvoices(InvoiceIssuer invoices, StepHandlers steps) {
    this.invoices = invoices;
    this.steps = steps;
  }

  /**
   * What was billed.
   *
   * @param members those whose memory changed, as they are now
   */
  record Outcome(JointBill bill, List<Subscription> members) {}

  /**
   * Bills members whose rows are locked.
   *
   * @param on the group date
   */
  Outcome bill(
      Group group, List<LockedSubscription> members, LocalDate on, BooksTransaction gathered) {
    if (GroupRest.isOn(on, members.stream().map(LockedSubscription::state).toList())) {
      return new Outcome(nothing(on), List.of());
    }
    Map<String, Bill> bills = bills(members, on);
    var parts = new ArrayList<InvoiceIssuer.Part>();
    var after = new ArrayList<Subscription>();
    for (LockedSubscription row : members) {
      Bill bill = bills.getOrDefault(id(row), Bill.NOTHING);
      var transaction = new SubscriptionTransaction(row, on, gathered);
      if (!bill.isFree()) {
        parts.add(new InvoiceIssuer.Part(transaction, bill));
      } else if (!bill.lines().isEmpty()) {
        after.add(
            row.state()
                .after(Fact.Billed.elsewhere(on, StepHandlers.free(transaction, bill), List.of())));
      }
    }
    return new Outcome(parts.isEmpty() ? nothing(on) : issue(group, parts, on, after), after);
  }

  private static Map<String, Bill> bills(List<LockedSubscription> members, LocalDate on) {
    return SetOff.bills(
        JointlyOwed.on(on, members.stream().map(LockedSubscription::state).toList()));
  }

  private static String id(LockedSubscription row) {
    return row.state().identity().subscriptionId();
  }

  private static JointBill nothing(LocalDate on) {
    return new JointBill(on, null, 0, 0, null);
  }

  /** Issues the invoice, and adds the members that remember their parts of it. */
  private JointBill issue(
      Group group, List<InvoiceIssuer.Part> parts, LocalDate on, List<Subscription> after) {
    InvoiceIssuer.Issued invoice = invoices.issue(InvoiceIssuer.Payer.of(group), parts);
    for (InvoiceIssuer.IssuedPart issued : invoice.parts()) {
      steps.earn(issued);
      after.add(
          issued
              .part()
              .transaction()
              .state()
              .after(Fact.Billed.elsewhere(on, issued.billed(), issued.part().bill().chargeIds())));
    }
    return new JointBill(on, invoice.id(), invoice.total(), parts.size(), invoice.charge());
  }
}
