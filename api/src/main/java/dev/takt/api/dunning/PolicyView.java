package dev.takt.api.dunning;

import dev.takt.api.web.Check;
import dev.takt.workflows.dunning.DunningPolicy;
import dev.takt.workflows.dunning.DunningStep;
import dev.takt.workflows.dunning.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A policy as the API takes and tells it.
 *
 * @param name its name; it is the path's, and may be left out
 * @param appliesTo whose invoices it is for; none with the default policy
 * @param tracks steps by reason; what is left out follows the built-in policy
 */
record PolicyView(
    @Nullable String name,
    @Nullable AppliesTo appliesTo,
    @Nullable SortedMap<Reason, TrackView> tracks) {

  /** All that is given must fit. */
  record AppliesTo(
      @Nullable String planId, @Nullable String customerKind, @Nullable String segment) {}

  record TrackView(@Nullable List<StepView> steps) {}

  /** With the tracks that it leaves to the built-in policy. */
  static PolicyView of(String name, DunningPolicy policy) {
    SortedMap<Reason, TrackView> tracks = new TreeMap<>();
    for (Reason reason : Reason.values()) {
      tracks.put(reason, new TrackView(policy.track(reason).stream().map(StepView::of).toList()));
    }
    DunningPolicy.AppliesTo to = policy.appliesTo();
    return new PolicyView(
        name,
        to == null ? null : new AppliesTo(to.planId(), to.customerKind(), to.segment()),
        tracks);
  }

  DunningPolicy toPolicy(Check check, String itsName) {
    check.that(name == null || name.equals(itsName), "/name", "must be the name in the path");
    boolean isDefault = itsName.equals(DunningPolicies.DEFAULT);
    check.that(
        isDefault == (appliesTo == null),
        "/appliesTo",
        isDefault
            ? "the default policy is for all that no other is for"
            : "says whose invoices it is for: planId, customerKind, segment");
    SortedMap<Reason, List<DunningStep>> steps = new TreeMap<>();
    if (tracks != null) {
      tracks.forEach((reason, track) -> steps.put(reason, steps(check, reason, track)));
    }
    return new DunningPolicy(appliesTo == null ? null : appliesTo(check, appliesTo), steps);
  }

  private static DunningPolicy.AppliesTo appliesTo(Check check, AppliesTo to) {
    check.that(
        to.planId != null || to.customerKind != null || to.segment != null,
        "/appliesTo",
        "needs planId, customerKind or segment");
    check.that(
        to.customerKind == null || List.of("CONSUMER", "BUSINESS").contains(to.customerKind),
        "/appliesTo/customerKind",
        "must be CONSUMER or BUSINESS");
    return new DunningPolicy.AppliesTo(
        check.optionalText("/appliesTo/planId", to.planId, 100),
        to.customerKind,
        check.optionalText("/appliesTo/segment", to.segment, 100));
  }

  private static List<DunningStep> steps(Check check, Reason reason, @Nullable TrackView track) {
    String at = "/tracks/" + reason + "/steps";
    List<DunningStep> steps = new ArrayList<>();
    List<StepView> given = track == null ? null : track.steps;
    if (given == null || given.isEmpty() || given.size() > 100) {
      check.error(at, "must hold 1 to 100 steps");
      return steps;
    }
    for (int i = 0; i < given.size(); i++) {
      steps.add(given.get(i).toStep(check, at + "/" + i));
    }
    return steps;
  }
}
