package dev.takt.activities.bank.files;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The number and sums of all entries of a CAMT statement, booked or not, to compare with its
 * summary.
 */
final class CamtTotals {
  private final Side credits = new Side();
  private final Side debits = new Side();

  /** The entries of one direction. */
  private static final class Side {
    private int count;
    private BigDecimal sum = BigDecimal.ZERO;
  }

  void add(XmlElement entry) {
    Side side = CamtAmount.isCredit(entry) ? credits : debits;
    side.count++;
    side.sum = side.sum.add(CamtAmount.decimal(entry.required("Amt")));
  }

  /**
   * Compares with {@code TxsSummry}.
   *
   * @throws BankFileInvalid where a number or sum differs
   */
  void agreeWith(XmlElement summary) {
    compare(summary.first("TtlNtries"), credits.count + debits.count, credits.sum.add(debits.sum));
    compare(summary.first("TtlCdtNtries"), credits.count, credits.sum);
    compare(summary.first("TtlDbtNtries"), debits.count, debits.sum);
    BigDecimal net = credits.sum.subtract(debits.sum);
    summary
        .first("TtlNtries/TtlNetNtryAmt", "TtlNtries/TtlNetNtry/Amt")
        .ifPresent(it -> compare(it, CamtAmount.decimal(it), net.abs()));
    summary
        .first("TtlNtries/CdtDbtInd", "TtlNtries/TtlNetNtry/CdtDbtInd")
        .filter(it -> net.signum() != 0 && it.text().equals("DBIT") != net.signum() < 0)
        .ifPresent(
            it -> {
              throw it.fault("The entries come to " + net.toPlainString());
            });
  }

  private static void compare(Optional<XmlElement> total, int count, BigDecimal sum) {
    total
        .flatMap(it -> it.first("NbOfNtries"))
        .ifPresent(it -> compare(it, CamtAmount.decimal(it), BigDecimal.valueOf(count)));
    total.flatMap(it -> it.first("Sum")).ifPresent(it -> compare(it, CamtAmount.decimal(it), sum));
  }

  private static void compare(XmlElement total, BigDecimal stated, BigDecimal actual) {
    if (stated.compareTo(actual) != 0) {
      throw total.fault(
          "It says " + stated.toPlainString() + ", the entries come to " + actual.toPlainString());
    }
  }
}
