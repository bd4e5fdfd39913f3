package dev.takt.activities.bank.files;

import dev.takt.activities.bank.files.BankFile.Format;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a Norwegian OCR giro file: the transmission, its assignments (one for each account) and
 * their counts and sums. Changes of mandates (AvtaleGiro) that come in the same transmission are
 * counted and passed over.
 */
final class OcrGiroReader {
  private static final String OCR_GIRO = "09";
  private static final String AVTALEGIRO = "21";
  private static final String MANDATES = "24";

  private final List<OcrGiroLine> lines;
  private final TransactionKeys keys = new TransactionKeys();
  private int next;

  OcrGiroReader(byte[] file) {
    lines = OcrGiroLine.of(file);
  }

  BankFile read() {
    OcrGiroLine start = take("00", "10");
    String transmission = start.field(17, 23);
    List<Statement> statements = new ArrayList<>();
    var totals = new OcrGiroTotals();
    while (next < lines.size() && lines.get(next).kind().equals("20")) {
      OcrGiroTotals assignment = new OcrGiroTotals();
      assignment(transmission, assignment).ifPresent(statements::add);
      totals.add(assignment);
    }
    OcrGiroLine end = take("00", "89");
    totals.agreeWith(end, next);
    if (next < lines.size()) {
      throw lines.get(next).fault("It comes after the end of the transmission");
    }
    LocalDate closedOn = end.requiredDateAt(42);
    return new BankFile(
        Format.OCR_GIRO,
        transmission,
        statements.stream().map(it -> closedOn(closedOn, it)).toList());
  }

  private static Statement closedOn(LocalDate day, Statement statement) {
    return new Statement(
        statement.id(), statement.account(), statement.balances(), statement.entries(), day);
  }

  private Optional<Statement> assignment(String transmission, OcrGiroTotals totals) {
    int first = next;
    OcrGiroLine start = lines.get(next);
    boolean mandates = start.service().equals(AVTALEGIRO) && start.type().equals(MANDATES);
    if (mandates) {
      next++;
      while (next < lines.size() && lines.get(next).kind().equals("70")) {
        take(AVTALEGIRO, "70");
        totals.count();
      }
      totals.agreeWithCounts(take(AVTALEGIRO, "88"), next - first);
      return Optional.empty();
    }
    take(OCR_GIRO, "20");
    String id = transmission + "-" + start.field(18, 24);
    var payments = new OcrGiroPayments(account(start), id, keys, totals);
    while (next < lines.size() && lines.get(next).kind().equals("30")) {
      payment(payments);
    }
    totals.agreeWith(take(OCR_GIRO, "88"), next - first);
    return Optional.of(new Statement(id, account(start), List.of(), payments.entries(), null));
  }

  private void payment(OcrGiroPayments payments) {
    OcrGiroLine first = take(OCR_GIRO, "30");
    OcrGiroLine second = takeMore(first, "31");
    boolean hasText = next < lines.size() && lines.get(next).kind().equals("32");
    String text = hasText ? takeMore(first, "32").field(16, 55).strip() : "";
    payments.add(first, second, text);
  }

  /** A further record of a transaction. */
  private OcrGiroLine takeMore(OcrGiroLine first, String kind) {
    OcrGiroLine line = take(OCR_GIRO, kind);
    boolean same = line.type().equals(first.type()) && line.field(9, 15).equals(first.field(9, 15));
    if (!same) {
      throw line.fault("It is of another transaction than line " + first.number());
    }
    return line;
  }

  private OcrGiroLine take(String service, String kind) {
    if (next == lines.size()) {
      throw lines.getLast().fault("The file ends after it, without record " + kind);
    }
    OcrGiroLine line = lines.get(next++);
    if (!line.service().equals(service) || !line.kind().equals(kind)) {
      throw line.fault(
          "Record %s of service %s is expected, it is %s of %s"
              .formatted(kind, service, line.kind(), line.service()));
    }
    return line;
  }

  private static String account(OcrGiroLine start) {
    start.numberAt(25, 35);
    return start.field(25, 35);
  }
}
