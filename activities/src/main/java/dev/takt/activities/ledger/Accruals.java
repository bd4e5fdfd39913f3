package dev.takt.activities.ledger;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * When what was billed is earned: the postings that bring the journal from what it says to what the
 * timeline says. A plan that changes is not rewritten but followed by its differences.
 *
 * <p>Months before {@code open} are over or closed: what they lack is posted in {@code open}. Since
 * that month is compared together with all before it, posting twice is impossible.
 *
 * <p>What is paused, frozen or past the end is not earned, and stays deferred until a credit meets
 * it. Where nothing is pending, what is left of the bases is earned with the last month: the
 * rounding of VAT, and the spread of an adjustment over days that are not all used.
 */
public final class Accruals {
  private final Plan plan;
  private final YearMonth open;
  private final Predicate<EarningLine> pending;

  /**
   * Accruals by a plan.
   *
   * @param open the first month that may be posted to
   * @param pending whether something of the time that a line is about is still to be given back or
   *     to be used: then what the plan leaves stays deferred
   */
  public Accruals(Plan plan, YearMonth open, Predicate<EarningLine> pending) {
    this.plan = plan;
    this.open = open;
    this.pending = pending;
  }

  /** What is earned of a line, by month and as far as is known. */
  @FunctionalInterface
  public interface Plan {
    SortedMap<YearMonth, Long> of(EarningLine line);
  }

  /**
   * The postings that are missing.
   *
   * @param lines all lines of the nominal periods in question
   * @param posted what the journal says is earned of them
   */
  public List<Posting> missing(
      List<EarningLine> lines,
      Map<EarningLine.Key, SortedMap<YearMonth, Long>> posted,
      String subscriptionId,
      String currency) {
    var postings = new ArrayList<Posting>();
    var shares =
        lines.stream()
            .collect(
                Collectors.groupingBy(EarningLine::share, LinkedHashMap::new, Collectors.toList()));
    for (var share : shares.values()) {
      var wanted = wanted(share);
      for (int i = 0; i < share.size(); i++) {
        EarningLine line = share.get(i);
        var source =
            new Posting.Source(line.key().documentId(), subscriptionId, line.invoiceId(), currency);
        var has = fromOpen(posted.getOrDefault(line.key(), new TreeMap<>()));
        postings.addAll(differences(line, wanted.get(i), has, source));
      }
    }
    return postings;
  }

  private List<SortedMap<YearMonth, Long>> wanted(List<EarningLine> share) {
    var wanted = new ArrayList<SortedMap<YearMonth, Long>>();
    long rest = 0;
    for (EarningLine line : share) {
      var earned = plan.of(line);
      wanted.add(fromOpen(earned));
      rest += line.base() - sum(earned);
    }
    if (rest != 0 && !pending.test(share.getLast())) {
      SortedMap<YearMonth, Long> months = wanted.getLast();
      months.merge(months.isEmpty() ? open : months.lastKey(), rest, Long::sum);
    }
    return wanted;
  }

  /** The same with all earlier months in the first open one. */
  private SortedMap<YearMonth, Long> fromOpen(SortedMap<YearMonth, Long> months) {
    var collapsed = new TreeMap<YearMonth, Long>();
    months.forEach(
        (month, amount) -> collapsed.merge(month.isBefore(open) ? open : month, amount, Long::sum));
    return collapsed;
  }

  private static List<Posting> differences(
      EarningLine line,
      SortedMap<YearMonth, Long> wanted,
      SortedMap<YearMonth, Long> has,
      Posting.Source source) {
    var difference = new TreeMap<>(wanted);
    has.forEach((month, amount) -> difference.merge(month, -amount, Long::sum));
    var postings = new ArrayList<Posting>();
    difference.forEach(
        (month, amount) ->
            postings.addAll(
                Posting.line(
                    month.atEndOfMonth(),
                    Account.DEFERRED_REVENUE,
                    Account.REVENUE,
                    amount,
                    Posting.What.ACCRUAL,
                    source,
                    line.key().line())));
    return postings;
  }

  private static long sum(SortedMap<YearMonth, Long> months) {
    return months.values().stream().mapToLong(Long::longValue).sum();
  }
}
