package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Period;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which days each discount covers. Discounts change no rhythm, pause or end, so that it can be said
 * by a timeline that knows of none.
 */
final class DiscountHistory {
  static final DiscountHistory NONE = new DiscountHistory(List.of(), null);

  /**
   * The days that a discount covers.
   *
   * @param from the first one; null while it is not known when its first nominal period starts
   * @param to the first day without it; null where there is none, or it is not known yet
   */
  record Covered(Discount discount, @Nullable LocalDate from, @Nullable LocalDate to) {
    boolean contains(LocalDate date) {
      return from != null && !date.isBefore(from) && (to == null || date.isBefore(to));
    }
  }

  private final List<Covered> covered;
  private final @Nullable ServiceDays service;

  private DiscountHistory(List<Covered> covered, @Nullable ServiceDays service) {
    this.covered = covered;
    this.service = service;
  }

  /** As though the subscription never ended. */
  static DiscountHistory of(Terms terms, Changes changes) {
    if (changes.discounts().isEmpty()) {
      return NONE;
    }
    Timeline plain = Timeline.of(terms, changes.withCancellation(null).withDiscounts(List.of()));
    ServiceDays service = new ServiceDays(plain, WithheldService.of(changes.suspensions()));
    return new DiscountHistory(
        changes.discounts().stream().map(discount -> covered(discount, service)).toList(), service);
  }

  /** The days that each covers. */
  List<Covered> covered() {
    return covered;
  }

  /**
   * Where each stands on a date.
   *
   * @param end the first day without service, or null
   */
  List<DiscountPosition> positions(LocalDate date, @Nullable LocalDate end) {
    return covered.stream().map(one -> position(one, date, end)).toList();
  }

  private DiscountPosition position(Covered one, LocalDate date, @Nullable LocalDate end) {
    LocalDate to = one.to();
    LocalDate endsOn = end != null && (to == null || end.isBefore(to)) ? end : to;
    LocalDate from = one.from();
    DiscountStatus status =
        endsOn != null && !endsOn.isAfter(date)
            ? DiscountStatus.OVER
            : from == null || from.isAfter(date) ? DiscountStatus.PLANNED : DiscountStatus.RUNNING;
    return new DiscountPosition(one.discount(), status, daysLeft(one, date, endsOn), endsOn);
  }

  private @Nullable Integer daysLeft(Covered one, LocalDate date, @Nullable LocalDate endsOn) {
    LocalDate from = one.from();
    if (service == null || from == null) {
      return null;
    }
    LocalDate next = from.isAfter(date) ? from : date;
    if (one.discount().duration() instanceof DiscountDuration.ForDays(int days, boolean all)) {
      return all
          ? Math.max(0, days - Period.days(from, next))
          : Math.max(0, days - service.between(from, next));
    }
    return endsOn == null ? null : endsOn.isAfter(next) ? service.between(next, endsOn) : 0;
  }

  /** A list price less what holds on a date. */
  Price applyTo(Price price, LocalDate date) {
    List<Discount> discounts =
        covered.stream().filter(one -> one.contains(date)).map(Covered::discount).toList();
    return discounts.isEmpty() ? price : price.less(discounts);
  }

  /** The days on which one begins or ends. */
  Stream<LocalDate> turns() {
    return covered.stream()
        .flatMap(one -> Stream.of(one.from(), one.to()).flatMap(Stream::ofNullable));
  }

  private static Covered covered(Discount discount, ServiceDays service) {
    LocalDate from = discount.from();
    return switch (discount.duration()) {
      case DiscountDuration.Forever _ -> new Covered(discount, from, null);
      case DiscountDuration.UntilDate(LocalDate date) -> new Covered(discount, from, date);
      case DiscountDuration.ForDays(int days, boolean countsPauses) ->
          new Covered(
              discount, from, countsPauses ? from.plusDays(days) : service.after(from, days));
      case DiscountDuration.ForPeriods(int periods) -> periods(discount, periods, service);
    };
  }

  private static Covered periods(Discount discount, int count, ServiceDays service) {
    Iterator<NominalPeriod> periods = service.timeline().periodsFrom(discount.from()).iterator();
    LocalDate first = null;
    int counted = 0;
    while (periods.hasNext()) {
      NominalPeriod period = periods.next();
      LocalDate begins = beginning(period);
      if (counted == count) {
        return new Covered(discount, first, begins);
      }
      if (!begins.isBefore(discount.from()) && !period.active().isEmpty()) {
        first = first == null ? begins : first;
        counted++;
      }
    }
    return new Covered(discount, first, null);
  }

  /** A period starts on its boundary, a short one on its first day of service. */
  private static LocalDate beginning(NominalPeriod period) {
    return period.spans().getFirst().position() == 0 ? period.start() : period.firstDate();
  }

  /** The days of service of a timeline, less those on which service is withheld. */
  record ServiceDays(Timeline timeline, List<WithheldService> withheld) {

    /** The day after so many days of service from a date on, or null where it is not known. */
    @Nullable LocalDate after(LocalDate from, int days) {
      int left = days;
      Iterator<NominalPeriod> periods = timeline.periodsFrom(from).iterator();
      while (periods.hasNext()) {
        NominalPeriod period = periods.next();
        for (Span span : period.active()) {
          LocalDate day = span.from().isBefore(from) ? from : span.from();
          while (day.isBefore(span.to())) {
            WithheldService stretch = withheldOn(day);
            if (stretch != null && stretch.to() == null) {
              return null;
            }
            LocalDate to = nextTurn(day, span.to());
            int length = stretch == null ? Period.days(day, to) : 0;
            if (length >= left) {
              return day.plusDays(left);
            }
            left -= length;
            day = to;
          }
        }
      }
      return null;
    }

    /** How many days of service there are from a date to another. */
    int between(LocalDate from, LocalDate to) {
      int days = 0;
      Iterator<NominalPeriod> periods = timeline.periodsFrom(from).iterator();
      while (periods.hasNext()) {
        NominalPeriod period = periods.next();
        if (!period.firstDate().isBefore(to)) {
          break;
        }
        for (Span span : period.active()) {
          LocalDate day = span.from().isBefore(from) ? from : span.from();
          LocalDate stop = span.to().isBefore(to) ? span.to() : to;
          while (day.isBefore(stop)) {
            LocalDate next = nextTurn(day, stop);
            days += withheldOn(day) == null ? Period.days(day, next) : 0;
            day = next;
          }
        }
      }
      return days;
    }

    private @Nullable WithheldService withheldOn(LocalDate day) {
      return withheld.stream().filter(one -> one.contains(day)).findFirst().orElse(null);
    }

    /** When a stretch of withheld service begins or ends after a day, at the latest {@code to}. */
    private LocalDate nextTurn(LocalDate day, LocalDate to) {
      return withheld.stream()
          .flatMap(one -> Stream.of(one.from(), one.to()).flatMap(Stream::ofNullable))
          .filter(turn -> turn.isAfter(day) && turn.isBefore(to))
          .min(LocalDate::compareTo)
          .orElse(to);
    }
  }
}
