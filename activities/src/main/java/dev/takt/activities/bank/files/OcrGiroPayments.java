package dev.takt.activities.bank.files;

import dev.takt.activities.bank.files.BankTransaction.Direction;
import dev.takt.activities.bank.files.BankTransaction.Party;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The payments of one assignment of an OCR giro file, by the settlements in which they were booked.
 */
final class OcrGiroPayments {
  private static final String CURRENCY = "NOK";

  /** 10 to 17 are payments by their way, 19 and 21 purchases with and without a KID. */
  private static final Set<String> PAYMENTS =
      Set.of("10", "11", "12", "13", "14", "15", "16", "17", "19", "21");

  /** With and without a KID. */
  private static final Set<String> REVERSALS = Set.of("18", "20");

  private final String account;
  private final String assignment;
  private final TransactionKeys keys;
  private final OcrGiroTotals totals;
  private final Set<String> numbers = new HashSet<>();
  private final Map<String, List<BankTransaction>> settlements = new LinkedHashMap<>();

  OcrGiroPayments(String account, String assignment, TransactionKeys keys, OcrGiroTotals totals) {
    this.account = account;
    this.assignment = assignment;
    this.keys = keys;
    this.totals = totals;
  }

  /**
   * A payment.
   *
   * @param first record 30
   * @param second record 31
   * @param text of record 32; empty where there is none
   */
  void add(OcrGiroLine first, OcrGiroLine second, String text) {
    String number = first.field(9, 15);
    if (!numbers.add(number)) {
      throw first.fault("Transaction " + number + " is in the assignment already");
    }
    boolean reversal = isReversal(first);
    long amount = first.numberAt(33, 49);
    long signed = reversal ? -amount : amount;
    totals.add(signed);
    LocalDate bookedOn = first.requiredDateAt(16);
    String settlement = bookedOn + "-" + first.field(22, 31);
    String kid = first.field(50, 74).strip();
    settlements
        .computeIfAbsent(settlement, _ -> new ArrayList<>())
        .add(
            new BankTransaction(
                keys.of(account, signed, assignment, number, bookedOn.toString()),
                entryKey(settlement),
                account,
                reversal ? Direction.DEBIT : Direction.CREDIT,
                reversal,
                amount,
                CURRENCY,
                bookedOn,
                kid.isEmpty() ? List.of() : List.of(kid),
                text.isEmpty() ? List.of() : List.of(text),
                new Party(null, payer(second)),
                null));
  }

  /** One entry for each settlement. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    settlements.forEach(
        (settlement, payments) ->
            entries.add(
                new Entry(
                    entryKey(settlement),
                    payments.stream().mapToLong(BankTransaction::signedAmount).sum(),
                    CURRENCY,
                    payments.getFirst().bookedOn(),
                    0,
                    payments)));
    return entries;
  }

  private String entryKey(String settlement) {
    return account + "/" + assignment + "/" + settlement;
  }

  /** By its type; a payment with a sign takes one back too. */
  private static boolean isReversal(OcrGiroLine first) {
    String sign = first.field(32, 32);
    if (!Set.of("0", " ", "-").contains(sign)) {
      throw first.fault("Position 32 is no sign");
    }
    if (REVERSALS.contains(first.type())) {
      return true;
    }
    if (!PAYMENTS.contains(first.type())) {
      throw first.fault("The type of transaction " + first.type() + " is not known");
    }
    return sign.equals("-");
  }

  private static @Nullable String payer(OcrGiroLine second) {
    String account = second.field(48, 58).strip();
    return account.matches("0*") ? null : account;
  }
}
