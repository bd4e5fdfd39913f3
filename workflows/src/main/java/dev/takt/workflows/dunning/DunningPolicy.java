package dev.takt.workflows.dunning;

import dev.takt.workflows.claim.ClaimTerms;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is done about unpaid invoices, by reason: data of the merchant's. A case follows the policy
 * that was in force when it began.
 *
 * @param appliesTo whose invoices it is for; null: for all that no other policy is for
 * @param tracks the steps by reason; a reason that is not in it follows the default policy
 * @param requireBankRead whether what has consequences waits until the bank was read; null: it does
 *     where the merchant reads the bank's files at all
 * @param claim what is claimed beside the principal; nothing where it was never said
 */
public record DunningPolicy(
    @Nullable AppliesTo appliesTo,
    SortedMap<Reason, List<DunningStep>> tracks,
    @Nullable Boolean requireBankRead,
    ClaimTerms claim) {

  public DunningPolicy(@Nullable AppliesTo appliesTo, SortedMap<Reason, List<DunningStep>> tracks) {
    this(appliesTo, tracks, null, ClaimTerms.PRINCIPAL_ONLY);
  }

  public DunningPolicy {
    claim = claim == null ? ClaimTerms.PRINCIPAL_ONLY : claim;
    SortedMap<Reason, List<DunningStep>> copy = new TreeMap<>();
    tracks.forEach((reason, steps) -> copy.put(reason, List.copyOf(steps)));
    tracks = copy;
  }

  /**
   * Whose invoices a policy is for: all that is given must fit.
   *
   * @param customerKind CONSUMER or BUSINESS
   * @param segment the merchant's own name for some of the customers
   */
  public record AppliesTo(
      @Nullable String planId, @Nullable String customerKind, @Nullable String segment) {

    /** Whether it fits. */
    public boolean fits(List<String> planIds, String kind, @Nullable String itsSegment) {
      return (planId == null || planIds.contains(planId))
          && (customerKind == null || customerKind.equals(kind))
          && (segment == null || segment.equals(itsSegment));
    }

    /** The more it asks for, the more it is meant: a plan counts more than a segment or kind. */
    public int weight() {
      return (planId == null ? 0 : 4) + (segment == null ? 0 : 2) + (customerKind == null ? 0 : 1);
    }
  }

  /**
   * Whether a step with consequences waits until the bank was read.
   *
   * @param readsFiles whether the merchant has ever read a file of its bank
   * @param byBank whether the invoice is to be paid by bank
   */
  public boolean waitsForBank(boolean readsFiles, boolean byBank) {
    return requireBankRead == null ? readsFiles : requireBankRead && (readsFiles || byBank);
  }

  /** The steps of a reason. */
  public List<DunningStep> track(Reason reason) {
    List<DunningStep> own = tracks.get(reason);
    return own == null ? DefaultPolicy.track(reason) : own;
  }
}
