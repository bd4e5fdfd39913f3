package dev.takt.activities.invoicing;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.ledger.Taxes;
import dev.takt.activities.receivables.CustomerMoney;
import dev.takt.activities.receivables.NewDocument;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.subscription.Charge;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.BilledLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Issues invoices: of a subscription, or joint ones of a group. Either is an invoice of one or more
 * parts, with one VAT sum per rate and one number; journal and accruals stay apart by subscription.
 * A part's credit lowers its own lines, and what is left of it the others'.
 */
@Component
public class InvoiceIssuer {
  private final LineRows lineRows;
  private final CustomerCredits credits;
  private final CustomerMoney money;
  private final ChargeRows charges;

  InvoiceIssuer(
      LineRows lineRows, CustomerCredits credits, CustomerMoney money, ChargeRows charges) {
    this.lineRows = lineRows;
    this.credits = credits;
    this.money = money;
    this.charges = charges;
  }

  /** Who an invoice is made out to, and how they pay: a subscription, or a group. */
  public record Payer(
      String customerId,
      @Nullable String subscriptionId,
      @Nullable String groupId,
      CollectionMethod collection,
      String currency) {

    public static Payer of(Subscription state) {
      return new Payer(
          state.identity().customerId(),
          state.identity().subscriptionId(),
          null,
          state.collection(),
          state.currency());
    }

    public static Payer of(Group group) {
      CollectionMethod collection = group.collection();
      if (collection == null) {
        throw new IllegalStateException("a group with members knows how they pay");
      }
      return new Payer(
          group.identity().customerId(),
          null,
          group.identity().groupId(),
          collection,
          group.currency());
    }

    String id() {
      return groupId == null ? String.valueOf(subscriptionId) : groupId;
    }

    /** The last day to pay counts from the day that the invoice bears. */
    LocalDate dueDate(LocalDate issued) {
      return collection.means() == CollectionMethod.Means.CARD
          ? issued
          : issued.plusDays(collection.termsDays());
    }
  }

  /** A bill of a subscription that goes on the invoice. */
  public record Part(SubscriptionTransaction transaction, Bill bill) {
    private List<DocumentLine> lines() {
      return Stream.concat(
              bill.lines().stream().map(line -> DocumentLine.of(line, transaction.state())),
              bill.extras().stream().map(DocumentLine::of))
          .toList();
    }
  }

