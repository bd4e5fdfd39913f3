package dev.takt.activities.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One amount that moves from one account to another: balanced by construction.
 *
 * @param bookedOn the date in the books; accruals are dated ahead
 * @param amount positive, in minor units
 * @param invoiceLine with accruals: the position, in its document, of the line that is earned
 */
public record Posting(
    LocalDate bookedOn,
    Account debit,
    Account credit,
    long amount,
    What what,
    Source source,
    @Nullable Integer invoiceLine) {

  public Posting {
    if (amount <= 0) {
      throw new IllegalArgumentException("a posting moves a positive amount, not " + amount);
    }
  }

  /** What a posting is about. */
  public enum What {
    INVOICE,
    VAT,
    ACCRUAL,
    CREDIT_NOTE,
    CUSTOMER_CREDIT,
    PAYMENT,
    PAYMENT_REVERSAL,
    BANK_ENTRY,
    REFUND,
    WRITE_OFF,
    /** What is claimed beside an invoice's principal. */
    CLAIM;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a posting comes from.
   *
   * @param documentId the invoice, credit note, payment or refund that it describes
   */
  public record Source(
      String documentId,
      @Nullable String subscriptionId,
      @Nullable String invoiceId,
      String currency) {}

  /** The posting of an amount of either sign, which turns the sides round; none for 0. */
  public static List<Posting> signed(
      LocalDate bookedOn, Account debit, Account credit, long amount, What what, Source source) {
    return line(bookedOn, debit, credit, amount, what, source, null);
  }

  /** The same, of one line of a document. */
  public static List<Posting> line(
      LocalDate bookedOn,
      Account debit,
      Account credit,
      long amount,
      What what,
      Source source,
      @Nullable Integer line) {
    if (amount == 0) {
      return List.of();
    }
    return List.of(
        amount > 0
            ? new Posting(bookedOn, debit, credit, amount, what, source, line)
            : new Posting(bookedOn, credit, debit, -amount, what, source, line));
  }

  /**
   * An entry of several debits and credits as single movements.
   *
   * @throws IllegalArgumentException when they do not balance
   */
  public static List<Posting> entry(
      LocalDate bookedOn,
      Map<Account, Long> debits,
      Map<Account, Long> credits,
      What what,
      Source source) {
    var open = new TreeMap<>(credits);
    var postings = new ArrayList<Posting>();
    for (var debit : new TreeMap<>(debits).entrySet()) {
      long rest = debit.getValue();
      for (var credit : open.entrySet()) {
        long part = Math.min(rest, credit.getValue());
        postings.addAll(signed(bookedOn, debit.getKey(), credit.getKey(), part, what, source));
        credit.setValue(credit.getValue() - part);
        rest -= part;
      }
      if (rest != 0) {
        throw new IllegalArgumentException("debits " + debits + " are more than " + credits);
      }
    }
    if (open.values().stream().anyMatch(rest -> rest != 0)) {
      throw new IllegalArgumentException("credits " + credits + " are more than " + debits);
    }
    return postings;
  }
}
