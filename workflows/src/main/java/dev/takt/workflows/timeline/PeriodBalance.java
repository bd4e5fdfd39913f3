package dev.takt.workflows.timeline;

import dev.takt.workflows.money.VatBucket;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One nominal period's account on a date: what was billed for it, and what the timeline says its
 * billed days cost. Time that a later pause or end will take counts as used until that day comes,
 * so that a change of mind leaves no trace.
 *
 * @param period what the timeline has become of it; null where another rhythm has taken its place
 */
record PeriodBalance(
    Timeline timeline,
    @Nullable NominalPeriod period,
    List<BilledLine> lines,
    Coverage coverage,
    LocalDate date) {

  static PeriodBalance of(
      Timeline timeline, @Nullable NominalPeriod period, List<BilledLine> lines, LocalDate date) {
    return new PeriodBalance(timeline, period, lines, Coverage.of(lines), date);
  }

  /** Service that is not billed yet. */
  List<Span> unbilled() {
    if (period == null) {
      return List.of();
    }
    List<Span> missing = new ArrayList<>();
    for (Span span : period.active()) {
      missing.addAll(coverage.missingIn(span));
    }
    return missing;
  }

  /** The lines of service that is not billed yet. */
  List<BillLine> service() {
    return period == null
        ? List.of()
        : unbilled().stream()
            .map(
                span ->
                    line(
                        BilledLine.Kind.SERVICE,
                        period.start(),
                        period.days(),
                        span,
                        span.amount(period.days())))
            .toList();
  }

  /** The line of a difference of its {@link #balance()}. */
  BillLine adjustment(VatBucket bucket, long amount) {
    return line(
        BilledLine.Kind.ADJUSTMENT,
        lines.getFirst().nominalStart(),
        days(),
        changed(bucket),
        amount);
  }

  private static BillLine line(
      BilledLine.Kind kind, LocalDate nominalStart, int days, Span span, long amount) {
    return new BillLine(
        kind,
        nominalStart,
        days,
        span.position(),
        span.length(),
        span.period(),
        amount,
        span.price());
  }

  /** Service that is billed. */
  List<Span> billedService() {
    return billedSpans().stream().filter(span -> span.use() == Span.Use.ACTIVE).toList();
  }

  /** What is owed for days that are billed, less what was billed for them: positive or negative. */
  Map<VatBucket, Long> balance() {
    Map<VatBucket, Long> balance = new LinkedHashMap<>();
    for (BilledLine line : lines) {
      balance.merge(line.vatBucket(), -line.amount(), Long::sum);
    }
    if (period != null) {
      for (Span span : billedSpans()) {
        if (!isGivenBack(span)) {
          balance.merge(span.price().vatBucket(), span.amount(period.days()), Long::sum);
        }
      }
    }
    keptAsBilled().forEach((bucket, amount) -> balance.merge(bucket, amount, Long::sum));
    balance.values().removeIf(amount -> amount == 0);
    return balance;
  }

  /** Whether nothing is open: no billed day has another price now, and none is to be given back. */
  boolean isSettled() {
    return balance().isEmpty();
  }

  /** What is to be given back of what was billed, at most the credit that is pending. */
  List<RefundClaim> claims(@Nullable String pauseId) {
    List<RefundClaim> claims = new ArrayList<>();
    balance()
        .forEach(
            (bucket, amount) -> {
              if (amount < 0) {
                claims.addAll(claims(bucket, -amount, pauseId));
              }
            });
    return claims;
  }

  private List<RefundClaim> claims(VatBucket bucket, long pending, @Nullable String pauseId) {
    List<RefundClaim> claims = new ArrayList<>();
    long left = pending;
    for (Span span : givenBack(bucket, pauseId)) {
      long amount = Math.min(left, span.amount(days()));
      if (amount > 0) {
        claims.add(claim(span, amount, true));
        left -= amount;
      }
    }
    if (pauseId == null && left > 0) {
      Span whole = changed(bucket);
      claims.add(claim(whole, left, false));
    }
    return claims;
  }

  private RefundClaim claim(Span span, long amount, boolean unused) {
    LocalDate start = lines.getFirst().nominalStart();
    return new RefundClaim(
        start, days(), span.position(), span.length(), span.period(), amount, span.price(), unused);
  }

  private List<Span> givenBack(VatBucket bucket, @Nullable String pauseId) {
    return billedSpans().stream()
        .filter(this::isGivenBack)
        .filter(span -> span.price().vatBucket().equals(bucket))
        .filter(span -> pauseId == null || pauseId.equals(span.pauseId()))
        .toList();
  }

  /**
   * Some days that a difference of a bucket is about: the ones it was billed for, as far as they
   * changed.
   */
  private Span changed(VatBucket bucket) {
    List<Span> spans =
        billedSpans().stream().filter(span -> isGivenBack(span) || !isAsBilled(span)).toList();
    if (!spans.isEmpty()) {
      Span first = spans.getFirst();
      Span last = spans.getLast();
      return new Span(
          first.from(),
          first.position(),
          last.end() - first.position(),
          first.price().taxedAs(bucket),
          first.use(),
          first.pauseId());
    }
    BilledLine line =
        lines.stream()
            .filter(candidate -> candidate.vatBucket().equals(bucket))
            .findFirst()
            .orElse(lines.getFirst());
    return new Span(
        line.nominalStart().plusDays(line.position()),
        line.position(),
        Math.max(1, line.length()),
        priceNow().taxedAs(bucket),
        Span.Use.CUT,
        null);
  }

  private Price priceNow() {
    return period == null ? timeline.firstPrice() : period.spans().getFirst().price();
  }

  private boolean isAsBilled(Span span) {
    for (BilledLine line : lines) {
      if (line.kind() == BilledLine.Kind.SERVICE
          && span.within(line.position(), line.position() + line.length()) != null) {
        return line.price() == span.price().total()
            && line.vatBucket().equals(span.price().vatBucket());
      }
    }
    return false;
  }

  private List<Span> billedSpans() {
    if (period == null) {
      return List.of();
    }
    List<Span> spans = new ArrayList<>();
    for (Span span : period.spans()) {
      for (Span part : coverage.in(span)) {
        spans.addAll(part.use() == Span.Use.ENDED ? asBilled().spans(part) : List.of(part));
      }
    }
    return spans;
  }

  /** What was adjusted already for time past the end that stays paid. */
  private Map<VatBucket, Long> keptAsBilled() {
    List<Span> kept =
        billedSpans().stream()
            .filter(span -> span.use() == Span.Use.ENDED && !isGivenBack(span))
            .toList();
    return kept.isEmpty() ? new LinkedHashMap<>() : asBilled().adjusted(kept);
  }

  private AsBilled asBilled() {
    return new AsBilled(lines, days());
  }

  /** Whether billed days are no longer used, and the customer has a claim to their price. */
  private boolean isGivenBack(Span span) {
    return switch (span.use()) {
      case ACTIVE, FROZEN -> false;
      case PAUSED -> {
        Pause pause = timeline.pause(span.pauseId());
        yield pause != null
            && pause.settlement() != PauseSettlement.NONE
            && !pause.from().isAfter(date);
      }
      case ENDED -> {
        Cancellation cancellation = timeline.cancellation();
        LocalDate end = timeline.end();
        yield cancellation != null
            && end != null
            && cancellation.settlement() != Cancellation.Settlement.NONE
            && !end.isAfter(date);
      }
      case CUT -> period != null && !period.to().isAfter(date);
    };
  }

  private int days() {
    return lines.getFirst().days();
  }
}
