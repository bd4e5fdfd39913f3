package dev.takt.workflows.timeline;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which one-off charges are billed when. A dated one makes a bill of its date, or joins it; in a
 * group it is on the joint invoice where its date is a group date. What has no date waits for any
 * bill. The last bill takes all.
 */
public final class ChargesDue {
  private final List<OneOffCharge> charges;
  private final @Nullable BillingResponsibility turn;

  /**
   * The charges that wait.
   *
   * @param turn whose turn it is to bill what, or null outside a group
   */
  public ChargesDue(List<OneOffCharge> charges, @Nullable BillingResponsibility turn) {
    this.charges = charges;
    this.turn = turn;
  }

  /** The earliest date that a charge makes a bill of the subscription's own, or null. */
  public @Nullable LocalDate nextOwnDate() {
    return nextDate(charge -> !isJoint(charge));
  }

  /** The earliest group date that a charge is billed on, or null. */
  public @Nullable LocalDate nextJointDate() {
    return nextDate(this::isJoint);
  }

  private @Nullable LocalDate nextDate(Predicate<OneOffCharge> which) {
    return charges.stream()
        .filter(which)
        .map(OneOffCharge::date)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** The first that is to be billed at once, on an invoice of its own. */
  public Optional<OneOffCharge> atOnce() {
    return charges.stream().filter(charge -> charge.when() == OneOffCharge.When.NOW).findFirst();
  }

  /** Whether a charge makes a bill of a date, be nothing else due. */
  boolean makesBillOn(LocalDate on) {
    return charges.stream().anyMatch(charge -> charge.isDatedBy(on) && isOwnMatter(charge, on));
  }

  /** What the bill of a date takes in; the set-up fee once there is service. */
  List<ExtraLine> linesOn(LocalDate on, Timeline timeline) {
    return lines(
        charges.stream()
            .filter(charge -> charge.joinsOn(on) && isOwnMatter(charge, on))
            .filter(charge -> !charge.setUp() || isServedBy(on, timeline)));
  }

  private static boolean isServedBy(LocalDate on, Timeline timeline) {
    LocalDate trialEnd = timeline.trialEnd();
    return trialEnd != null && !on.isBefore(trialEnd);
  }

  /** What the last bill takes in: all but the set-up fee where there never was any service. */
  List<ExtraLine> linesAtEnd(LocalDate end, Timeline timeline) {
    return lines(
        charges.stream()
            .filter(charge -> !charge.setUp() || isServedBy(end.minusDays(1), timeline)));
  }

  private static List<ExtraLine> lines(Stream<OneOffCharge> charges) {
    return charges.map(OneOffCharge::line).toList();
  }

  /** What a group bills on one of its dates is not billed before it that day. */
  private boolean isOwnMatter(OneOffCharge charge, LocalDate on) {
    return !(isJoint(charge) && on.equals(charge.date()));
  }

  /** One that is asked for on a group date may come after the joint bill of that day. */
  private boolean isJoint(OneOffCharge charge) {
    LocalDate date = charge.date();
    return turn != null
        && date != null
        && date.isAfter(charge.askedOn())
        && turn.membership().groupDateFrom(date).equals(date);
  }

  /** Whether a charge makes a joint invoice of a group date. */
  public boolean makeJointBillOn(LocalDate on) {
    return charges.stream().anyMatch(charge -> isJoint(charge) && on.equals(charge.date()));
  }
}
