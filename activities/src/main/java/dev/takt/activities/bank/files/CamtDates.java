package dev.takt.activities.bank.files;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Dates of a CAMT message: with a time of day, with a zone, or plain. */
final class CamtDates {
  private static final int LENGTH = "2026-03-31".length();

  private CamtDates() {}

  /** The date of the first of these paths that there is, where it stands. */
  static LocalDate of(XmlElement element, String... paths) {
    XmlElement date = element.required(paths);
    XmlElement value = date.first("Dt", "DtTm").orElse(date);
    String text = value.text();
    try {
      return LocalDate.parse(text.length() > LENGTH ? text.substring(0, LENGTH) : text);
    } catch (DateTimeException e) {
      throw value.fault("It is no date: " + CamtAmount.abridged(text));
    }
  }
}
