package dev.takt.workflows.subscription;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.money.Vat;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.Earning;
import dev.takt.workflows.timeline.ExtraLine;
import dev.takt.workflows.timeline.NominalPeriod;
import dev.takt.workflows.timeline.Span;
import dev.takt.workflows.timeline.Timeline;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When what is billed and what would be billed is earned, as the journal would have it but for the
 * rounding of VAT within a document.
 */
final class PlannedEarnings {
  private final Subscription before;
  private final Timeline timeline;
  private final LocalDate knownOn;
  private final Set<LocalDate> pending = new LinkedHashSet<>();
  private final SortedMap<YearMonth, Long> months = new TreeMap<>();

  /** Lines that balance each other out. */
  private record Share(LocalDate nominalStart, int days) {}

  PlannedEarnings(Subscription before, Subscription after, LocalDate knownOn) {
    this.before = before;
    this.timeline = after.timeline();
    this.knownOn = knownOn;
    after.standing(knownOn).claims().forEach(claim -> pending.add(claim.nominalStart()));
  }

  /** What is billed beside time, on the day of its invoice. */
  record Extra(LocalDate issuedOn, ExtraLine line) {
    private SortedMap<YearMonth, Long> plan() {
      Period days =
          line.servicePeriod() == null
              ? new Period(issuedOn, issuedOn.plusDays(1))
              : line.servicePeriod();
      return Earning.over(days, Vat.of(line.vatRate(), line.amount(), line.includesVat()).base());
    }
  }

  /** By month, from one on, in minor units without VAT. */
  SortedMap<YearMonth, Long> from(YearMonth first, List<BilledLine> lines, List<Extra> extras) {
    addForgotten(first);
    extras.forEach(
        extra -> extra.plan().forEach((month, base) -> months.merge(month, base, Long::sum)));
    Map<Share, SortedMap<YearMonth, Long>> earned = new LinkedHashMap<>();
    Map<Share, Long> rests = new LinkedHashMap<>();
    for (BilledLine line : lines) {
      Share share = new Share(line.nominalStart(), line.days());
      long base = Vat.of(line.vatRate(), line.amount(), line.includesVat()).base();
      SortedMap<YearMonth, Long> plan = plan(line, base);
      plan.forEach(
          (month, amount) ->
              earned
                  .computeIfAbsent(share, any -> new TreeMap<>())
                  .merge(month, amount, Long::sum));
      long planned = plan.values().stream().mapToLong(Long::longValue).sum();
      rests.merge(share, base - planned, Long::sum);
    }
    earned.forEach((share, of) -> add(share, of, rests.getOrDefault(share, 0L)));
    months.values().removeIf(amount -> amount == 0);
    return new TreeMap<>(months.tailMap(first));
  }

  private SortedMap<YearMonth, Long> plan(BilledLine line, long base) {
    return line.length() == 0
        ? new TreeMap<>()
        : Earning.plan(
            timeline,
            line.nominalStart(),
            line.days(),
            line.position(),
            line.length(),
            base,
            knownOn);
  }

  /** What is not earned stays deferred where something is pending; else the last month has it. */
  private void add(Share share, SortedMap<YearMonth, Long> earned, long rest) {
    if (!pending.contains(share.nominalStart()) && !earned.isEmpty() && !isFrozen(share)) {
      earned.merge(earned.lastKey(), rest, Long::sum);
    }
    earned.forEach((month, amount) -> months.merge(month, amount, Long::sum));
  }

  private boolean isFrozen(Share share) {
    return timeline.period(share.nominalStart(), share.days()).stream()
        .flatMap(period -> period.spans().stream())
        .anyMatch(span -> span.use() == Span.Use.FROZEN);
  }

  /** Time of the first month that is settled, and no longer remembered line by line. */
  private void addForgotten(YearMonth first) {
    timeline
        .periodsFrom(first.atDay(1))
        .takeWhile(period -> period.firstDate().isBefore(before.billedSince()))
        .forEach(period -> period.active().forEach(span -> add(period, span)));
  }

  private void add(NominalPeriod period, Span span) {
    long amount = span.amount(period.days());
    long base = Vat.of(span.price().vatRate(), amount, span.price().includesVat()).base();
    Earning.plan(
            timeline, period.start(), period.days(), span.position(), span.length(), base, knownOn)
        .entrySet()
        .stream()
        .sorted(Comparator.comparing(Map.Entry::getKey))
        .forEach(month -> months.merge(month.getKey(), month.getValue(), Long::sum));
  }
}
