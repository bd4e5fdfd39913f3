package dev.takt.workflows.claim;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What the law says to a step on a day, by which rule (a key of the law's facts). */
public sealed interface StepVerdict {
  String rule();

  /**
   * It may be done.
   *
   * @param mostFee the highest fee, in minor units; with a compensation, the compensation
   */
  record Allowed(long mostFee, String rule) implements StepVerdict {}

  /**
   * It may be done, without a fee.
   *
   * @param feeFrom the day from which a fee would be lawful, or null where none is known
   * @param why in words
   */
  record WithoutFee(String rule, @Nullable LocalDate feeFrom, String why) implements StepVerdict {}

  /** It may be done on a later day. */
  record NotBefore(String rule, LocalDate day, String why) implements StepVerdict {}

  /** It may not be done as things are. */
  record Never(String rule, String why) implements StepVerdict {}
}
