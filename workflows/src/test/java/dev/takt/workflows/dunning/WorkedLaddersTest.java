package dev.takt.workflows.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.takt.workflows.calendar.BankingDays;
import dev.takt.workflows.claim.Claim;
import dev.takt.workflows.claim.ClaimPast;
import dev.takt.workflows.claim.ClaimStep;
import dev.takt.workflows.claim.ClaimTerms;
import dev.takt.workflows.claim.DayCount;
import dev.takt.workflows.claim.Interest;
import dev.takt.workflows.claim.StepLaw;
import dev.takt.workflows.claim.StepVerdict;
import dev.takt.workflows.law.DebtorKind;
import dev.takt.workflows.law.InterestRates;
import dev.takt.workflows.law.LawBook;
import dev.takt.workflows.port.Messages.Channel;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The worked examples of the facts on law, played by the plan and the law, by date and øre. */
class WorkedLaddersTest {
  private static final LawBook LAW = LawBook.shipped();
  private static final BankingDays DAYS = BankingDays.shipped();
  private static final DunningPlan PLAN = new DunningPlan(DAYS);

  private static JsonNode example(String id) throws IOException {
    try (var file = WorkedLaddersTest.class.getResourceAsStream("worked-examples.json")) {
      for (JsonNode one : new ObjectMapper().readTree(file).get("cases")) {
        if (one.get("id").asText().equals(id)) {
          return one;
        }
      }
    }
    throw new AssertionError(id);
  }

  private static DunningStep reminder(int day, @Nullable Long fee) {
    return new DunningStep.Reminder(day, fee, null, null, Channel.EMAIL);
  }

  /** What was done on a day: {@code REMINDER 2025-05-12 10000}. */
  private static final class Ladder {
    private final StepLaw law;
    private final String country;
    private final LocalDate due;
    private final long principal;
    private final List<ClaimPast.Done> done = new ArrayList<>();
    private final List<Claim.Charge> charges = new ArrayList<>();

    Ladder(String country, LocalDate due, long principal) {
      this.law = StepLaw.of(LAW, DAYS, country, DebtorKind.CONSUMER);
      this.country = country;
      this.due = due;
      this.principal = principal;
    }

    Ladder play(DunningStep... steps) {
      var tracks = new TreeMap<>(Map.of(Reason.INVOICE_OVERDUE, List.of(steps)));
      var debtor = new DunningCase.Debtor("mer_1/test", "mer_1", "dun_1", "inv_1", "cus_1", null);
      ZoneId zone = ZoneId.of("Europe/Copenhagen");
      Instant now = due.atStartOfDay(zone).toInstant();
      DunningCase open =
          DunningCase.waiting(
                  debtor, "default", new DunningPolicy(null, tracks), country, zone, due)
              .planned(PLAN, now);
      while (open.next() != null) {
        NextStep next = open.next();
        now = next.at();
        LocalDate today = now.atZone(zone).toLocalDate();
        DunningCase after = open.done(PLAN, now);
        if (next.kind().isByLaw()) {
          LocalDate deadline = judged((DunningStep.ByLaw) open.track().get(next.index()), today);
          after = deadline == null ? after : after.noticed(deadline);
        }
        open = after.planned(PLAN, now);
        if (next.kind() == NextStep.Kind.HAND_OVER) {
          break;
        }
      }
      return this;
    }

    /** The deadline where it was a notice. */
    private @Nullable LocalDate judged(DunningStep.ByLaw step, LocalDate today) {
      var wanted = new StepLaw.Wanted(step.step(), step.deadlineDays());
      StepVerdict verdict =
          law.judge(wanted, today, new ClaimPast(due, done, List.of(), false, false));
      long fee =
          verdict instanceof StepVerdict.Allowed allowed && !Long.valueOf(0).equals(step.fee())
              ? allowed.mostFee()
              : 0;
      assertThat(verdict).isNotInstanceOfAny(StepVerdict.Never.class, StepVerdict.NotBefore.class);
      LocalDate deadline = law.deadline(today, law.deadlineDays(step.deadlineDays()));
      done.add(new ClaimPast.Done(step.step(), today, fee, deadline));
      if (fee > 0) {
        charges.add(new Claim.Charge(step.step(), fee, today, verdict.rule()));
      }
      return step.step() == ClaimStep.COLLECTION_NOTICE ? deadline : null;
    }

    Claim claim(LocalDate on, DayCount count) {
      var terms = new ClaimTerms(true, count, ClaimTerms.Allocation.PRINCIPAL_FIRST, 0);
      return Claim.of(
          new Claim.Account(terms, due, principal, charges, List.of()),
          on,
          new InterestRates(LAW, country));
    }
  }

  private static long minor(JsonNode amount) {
    return new BigDecimal(amount.asText()).movePointRight(2).longValueExact();
  }

