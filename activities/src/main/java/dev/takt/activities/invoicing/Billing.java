package dev.takt.activities.invoicing;

import dev.takt.activities.events.Event;
import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.ledger.Taxes;
import dev.takt.activities.receivables.CustomerMoney;
import dev.takt.activities.receivables.InvoiceStatus;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.BilledLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Makes an invoice of a bill: lines, VAT, number, journal, events. */
@Component
class Billing {
  private final InvoiceRows rows;
  private final LineRows lineRows;
  private final CustomerCredits credits;
  private final CustomerMoney money;

  Billing(InvoiceRows rows, LineRows lineRows, CustomerCredits credits, CustomerMoney money) {
    this.rows = rows;
    this.lineRows = lineRows;
    this.credits = credits;
    this.money = money;
  }

  /**
   * An invoice as it was made, or a member's part of a joint one.
   *
   * @param due on the whole invoice, in minor units: its total less what the customer's money pays
   * @param first the place of the first of these lines on it
   * @param bases of these lines without VAT
   * @param billed what the subscription remembers of it
   */
  record Issued(
      String id,
      long due,
      int first,
      List<DocumentLine> lines,
      List<Long> bases,
      List<BilledLine> billed) {}

  /**
   * Issues the invoice of a bill that needs one. Its number is taken when the transaction ends; its
   * accruals are the caller's, since they may depend on what else happens.
   */
  Issued issue(SubscriptionTransaction transaction, Bill bill) {
    String id = id(transaction);
    Subscription state = transaction.state();
    var lines = new ArrayList<>(lines(bill, state));
    int own = lines.size();
    List<CustomerCredits.Used> used =
        transaction.row().hasCredit()
            ? credits.use(
                transaction.tenant(), state.identity().customerId(), state.currency(), lines)
            : List.of();
    var owners = new ArrayList<>(Collections.nCopies(own, transaction.subscriptionId()));
    for (CustomerCredits.Used credit : used) {
      lines.add(credit.line());
      owners.add(credit.from());
    }
    Taxes taxes = Taxes.of(lines.stream().map(DocumentLine::taxed).toList());
    lineRows.insertInvoiceLines(
        new LineRows.Lines(transaction.tenant(), id, owners, lines, taxes.bases()));
    post(transaction, id, taxes, own, used);
    var paid = paid(transaction, id, taxes);
    var invoice = invoice(transaction, id, taxes, paid);
    transaction.number(() -> issued(invoice, rows.insert(invoice, transaction.at())));
    return new Issued(id, taxes.total() - paid.amount(), 0, lines, taxes.bases(), billed(bill, id));
  }

  /** What the customer's money pays of it. */
  private CustomerMoney.Paid paid(SubscriptionTransaction transaction, String id, Taxes taxes) {
    if (!transaction.row().hasCredit()) {
      return CustomerMoney.Paid.NOTHING;
    }
    var paid =
        money.pay(
            new CustomerMoney.Issued(
                transaction.tenant(),
                transaction.state().identity().customerId(),
                transaction.source(id, id),
                taxes.total(),
                transaction.madeOn(),
                transaction.bookedOn()));
    transaction.post(paid.postings());
    return paid;
  }

  /** The same for the same business date, on whatever day its invoice is made. */
  private static String id(SubscriptionTransaction transaction) {
    return Ids.of(
        "inv",
        transaction.tenant(),
        transaction.subscriptionId(),
        transaction.on(),
        transaction.row().invoicesOnDate());
  }

  static List<DocumentLine> lines(Bill bill, Subscription state) {
    return bill.lines().stream().map(line -> DocumentLine.of(line, state)).toList();
  }

  static List<BilledLine> billed(Bill bill, String invoiceId) {
    return bill.lines().stream().map(line -> line.billedBy(invoiceId)).toList();
  }

  private static InvoiceRows.NewInvoice invoice(
      SubscriptionTransaction transaction, String id, Taxes taxes, CustomerMoney.Paid paid) {
    Subscription state = transaction.state();
    CollectionMethod collection = state.collection();
    LocalDate issued = transaction.madeOn();
    int earlier = transaction.row().invoicesOnDate();
    String key = transaction.subscriptionId() + "/" + transaction.on();
    return new InvoiceRows.NewInvoice(
        id,
        transaction.tenant(),
        earlier == 0 ? key : key + "/" + (earlier + 1),
        state.identity().customerId(),
        transaction.subscriptionId(),
        null,
        collection.means(),
        issued,
        dueDate(collection, issued),
        state.currency(),
        taxes,
        paid);
  }

  /** The last day to pay counts from the day that the invoice bears. */
  static LocalDate dueDate(CollectionMethod collection, LocalDate issued) {
    return collection.means() == CollectionMethod.Means.CARD
        ? issued
        : issued.plusDays(collection.termsDays());
  }

  private static void post(
      SubscriptionTransaction transaction,
      String invoiceId,
      Taxes taxes,
      int own,
      List<CustomerCredits.Used> used) {
    var source = transaction.source(invoiceId, invoiceId);
    LocalDate on = transaction.bookedOn();
    long base = taxes.bases().subList(0, own).stream().mapToLong(Long::longValue).sum();
    transaction.post(
        Posting.signed(
            on, Account.RECEIVABLE, Account.DEFERRED_REVENUE, base, Posting.What.INVOICE, source));
    transaction.post(
        Posting.signed(
            on, Account.RECEIVABLE, Account.VAT_PAYABLE, taxes.vat(), Posting.What.VAT, source));
    for (int i = 0; i < used.size(); i++) {
      transaction.post(used.get(i).postings(on, -taxes.bases().get(own + i), source));
    }
  }

  /** The events that tell an invoice. */
  static List<Event> issued(InvoiceRows.NewInvoice invoice, long number) {
    var data = new TreeMap<>(about(invoice));
    data.put("number", String.valueOf(number));
    data.put("issueDate", invoice.issueDate().toString());
    data.put("dueDate", invoice.dueDate().toString());
    var events = new ArrayList<Event>();
    events.add(new Event("invoice.issued", invoice.id(), data));
    events.addAll(invoice.paid().events());
    if (invoice.status() == InvoiceStatus.PAID) {
      events.add(new Event("invoice.paid", invoice.id(), data));
    }
    return events;
  }

  private static Map<String, Object> about(InvoiceRows.NewInvoice invoice) {
    var about = new TreeMap<String, Object>();
    about.put("invoiceId", invoice.id());
    about.put("customerId", invoice.customerId());
    about.put("total", invoice.taxes().total());
    about.put("amountPaid", invoice.paid().amount());
    about.put("currency", invoice.currency());
    if (invoice.subscriptionId() != null) {
      about.put("subscriptionId", invoice.subscriptionId());
    }
    if (invoice.groupId() != null) {
      about.put("groupId", invoice.groupId());
    }
    return about;
  }
}
