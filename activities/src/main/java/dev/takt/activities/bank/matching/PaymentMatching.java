package dev.takt.activities.bank.matching;

import dev.takt.activities.bank.matching.PaymentMatch.Ground;
import dev.takt.activities.bank.matching.PaymentMatch.Paying;
import dev.takt.activities.bank.matching.PaymentMatch.Proposed;
import dev.takt.activities.bank.matching.PaymentMatch.Unknown;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which invoices a transfer pays. A right reference pays its invoice, whatever the amount:
 * a part of it, or all with the rest for the customer. Where the amount is exactly that of the
 * invoice and of the customer's oldest others, it pays them too. Everything else is proposed.
 */
public final class PaymentMatching {
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]+");

  /** A shorter word, such as "og" or an initial, is in many names. */
  private static final int TELLING = 3;

  private PaymentMatching() {}

  /**
   * The invoices that a transfer pays, or may pay.
   *
   * @param candidates those that it states, whatever has become of them, and what is payable of the
   *     same customers; or, where it states none, all that its payer or its amount points to
   */
  public static PaymentMatch of(IncomingPayment payment, List<PayableInvoice> candidates) {
    List<PayableInvoice> ofCurrency =
        candidates.stream()
            .filter(invoice -> invoice.currency().equals(payment.currency()))
            .sorted(PayableInvoice.OLDEST_FIRST)
            .toList();
    List<PayableInvoice> stated =
        ofCurrency.stream().filter(invoice -> invoice.isStatedIn(payment)).toList();
    return stated.isEmpty()
        ? proposal(payment, payable(ofCurrency))
        : byReference(payment, stated, payable(ofCurrency));
  }

  private static PaymentMatch byReference(
      IncomingPayment payment, List<PayableInvoice> stated, List<PayableInvoice> payable) {
    String customer = stated.getFirst().customerId();
    boolean ofOne = stated.stream().allMatch(invoice -> invoice.customerId().equals(customer));
    if (!ofOne
        && payable(stated).stream().mapToLong(PayableInvoice::payable).sum() != payment.amount()) {
      return new Proposed(ids(stated), customer, Ground.REFERENCES);
    }
    return new Paying(PaymentShare.of(payment.amount(), withOthers(payment, stated, payable)));
  }

  /**
   * The stated invoices, and the oldest others of the customer where they take exactly the rest.
   */
  private static List<PayableInvoice> withOthers(
      IncomingPayment payment, List<PayableInvoice> stated, List<PayableInvoice> payable) {
    List<PayableInvoice> others =
        payable.stream()
            .filter(invoice -> invoice.customerId().equals(stated.getFirst().customerId()))
            .filter(invoice -> !stated.contains(invoice))
            .toList();
    long rest = payment.amount() - stated.stream().mapToLong(PayableInvoice::payable).sum();
    for (int count = 1; count <= others.size() && rest > 0; count++) {
      rest -= others.get(count - 1).payable();
      if (rest == 0) {
        return Stream.concat(stated.stream(), others.stream().limit(count)).toList();
      }
    }
    return stated;
  }

  private static PaymentMatch proposal(IncomingPayment payment, List<PayableInvoice> payable) {
    PaymentMatch byAccount =
        ofOneCustomer(payment, payable, PayableInvoice::known, Ground.PAYER_ACCOUNT);
    if (!(byAccount instanceof Unknown)) {
      return byAccount;
    }
    PaymentMatch byName =
        ofOneCustomer(
            payment,
            payable,
            invoice -> isSameName(payment.payerName(), invoice.customerName()),
            Ground.PAYER_NAME);
    if (!(byName instanceof Unknown)) {
      return byName;
    }
    List<PayableInvoice> ofAmount =
        payable.stream().filter(invoice -> invoice.payable() == payment.amount()).toList();
    return ofAmount.size() == 1 ? proposed(ofAmount, Ground.AMOUNT) : new Unknown();
  }

  /** The customer's invoice of the amount, the oldest ones that add up to it, or the oldest. */
  private static PaymentMatch ofOneCustomer(
      IncomingPayment payment,
      List<PayableInvoice> payable,
      Predicate<PayableInvoice> fits,
      Ground ground) {
    List<PayableInvoice> fitting = payable.stream().filter(fits).toList();
    Set<String> customers = new TreeSet<>();
    fitting.forEach(invoice -> customers.add(invoice.customerId()));
    if (customers.size() != 1) {
      List<PayableInvoice> ofAmount =
          fitting.stream().filter(invoice -> invoice.payable() == payment.amount()).toList();
      return ofAmount.size() == 1 ? proposed(ofAmount, ground) : new Unknown();
    }
    List<PayableInvoice> exactly =
        fitting.stream().filter(invoice -> invoice.payable() == payment.amount()).limit(1).toList();
    if (!exactly.isEmpty()) {
      return proposed(exactly, ground);
    }
    long sum = 0;
    for (int count = 1; count <= fitting.size(); count++) {
      sum += fitting.get(count - 1).payable();
      if (sum >= payment.amount()) {
        return proposed(fitting.subList(0, count), ground);
      }
    }
    return proposed(fitting, ground);
  }

  private static Proposed proposed(List<PayableInvoice> invoices, Ground ground) {
    return new Proposed(ids(invoices), invoices.getFirst().customerId(), ground);
  }

  private static List<String> ids(List<PayableInvoice> invoices) {
    return invoices.stream().map(PayableInvoice::id).toList();
  }

  private static List<PayableInvoice> payable(List<PayableInvoice> invoices) {
    return invoices.stream().filter(invoice -> invoice.payable() > 0).toList();
  }

  /** Whether each word of one name is in the other, and one word at least is telling. */
  static boolean isSameName(@Nullable String one, @Nullable String other) {
    Set<String> some = words(Objects.requireNonNullElse(one, ""));
    Set<String> others = words(Objects.requireNonNullElse(other, ""));
    return areTold(some, others) || areTold(others, some);
  }

  private static boolean areTold(Set<String> words, Set<String> by) {
    return words.stream().anyMatch(word -> word.length() >= TELLING) && by.containsAll(words);
  }

  private static Set<String> words(String name) {
    Set<String> words = new TreeSet<>();
    NO_LETTER
        .splitAsStream(name.toUpperCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .forEach(words::add);
    return words;
  }
}
