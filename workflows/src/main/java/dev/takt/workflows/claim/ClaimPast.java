package dev.takt.workflows.claim;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the law asks of a claim's past.
 *
 * @param dueOn the last day on which the debtor could pay in time
 * @param done what was done about this claim, in order
 * @param besides what was done about other claims of the same subscription since all of them were
 *     last paid: one unbroken stretch of arrears
 * @param feeAgreed whether a fee for reminders was agreed when the debt arose
 * @param disputed whether the debtor disputes the claim and nobody has decided yet
 */
public record ClaimPast(
    LocalDate dueOn, List<Done> done, List<Done> besides, boolean feeAgreed, boolean disputed) {

  public ClaimPast {
    done = List.copyOf(done);
    besides = List.copyOf(besides);
  }

  /** A claim about which nothing was done yet. */
  public static ClaimPast none(LocalDate dueOn) {
    return new ClaimPast(dueOn, List.of(), List.of(), false, false);
  }

  /**
   * A step that was done.
   *
   * @param fee in minor units; with a compensation, the compensation
   * @param deadline the last day to pay that a letter set
   */
  public record Done(ClaimStep kind, LocalDate on, long fee, @Nullable LocalDate deadline) {
    boolean isLetterWithFee() {
      return kind.isLetter() && fee > 0;
    }
  }

  Optional<Done> latestLetterWithFee() {
    return done.stream().filter(Done::isLetterWithFee).max(Comparator.comparing(Done::on));
  }

  long lettersWithFee() {
    return done.stream().filter(Done::isLetterWithFee).count();
  }

  /** Of this claim and the others of its stretch of arrears. */
  long lettersWithFeeInStretch() {
    return stretch().filter(Done::isLetterWithFee).count();
  }

  /** Whether a lump sum was asked for in this stretch of arrears. */
  boolean compensatedInStretch() {
    return stretch().anyMatch(step -> step.kind() == ClaimStep.COMPENSATION);
  }

  boolean has(ClaimStep kind) {
    return done.stream().anyMatch(step -> step.kind() == kind);
  }

  /** The latest deadline that a notice of collection has set; empty without a notice. */
  Optional<LocalDate> noticeDeadline() {
    return done.stream()
        .filter(step -> step.kind() == ClaimStep.COLLECTION_NOTICE)
        .flatMap(step -> Stream.ofNullable(step.deadline()))
        .max(Comparator.naturalOrder());
  }

  private Stream<Done> stretch() {
    return Stream.concat(done.stream(), besides.stream());
  }
}
