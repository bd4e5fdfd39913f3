package dev.takt.workflows.dunning;

import dev.takt.workflows.claim.ClaimPast;
import dev.takt.workflows.claim.ClaimStep;
import dev.takt.workflows.claim.StepLaw;
import dev.takt.workflows.claim.StepVerdict;
import dev.takt.workflows.law.DebtorKind;
import dev.takt.workflows.law.LawBook;
import dev.takt.workflows.law.LawFactMissing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which steps of a policy the law of a country could never allow, judged by their nominal days: as
 * if each were done on its day, and no day were a closed one. What the law leaves open until the
 * day itself is judged when the step is done.
 */
public final class PolicyLaw {
  private final LawBook law;
  private final String country;

  public PolicyLaw(LawBook law, String country) {
    this.law = law;
    this.country = country;
  }

  /**
   * All steps that could only break the law; empty where the policy may be stored.
   *
   * @param on the day whose law it is judged by
   */
  public List<PolicyRules.Breach> breaches(DunningPolicy policy, LocalDate on) {
    DunningPolicy.AppliesTo to = policy.appliesTo();
    String kind = to == null ? null : to.customerKind();
    List<PolicyRules.Breach> breaches = new ArrayList<>();
    policy
        .tracks()
        .forEach(
            (reason, steps) ->
                breaches.addAll(breaches("/tracks/" + reason + "/steps", steps, kind, on)));
    return breaches;
  }

  /** A step of a policy for everybody is refused where it is unlawful with everybody. */
  private List<PolicyRules.Breach> breaches(
      String at, List<DunningStep> steps, @Nullable String kind, LocalDate on) {
    if (kind != null) {
      return List.copyOf(ladder(at, steps, DebtorKind.valueOf(kind), on).values());
    }
    SortedMap<Integer, PolicyRules.Breach> consumers = ladder(at, steps, DebtorKind.CONSUMER, on);
    consumers.keySet().retainAll(ladder(at, steps, DebtorKind.BUSINESS, on).keySet());
    return List.copyOf(consumers.values());
  }

  private SortedMap<Integer, PolicyRules.Breach> ladder(
      String at, List<DunningStep> steps, DebtorKind debtor, LocalDate due) {
    StepLaw stepLaw = StepLaw.nominal(law, country, debtor);
    List<ClaimPast.Done> done = new ArrayList<>();
    SortedMap<Integer, PolicyRules.Breach> breaches = new TreeMap<>();
    for (int index : inOrder(steps)) {
      if (steps.get(index) instanceof DunningStep.ByLaw step) {
        LocalDate day = due.plusDays(step.afterDays());
        var past = new ClaimPast(due, done, List.of(), true, false);
        Ruling ruling = ruling(stepLaw, step, day, due, past);
        if (ruling.breach == null) {
          int days = stepLaw.deadlineDays(step.deadlineDays());
          LocalDate deadline = step.step().isLetter() ? stepLaw.deadline(day, days) : null;
          done.add(new ClaimPast.Done(step.step(), day, ruling.fee, deadline));
        } else {
          breaches.put(index, ruling.breach.at(at + "/" + index));
        }
      }
    }
    return breaches;
  }

  private static List<Integer> inOrder(List<DunningStep> steps) {
    return IntStream.range(0, steps.size())
        .boxed()
        .sorted(Comparator.comparingInt(i -> steps.get(i).afterDays()))
        .toList();
  }

  private record Broken(String rule, String why) {
    PolicyRules.Breach at(String pointer) {
      return new PolicyRules.Breach(pointer, rule, why);
    }
  }

  private record Ruling(long fee, @Nullable Broken breach) {}

  private static Ruling ruling(
      StepLaw law, DunningStep.ByLaw step, LocalDate day, LocalDate lawOn, ClaimPast past) {
    Long fee = step.fee();
    StepVerdict verdict;
    try {
      verdict = law.judge(new StepLaw.Wanted(step.step(), step.deadlineDays()), day, lawOn, past);
    } catch (LawFactMissing unknown) {
      // Nobody can say yet that it could only break it.
      return new Ruling(Objects.requireNonNullElse(fee, 1L), null);
    }
    return switch (verdict) {
      case StepVerdict.Allowed allowed when fee != null && fee > allowed.mostFee() ->
          broken(allowed.rule(), "the fee is above the lawful " + allowed.mostFee());
      case StepVerdict.Allowed allowed ->
          new Ruling(Objects.requireNonNullElse(fee, allowed.mostFee()), null);
      case StepVerdict.WithoutFee free when wantsFee(step) -> broken(free.rule(), free.why());
      case StepVerdict.WithoutFee free -> new Ruling(0, null);
      case StepVerdict.NotBefore later -> broken(later.rule(), later.why());
      case StepVerdict.Never never -> broken(never.rule(), never.why());
    };
  }

  /** The lawful maximum of handing over is nothing in some countries: that breaks no law. */
  private static boolean wantsFee(DunningStep.ByLaw step) {
    Long fee = step.fee();
    return fee == null ? step.step() != ClaimStep.HAND_OVER : fee > 0;
  }

  private static Ruling broken(String rule, String why) {
    return new Ruling(0, new Broken(rule, why));
  }
}
