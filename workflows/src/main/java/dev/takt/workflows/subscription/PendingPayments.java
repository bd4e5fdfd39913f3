package dev.takt.workflows.subscription;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Payments under way: the charges and refunds that still need an outcome. The books have decided on
 * them, so they are no part of a subscription's or group's state; its workflow holds them beside
 * the state until each has its outcome. Who does not know them reads them from the tables of
 * payments.
 *
 * @param charges card payments that are due now
 * @param refunds ids of refunds that a gateway is to make
 */
public record PendingPayments(List<Charge> charges, List<String> refunds) {
  public static final PendingPayments NONE = new PendingPayments(List.of(), List.of());

  public PendingPayments {
    charges = List.copyOf(charges);
    refunds = List.copyOf(refunds);
  }

  /** One charge, or none. */
  public static PendingPayments of(@Nullable Charge charge) {
    return of(charge, List.of());
  }

  /** What a step of a subscription makes due. */
  public static PendingPayments of(Fact fact) {
    return switch (fact) {
      case Fact.Billed bill -> of(bill.charge());
      case Fact.PauseStarted pause -> of(pause.charge(), pause.refunds());
      case Fact.Ended end -> of(end.charge(), end.refunds());
      case Fact.Activated _, Fact.TrialEnded _, Fact.Resumed _, Fact.DiscountEnded _ -> NONE;
    };
  }

  private static PendingPayments of(@Nullable Charge charge, List<String> refunds) {
    return new PendingPayments(charge == null ? List.of() : List.of(charge), refunds);
  }

  /** The next of them to bring to an outcome, refunds first; null where there is none. */
  public @Nullable PaymentTask next() {
    if (!refunds.isEmpty()) {
      return new PaymentTask.Refund(refunds.getFirst());
    }
    return charges.isEmpty() ? null : new PaymentTask.Collect(charges.getFirst());
  }

  /** Whether nothing is under way. */
  public boolean areNone() {
    return charges.isEmpty() && refunds.isEmpty();
  }

  /** These and more. */
  public PendingPayments and(PendingPayments more) {
    return new PendingPayments(
        Stream.concat(charges.stream(), more.charges.stream()).distinct().toList(),
        Stream.concat(refunds.stream(), more.refunds.stream()).distinct().toList());
  }

  /** These without one that has its outcome. */
  public PendingPayments without(PaymentTask done) {
    return switch (done) {
      case PaymentTask.Collect(Charge charge) ->
          new PendingPayments(
              charges.stream().filter(other -> !other.equals(charge)).toList(), refunds);
      case PaymentTask.Refund(String refundId) ->
          new PendingPayments(
              charges, refunds.stream().filter(other -> !other.equals(refundId)).toList());
    };
  }
}
