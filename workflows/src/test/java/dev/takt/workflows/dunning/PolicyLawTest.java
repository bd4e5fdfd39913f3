package dev.takt.workflows.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.law.LawBook;
import dev.takt.workflows.port.Messages.Channel;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** For each rule of the law a ladder that just breaks it, and one that is just lawful. */
class PolicyLawTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-03-01");

  private static DunningStep reminder(int day, @Nullable Long fee) {
    return new DunningStep.Reminder(day, fee, null, null, Channel.EMAIL);
  }

  private static DunningStep notice(int day, @Nullable Long fee, @Nullable Integer days) {
    return new DunningStep.CollectionNotice(day, fee, days);
  }

  private static DunningStep handOver(int day) {
    return new DunningStep.HandOver(day, "sandbox", null);
  }

  private static List<String> breaches(
      String country, @Nullable String kind, DunningStep... steps) {
    var tracks = new TreeMap<Reason, List<DunningStep>>();
    tracks.put(Reason.INVOICE_OVERDUE, List.of(steps));
    var to = kind == null ? null : new DunningPolicy.AppliesTo(null, kind, null);
    return new PolicyLaw(LawBook.shipped(), country)
        .breaches(new DunningPolicy(to, tracks), TODAY).stream()
            .map(breach -> breach.pointer().replaceAll(".*/", "") + " " + breach.rule())
            .toList();
  }

  @Test
  void danishLadders() {
    assertThat(
            breaches(
                "DK",
                null,
                reminder(3, 0L),
                reminder(10, 10_000L),
                reminder(20, 10_000L),
                notice(30, 10_000L, 10),
                handOver(41)))
        .isEmpty();
    assertThat(breaches("DK", null, reminder(10, 10_001L))).containsExactly("0 dk.rykkergebyr.max");
    assertThat(breaches("DK", null, reminder(10, null), reminder(19, null)))
        .containsExactly("1 dk.rykkergebyr.minDaysBetweenFeeBearing");
    assertThat(
            breaches(
                "DK",
                null,
                reminder(10, null),
                reminder(20, null),
                reminder(30, null),
                reminder(40, null)))
        .containsExactly("3 dk.rykkergebyr.maxCountPerClaim");
    assertThat(breaches("DK", null, notice(10, 0L, 9)))
        .containsExactly("0 dk.inkassovarsel.minDays");
    assertThat(breaches("DK", null, reminder(10, null), handOver(40)))
        .containsExactly("1 dk.inkassovarsel.minDays");
    assertThat(breaches("DK", null, notice(10, null, 10), handOver(20)))
        .containsExactly("1 dk.inkassovarsel.minDays");
    assertThat(breaches("DK", null, notice(10, null, 10), handOver(21))).isEmpty();
  }

  @Test
  void compensationIsForBusinessesOnly() {
    var compensation = new DunningStep.Compensation(1);
    assertThat(breaches("DK", "CONSUMER", compensation))
        .containsExactly("0 dk.kompensation.amount");
    assertThat(breaches("DK", "BUSINESS", compensation)).isEmpty();
    // With some it is lawful: with the others the law of the day passes it over.
    assertThat(breaches("DK", null, compensation)).isEmpty();
    assertThat(breaches("NO", "BUSINESS", compensation, reminder(14, null)))
        .containsExactly("1 no.standardkompensasjon.b2b");
  }

  @Test
  void norwegianLadders() {
    assertThat(breaches("NO", null, reminder(14, null), notice(29, null, 14), handOver(44)))
        .isEmpty();
    assertThat(breaches("NO", null, reminder(13, null)))
        .containsExactly("0 no.purring.feeEarliestDaysAfterDue");
    assertThat(breaches("NO", null, reminder(13, 0L))).isEmpty();
    assertThat(breaches("NO", null, reminder(14, 3_801L))).containsExactly("0 no.purregebyr");
    assertThat(breaches("NO", null, reminder(14, null), notice(28, null, 14)))
        .containsExactly("1 no.purring.maxFees");
    assertThat(breaches("NO", null, notice(14, null, 13)))
        .containsExactly("0 no.inkassovarsel.minDays");
  }

  @Test
  void swedishLadders() {
    assertThat(breaches("SE", null, reminder(5, null), notice(15, null, 10), handOver(26)))
        .isEmpty();
    assertThat(breaches("SE", null, reminder(5, 6_001L))).containsExactly("0 se.paaminnelseavgift");
  }
}
