package dev.takt.workflows.dunning;

import static dev.takt.workflows.dunning.Courses.mail;
import static dev.takt.workflows.dunning.Courses.policy;
import static dev.takt.workflows.dunning.Courses.retry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.dunning.DunningStep.Day;
import dev.takt.workflows.port.Messages.Channel;
import dev.takt.workflows.port.Messages.Template;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** For each rule a policy that just breaks it, and one that is just legal. */
class PolicyRulesTest {
  private static final PolicyRules RULES = new PolicyRules(CardRules.shipped());

  static Stream<Arguments> rules() {
    var first = mail(0, Template.PAYMENT_FAILED);
    return Stream.of(
        rule("visa.category1.never", only(Reason.HARD_DECLINE), retried(Reason.HARD_DECLINE)),
        rule("visa.category3.fixData", only(Reason.EXPIRED_CARD), retried(Reason.EXPIRED_CARD)),
        rule("visa.category3.fixData", only(Reason.CARD_REMOVED), retried(Reason.CARD_REMOVED)),
        rule("eu.sca.mit", only(Reason.AUTHENTICATION), retried(Reason.AUTHENTICATION)),
        rule(
            "dk.betalingslov.consent",
            only(Reason.INVOICE_OVERDUE),
            retried(Reason.INVOICE_OVERDUE)),
        rule(
            "takt.policy.configuration",
            policy(Reason.CONFIGURATION, new DunningStep.WaitForPerson(0)),
            retried(Reason.CONFIGURATION)),
        rule(
            "visa.reattempt.maxPer30d",
            retries(Reason.NO_FUNDS, 14, 1440, 1440),
            retries(Reason.NO_FUNDS, 15, 1440, 1440)),
        rule(
            "mastercard.reattempt.maxPer24h",
            retries(Reason.TECHNICAL, 9, 10, 10),
            retries(Reason.TECHNICAL, 10, 10, 10)),
        rule(
            "takt.policy.technical",
            policy(Reason.TECHNICAL, new DunningStep.WaitForPerson(1)),
            policy(Reason.TECHNICAL, first)),
        rule(
            "takt.policy.technical",
            policy(Reason.CONFIGURATION, new DunningStep.WaitForPerson(1)),
            policy(Reason.CONFIGURATION, first)),
        rule(
            "dk.inkassolov.goodPractice",
            policy(
                Reason.NO_FUNDS,
                first,
                new DunningStep.Message(0, Channel.SMS, Template.PAYMENT_FAILED),
                mail(1, Template.PAYMENT_FAILED)),
            policy(Reason.NO_FUNDS, first, mail(0, Template.LAST_NOTICE))),
        rule(
            "takt.policy.grace",
            policy(Reason.NO_FUNDS, first, new DunningStep.Suspend(3)),
            policy(Reason.NO_FUNDS, first, new DunningStep.Suspend(2))),
        rule(
            "takt.policy.grace",
            policy(Reason.HARD_DECLINE, mail(4, Template.LAST_NOTICE), new DunningStep.End(7)),
            policy(Reason.HARD_DECLINE, mail(5, Template.LAST_NOTICE), new DunningStep.End(7))),
        rule(
            "takt.policy.minutes",
            policy(Reason.NO_FUNDS, retry(1, Day.ANY)),
            policy(Reason.NO_FUNDS, new DunningStep.Retry(1, 30, Day.ANY, null))),
        rule(
            "takt.policy.days",
            policy(Reason.NO_FUNDS, new DunningStep.WriteOff(365)),
            policy(Reason.NO_FUNDS, new DunningStep.WriteOff(366))),
        rule(
            "takt.policy.days",
            policy(Reason.NO_FUNDS, new DunningStep.WaitForPerson(0)),
            policy(Reason.NO_FUNDS, new DunningStep.WaitForPerson(-1))),
        rule("takt.policy.size", steps(60), steps(61)));
  }

  private static Arguments rule(String name, DunningPolicy legal, DunningPolicy broken) {
    return Arguments.of(name, legal, broken);
  }

  private static DunningPolicy only(Reason reason) {
    return policy(reason, mail(0, Template.LAST_NOTICE), new DunningStep.Suspend(14));
  }

