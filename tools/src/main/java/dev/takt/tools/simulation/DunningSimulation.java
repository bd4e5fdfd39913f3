package dev.takt.tools.simulation;

import dev.takt.workflows.calendar.BankingDays;
import dev.takt.workflows.dunning.CaseProgress;
import dev.takt.workflows.dunning.DefaultPolicy;
import dev.takt.workflows.dunning.DunningCase;
import dev.takt.workflows.dunning.DunningPlan;
import dev.takt.workflows.dunning.DunningPolicy;
import dev.takt.workflows.dunning.DunningStep;
import dev.takt.workflows.dunning.NextStep;
import dev.takt.workflows.dunning.Reason;
import dev.takt.workflows.port.Messages;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Plays policies over thousands of seeded debtors, by the very code that decides what is next in
 * production. Each debtor is the same for each policy.
 */
public final class DunningSimulation {
  private static final int CASES = 20_000;
  private static final Duration HORIZON = Duration.ofDays(90);

  private final BankingDays days = BankingDays.shipped();
  private final DunningPlan plan = new DunningPlan(days);

  /** What failed and what of it was recovered, in minor units. */
  public record Result(Map<Reason, long[]> byReason) {
    /** The share that was recovered, in per cent. */
    public double share() {
      long failed = byReason.values().stream().mapToLong(sum -> sum[0]).sum();
      long recovered = byReason.values().stream().mapToLong(sum -> sum[1]).sum();
      return 100.0 * recovered / failed;
    }
  }

  /** Prints what the default and the reference policy recover. */
  public static void run(PrintStream out) {
    var simulation = new DunningSimulation();
    Result standard = simulation.play(DefaultPolicy.policy(), 1, CASES);
    Result reference = simulation.play(reference(), 1, CASES);
    out.printf(Locale.ROOT, "%,d failed payments, seed 1; assumptions: docs/dunning.md%n%n", CASES);
    out.printf("%-18s %8s %8s%n", "recovered, %", "default", "1-3-5-7");
    for (Reason reason : standard.byReason.keySet()) {
      out.printf(
          Locale.ROOT,
          "%-18s %8.1f %8.1f%n",
          reason,
          share(standard, reason),
          share(reference, reason));
    }
    out.printf(Locale.ROOT, "%-18s %8.1f %8.1f%n", "all", standard.share(), reference.share());
  }

  private static double share(Result result, Reason reason) {
    long[] sum = result.byReason.getOrDefault(reason, new long[] {1, 0});
    return 100.0 * sum[1] / sum[0];
  }

  /** One message, and the card tried on days 1, 3, 5 and 7, whatever the reason allows of it. */
  public static DunningPolicy reference() {
    var tracks = new TreeMap<Reason, List<DunningStep>>();
    for (Reason reason : Reason.values()) {
      List<DunningStep> steps = new ArrayList<>();
      if (!reason.isNotTheCustomers()) {
        steps.add(
            new DunningStep.Message(0, Messages.Channel.EMAIL, Messages.Template.PAYMENT_FAILED));
      }
      for (int day : List.of(1, 3, 5, 7)) {
        steps.add(new DunningStep.Retry(day, 0, DunningStep.Day.ANY, null));
      }
      steps.add(new DunningStep.WaitForPerson(8));
      tracks.put(reason, steps);
    }
    return new DunningPolicy(null, tracks);
  }

  /** Plays a policy over so many debtors. */
  public Result play(DunningPolicy policy, long seed, int cases) {
    var byReason = new TreeMap<Reason, long[]>();
    for (int i = 0; i < cases; i++) {
      var debtor = new Debtor(days, Assumptions.DOCUMENTED, seed * 1_000_003 + i);
      long[] sum = byReason.computeIfAbsent(debtor.decline.kind().reason(), reason -> new long[2]);
      sum[0] += debtor.amount;
      if (recovers(policy, debtor)) {
        sum[1] += debtor.amount;
      }
    }
    return new Result(byReason);
  }

  private boolean recovers(DunningPolicy policy, Debtor debtor) {
    DunningCase open = opened(policy, debtor);
    Instant end = debtor.failedAt.plus(HORIZON);
    Instant reacts = null;
    int messages = 0;
    for (NextStep step = open.next(); step != null; step = open.next()) {
      if (step.at().isAfter(end) || (reacts != null && reacts.isBefore(step.at()))) {
        break;
      }
      if (step.kind() == NextStep.Kind.RETRY) {
        if (debtor.pays(step.at(), open.course().tries())) {
          return true;
        }
        var latest = new CaseProgress.Try(step.at(), debtor.decline, "pm_1");
        open = open.declined(plan, latest, true).planned(plan, step.at());
      } else {
        if (step.template() != null) {
          reacts = earlier(reacts, debtor.reactsTo(step.template(), messages++, step.at()));
        }
        open = open.done(plan, step.at()).planned(plan, step.at());
      }
    }
    return reacts != null && !reacts.isAfter(end);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  private DunningCase opened(DunningPolicy policy, Debtor debtor) {
    LocalDate today = debtor.failedAt.atZone(Debtor.ZONE).toLocalDate();
    return DunningCase.declined(
            new DunningCase.Debtor("mer_1/test", "mer_1", "dun_1", "inv_1", "cus_1", null),
            "simulated",
            policy,
            "DK",
            Debtor.ZONE,
            today,
            new CaseProgress.Try(debtor.failedAt, debtor.decline, "pm_1"))
        .planned(plan, debtor.failedAt);
  }
}
