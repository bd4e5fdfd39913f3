package dev.takt.workflows.timeline;

import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription's billing stands on a date: when the next bill is due, what is to be given
 * back, and which of what was billed may be forgotten.
 */
public final class BillingPosition {
  private final Terms terms;
  private final List<BilledLine> billed;
  private final LocalDate since;
  private final PeriodBalances accounts;

  public BillingPosition(
      LocalDate date,
      Terms terms,
      Changes changes,
      List<BilledLine> billed,
      LocalDate billedSince) {
    this.terms = terms;
    this.billed = billed;
    this.since = billedSince;
    this.accounts = new PeriodBalances(Timeline.of(terms, changes), billed, billedSince, date);
  }

  /** When service is billed next; null when none is to come. It may be in the past. */
  public @Nullable LocalDate nextBillingDate() {
    return accounts
        .ahead()
        .map(account -> Owed.dueOn(terms.billing(), account))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** When a member of a group bills service itself, or null when it has none to bill. */
  public @Nullable LocalDate nextOwnBillingDate(BillingResponsibility turn) {
    Iterator<PeriodBalance> ahead = accounts.ahead().iterator();
    boolean own = true;
    while (own && ahead.hasNext()) {
      PeriodBalance account = ahead.next();
      NominalPeriod period = account.period();
      LocalDate due = Owed.dueOn(terms.billing(), account);
      if (period != null && due != null && !turn.isJoint(period, due)) {
        return due;
      }
      // The first period in the group's rhythm is the last that may be its own affair.
      own = period != null && !turn.follows(period);
    }
    return null;
  }

  /** On which group date the group bills service of a member next, or null when none is to come. */
  public @Nullable LocalDate nextJointBillingDate(BillingResponsibility turn) {
    return accounts
        .ahead()
        .map(account -> jointDate(account, turn))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private @Nullable LocalDate jointDate(PeriodBalance account, BillingResponsibility turn) {
    LocalDate due = Owed.dueOn(terms.billing(), account);
    NominalPeriod period = account.period();
    return period == null || due == null || !turn.isJoint(period, due)
        ? null
        : turn.membership().groupDateFrom(due);
  }

  /** The first day of service that is not billed yet, or null when none is billed. */
  public @Nullable LocalDate billedThrough() {
    return accounts.ofBilled().stream()
        .flatMap(account -> account.billedService().stream())
        .map(Span::to)
        .max(LocalDate::compareTo)
        .or(() -> Optional.of(since).filter(date -> date.isAfter(terms.startDate())))
        .orElse(null);
  }

  /** What a pause that has begun gives back, at most what is still pending; oldest first. */
  public List<RefundClaim> claimsOfPause(String pauseId) {
    return accounts.ofBilled().stream()
        .flatMap(account -> account.claims(pauseId).stream())
        .toList();
  }

  /** All credit that is pending, whatever it comes from; oldest first. */
  public List<RefundClaim> claims() {
    return accounts.ofBilled().stream().flatMap(account -> account.claims(null).stream()).toList();
  }

  /** What is still to be remembered: all that is not settled, and at least the last two periods. */
  public Memory memory() {
    List<PeriodBalance> all = accounts.ofBilled();
    int first = firstToRemember(all);
    NominalPeriod oldest = first == 0 ? null : all.get(first).period();
    if (oldest == null || !oldest.firstDate().isAfter(since)) {
      return new Memory(billed, since);
    }
    Set<BilledLine> forgotten = new LinkedHashSet<>();
    all.subList(0, first).forEach(account -> forgotten.addAll(account.lines()));
    List<BilledLine> kept = billed.stream().filter(line -> !forgotten.contains(line)).toList();
    return new Memory(kept, oldest.firstDate());
  }

  private static int firstToRemember(List<PeriodBalance> all) {
    int first = Math.max(0, all.size() - 2);
    for (int i = first - 1; i >= 0; i--) {
      PeriodBalance account = all.get(i);
      if (!account.isSettled()
          || !account.unbilled().isEmpty()
          || reachesInto(account, all.get(first))) {
        first = i;
      }
    }
    return first;
  }

  /** Whether a period goes on after the start of a later one, which a pause has given up since. */
  private static boolean reachesInto(PeriodBalance account, PeriodBalance later) {
    return account.period() != null
        && later.period() != null
        && account.period().to().isAfter(later.period().firstDate());
  }

  /**
   * What is remembered of what was billed.
   *
   * @param since all time before it is billed and settled
   */
  public record Memory(List<BilledLine> billed, LocalDate since) {}
}