  /**
   * A part as it stands on the invoice.
   *
   * @param first the place of the first of its lines there
   * @param bases of its lines, without VAT
   */
  public record IssuedPart(
      Part part, String invoiceId, int first, List<DocumentLine> lines, List<Long> bases) {

    /** What the subscription remembers of it. */
    public List<BilledLine> billed() {
      return part.bill().lines().stream().map(line -> line.billedBy(invoiceId)).toList();
    }

    private long base() {
      return bases.stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * An invoice as it was made.
   *
   * @param due its total less what the customer's money pays, in minor units
   */
  public record Issued(
      String id, CollectionMethod.Means means, long total, long due, List<IssuedPart> parts) {

    /** The charge of what is due; null where nothing is to be charged. */
    public @Nullable Charge charge() {
      return means == CollectionMethod.Means.CARD && due > 0 ? new Charge(id, 1) : null;
    }

    /** The invoice's id where it is to be paid by bank. */
    public @Nullable String debt() {
      return means == CollectionMethod.Means.INVOICE && due > 0 ? id : null;
    }
  }

  /** All lines of an invoice: those of the parts, then the credits that it uses. */
  private static final class Lines {
    private final List<DocumentLine> lines = new ArrayList<>();
    private final List<String> owners = new ArrayList<>();

    void add(DocumentLine line, String owner) {
      lines.add(line);
      owners.add(owner);
    }

    Taxes taxes() {
      return Taxes.of(lines.stream().map(DocumentLine::taxed).toList());
    }
  }

  /** Issues the invoice of a subscription's bill that needs one. */
  public Issued issue(SubscriptionTransaction transaction, Bill bill) {
    return issue(Payer.of(transaction.state()), List.of(new Part(transaction, bill)));
  }

  /**
   * Issues an invoice. Its number is taken when the transaction is written; the accruals are the
   * caller's, since they may depend on what else happens.
   *
   * @param parts of one transaction and one business date
   */
  public Issued issue(Payer payer, List<Part> parts) {
    SubscriptionTransaction transaction = parts.getFirst().transaction();
    int earlier = transaction.row().invoicesOnDate();
    String id = Ids.of("inv", transaction.tenant(), payer.id(), transaction.on(), earlier);
    var lines = new Lines();
    for (Part part : parts) {
      part.lines().forEach(line -> lines.add(line, part.transaction().subscriptionId()));
    }
    int own = lines.lines.size();
    List<CustomerCredits.Used> used = useCredits(payer, transaction, lines);
    Taxes taxes = lines.taxes();
    lineRows.insertInvoiceLines(
        new LineRows.Lines(transaction.tenant(), id, lines.owners, lines.lines, taxes.bases()));
    var source = new Posting.Source(id, payer.subscriptionId(), id, payer.currency());
    postVat(transaction, taxes, source);
    postCredits(transaction, used, taxes.bases().subList(own, taxes.bases().size()), source);
    List<IssuedPart> issued = issuedParts(parts, id, lines.lines, taxes.bases());
    issued.forEach(InvoiceIssuer::postBase);
    issued.forEach(charges::billed);
    CustomerMoney.Paid paid = pay(payer, transaction, taxes, source);
    transaction.gathered().issue(document(payer, parts, id, taxes, paid));
    return new Issued(
        id, payer.collection().means(), taxes.total(), taxes.total() - paid.amount(), issued);
  }

  private List<CustomerCredits.Used> useCredits(
      Payer payer, SubscriptionTransaction transaction, Lines lines) {
    if (!transaction.row().hasCredit()) {
      return List.of();
    }
    List<CustomerCredits.Used> used =
        credits.use(
            transaction.tenant(),
            payer.customerId(),
            payer.currency(),
            new CustomerCredits.Owners(lines.owners.stream().distinct().toList(), payer.groupId()),
            lines.lines);
    used.forEach(credit -> lines.add(credit.line(), credit.from()));
    return used;
  }

  /** The VAT is nobody's alone: it is one sum per rate. */
  private static void postVat(
      SubscriptionTransaction transaction, Taxes taxes, Posting.Source source) {
    transaction.post(
        Posting.signed(
            transaction.bookedOn(),
            Account.RECEIVABLE,
            Account.VAT_PAYABLE,
            taxes.vat(),
            Posting.What.VAT,
            source));
  }

  private static void postCredits(
      SubscriptionTransaction transaction,
      List<CustomerCredits.Used> used,
      List<Long> bases,
      Posting.Source source) {
    for (int i = 0; i < used.size(); i++) {
      transaction.post(used.get(i).postings(transaction.bookedOn(), -bases.get(i), source));
    }
  }

  private static List<IssuedPart> issuedParts(
      List<Part> parts, String id, List<DocumentLine> lines, List<Long> bases) {
    var issued = new ArrayList<IssuedPart>();
    int first = 0;
    for (Part part : parts) {
      int end = first + part.bill().lines().size() + part.bill().extras().size();
      issued.add(
          new IssuedPart(part, id, first, lines.subList(first, end), bases.subList(first, end)));
      first = end;
    }
    return issued;
  }

  private static void postBase(IssuedPart part) {
    SubscriptionTransaction transaction = part.part().transaction();
    transaction.post(
        Posting.signed(
            transaction.bookedOn(),
            Account.RECEIVABLE,
            Account.DEFERRED_REVENUE,
            part.base(),
            Posting.What.INVOICE,
            transaction.source(part.invoiceId(), part.invoiceId())));
  }

  /** What the customer's money pays of it. */
  private CustomerMoney.Paid pay(
      Payer payer, SubscriptionTransaction transaction, Taxes taxes, Posting.Source source) {
    if (!transaction.row().hasCredit()) {
      return CustomerMoney.Paid.NOTHING;
    }
    return money.pay(
        new CustomerMoney.Bill(
            payer.customerId(),
            source,
            taxes.total(),
            transaction.madeOn(),
            transaction.bookedOn()),
        transaction.gathered());
  }

  private static NewDocument.NewInvoice document(
      Payer payer, List<Part> parts, String id, Taxes taxes, CustomerMoney.Paid paid) {
    SubscriptionTransaction transaction = parts.getFirst().transaction();
    int earlier = transaction.row().invoicesOnDate();
    String key = payer.id() + "/" + transaction.on();
    return new NewDocument.NewInvoice(
        id,
        transaction.tenant(),
        earlier == 0 ? key : key + "/" + (earlier + 1),
        payer.customerId(),
        payer.subscriptionId(),
        payer.groupId() == null
            ? null
            : new NewDocument.Joint(payer.groupId(), transaction.on(), parts.size()),
        payer.collection().means(),
        transaction.madeOn(),
        payer.dueDate(transaction.madeOn()),
        transaction.onTestClock(),
        payer.currency(),
        taxes,
        paid);
  }
}
