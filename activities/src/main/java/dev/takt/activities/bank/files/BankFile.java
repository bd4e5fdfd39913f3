package dev.takt.activities.bank.files;

import java.util.List;
import java.util.stream.Stream;

/**
 * A file from a bank that was read whole and whose sums agree.
 *
 * @param id the bank's name for the message or transmission; empty where it gives none
 * @param statements one for each account and period of the file
 */
public record BankFile(Format format, String id, List<Statement> statements) {

  /** The formats that are read. */
  public enum Format {
    /** ISO 20022 statement: what was booked, between two balances. */
    CAMT_053,
    /** ISO 20022 notification: what was booked, perhaps not all of it. */
    CAMT_054,
    /** Norwegian payments with a KID. */
    OCR_GIRO
  }

  public BankFile {
    statements = List.copyOf(statements);
  }

  public Stream<BankTransaction> transactions() {
    return statements.stream().flatMap(it -> it.entries().stream()).flatMap(Entry::stream);
  }
}
