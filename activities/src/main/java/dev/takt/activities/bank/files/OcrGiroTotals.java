package dev.takt.activities.bank.files;

/**
 * The number and sum of payments of an OCR giro assignment or transmission. The sum is stated
 * without regard to signs, as the files that are known do; the sum less what is taken back is
 * accepted too, since the specification that we have does not say.
 */
final class OcrGiroTotals {
  private long count;
  private long gross;
  private long net;

  /** Something without an amount. */
  void count() {
    count++;
  }

  /**
   * A payment.
   *
   * @param signedAmount in øre
   */
  void add(long signedAmount) {
    count++;
    gross += Math.abs(signedAmount);
    net += signedAmount;
  }

  void add(OcrGiroTotals other) {
    count += other.count;
    gross += other.gross;
    net += other.net;
  }

  /**
   * Compares with a record of the end, 88 or 89.
   *
   * @param records of the assignment or transmission, with its start and end
   * @throws BankFileInvalid where a count or sum differs
   */
  void agreeWith(OcrGiroLine end, int records) {
    agreeWithCounts(end, records);
    long sum = end.numberAt(25, 41);
    if (sum != gross && sum != Math.abs(net)) {
      throw end.fault("It says a sum of " + sum + " øre, the payments come to " + gross);
    }
  }

  void agreeWithCounts(OcrGiroLine end, int records) {
    compare(end, "transactions", end.numberAt(9, 16), count);
    compare(end, "records", end.numberAt(17, 24), records);
  }

  private static void compare(OcrGiroLine end, String what, long stated, long actual) {
    if (stated != actual) {
      throw end.fault("It says " + stated + " " + what + ", there are " + actual);
    }
  }
}
