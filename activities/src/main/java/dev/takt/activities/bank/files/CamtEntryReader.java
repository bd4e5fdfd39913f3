package dev.takt.activities.bank.files;

import dev.takt.activities.bank.files.BankTransaction.Direction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads one entry of a CAMT statement with the transactions that the bank booked together in it.
 */
final class CamtEntryReader {
  /** Bulk credits of a day have some thousands. */
  private static final int MOST_TRANSACTIONS = 100_000;

  private final XmlCursor cursor;
  private final TransactionKeys keys;
  private final String account;
  private final XmlElement entry;
  private final List<CamtDetails> details = new ArrayList<>();

  /** A reader of the element that a cursor is at. */
  CamtEntryReader(XmlCursor cursor, TransactionKeys keys, String account) {
    this.cursor = cursor;
    this.keys = keys;
    this.account = account;
    entry = cursor.shell();
  }

  /** The entry as it was read, without its details. */
  XmlElement entry() {
    return entry;
  }

  /** The entry; empty where it is announced only, not booked. */
  Optional<Entry> read() {
    cursor.children(
        name -> {
          if (name.equals("NtryDtls")) {
            batch();
          } else {
            entry.add(cursor.whole());
          }
        });
    long amount = CamtAmount.signed(entry);
    return isBooked() ? Optional.of(booked(amount)) : Optional.empty();
  }

  private boolean isBooked() {
    String status = entry.textOf("Sts/Cd", "Sts");
    return status == null || status.equals("BOOK");
  }

  private void batch() {
    XmlElement batch = cursor.shell();
    int before = details.size();
    cursor.children(
        name -> {
          switch (name) {
            case "TxDtls" -> add(CamtDetails.of(cursor.whole(), entry));
            case "Btch" -> batch.add(cursor.whole());
            default -> {}
          }
        });
    List<CamtDetails> ofBatch = details.subList(before, details.size());
    if (!ofBatch.isEmpty()) {
      batch.first("Btch/NbOfTxs").ifPresent(it -> compare(it, ofBatch.size()));
      batch.first("Btch/TtlAmt").ifPresent(it -> compare(it, CamtAmount.of(it), ofBatch));
    }
  }

  /** Only one that is alone may leave its amount to the entry. */
  private void add(CamtDetails more) {
    details.add(more);
    if (details.size() > 1 && (more.amount() == null || details.getFirst().amount() == null)) {
      throw entry.fault("Of its transactions one lacks its amount");
    }
    if (details.size() > MOST_TRANSACTIONS) {
      throw entry.fault("It has more than " + MOST_TRANSACTIONS + " transactions");
    }
  }

  private static void compare(XmlElement stated, int count) {
    if (CamtAmount.decimal(stated).compareTo(BigDecimal.valueOf(count)) != 0) {
      throw stated.fault("It says " + stated.text() + ", there are " + count + " transactions");
    }
  }

  private void compare(XmlElement stated, CamtAmount total, List<CamtDetails> ofBatch) {
    boolean stands =
        ofBatch.getFirst().amount() == null || Math.abs(sumOf(ofBatch)) == total.minor();
    if (!stands && total.currency().equals(currency())) {
      throw stated.fault("It says " + stated.text() + ", its transactions come to another sum");
    }
  }

  /** The sum of details that say their amounts, negative for debits. */
  private static long sumOf(List<CamtDetails> details) {
    return details.stream().mapToLong(it -> Objects.requireNonNull(it.amount())).sum();
  }

  private String currency() {
    return CamtAmount.of(entry.required("Amt")).currency();
  }

  private Entry booked(long amount) {
    List<CamtDetails> all = details.isEmpty() ? List.of(CamtDetails.ofEntry(entry)) : details;
    LocalDate bookedOn = CamtDates.of(entry, "BookgDt", "ValDt");
    String reference = TransactionKeys.meaningful(entry.textOf("AcctSvcrRef"));
    String name = reference == null ? TransactionKeys.digest(bookedOn + " " + all) : reference;
    String key = keys.of(account, amount, "entry", name);
    List<BankTransaction> transactions = new ArrayList<>();
    for (CamtDetails each : all) {
      long signed = Objects.requireNonNullElse(each.amount(), amount);
      String own = each.reference();
      String ofTransaction =
          own == null
              ? keys.of(account, signed, name, Integer.toString(transactions.size() + 1))
              : keys.of(account, signed, own);
      transactions.add(transaction(each, ofTransaction, key, signed, bookedOn));
    }
    return new Entry(key, amount, currency(), bookedOn, charges(amount), transactions);
  }

  private BankTransaction transaction(
      CamtDetails each, String key, String entryKey, long signed, LocalDate bookedOn) {
    return new BankTransaction(
        key,
        entryKey,
        account,
        signed < 0 || (signed == 0 && !CamtAmount.isCredit(entry))
            ? Direction.DEBIT
            : Direction.CREDIT,
        each.reversal(),
        Math.abs(signed),
        currency(),
        bookedOn,
        each.references(),
        each.texts(),
        each.counterparty(account),
        each.endToEndId());
  }

  /**
   * What the bank kept of the transactions: nothing where they come to the entry, else the charges
   * that it states, where these are the difference.
   */
  private long charges(long amount) {
    if (details.isEmpty() || details.getFirst().amount() == null) {
      return 0;
    }
    long sum = sumOf(details);
    long kept = sum - amount;
    long stated =
        CamtDetails.charges(entry, currency())
            + details.stream().mapToLong(CamtDetails::charges).sum();
    if (kept != 0 && kept != stated) {
      throw entry.fault(
          "Its sums disagree: its transactions come to %d, it to %d (minor units of %s)"
              .formatted(sum, amount, currency()));
    }
    return kept;
  }
}
