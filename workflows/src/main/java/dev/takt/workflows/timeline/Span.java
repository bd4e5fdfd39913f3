package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.money.Proration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Some successive days of a nominal period that have the same price and the same use.
 *
 * @param from the first date; where the time is not used, the date it would have had
 * @param position the first day's place in the nominal period, from 0
 * @param length in days
 * @param price of the nominal period, as it holds on these days or would have held
 * @param pauseId the pause that takes these days, with {@code PAUSED} and {@code FROZEN} only
 */
public record Span(
    LocalDate from, int position, int length, Price price, Use use, @Nullable String pauseId) {

  /** What these days are used for. */
  public enum Use {
    /** Service, to be paid. */
    ACTIVE,
    /** Taken by a pause. */
    PAUSED,
    /** Kept for after a pause with {@code EXTEND} that has no end yet. */
    FROZEN,
    /** After the end. */
    ENDED,
    /** Given up because a plan with another rhythm took over. */
    CUT
  }

  public LocalDate to() {
    return from.plusDays(length);
  }

  public Period period() {
    return new Period(from, to());
  }

  /** The place of the first day after it. */
  public int end() {
    return position + length;
  }

  /** What these days cost, in minor units, within a nominal period of {@code days}. */
  public long amount(int days) {
    return Proration.between(price.total(), position, end(), days);
  }

  /** The same days put to another use. */
  Span usedAs(Use other) {
    return new Span(from, position, length, price, other, other == Use.ENDED ? null : pauseId);
  }

  /** The same days at another price. */
  Span at(Price other) {
    return new Span(from, position, length, other, use, pauseId);
  }

  /** The part of it between two places, or null when it has none. */
  public @Nullable Span within(int fromPosition, int toPosition) {
    int start = Math.max(position, fromPosition);
    int stop = Math.min(end(), toPosition);
    return start >= stop
        ? null
        : new Span(from.plusDays(start - position), start, stop - start, price, use, pauseId);
  }
}