  private static void assertPlayed(Ladder ladder, JsonNode expected) {
    JsonNode events = expected.get("events");
    assertThat(ladder.done).hasSize(events.size());
    for (int i = 0; i < events.size(); i++) {
      JsonNode event = events.get(i);
      ClaimPast.Done step = ladder.done.get(i);
      assertThat(step.on()).as("step %d", i).isEqualTo(event.get("date").asText());
      if (event.has("fee")) {
        assertThat(step.fee()).isEqualTo(minor(event.get("fee")));
      }
      if (event.has("deadline")) {
        assertThat(step.deadline()).isEqualTo(event.get("deadline").asText());
      }
    }
    LocalDate last = ladder.done.getLast().on();
    JsonNode interest = expected.get("interestAtHandover");
    Claim actual = ladder.claim(last, DayCount.ACTUAL_365);
    assertThat(actual.interest().amount()).isEqualTo(minor(interest.at("/total/ACT~1365")));
    Claim bond = ladder.claim(last, DayCount.EUROBOND_360);
    assertThat(bond.interest().amount()).isEqualTo(minor(interest.at("/total/30E~1360")));
    assertThat(bond.total()).isEqualTo(minor(expected.at("/totalAtHandover/30E~1360")));
    assertThat(actual.total()).isEqualTo(minor(expected.at("/totalAtHandover/ACT~1365")));
  }

  @Test
  void danishConsumer() throws IOException {
    JsonNode one = example("DK-C1");
    LocalDate due = LocalDate.parse(one.at("/input/dueDate").asText());
    Ladder ladder =
        new Ladder("DK", due, minor(one.at("/input/grossPrincipal")))
            .play(
                reminder(3, 0L),
                reminder(10, null),
                reminder(20, null),
                new DunningStep.CollectionNotice(30, null, 10),
                new DunningStep.HandOver(40, "sandbox", null));
    assertPlayed(ladder, one.get("expected"));
    assertThat(ladder.done.getLast().fee())
        .isEqualTo(minor(one.at("/expected/events/4/inkassogebyr")));
  }

  @Test
  void norwegianConsumer() throws IOException {
    JsonNode one = example("NO-C1");
    LocalDate due = LocalDate.parse(one.at("/input/dueDate").asText());
    Ladder ladder =
        new Ladder("NO", due, minor(one.at("/input/grossPrincipal")))
            .play(
                reminder(14, null),
                new DunningStep.CollectionNotice(29, null, 14),
                new DunningStep.HandOver(44, "sandbox", null));
    assertPlayed(ladder, one.get("expected"));
  }

  @Test
  void danishSpacing() throws IOException {
    JsonNode one = example("DK-G1");
    LocalDate sent = LocalDate.parse(one.at("/input/rykker1Sent").asText());
    StepLaw law = StepLaw.of(LAW, DAYS, "DK", DebtorKind.CONSUMER);
    var first = new ClaimPast.Done(ClaimStep.REMINDER, sent, 10_000, sent.plusDays(10));
    var past = new ClaimPast(sent.minusDays(11), List.of(first), List.of(), false, false);
    one.get("expected")
        .properties()
        .forEach(
            attempt -> {
              StepVerdict verdict =
                  law.judge(
                      new StepLaw.Wanted(ClaimStep.REMINDER, null),
                      LocalDate.parse(attempt.getKey()),
                      past);
              assertThat(verdict instanceof StepVerdict.Allowed)
                  .as(attempt.getKey())
                  .isEqualTo(attempt.getValue().get("feeAllowed").asBoolean());
            });
  }

  @Test
  void danishCapOverContinuousArrears() throws IOException {
    JsonNode one = example("DK-G3");
    List<ClaimPast.Done> fees = new ArrayList<>();
    for (JsonNode fee : one.at("/input/fees")) {
      LocalDate on = LocalDate.parse(fee.get("date").asText());
      fees.add(new ClaimPast.Done(ClaimStep.REMINDER, on, 10_000, on.plusDays(10)));
    }
    StepLaw law = StepLaw.of(LAW, DAYS, "DK", DebtorKind.CONSUMER);
    var reminder = new StepLaw.Wanted(ClaimStep.REMINDER, null);
    LocalDate dueB = LocalDate.parse(one.at("/input/invoices/1/due").asText());
    LocalDate onB = LocalDate.parse(one.at("/input/attempt/date").asText());
    assertThat(law.judge(reminder, onB, new ClaimPast(dueB, List.of(), fees, false, false)))
        .isInstanceOf(StepVerdict.WithoutFee.class);
    LocalDate dueC = LocalDate.parse(one.at("/input/variant_paid_up/newInvoice/due").asText());
    LocalDate onC = LocalDate.parse(one.at("/input/variant_paid_up/attempt").asText());
    assertThat(law.judge(reminder, onC, ClaimPast.none(dueC)))
        .isInstanceOf(StepVerdict.Allowed.class);
  }

  @Test
  void negativeReferenceRates() throws IOException {
    JsonNode one = example("DK-I3");
    LocalDate due = LocalDate.parse(one.at("/input/due").asText());
    LocalDate asOf = LocalDate.parse(one.at("/input/asOf").asText());
    Ladder ladder = new Ladder("DK", due, minor(one.at("/input/principal")));
    Interest interest = ladder.claim(asOf, DayCount.ACTUAL_365).interest();
    JsonNode segments = one.at("/expected/segments");
    assertThat(interest.segments()).hasSize(segments.size());
    for (int i = 0; i < segments.size(); i++) {
      Interest.Segment segment = interest.segments().get(i);
      assertThat(segment.from()).isEqualTo(segments.get(i).get("from").asText());
      assertThat(segment.to()).isEqualTo(segments.get(i).get("toExclusive").asText());
      assertThat(segment.ratePercent())
          .isEqualByComparingTo(segments.get(i).get("ratePct").asText());
      assertThat(segment.days()).isEqualTo(segments.get(i).get("days").asInt());
    }
    assertThat(interest.amount()).isEqualTo(minor(one.at("/expected/total/ACT~1365")));
  }
}
