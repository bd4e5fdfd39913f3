package dev.takt.activities.invoicing;

import dev.takt.activities.events.Event;
import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.ledger.Taxes;
import dev.takt.activities.receivables.CustomerMoney;
import dev.takt.activities.receivables.InvoiceStatus;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.subscription.Collection;
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
  private final CustomerCredits credits;
  private final CustomerMoney money;

  Billing(InvoiceRows rows, CustomerCredits credits, CustomerMoney money) {
    this.rows = rows;
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
   * Issues the invoice of a bill that needs one. Its number is taken when the occasion ends; its
   * accruals are the caller's, since they may depend on what else happens.
   */
  Issued issue(Occasion occasion, Bill bill) {
    String id = id(occasion);
    Subscription state = occasion.state();
    var lines = new ArrayList<>(lines(bill, state));
    int own = lines.size();
    List<CustomerCredits.Used> used =
        occasion.row().hasCredit()
            ? credits.use(occasion.tenant(), state.identity().customerId(), state.currency(), lines)
            : List.of();
    var owners = new ArrayList<>(Collections.nCopies(own, occasion.subscriptionId()));
    for (CustomerCredits.Used credit : used) {
      lines.add(credit.line());
      owners.add(credit.from());
    }
    Taxes taxes = Taxes.of(lines.stream().map(DocumentLine::taxed).toList());
    rows.insertLines(new InvoiceRows.Lines(occasion.tenant(), id, owners, lines, taxes.bases()));
    post(occasion, id, taxes, own, used);
    var paid = paid(occasion, id, taxes);
    var invoice = invoice(occasion, id, taxes, paid);
    occasion.number(() -> issued(invoice, rows.insert(invoice, occasion.at())));
    return new Issued(id, taxes.total() - paid.amount(), 0, lines, taxes.bases(), billed(bill, id));
  }

  /** What the customer's money pays of it. */
  private CustomerMoney.Paid paid(Occasion occasion, String id, Taxes taxes) {
    if (!occasion.row().hasCredit()) {
      return CustomerMoney.Paid.NOTHING;
    }
    var paid =
        money.pay(
            new CustomerMoney.Issued(
                occasion.tenant(),
                occasion.state().identity().customerId(),
                occasion.source(id, id),
                taxes.total(),
                occasion.madeOn(),
                occasion.bookedOn()));
    occasion.post(paid.postings());
    return paid;
  }

  /** The same for the same business date, on whatever day its invoice is made. */
  private static String id(Occasion occasion) {
    return Ids.of(
        "inv",
        occasion.tenant(),
        occasion.subscriptionId(),
        occasion.on(),
        occasion.row().invoicesOnDate());
  }

  static List<DocumentLine> lines(Bill bill, Subscription state) {
    return bill.lines().stream().map(line -> DocumentLine.of(line, state)).toList();
  }

  static List<BilledLine> billed(Bill bill, String invoiceId) {
    return bill.lines().stream().map(line -> line.billedBy(invoiceId)).toList();
  }

  private static InvoiceRows.NewInvoice invoice(
      Occasion occasion, String id, Taxes taxes, CustomerMoney.Paid paid) {
    Subscription state = occasion.state();
    Collection collection = state.collection();
    LocalDate issued = occasion.madeOn();
    int earlier = occasion.row().invoicesOnDate();
    String key = occasion.subscriptionId() + "/" + occasion.on();
    return new InvoiceRows.NewInvoice(
        id,
        occasion.tenant(),
        earlier == 0 ? key : key + "/" + (earlier + 1),
        state.identity().customerId(),
        occasion.subscriptionId(),
        null,
        collection.means(),
        issued,
        dueDate(collection, issued),
        state.currency(),
        taxes,
        paid);
  }

  /** The last day to pay counts from the day that the invoice bears. */
  static LocalDate dueDate(Collection collection, LocalDate issued) {
    return collection.means() == Collection.Means.CARD
        ? issued
        : issued.plusDays(collection.termsDays());
  }

  private static void post(
      Occasion occasion, String invoiceId, Taxes taxes, int own, List<CustomerCredits.Used> used) {
    var source = occasion.source(invoiceId, invoiceId);
    LocalDate on = occasion.bookedOn();
    long base = taxes.bases().subList(0, own).stream().mapToLong(Long::longValue).sum();
    occasion.post(
        Posting.signed(
            on, Account.RECEIVABLE, Account.DEFERRED_REVENUE, base, Posting.What.INVOICE, source));
    occasion.post(
        Posting.signed(
            on, Account.RECEIVABLE, Account.VAT_PAYABLE, taxes.vat(), Posting.What.VAT, source));
    for (int i = 0; i < used.size(); i++) {
      occasion.post(used.get(i).postings(on, -taxes.bases().get(own + i), source));
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
