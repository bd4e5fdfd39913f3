package dev.takt.activities.dunning;

import dev.takt.workflows.dunning.CardRules;
import dev.takt.workflows.dunning.DunningPolicy;
import dev.takt.workflows.dunning.DunningStep;
import dev.takt.workflows.dunning.PolicyRules;
import dev.takt.workflows.dunning.Reason;
import dev.takt.workflows.port.Messages;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Policies that a merchant may store, of any kind: what breaks a rule is drawn again. */
final class RandomPolicies {
  private static final PolicyRules RULES = new PolicyRules(CardRules.shipped());
  private static final List<Messages.Template> TEMPLATES =
      List.of(
          Messages.Template.PAYMENT_FAILED,
          Messages.Template.PAYMENT_FAILED_AGAIN,
          Messages.Template.CARD_REFUSED,
          Messages.Template.LAST_NOTICE,
          Messages.Template.SERVICE_SUSPENDED);

  private RandomPolicies() {}

  static DunningPolicy any(Random random) {
    SortedMap<Reason, List<DunningStep>> tracks = new TreeMap<>();
    for (Reason reason : Reason.values()) {
      // The others follow the default policy.
      if (random.nextInt(3) > 0) {
        tracks.put(reason, track(random, reason));
      }
    }
    return new DunningPolicy(null, tracks);
  }

  private static List<DunningStep> track(Random random, Reason reason) {
    for (int i = 0; i < 200; i++) {
      List<DunningStep> steps = drawn(random);
      SortedMap<Reason, List<DunningStep>> alone = new TreeMap<>();
      alone.put(reason, steps);
      if (RULES.breaches(new DunningPolicy(null, alone)).isEmpty()) {
        return steps;
      }
    }
    return List.of(new DunningStep.WaitForPerson(1));
  }

  private static List<DunningStep> drawn(Random random) {
    List<DunningStep> steps = new ArrayList<>();
    int length = random.nextInt(9);
    for (int i = 0; i < length; i++) {
      steps.add(step(random, random.nextInt(35)));
    }
    return steps;
  }

  private static DunningStep step(Random random, int day) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3, 4 ->
          new DunningStep.Retry(
              day,
              random.nextInt(4) == 0 ? 30 * random.nextInt(5) : 0,
              one(random, DunningStep.Day.values()),
              random.nextBoolean() ? null : LocalTime.of(random.nextInt(24), 15));
      case 5, 6, 7, 8 ->
          new DunningStep.Message(
              random.nextInt(4) == 0 ? 0 : day,
              one(random, Messages.Channel.values()),
              TEMPLATES.get(random.nextInt(TEMPLATES.size())));
      case 9 -> new DunningStep.Suspend(day);
      case 10 ->
          random.nextInt(4) == 0 ? new DunningStep.WriteOff(30 + day) : new DunningStep.End(day);
      default -> new DunningStep.WaitForPerson(day);
    };
  }

  private static <T> T one(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
