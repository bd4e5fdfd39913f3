package dev.takt.activities.bank.files;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One record of 80 characters of an OCR giro file. Positions count from 1, as in the specification;
 * both ends of a field belong to it.
 *
 * @param number of the line, from 1
 */
record OcrGiroLine(int number, String text) {
  private static final int LENGTH = 80;

  /** Dates have two digits of the year, and Norway's giro files are of this century. */
  private static final int CENTURY = 2000;

  /** The records of a file: an end of line after the last one may be missing, nothing else. */
  static List<OcrGiroLine> of(byte[] file) {
    List<OcrGiroLine> lines = new ArrayList<>();
    for (String each : new String(file, StandardCharsets.ISO_8859_1).split("\\r?\\n", -1)) {
      lines.add(new OcrGiroLine(lines.size() + 1, each));
    }
    while (lines.size() > 1 && lines.getLast().text().isBlank()) {
      lines.removeLast();
    }
    lines.forEach(OcrGiroLine::check);
    return lines;
  }

  private void check() {
    if (text.length() != LENGTH) {
      throw fault("It has " + text.length() + " characters instead of " + LENGTH);
    }
    if (!text.startsWith("NY")) {
      throw fault("It does not begin with NY");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw fault("It has a control character: the file is not of ISO 8859-1");
    }
  }

  /** Service, type and kind of record. */
  String service() {
    return field(3, 4);
  }

  String type() {
    return field(5, 6);
  }

  String kind() {
    return field(7, 8);
  }

  String field(int from, int to) {
    return text.substring(from - 1, to);
  }

  /** A number of up to 17 digits. */
  long numberAt(int from, int to) {
    String digits = field(from, to);
    if (!digits.chars().allMatch(it -> it >= '0' && it <= '9')) {
      throw fault("Positions " + from + " to " + to + " are no number");
    }
    return Long.parseLong(digits);
  }

  /** A date as DDMMYY; empty where it is left out. */
  Optional<LocalDate> dateAt(int from) {
    String digits = field(from, from + 5);
    if (digits.isBlank() || digits.equals("000000")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.of(
              CENTURY + (int) numberAt(from + 4, from + 5),
              (int) numberAt(from + 2, from + 3),
              (int) numberAt(from, from + 1)));
    } catch (DateTimeException e) {
      throw fault("Positions " + from + " to " + (from + 5) + " are no date");
    }
  }

  LocalDate requiredDateAt(int from) {
    return dateAt(from).orElseThrow(() -> fault("It lacks the date at position " + from));
  }

  BankFileInvalid fault(String problem) {
    return new BankFileInvalid("line " + number, problem);
  }
}
