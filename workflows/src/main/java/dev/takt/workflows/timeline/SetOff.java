package dev.takt.workflows.timeline;

import dev.takt.workflows.money.VatBucket;
import dev.takt.workflows.money.VatSums;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Credit set off against what one invoice bills, for one subscription or for several. The invoice's
 * total is never negative; as much credit is used as that allows, oldest first.
 *
 * <ol>
 *   <li>A subscription's credit lowers its own lines: those of the credit's VAT rate, then all.
 *   <li>What is left lowers the others' lines, in the same order.
 * </ol>
 *
 * <p>Whatever it lowers, a credit stands on the invoice at its own rate, and with VAT or without as
 * its price had it.
 */
public final class SetOff {
  private final VatSums whole = new VatSums();
  private final List<Share> shares;
  private final List<Credit> oldestFirst;

  private SetOff(List<Owed> owed) {
    shares = owed.stream().map(Share::new).toList();
    owed.stream()
        .flatMap(one -> one.lines().stream())
        .forEach(line -> whole.add(line.price().vatBucket(), line.amount()));
    owed.stream()
        .flatMap(one -> one.extras().stream())
        .forEach(extra -> whole.add(extra.vatBucket(), extra.amount()));
    oldestFirst =
        shares.stream()
            .flatMap(share -> share.credits.stream())
            .sorted(Comparator.comparing(Credit::firstDay))
            .toList();
  }

  /**
   * The bills of subscriptions that stand on one invoice, by their ids. Who is not due stays away
   * from it, unless its credit is more than it owes itself and lowers what the others are billed
   * for.
   */
  public static Map<String, Bill> bills(Map<String, Owed> owed) {
    SortedMap<String, Owed> inOrder = new TreeMap<>(owed);
    Iterator<Bill> bills = bills(List.copyOf(inOrder.values())).iterator();
    Map<String, Bill> byId = new TreeMap<>();
    inOrder.keySet().forEach(id -> byId.put(id, bills.next()));
    return byId;
  }

  /** The bill of a subscription that has an invoice of its own. */
  public static Bill bill(Owed owed) {
    return bills(List.of(owed)).getFirst();
  }

  /** The same in an order that decides between credits of one day. */
  static List<Bill> bills(List<Owed> owed) {
    List<Owed> present =
        owed.stream().map(one -> one.isDue() || isCredit(one) ? one : Owed.NOTHING).toList();
    SetOff setOff = new SetOff(present);
    setOff.run();
    List<Owed> needed = setOff.shares.stream().map(Share::needed).toList();
    return needed.equals(present)
        ? setOff.shares.stream().map(Share::bill).toList()
        : bills(needed);
  }

  private static boolean isCredit(Owed owed) {
    VatSums sums = new VatSums();
    owed.lines().forEach(line -> sums.add(line.price().vatBucket(), line.amount()));
    owed.credits().forEach(line -> sums.add(line.price().vatBucket(), line.amount()));
    owed.extras().forEach(extra -> sums.add(extra.vatBucket(), extra.amount()));
    return sums.total() < 0;
  }

  private void run() {
    use((own, bucket, credit) -> own.roomAtItsRate(bucket, credit));
    use((own, bucket, credit) -> own.room(bucket, credit));
    use((own, bucket, credit) -> whole.roomAtItsRate(bucket, credit));
    use((own, bucket, credit) -> credit);
  }

  /** How much of a credit may be used, in its own terms. */
  @FunctionalInterface
  private interface Limit {
    long of(VatSums own, VatBucket bucket, long credit);
  }

  private void use(Limit limit) {
    for (Credit credit : oldestFirst) {
      VatSums own = credit.share.sums;
      VatBucket bucket = credit.pending.price().vatBucket();
      long most = whole.room(bucket, limit.of(own, bucket, credit.left()));
      credit.used += most;
      own.add(bucket, -most);
      whole.add(bucket, -most);
    }
  }

  /** A subscription's part of the invoice. */
  private static final class Share {
    private final Owed owed;
    private final VatSums sums = new VatSums();
    private final List<Credit> credits;

    Share(Owed owed) {
      this.owed = owed;
      owed.lines().forEach(line -> sums.add(line.price().vatBucket(), line.amount()));
      owed.extras().forEach(extra -> sums.add(extra.vatBucket(), extra.amount()));
      credits = owed.credits().stream().map(line -> new Credit(this, line)).toList();
    }

    Owed needed() {
      return owed.isDue() || sums.total() < 0 ? owed : Owed.NOTHING;
    }

    Bill bill() {
      List<BillLine> lines = new ArrayList<>(owed.lines());
      credits.stream()
          .filter(credit -> credit.used > 0)
          .forEach(credit -> lines.add(credit.pending.of(-credit.used)));
      return new Bill(lines, owed.extras());
    }
  }

  private static final class Credit {
    private final Share share;
    private final BillLine pending;
    private long used;

    Credit(Share share, BillLine pending) {
      this.share = share;
      this.pending = pending;
    }

    LocalDate firstDay() {
      return pending.firstDay();
    }

    long left() {
      return -pending.amount() - used;
    }
  }
}
