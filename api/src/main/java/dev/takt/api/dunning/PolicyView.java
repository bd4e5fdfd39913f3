package dev.takt.api.dunning;

import dev.takt.api.web.Check;
import dev.takt.api.web.Text;
import dev.takt.records.dunning.DunningPolicies;
import dev.takt.workflows.claim.ClaimTerms;
import dev.takt.workflows.claim.DayCount;
import dev.takt.workflows.dunning.DunningPolicy;
import dev.takt.workflows.dunning.DunningStep;
import dev.takt.workflows.dunning.Reason;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * A policy as the API takes and tells it.
 *
 * @param name its name; it is the path's, and may be left out
 * @param appliesTo whose invoices it is for; none with the default policy
 * @param tracks steps by reason; what is left out follows the built-in policy
 * @param requireBankRead whether a suspension, an end and a write-off wait until the bank was read
 *     through the banking day before; by itself where the merchant reads bank files
 * @param interest FROM_DUE_DATE or NONE; when absent, from the due date where the policy has a step
 *     by law (REMINDER, COLLECTION_NOTICE, COMPENSATION, HAND_OVER), else none
 * @param dayCount how days of interest count; ACT_365 when absent
 * @param allocation what a part payment pays first; PRINCIPAL_FIRST when absent
 * @param leastClaim a rest below it is given up, and no letter goes for it; in minor units, 0 when
 *     absent
 */
record PolicyView(
    @Nullable String name,
    @Nullable AppliesTo appliesTo,
    @Nullable SortedMap<Reason, TrackView> tracks,
    @Nullable Boolean requireBankRead,
    @Nullable InterestFrom interest,
    @Nullable DayCount dayCount,
    ClaimTerms.@Nullable Allocation allocation,
    @Range(min = 0, max = 100_000_000) @Nullable Integer leastClaim) {

  /** From when interest is asked for. */
  enum InterestFrom {
    FROM_DUE_DATE,
    NONE
  }

  /** All that is given must fit. */
  record AppliesTo(
      @Text(max = 100) @Nullable String planId,
      @Schema(example = "CONSUMER")
          @Pattern(regexp = "^(CONSUMER|BUSINESS)$", message = "must be CONSUMER or BUSINESS")
          @Nullable String customerKind,
      @Text(max = 100) @Nullable String segment) {}

  record TrackView(@Nullable List<@Nullable StepView> steps) {
    List<DunningStep> toSteps() {
      return Objects.requireNonNull(steps).stream()
          .map(step -> Objects.requireNonNull(step).toStep())
          .toList();
    }
  }

  /** With the tracks that it leaves to the built-in policy. */
  static PolicyView of(String name, DunningPolicy policy) {
    SortedMap<Reason, TrackView> tracks = new TreeMap<>();
    for (Reason reason : Reason.values()) {
      tracks.put(
          reason,
          new TrackView(
              policy.track(reason).stream().<@Nullable StepView>map(StepView::of).toList()));
    }
    DunningPolicy.AppliesTo to = policy.appliesTo();
    return new PolicyView(
        name,
        to == null ? null : new AppliesTo(to.planId(), to.customerKind(), to.segment()),
        tracks,
        policy.requireBankRead(),
        policy.claim().interest() ? InterestFrom.FROM_DUE_DATE : InterestFrom.NONE,
        policy.claim().dayCount(),
        policy.claim().allocation(),
        Math.toIntExact(policy.claim().leastClaim()));
  }

  /** Checks the policy that is to have this name. */
  void check(Check check, String itsName) {
    check.part("", this);
    check.that(name == null || name.equals(itsName), "/name", "must be the name in the path");
    boolean isDefault = itsName.equals(DunningPolicies.DEFAULT);
    check.that(
        isDefault == (appliesTo == null),
        "/appliesTo",
        isDefault
            ? "the default policy is for all that no other is for"
            : "says whose invoices it is for: planId, customerKind, segment");
    if (appliesTo != null) {
      check.that(
          !appliesTo.equals(new AppliesTo(null, null, null)),
          "/appliesTo",
          "needs planId, customerKind or segment");
      check.part("/appliesTo", appliesTo);
    }
    given().forEach((reason, track) -> check(check, "/tracks/" + reason + "/steps", track));
  }

  private static void check(Check check, String at, @Nullable TrackView track) {
    List<@Nullable StepView> steps = track == null ? null : track.steps;
    if (steps == null || steps.isEmpty() || steps.size() > 100) {
      check.error(at, "must hold 1 to 100 steps");
      return;
    }
    for (int i = 0; i < steps.size(); i++) {
      StepView step = steps.get(i);
      if (step == null) {
        check.error(at + "/" + i, "is needed");
      } else {
        step.check(check, at + "/" + i);
      }
    }
  }

  /** The policy of a view that was checked. */
  DunningPolicy toPolicy() {
    SortedMap<Reason, List<DunningStep>> steps = new TreeMap<>();
    given().forEach((reason, track) -> steps.put(reason, track.toSteps()));
    AppliesTo to = appliesTo;
    return new DunningPolicy(
        to == null ? null : new DunningPolicy.AppliesTo(to.planId, to.customerKind, to.segment),
        steps,
        requireBankRead,
        terms(steps));
  }

  private ClaimTerms terms(SortedMap<Reason, List<DunningStep>> steps) {
    boolean claims =
        steps.values().stream().flatMap(List::stream).anyMatch(DunningStep.ByLaw.class::isInstance);
    InterestFrom from =
        Objects.requireNonNullElse(
            interest, claims ? InterestFrom.FROM_DUE_DATE : InterestFrom.NONE);
    return new ClaimTerms(
        from == InterestFrom.FROM_DUE_DATE,
        Objects.requireNonNullElse(dayCount, DayCount.ACTUAL_365),
        Objects.requireNonNullElse(allocation, ClaimTerms.Allocation.PRINCIPAL_FIRST),
        Objects.requireNonNullElse(leastClaim, 0));
  }

  private SortedMap<Reason, TrackView> given() {
    return tracks == null ? new TreeMap<>() : tracks;
  }
}
