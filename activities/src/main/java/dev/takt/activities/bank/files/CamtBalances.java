package dev.takt.activities.bank.files;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The balances of a CAMT statement. The opening one is OPBD, else that of the statement before
 * (PRCD), else the first interim one (ITBD); the closing one is CLBD, else the last interim one.
 */
final class CamtBalances {
  private final List<Booked> all = new ArrayList<>();

  private record Booked(String code, long amount, String currency, LocalDate on) {
    boolean isOf(String code, String currency) {
      return this.code.equals(code) && this.currency.equals(currency);
    }
  }

  void add(XmlElement balance) {
    String code = balance.textOf("Tp/CdOrPrtry/Cd");
    if (code != null && Set.of("OPBD", "PRCD", "ITBD", "CLBD").contains(code)) {
      String currency = CamtAmount.of(balance.required("Amt")).currency();
      all.add(new Booked(code, CamtAmount.signed(balance), currency, CamtDates.of(balance, "Dt")));
    }
  }

  /** The day through which a statement is complete: null where it has no closing balance. */
  @Nullable LocalDate closedOn() {
    return all.stream()
        .filter(it -> it.code().equals("CLBD"))
        .map(Booked::on)
        .min(LocalDate::compareTo)
        .orElse(null);
  }

  /**
   * The balances by currency, for each of which opening + entries = closing.
   *
   * @throws BankFileInvalid where they disagree or one is missing
   */
  List<Statement.Balance> around(XmlElement statement, List<Entry> entries) {
    Set<String> currencies = new LinkedHashSet<>();
    all.forEach(it -> currencies.add(it.currency()));
    entries.forEach(it -> currencies.add(it.currency()));
    if (currencies.isEmpty()) {
      throw statement.fault("It lacks its balances");
    }
    return currencies.stream().map(it -> around(statement, it, entries)).toList();
  }

  private Statement.Balance around(XmlElement statement, String currency, List<Entry> entries) {
    Booked opening = opening(currency).orElseThrow(() -> lacks(statement, "opening", currency));
    Booked closing = closing(currency).orElseThrow(() -> lacks(statement, "closing", currency));
    long sum =
        entries.stream()
            .filter(it -> it.currency().equals(currency))
            .mapToLong(Entry::amount)
            .sum();
    if (opening.amount() + sum != closing.amount()) {
      throw statement.fault(
          "Its sums disagree: opening balance %d and entries %d are not the closing balance %d (minor units of %s)"
              .formatted(opening.amount(), sum, closing.amount(), currency));
    }
    return new Statement.Balance(
        currency, opening.amount(), opening.on(), closing.amount(), closing.on());
  }

  private Optional<Booked> opening(String currency) {
    return first("OPBD", currency)
        .or(() -> first("PRCD", currency))
        .or(() -> first("ITBD", currency));
  }

  private Optional<Booked> closing(String currency) {
    return last("CLBD", currency).or(() -> last("ITBD", currency));
  }

  private Optional<Booked> first(String code, String currency) {
    return all.stream().filter(it -> it.isOf(code, currency)).findFirst();
  }

  private Optional<Booked> last(String code, String currency) {
    return all.reversed().stream().filter(it -> it.isOf(code, currency)).findFirst();
  }

  private static BankFileInvalid lacks(XmlElement statement, String which, String currency) {
    return statement.fault("It lacks its " + which + " balance in " + currency);
  }
}
