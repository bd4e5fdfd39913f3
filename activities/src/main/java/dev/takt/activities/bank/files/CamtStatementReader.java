package dev.takt.activities.bank.files;

import dev.takt.activities.bank.files.BankFile.Format;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads one statement or notification of a CAMT message and proves its sums. */
final class CamtStatementReader {
  private final XmlCursor cursor;
  private final TransactionKeys keys;
  private final Format format;
  private final XmlElement statement;
  private final CamtBalances balances = new CamtBalances();
  private final CamtTotals totals = new CamtTotals();
  private final List<Entry> entries = new ArrayList<>();
  private @Nullable String account;

  /** A reader of the element that a cursor is at. */
  CamtStatementReader(XmlCursor cursor, TransactionKeys keys, Format format) {
    this.cursor = cursor;
    this.keys = keys;
    this.format = format;
    statement = cursor.shell();
  }

  Statement read() {
    cursor.children(
        name -> {
          switch (name) {
            case "Acct" -> account = accountOf(cursor.whole());
            case "Bal" -> balances.add(cursor.whole());
            case "Ntry" -> entry();
            case "Id", "TxsSummry" -> statement.add(cursor.whole());
            default -> {}
          }
        });
    String of = account();
    statement.first("TxsSummry").ifPresent(totals::agreeWith);
    List<Statement.Balance> proven = List.of();
    LocalDate closedOn = null;
    if (format == Format.CAMT_053) {
      proven = balances.around(statement, entries);
      closedOn = balances.closedOn();
    }
    String id = Objects.requireNonNullElse(statement.textOf("Id"), "");
    return new Statement(id, of, proven, entries, closedOn);
  }

  private void entry() {
    CamtEntryReader entry = new CamtEntryReader(cursor, keys, account());
    entry.read().ifPresent(entries::add);
    totals.add(entry.entry());
  }

  private String account() {
    if (account == null) {
      throw statement.fault("It lacks Acct, or has it after an entry");
    }
    return account;
  }

  private static String accountOf(XmlElement element) {
    String number = accountNumber(element);
    if (number == null) {
      throw element.fault("It lacks Id/IBAN or Id/Othr/Id");
    }
    return number;
  }

  /** IBAN or another number of an account, without blanks; null where the element has none. */
  static @Nullable String accountNumber(XmlElement account) {
    String number = account.textOf("Id/IBAN", "Id/Othr/Id");
    return number == null ? null : number.replaceAll("\\s", "");
  }
}
