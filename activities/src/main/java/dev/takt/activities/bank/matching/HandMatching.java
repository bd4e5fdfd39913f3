package dev.takt.activities.bank.matching;

import dev.takt.activities.bank.matching.PaymentMatch.Booked;
import dev.takt.activities.bank.matching.PaymentMatch.Ground;
import dev.takt.activities.bank.matching.PaymentMatch.PerhapsBooked;
import dev.takt.activities.bank.matching.PaymentMatch.Proposed;
import dev.takt.activities.bank.matching.PaymentMatch.Unknown;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides whether a transfer is one that somebody has booked by hand before the bank told of it:
 * where its reference, amount and day are those of such a payment, it is; where only two of them
 * are, a person decides.
 */
public final class HandMatching {
  /** How many days a person's date may be from the bank's. */
  public static final int MOST_DAYS_APART = 7;

  private HandMatching() {}

  /**
   * What a transfer is.
   *
   * @param otherwise what it would be without payments by hand
   * @param byHand those of its amount and currency, of days that are not too far from its own
   */
  public static PaymentMatch of(
      IncomingPayment payment,
      LocalDate bookedOn,
      PaymentMatch otherwise,
      List<HandPayment> byHand) {
    Predicate<HandPayment> sameDay = by -> by.receivedOn().equals(bookedOn);
    List<HandPayment> stated = byHand.stream().filter(by -> by.isStatedIn(payment)).toList();
    Optional<HandPayment> same = first(stated, sameDay);
    if (same.isPresent()) {
      return new Booked(same.get().id());
    }
    Optional<HandPayment> near = first(stated, _ -> true);
    if (near.isPresent()) {
      return perhaps(near.get());
    }
    List<HandPayment> ofTheDay = byHand.stream().filter(sameDay).toList();
    return ofTheDay.size() == 1 && isLikelier(ofTheDay.getFirst(), otherwise)
        ? perhaps(ofTheDay.getFirst())
        : otherwise;
  }

  private static Optional<HandPayment> first(
      List<HandPayment> byHand, Predicate<HandPayment> fits) {
    return byHand.stream().filter(fits).min(Comparator.comparing(HandPayment::id));
  }

  private static PaymentMatch perhaps(HandPayment by) {
    return new PerhapsBooked(by.id(), by.invoiceId(), by.customerId());
  }

  /** Than what is known without it: nothing, the amount alone, or that it is this customer's. */
  private static boolean isLikelier(HandPayment by, PaymentMatch otherwise) {
    return switch (otherwise) {
      case Unknown _ -> true;
      case Proposed proposed ->
          proposed.ground() == Ground.AMOUNT || proposed.customerId().equals(by.customerId());
      default -> false;
    };
  }
}
