package dev.takt.workflows.timeline;

import dev.takt.workflows.money.VatBucket;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The tests' own opinion on what is paid though it is not used: days that a pause without a claim
 * took are paid as used, days that an end without a claim took stay at what they were billed at.
 */
public final class Forfeited {
  private record Nominal(LocalDate start, int days) {}

  private final Changes changes;
  private final List<BilledLine> lines;
  private final Set<String> billed = new HashSet<>();
  private final Map<Nominal, Set<Integer>> atEnd = new LinkedHashMap<>();
  private final Map<VatBucket, Long> sums = new HashMap<>();

  private Forfeited(Changes changes, List<BilledLine> lines) {
    this.changes = changes;
    this.lines = lines;
    for (BilledLine line : lines) {
      about(line)
          .map(p -> place(new Nominal(line.nominalStart(), line.days()), p))
          .forEach(
              place -> {
                switch (line.kind()) {
                  case SERVICE -> billed.add(place);
                  case CREDIT -> billed.remove(place);
                  case ADJUSTMENT -> {}
                }
              });
    }
  }

  /**
   * What is forfeited of all that was billed, in minor units, of each kind of VAT.
   *
   * @param lines of its invoices and credit notes, in order
   */
  public static Map<VatBucket, Long> of(
      Terms terms, Changes changes, Reckoning reckoning, List<BilledLine> lines, LocalDate until) {
    var forfeited = new Forfeited(changes, lines);
    reckoning.active().forEach(day -> forfeited.billed.remove(Reckoning.slot(day).place()));
    List<Reckoning.Lost> lost = new ArrayList<>(reckoning.unused());
    lost.addAll(Reckoning.givenUp(terms, changes, until));
    lost.addAll(Reckoning.pastEnd(terms, changes, until));
    lost.forEach(forfeited::lose);
    forfeited.atEnd.forEach(forfeited::keepAsBilled);
    return forfeited.sums;
  }

  private void lose(Reckoning.Lost lost) {
    Slot slot = lost.slot();
    if (!billed.remove(slot.place())) {
      return;
    }
    Cancellation end = changes.cancellation();
    if (lost.pauseId() != null) {
      boolean isGiven =
          changes.pauses().stream()
              .filter(pause -> pause.id().equals(lost.pauseId()))
              .anyMatch(pause -> pause.settlement() == PauseSettlement.NONE);
      add(slot.price().vatBucket(), isGiven ? slot.amount() : 0);
    } else if (end != null && end.settlement() == Cancellation.Settlement.NONE) {
      atEnd
          .computeIfAbsent(new Nominal(slot.nominalStart(), slot.days()), any -> new TreeSet<>())
          .add(slot.position());
    }
  }

  private void add(VatBucket bucket, long amount) {
    sums.merge(bucket, amount, Long::sum);
  }

  /** Adds what some days were billed at, and what was adjusted since for them. */
  private void keepAsBilled(Nominal period, Set<Integer> positions) {
    Map<Integer, BilledLine> at = new HashMap<>();
    for (BilledLine line : lines) {
      if (line.nominalStart().equals(period.start) && line.days() == period.days) {
        switch (line.kind()) {
          case SERVICE -> about(line).forEach(p -> at.put(p, line));
          case ADJUSTMENT -> add(line.vatBucket(), adjusted(line, positions, at));
          case CREDIT -> {}
        }
      }
    }
    for (int p : positions) {
      BilledLine line = at.get(p);
      if (line != null) {
        add(line.vatBucket(), day(line.price(), p, period.days));
      }
    }
  }

  /**
   * A difference of prices is of the days whose price it was, anything else of all alike. A price
   * of another kind of VAT takes all that was billed, and what it is itself is all new.
   */
  private static long adjusted(
      BilledLine line, Set<Integer> positions, Map<Integer, BilledLine> at) {
    Map<Integer, Long> billed = new HashMap<>();
    at.forEach(
        (p, service) -> {
          if (service.vatBucket().equals(line.vatBucket())) {
            billed.put(p, day(service.price(), p, line.days()));
          }
        });
    for (long price : new long[] {line.price(), 0}) {
      Map<Integer, Long> changes = new HashMap<>();
      about(line)
          .forEach(p -> changes.put(p, day(price, p, line.days()) - billed.getOrDefault(p, 0L)));
      if (line.amount() == changes.values().stream().mapToLong(Long::longValue).sum()) {
        return about(line).filter(positions::contains).mapToLong(changes::get).sum();
      }
    }
    return about(line)
        .filter(positions::contains)
        .mapToLong(p -> day(line.amount(), p - line.position(), line.length()))
        .sum();
  }

  private static Stream<Integer> about(BilledLine line) {
    return IntStream.range(line.position(), line.position() + line.length()).boxed();
  }

  private static String place(Nominal period, int position) {
    return new Slot(period.start, period.days, position, priced(0)).place();
  }

  private static long day(long price, int position, int days) {
    return new Slot(LocalDate.EPOCH, days, position, priced(price)).amount();
  }

  private static Price priced(long price) {
    return new Price("", "", price, 1, "0", true);
  }
}
