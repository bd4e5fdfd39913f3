package dev.takt.activities.bank.files;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Writes Norwegian OCR giro files with one assignment.
 *
 * @param transmission 7 digits
 */
public record SampleOcrGiro(String transmission, String account, LocalDate day) {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("ddMMyy");

  public static SampleOcrGiro lastOfMarch() {
    return new SampleOcrGiro("0170031", "99991042764", LocalDate.of(2026, 3, 31));
  }

  /** A file in which each payment is a transaction, with sums that disregard signs. */
  public String file(List<SamplePayment> payments) {
    return String.join("\r\n", lines(payments)) + "\r\n";
  }

  public List<String> lines(List<SamplePayment> payments) {
    List<String> lines = new ArrayList<>();
    lines.add(filled("NY00001000008080" + transmission + "00010200"));
    lines.add(filled("NY0900200010085660000002" + account));
    for (SamplePayment payment : payments) {
      lines.addAll(transaction(payment, lines.size()));
    }
    long sum = payments.stream().mapToLong(it -> Math.abs(it.amount())).sum();
    String date = DATE.format(day);
    lines.add(
        filled(
            "NY090088%08d%08d%017d%s%s%s"
                .formatted(payments.size(), lines.size(), sum, date, date, date)));
    lines.add(
        filled("NY000089%08d%08d%017d%s".formatted(payments.size(), lines.size() + 1, sum, date)));
    return lines;
  }

  private List<String> transaction(SamplePayment payment, int number) {
    boolean hasText = payment.text() != null;
    String type = payment.amount() < 0 ? (hasText ? "20" : "18") : hasText ? "21" : "10";
    String kid = Objects.requireNonNullElse(payment.reference(), "");
    String payer = Objects.requireNonNullElse(payment.payerAccount(), "00000000000");
    String date = DATE.format(day);
    String sign = payment.amount() < 0 ? "-" : "0";
    List<String> lines = new ArrayList<>();
    lines.add(
        filled(
            "NY09%s30%07d%s1320101464%s%017d%25s"
                .formatted(type, number, date, sign, Math.abs(payment.amount()), kid)));
    lines.add(
        filled(
            "NY09%s31%07d9636827194099038562%s%s".formatted(type, number, "0".repeat(7), date)
                + payer));
    if (hasText) {
      lines.add(filled("NY09%s32%07d%-40s".formatted(type, number, payment.text())));
    }
    return lines;
  }

  static String filled(String record) {
    return record + "0".repeat(80 - record.length());
  }
}
