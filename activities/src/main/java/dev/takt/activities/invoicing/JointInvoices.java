package dev.takt.activities.invoicing;

import dev.takt.activities.events.Event;
import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.ledger.Taxes;
import dev.takt.activities.receivables.CustomerMoney;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.subscription.Charge;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Fact;
import dev.takt.workflows.subscription.GroupRest;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.Owed;
import dev.takt.workflows.timeline.SetOff;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * One invoice for several subscriptions: each member's lines, one VAT sum per rate, one number. A
 * member's credit lowers its own lines, and what is left of it the others'. Journal and accruals
 * stay apart by subscription.
 */
@Component
class JointInvoices {
  private final InvoiceRows rows;
  private final LineRows lineRows;
  private final CustomerCredits credits;
  private final CustomerMoney money;
  private final StepHandlers steps;

  JointInvoices(
      InvoiceRows rows,
      LineRows lineRows,
      CustomerCredits credits,
      CustomerMoney money,
      StepHandlers steps) {
    this.rows = rows;
    this.lineRows = lineRows;
    this.credits = credits;
    this.money = money;
    this.steps = steps;
  }

  /**
   * What was billed.
   *
   * @param invoiceId null where nobody owed anything
   * @param members those whose memory changed, as they are now
   * @param billed how many are on the invoice
   * @param document writes the invoice with its number, when all else is written
   */
  record Outcome(
      @Nullable String invoiceId,
      long total,
      int billed,
      @Nullable Charge charge,
      List<Subscription> members,
      List<Posting> postings,
      List<Event> events,
      @Nullable Document document) {}

  /** Takes the number: the answer is the events that tell the invoice. */
  @FunctionalInterface
  interface Document {
    List<Event> write();
  }

  /** A member that is on the invoice, if only with its credit, and where its lines begin there. */
  private record Part(
      SubscriptionTransaction transaction, Bill bill, List<DocumentLine> lines, int first) {}

  /**
   * Bills members whose rows are locked.
   *
   * @param on the group date
   */
  Outcome bill(Group group, List<SubscriptionRecords.Row> members, LocalDate on, Instant at) {
    if (GroupRest.isOn(on, members.stream().map(SubscriptionRecords.Row::state).toList())) {
      return nothing(List.of());
    }
    var owed = new TreeMap<String, Owed>();
    members.forEach(row -> owed.put(id(row), row.state().owedJointly(on)));
    Map<String, Bill> bills = SetOff.bills(owed);
    var parts = new ArrayList<Part>();
    var after = new ArrayList<Subscription>();
    int first = 0;
    for (SubscriptionRecords.Row row : members) {
      Bill bill = bills.getOrDefault(id(row), Bill.NOTHING);
      var transaction = new SubscriptionTransaction(row, on, at);
      if (!bill.isFree()) {
        var part = new Part(transaction, bill, Billing.lines(bill, row.state()), first);
        first += part.lines().size();
        parts.add(part);
      } else if (!bill.lines().isEmpty()) {
        after.add(
            row.state().after(new Fact.Billed(on, StepHandlers.free(transaction, bill), null)));
      }
    }
    return parts.isEmpty() ? nothing(after) : issue(group, parts, after);
  }

  private static String id(SubscriptionRecords.Row row) {
    return row.state().identity().subscriptionId();
  }

  private static Outcome nothing(List<Subscription> after) {
    return new Outcome(null, 0, 0, null, after, List.of(), List.of(), null);
  }

