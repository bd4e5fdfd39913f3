package dev.takt.workflows.subscription;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What no request may exceed, whichever way it comes. The API has held it to these limits already;
 * a signal may say anything, and what cannot be computed with would stop its workflow for ever.
 */
final class Limits {
  private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2200, 12, 31);
  private static final long MOST = 1_000_000_000_000L;
  private static final int MOST_UNITS = 1_000_000;
  private static final int LONGEST = 200;

  private Limits() {}

  /** What exceeds them, or null. */
  static @Nullable Refusal objectionTo(Command command, Subscription subscription) {
    return switch (command.request()) {
      case Request.PlanPause pause ->
          first(dates(pause.from(), pause.to()), text("/reason", pause.reason()));
      case Request.ChangePause change ->
          first(dates(change.from(), change.to()), text("/pauseId", change.pauseId()));
      case Request.RemovePause removal -> text("/pauseId", removal.pauseId());
      case Request.Cancel cancel -> first(dates(cancel.date()), text("/reason", cancel.reason()));
      case Request.UndoCancellation _ -> null;
      case Request.ChangeTerms change -> first(dates(change.date()), price(change, subscription));
      case Request.ChangePaymentMethod change -> text("/paymentMethodId", change.paymentMethodId());
      case Request.Suspend _ -> null;
      case Request.Restore _ -> null;
    };
  }

  private static @Nullable Refusal first(@Nullable Refusal one, @Nullable Refusal other) {
    return one == null ? other : one;
  }

  private static @Nullable Refusal dates(@Nullable LocalDate... dates) {
    boolean fit =
        Arrays.stream(dates)
            .allMatch(date -> date == null || !(date.isBefore(FIRST) || date.isAfter(LAST)));
    return fit
        ? null
        : Refusal.notAllowed("out_of_range", "A date is from " + FIRST + " to " + LAST + ".", null);
  }

  private static @Nullable Refusal text(String pointer, @Nullable String text) {
    return text == null || text.length() <= LONGEST
        ? null
        : Refusal.notAllowed(
            "out_of_range", "It may have " + LONGEST + " characters at most.", pointer);
  }

  /** The dearest that could come of it: any price that was ever asked for, times any quantity. */
  private static @Nullable Refusal price(Request.ChangeTerms change, Subscription subscription) {
    var others = subscription.changes().terms();
    long unit =
        LongStream.concat(
                LongStream.of(
                    subscription.terms().price().unitPrice(),
                    change.unitPrice() == null ? 0 : change.unitPrice(),
                    change.plan() == null ? 0 : change.plan().dearest()),
                others.stream()
                    .flatMap(
                        other ->
                            Stream.of(
                                other.unitPrice() == null ? 0L : other.unitPrice(),
                                other.plan() == null ? 0L : other.plan().dearest()))
                    .mapToLong(Long::longValue))
            .max()
            .orElse(0);
    long quantity =
        LongStream.concat(
                LongStream.of(
                    subscription.terms().price().quantity(),
                    change.quantity() == null ? 1 : change.quantity()),
                others.stream().mapToLong(o -> o.quantity() == null ? 1 : o.quantity()))
            .max()
            .orElse(1);
    boolean fits = unit <= MOST && quantity <= MOST_UNITS && unit * quantity <= MOST;
    return fits
        ? null
        : Refusal.notAllowed(
            "out_of_range",
            "A quantity is " + MOST_UNITS + " at most, and price × quantity " + MOST + ".",
            null);
  }
}
