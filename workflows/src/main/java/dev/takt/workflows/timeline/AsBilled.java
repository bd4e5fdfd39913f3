package dev.takt.workflows.timeline;

import dev.takt.workflows.money.Proration;
import dev.takt.workflows.money.VatBucket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What days were billed at. Time past the end that stays paid keeps it: a price that would have
 * come then does not, and one that was known already, and is billed, stays.
 */
final class AsBilled {
  private final List<BilledLine> lines;
  private final int days;

  /**
   * @param lines of one nominal period, in the order in which they were written
   * @param days how long it is
   */
  AsBilled(List<BilledLine> lines, int days) {
    this.lines = lines;
    this.days = days;
  }

  /** Billed days, apart where they were billed at different prices. */
  List<Span> spans(Span billed) {
    List<Span> open = List.of(billed);
    List<Span> found = new ArrayList<>();
    for (BilledLine line : lines.reversed()) {
      if (line.kind() == BilledLine.Kind.SERVICE) {
        List<Span> left = new ArrayList<>();
        for (Span span : open) {
          addIfAny(left, span.within(span.position(), line.position()));
          Span part = span.within(line.position(), line.position() + line.length());
          if (part != null) {
            found.add(part.at(priceOf(line, part.price())));
          }
          addIfAny(left, span.within(line.position() + line.length(), span.end()));
        }
        open = left;
      }
    }
    found.addAll(open);
    found.sort((one, other) -> Integer.compare(one.position(), other.position()));
    return found;
  }

  private static void addIfAny(List<Span> spans, @Nullable Span span) {
    if (span != null) {
      spans.add(span);
    }
  }

  private static Price priceOf(BilledLine line, Price now) {
    boolean same = line.price() == now.total() && line.vatBucket().equals(now.vatBucket());
    if (same) {
      return now;
    }
    boolean divides = line.price() % now.quantity() == 0;
    return new Price(
        now.planId(),
        now.name(),
        divides ? line.price() / now.quantity() : line.price(),
        divides ? now.quantity() : 1,
        line.vatRate(),
        line.includesVat());
  }

  /**
   * What has been adjusted since for some of the days. An adjustment belongs to the days that it is
   * about; where these are only some of them, and it is the difference of two prices, to each as
   * much as it changed, else to each alike.
   *
   * @param spans as {@link #spans} gives them
   */
  Map<VatBucket, Long> adjusted(List<Span> spans) {
    Map<VatBucket, Long> adjusted = new LinkedHashMap<>();
    for (BilledLine line : lines) {
      if (line.kind() == BilledLine.Kind.ADJUSTMENT) {
        long share = spans.stream().mapToLong(span -> share(line, span)).sum();
        adjusted.merge(line.vatBucket(), share, Long::sum);
      }
    }
    return adjusted;
  }

  private long share(BilledLine line, Span span) {
    Span part = span.within(line.position(), line.position() + line.length());
    if (part == null) {
      return 0;
    }
    int first = part.position() - line.position();
    Long price = priceAfter(line, span);
    return price == null
        ? Proration.between(line.amount(), first, first + part.length(), line.length())
        : difference(line, price, List.of(part));
  }

  /**
   * What the days that an adjustment is about cost after it, in its kind of VAT, where it is the
   * difference of two prices; null where it is not. It is 0 where the price after it is of another
   * kind of VAT: all that was billed is taken back then.
   */
  private @Nullable Long priceAfter(BilledLine line, Span of) {
    Span all =
        new Span(of.from(), line.position(), line.length(), of.price(), of.use(), of.pauseId());
    List<Span> billed = spans(all);
    return Stream.of(line.price(), 0L)
        .filter(price -> line.amount() == difference(line, price, billed))
        .findFirst()
        .orElse(null);
  }

  /** What a price makes of days that were billed, in an adjustment's kind of VAT. */
  private long difference(BilledLine line, long price, List<Span> billed) {
    return billed.stream()
        .mapToLong(
            span ->
                Proration.between(price, span.position(), span.end(), days)
                    - (span.price().vatBucket().equals(line.vatBucket()) ? span.amount(days) : 0))
        .sum();
  }
}
