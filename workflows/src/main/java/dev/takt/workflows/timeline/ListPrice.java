package dev.takt.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a plan costs from a date on, whoever comes onto it.
 *
 * @param unitPrice in minor units; 0 where there are tiers
 * @param tiers null where each unit costs the same
 */
public record ListPrice(
    LocalDate from,
    long unitPrice,
    Reach reach,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Tiers tiers) {

  /** A price that is the same for each unit. */
  public ListPrice(LocalDate from, long unitPrice, Reach reach) {
    this(from, unitPrice, reach, null);
  }

  /** Whom it reaches of those who are on the plan by then. */
  public enum Reach {
    /** Nobody: they keep what they pay. */
    NEW_ONLY,
    /** Each from the first nominal period that starts on the date or later. */
    NEXT_PERIOD,
    /** All on the date. */
    ON_DATE
  }
}
