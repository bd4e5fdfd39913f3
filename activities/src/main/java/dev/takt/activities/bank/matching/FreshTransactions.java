package dev.takt.activities.bank.matching;

import dev.takt.activities.bank.files.BankTransaction;
import dev.takt.activities.bank.files.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a file is news. A booking that an earlier file has told of is told once more by the next:
 * transaction for transaction, as one sum, or in the details that the sum lacked.
 *
 * @param fresh transactions that no file has told of
 * @param charges of their bookings, by the first fresh transaction of each, in minor units
 * @param details what one known transaction was the sum of, by the id of that one
 * @param repeated how many transactions were told before
 */
public record FreshTransactions(
    List<BankTransaction> fresh,
    Map<String, Long> charges,
    Map<String, Entry> details,
    int repeated) {

  /**
   * A transaction that is booked.
   *
   * @param amount in minor units, negative where money left
   * @param open whether nobody has decided whose it is
   */
  public record Known(String id, String key, String bookingKey, long amount, boolean open) {}

  /** What is news in these bookings. */
  public static FreshTransactions of(List<Entry> entries, List<Known> known) {
    Set<String> keys = new HashSet<>();
    Map<String, List<Known>> bookings = new HashMap<>();
    for (Known each : known) {
      keys.add(each.key());
      bookings.computeIfAbsent(each.bookingKey(), _ -> new ArrayList<>()).add(each);
    }
    var news = new FreshTransactions(new ArrayList<>(), new HashMap<>(), new HashMap<>(), 0);
    int repeated = 0;
    for (Entry entry : entries) {
      repeated += news.take(entry, keys, bookings.getOrDefault(entry.key(), List.of()));
    }
    return new FreshTransactions(news.fresh, news.charges, news.details, repeated);
  }

  /** Takes what is new of a booking; the answer is how many of its transactions are not. */
  private int take(Entry entry, Set<String> keys, List<Known> known) {
    List<BankTransaction> unheard =
        entry.transactions().stream().filter(each -> !keys.contains(each.key())).toList();
    if (unheard.isEmpty()) {
      return entry.transactions().size();
    }
    if (isOneOpenSumOf(entry, known)) {
      details.put(known.getFirst().id(), entry);
      return 0;
    }
    if (isToldAlready(entry, known)) {
      return entry.transactions().size();
    }
    fresh.addAll(unheard);
    if (known.isEmpty() && entry.charges() != 0) {
      charges.put(unheard.getFirst().key(), entry.charges());
    }
    return entry.transactions().size() - unheard.size();
  }

  private static boolean isOneOpenSumOf(Entry entry, List<Known> known) {
    return known.size() == 1
        && entry.transactions().size() > 1
        && known.getFirst().open()
        && known.getFirst().amount() == entry.amount();
  }

  private static boolean isToldAlready(Entry entry, List<Known> known) {
    long told = known.stream().mapToLong(Known::amount).sum();
    return !known.isEmpty() && (told == entry.amount() || told == entry.amount() + entry.charges());
  }
}