  private static DunningPolicy retried(Reason reason) {
    return policy(reason, retry(5, Day.ANY));
  }

  /** So many tries, so far apart; with the first charge there is one more. */
  private static DunningPolicy retries(Reason reason, int count, int first, int gap) {
    return policy(
        reason,
        IntStream.range(0, count)
            .map(i -> first + i * gap)
            .mapToObj(
                minutes -> new DunningStep.Retry(minutes / 1440, minutes % 1440, Day.ANY, null))
            .toArray(DunningStep[]::new));
  }

  private static DunningPolicy steps(int count) {
    return policy(
        Reason.NO_FUNDS,
        IntStream.range(0, count)
            .mapToObj(day -> mail(day, Template.LAST_NOTICE))
            .toArray(DunningStep[]::new));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aPolicyIsLegalUpToTheRule(String rule, DunningPolicy legal, DunningPolicy broken) {
    assertThat(RULES.breaches(legal)).isEmpty();
    List<PolicyRules.Breach> breaches = RULES.breaches(broken);
    assertThat(breaches).extracting(PolicyRules.Breach::rule).containsOnly(rule);
    String track = broken.tracks().firstKey().name();
    assertThat(breaches)
        .allMatch(breach -> breach.pointer().startsWith("/tracks/" + track + "/steps"))
        .noneMatch(breach -> breach.detail().isBlank());
  }

  @Test
  void aWindowRolls() {
    // Fifteen tries in a month, and fifteen more in the next.
    List<DunningStep> many = new ArrayList<>();
    IntStream.rangeClosed(1, 14).forEach(day -> many.add(retry(day, Day.ANY)));
    IntStream.rangeClosed(30, 43).forEach(day -> many.add(retry(day, Day.ANY)));
    assertThat(RULES.breaches(policy(Reason.NO_FUNDS, many.toArray(DunningStep[]::new)))).isEmpty();
    many.add(retry(42, Day.PAYDAY));
    Collections.shuffle(many, new java.util.Random(1));
    assertThat(RULES.breaches(policy(Reason.NO_FUNDS, many.toArray(DunningStep[]::new))))
        .extracting(PolicyRules.Breach::rule)
        .containsExactly("visa.reattempt.maxPer30d");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    var broken =
        policy(
            Reason.HARD_DECLINE,
            retry(1, Day.ANY),
            mail(400, Template.LAST_NOTICE),
            new DunningStep.Suspend(2));
    assertThat(
            RULES.breaches(broken).stream()
                .map(breach -> breach.pointer() + " " + breach.rule())
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "/tracks/HARD_DECLINE/steps/0 visa.category1.never",
            "/tracks/HARD_DECLINE/steps/1/afterDays takt.policy.days",
            "/tracks/HARD_DECLINE/steps/2 takt.policy.grace");
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void theDefaultPolicyHasALegalTrackForEachReason(Reason reason) {
    assertThat(DefaultPolicy.track(reason)).isNotEmpty();
    assertThat(RULES.breaches(DefaultPolicy.policy())).isEmpty();
  }

  @Test
  void theMostParticularPolicyIsMeant() {
    var plan = new DunningPolicy.AppliesTo("pln_1", null, null);
    var segment = new DunningPolicy.AppliesTo(null, null, "gold");
    var kind = new DunningPolicy.AppliesTo(null, "BUSINESS", null);
    var both = new DunningPolicy.AppliesTo(null, "BUSINESS", "gold");
    assertThat(Stream.of(kind, segment, both, plan).map(DunningPolicy.AppliesTo::weight))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(plan.fits(List.of("pln_0", "pln_1"), "CONSUMER", null)).isTrue();
    assertThat(plan.fits(List.of("pln_0"), "CONSUMER", null)).isFalse();
    assertThat(segment.fits(List.of(), "CONSUMER", "gold")).isTrue();
    assertThat(segment.fits(List.of(), "CONSUMER", null)).isFalse();
    assertThat(both.fits(List.of(), "BUSINESS", "gold")).isTrue();
    assertThat(both.fits(List.of(), "CONSUMER", "gold")).isFalse();
  }
}
