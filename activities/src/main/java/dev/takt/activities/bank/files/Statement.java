package dev.takt.activities.bank.files;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of one account.
 *
 * @param account IBAN or national number, without blanks
 * @param balances one for each currency; none in a notification or a giro file
 * @param closedOn the last day of which everything is in the file; none where it does not say
 */
public record Statement(
    String id,
    String account,
    List<Balance> balances,
    List<Entry> entries,
    @Nullable LocalDate closedOn) {

  public Statement {
    balances = List.copyOf(balances);
    entries = List.copyOf(entries);
  }

  /** The day through which the bank was read: that of a closing balance or of a giro file's end. */
  public Optional<LocalDate> readThrough() {
    return Optional.ofNullable(closedOn);
  }

  /** The first day of the statement; none where nothing in it has a date. */
  public Optional<LocalDate> from() {
    return entries.stream().map(Entry::bookedOn).min(LocalDate::compareTo).or(this::readThrough);
  }

  /** The last day of the statement; none where nothing in it has a date. */
  public Optional<LocalDate> to() {
    return readThrough().or(() -> entries.stream().map(Entry::bookedOn).max(LocalDate::compareTo));
  }

  /**
   * The balances around a statement's entries in one currency: closing = opening + entries.
   *
   * @param opening in minor units, negative where the account is overdrawn
   * @param closing as the opening balance
   */
  public record Balance(
      String currency, long opening, LocalDate openingOn, long closing, LocalDate closingOn) {}
}
