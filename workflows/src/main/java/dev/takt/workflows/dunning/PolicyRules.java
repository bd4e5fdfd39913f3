package dev.takt.workflows.dunning;

import java.util.ArrayList;
import java.util.List;

/**
 * What a policy may not say: the card schemes' rules, the law's, and those of fair play. A policy
 * that breaks one is refused when it is stored, with the rule's name.
 */
public final class PolicyRules {
  /** Notice before the service is touched, in days. */
  private static final int LEAST_GRACE = 3;

  private static final int MOST_DAYS = 365;
  private static final int MOST_STEPS = 60;
  private final CardRules cards;

  public PolicyRules(CardRules cards) {
    this.cards = cards;
  }

  /**
   * A rule that a policy breaks.
   *
   * @param pointer where
   * @param rule its name: a key of the facts on law and card schemes, or of ours
   */
  public record Breach(String pointer, String rule, String detail) {}

  /** All rules that it breaks; empty where it may be stored. */
  public List<Breach> breaches(DunningPolicy policy) {
    List<Breach> breaches = new ArrayList<>();
    policy
        .tracks()
        .forEach(
            (reason, steps) -> {
              String at = "/tracks/" + reason + "/steps";
              shape(at, steps, breaches);
              retries(at, reason, steps, breaches);
              words(at, reason, steps, breaches);
              grace(at, steps, breaches);
            });
    return breaches;
  }

  private static void shape(String at, List<DunningStep> steps, List<Breach> breaches) {
    if (steps.size() > MOST_STEPS) {
      breaches.add(
          new Breach(at, "takt.policy.size", "a track has " + MOST_STEPS + " steps at most"));
    }
    for (int i = 0; i < steps.size(); i++) {
      int days = steps.get(i).afterDays();
      if (days < 0 || days > MOST_DAYS) {
        breaches.add(
            new Breach(
                at + "/" + i + "/afterDays", "takt.policy.days", "must be from 0 to " + MOST_DAYS));
      }
    }
  }

  private void retries(String at, Reason reason, List<DunningStep> steps, List<Breach> breaches) {
    String rule = noRetryBy(reason);
    List<Long> minutes = new ArrayList<>();
    minutes.add(0L);
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof DunningStep.Retry retry) {
        if (!rule.isEmpty()) {
          breaches.add(new Breach(at + "/" + i, rule, why(reason)));
        }
        if (retry.afterMinutes() != 0 && reason != Reason.TECHNICAL) {
          breaches.add(
              new Breach(
                  at + "/" + i + "/afterMinutes",
                  "takt.policy.minutes",
                  "minutes are for technical faults only; give afterDays"));
        }
        minutes.add(1440L * retry.afterDays() + retry.afterMinutes());
      }
    }
    ceilings(at, minutes, breaches);
  }

  private static String noRetryBy(Reason reason) {
    return switch (reason) {
      case HARD_DECLINE -> "visa.category1.never";
      case EXPIRED_CARD, CARD_REMOVED -> "visa.category3.fixData";
      case AUTHENTICATION -> "eu.sca.mit";
      case INVOICE_OVERDUE -> "dk.betalingslov.consent";
      case CONFIGURATION -> "takt.policy.configuration";
      case NO_FUNDS, SOFT_DECLINE, TECHNICAL -> "";
    };
  }

  private static String why(Reason reason) {
    return switch (reason) {
      case HARD_DECLINE -> "a card that is refused for good must never be tried again";
      case EXPIRED_CARD, CARD_REMOVED -> "nothing can be charged before the card data is another";
      case AUTHENTICATION -> "no silent try can succeed: the customer has to approve the payment";
      case INVOICE_OVERDUE -> "who pays by bank has not consented to be charged by card";
      default -> "the merchant's own set-up must be mended first";
    };
  }

  /** With the first charge, no rolling window of a scheme holds more attempts than it may. */
  private void ceilings(String at, List<Long> minutes, List<Breach> breaches) {
    for (CardRules.Ceiling ceiling : cards.all()) {
      for (long end : minutes) {
        long inside =
            minutes.stream().filter(m -> m <= end && m > end - ceiling.hours() * 60L).count();
        if (inside > ceiling.attempts()) {
          breaches.add(
              new Breach(
                  at,
                  ceiling.key(),
                  "a card may be tried "
                      + ceiling.attempts()
                      + " times in "
                      + ceiling.hours()
                      + " hours, the first charge included; this track tries it "
                      + inside
                      + " times"));
          break;
        }
      }
    }
  }

  private static void words(
      String at, Reason reason, List<DunningStep> steps, List<Breach> breaches) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof DunningStep.Message message) {
        if (reason.isNotTheCustomers()) {
          breaches.add(
              new Breach(
                  at + "/" + i,
                  "takt.policy.technical",
                  "the customer hears nothing of what is not the customer's fault"));
        }
        boolean twice =
            steps.subList(0, i).stream()
                .anyMatch(
                    other ->
                        other instanceof DunningStep.Message earlier
                            && earlier.afterDays() == message.afterDays()
                            && earlier.channel() == message.channel());
        if (twice) {
          breaches.add(
              new Breach(
                  at + "/" + i,
                  "dk.inkassolov.goodPractice",
                  "no undue pressure: one message a day by each channel at most"));
        }
      }
    }
  }

  private static void grace(String at, List<DunningStep> steps, List<Breach> breaches) {
    for (int i = 0; i < steps.size(); i++) {
      DunningStep step = steps.get(i);
      boolean touches = step instanceof DunningStep.Suspend || step instanceof DunningStep.End;
      if (touches
          && steps.stream()
              .noneMatch(
                  other -> isWord(other) && other.afterDays() + LEAST_GRACE <= step.afterDays())) {
        breaches.add(
            new Breach(
                at + "/" + i,
                "takt.policy.grace",
                "the customer is told at least "
                    + LEAST_GRACE
                    + " days before the service is touched, so that it can be mended first"));
      }
    }
  }

  private static boolean isWord(DunningStep step) {
    return step instanceof DunningStep.Message
        || (step instanceof DunningStep.ByLaw byLaw && byLaw.step().isLetter());
  }
}
