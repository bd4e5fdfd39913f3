package dev.takt.workflows.claim;

/**
 * What a merchant has chosen of what the law leaves open about a claim.
 *
 * @param interest whether interest is asked for, from the due date on
 * @param leastClaim a rest below it is given up, and no letter goes for it; in minor units
 */
public record ClaimTerms(
    boolean interest, DayCount dayCount, Allocation allocation, long leastClaim) {
  /** Those of a policy that asks for nothing but the principal. */
  public static final ClaimTerms PRINCIPAL_ONLY =
      new ClaimTerms(false, DayCount.ACTUAL_365, Allocation.PRINCIPAL_FIRST, 0);

  /** What a part payment pays first. */
  public enum Allocation {
    PRINCIPAL_FIRST,
    /** Fees, compensation and interest. */
    COSTS_FIRST
  }
}