  private Outcome issue(Group group, List<Part> parts, List<Subscription> after) {
    SubscriptionTransaction one = parts.getFirst().transaction();
    String id = Ids.of("inv", one.tenant(), group.identity().groupId(), one.on(), 0);
    var lines = new ArrayList<DocumentLine>();
    var owners = new ArrayList<String>();
    for (Part part : parts) {
      lines.addAll(part.lines());
      part.lines().forEach(line -> owners.add(part.transaction().subscriptionId()));
    }
    List<CustomerCredits.Used> used =
        one.row().hasCredit()
            ? credits.use(one.tenant(), group.identity().customerId(), group.currency(), lines)
            : List.of();
    for (CustomerCredits.Used credit : used) {
      lines.add(credit.line());
      owners.add(credit.from());
    }
    Taxes taxes = Taxes.of(lines.stream().map(DocumentLine::taxed).toList());
    lineRows.insertInvoiceLines(new LineRows.Lines(one.tenant(), id, owners, lines, taxes.bases()));
    var paid = paid(one, group, id, taxes);
    long due = taxes.total() - paid.amount();
    var postings = new ArrayList<>(shared(one, id, taxes, used));
    postings.addAll(paid.postings());
    var events = new ArrayList<Event>();
    for (Part part : parts) {
      after.add(noted(part, id, due, taxes));
      postings.addAll(part.transaction().postings());
      events.addAll(part.transaction().events());
    }
    var invoice = invoice(group, id, one, taxes, paid);
    return new Outcome(
        id,
        taxes.total(),
        parts.size(),
        invoice.collection() == CollectionMethod.Means.CARD && due > 0 ? new Charge(id, 1) : null,
        after,
        postings,
        events,
        () -> told(group, one.on(), invoice, parts.size(), rows.insert(invoice, one.at())));
  }

  /** What the customer's money pays of it. */
  private CustomerMoney.Paid paid(
      SubscriptionTransaction one, Group group, String id, Taxes taxes) {
    return one.row().hasCredit()
        ? money.pay(
            new CustomerMoney.Issued(
                one.tenant(),
                group.identity().customerId(),
                new Posting.Source(id, null, id, group.currency()),
                taxes.total(),
                one.madeOn(),
                one.bookedOn()))
        : CustomerMoney.Paid.NOTHING;
  }

  /** The receivable of a member's part, what it will earn, and the member that remembers it. */
  private Subscription noted(Part part, String id, long due, Taxes taxes) {
    SubscriptionTransaction transaction = part.transaction();
    List<Long> bases = taxes.bases().subList(part.first(), part.first() + part.lines().size());
    var issued =
        new Billing.Issued(
            id, due, part.first(), part.lines(), bases, Billing.billed(part.bill(), id));
    transaction.post(
        Posting.signed(
            transaction.bookedOn(),
            Account.RECEIVABLE,
            Account.DEFERRED_REVENUE,
            bases.stream().mapToLong(Long::longValue).sum(),
            Posting.What.INVOICE,
            transaction.source(id, id)));
    steps.earn(transaction, part.bill(), issued);
    return transaction.state().after(new Fact.Billed(transaction.on(), issued.billed(), null));
  }

  /** What is nobody's alone: the VAT, which is one sum per rate, and the customer's credit. */
  private static List<Posting> shared(
      SubscriptionTransaction one, String id, Taxes taxes, List<CustomerCredits.Used> used) {
    var source = new Posting.Source(id, null, id, one.state().currency());
    LocalDate on = one.bookedOn();
    var postings =
        new ArrayList<>(
            Posting.signed(
                on,
                Account.RECEIVABLE,
                Account.VAT_PAYABLE,
                taxes.vat(),
                Posting.What.VAT,
                source));
    int own = taxes.bases().size() - used.size();
    for (int i = 0; i < used.size(); i++) {
      postings.addAll(used.get(i).postings(on, -taxes.bases().get(own + i), source));
    }
    return postings;
  }

  private static InvoiceRows.NewInvoice invoice(
      Group group, String id, SubscriptionTransaction one, Taxes taxes, CustomerMoney.Paid paid) {
    CollectionMethod collection = group.collection();
    if (collection == null) {
      throw new IllegalStateException("a group with members knows how they pay");
    }
    return new InvoiceRows.NewInvoice(
        id,
        group.identity().tenant(),
        group.identity().groupId() + "/" + one.on(),
        group.identity().customerId(),
        null,
        group.identity().groupId(),
        collection.means(),
        one.madeOn(),
        Billing.dueDate(collection, one.madeOn()),
        group.currency(),
        taxes,
        paid);
  }

  private static List<Event> told(
      Group group, LocalDate on, InvoiceRows.NewInvoice invoice, int members, long number) {
    Map<String, Object> data = new TreeMap<>();
    data.put("groupId", group.identity().groupId());
    data.put("customerId", group.identity().customerId());
    data.put("on", on.toString());
    data.put("invoiceId", invoice.id());
    data.put("members", members);
    data.put("total", invoice.taxes().total());
    data.put("currency", invoice.currency());
    var events = new ArrayList<>(Billing.issued(invoice, number));
    events.add(new Event("group.billed", group.identity().groupId(), data));
    return events;
  }
}
