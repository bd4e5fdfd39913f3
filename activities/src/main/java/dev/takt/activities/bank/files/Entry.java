package dev.takt.activities.bank.files;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * One booking on an account: a transfer, or many that the bank booked together.
 *
 * @param key names the booking, in each file that has it
 * @param amount in minor units, negative where money left the account
 * @param charges what the bank kept of the transactions: their sum less the amount, in minor units
 */
public record Entry(
    String key,
    long amount,
    String currency,
    LocalDate bookedOn,
    long charges,
    List<BankTransaction> transactions) {

  public Entry {
    transactions = List.copyOf(transactions);
  }

  Stream<BankTransaction> stream() {
    return transactions.stream();
  }
}
