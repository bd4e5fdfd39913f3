package dev.takt.tools.benchmark;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.subscription.Agenda;
import dev.takt.workflows.subscription.BillingSchedule;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.Fact;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Step;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.subscription.Verdict;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Terms;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What deciding costs: no service, no database, one thread. */
final class Computations {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Duration WARM_UP = Duration.ofSeconds(1);
  private static final Duration MEASURED = Duration.ofSeconds(1);
  private static final LocalDate START = LocalDate.of(2020, 1, 31);

  // Keeps the compiler from leaving out what nobody looks at.
  private Object last = "";

  void addTo(Table table) {
    for (int changes : new int[] {0, 10}) {
      for (int renewal : new int[] {1, 120}) {
        Subscription subscription = after(renewal, changes);
        LocalDate due = START.plusMonths(renewal);
        Instant now = subscription.hours().billingOn(due);
        String of = ", renewal " + renewal + ", " + changes + " changes";
        add(table, "Agenda.next" + of, subscription, s -> Agenda.next(s, now));
        add(table, "Bill.on" + of, subscription, s -> s.billOn(due));
        add(table, "timeline, 13 months" + of, subscription, s -> s.segments(due.plusMonths(13)));
      }
    }
  }

  private void add(
      Table table,
      String what,
      Subscription subscription,
      Function<Subscription, Object> computation) {
    run(subscription, computation, WARM_UP);
    double nanoseconds = run(subscription, computation, MEASURED);
    table.add(what, String.format(Locale.ROOT, "%,.0f ns of processor time", nanoseconds));
  }

  private double run(
      Subscription subscription, Function<Subscription, Object> computation, Duration time) {
    // Of the processor: what others on the machine do meanwhile is not counted.
    long begin = THREADS.getCurrentThreadCpuTime();
    long runs = 0;
    while (THREADS.getCurrentThreadCpuTime() - begin < time.toNanos()) {
      for (int i = 0; i < 100; i++) {
        last = computation.apply(subscription);
      }
      runs += 100;
    }
    return (THREADS.getCurrentThreadCpuTime() - begin) / (double) runs;
  }

  /** A monthly subscription that is about to renew for the so-and-so-many-th time. */
  private static Subscription after(int renewal, int changes) {
    Subscription subscription = signedUp();
    for (int i = 0; i < changes; i++) {
      subscription = paused(subscription, i);
    }
    Instant until = subscription.hours().billingOn(START.plusMonths(renewal));
    while (Agenda.next(subscription, until) instanceof Step.Dated step
        && step.on().isBefore(START.plusMonths(renewal))) {
      subscription = subscription.after(fact(subscription, step));
    }
    return subscription;
  }

  private static Subscription signedUp() {
    return Subscription.signedUp(
            new Identity("mer_1", false, "sub_1", "cus_1", null),
            new BillingSchedule(ZoneId.of("Europe/Copenhagen"), LocalTime.of(6, 0)),
            "DKK",
            new CollectionMethod(CollectionMethod.Means.CARD, 0, null),
            new Terms(
                START,
                RhythmUnit.MONTH,
                1,
                null,
                BillingTiming.IN_ADVANCE,
                0,
                new Price("pln_1", "The paper", 31_000, 1, "25", true)),
            null,
            null,
            null)
        .recorded(START);
  }

  /** One pause of ten days in each of the months to come. */
  private static Subscription paused(Subscription subscription, int number) {
    LocalDate from = LocalDate.of(2020, 2, 5).plusMonths(number);
    var pause =
        new Request.PlanPause(
            "pau_" + number,
            from,
            from.plusDays(10),
            AfterPause.KEEP_DATES,
            PauseSettlement.BALANCE,
            null);
    var command = new Command("r" + number, "benchmark", null, null, pause);
    return switch (subscription.accept(command, subscription.hours().midnightOf(START))) {
      case Verdict.Accepted(Subscription after) -> after;
      case Verdict.Refused refused -> throw new IllegalStateException(refused.toString());
    };
  }

  private static Fact fact(Subscription subscription, Step.Dated step) {
    return switch (step) {
      case Step.Activate start -> new Fact.Activated(start.on());
      case Step.EndTrial end -> new Fact.TrialEnded(end.on());
      case Step.StartPause pause ->
          new Fact.PauseStarted(pause.on(), pause.pauseId(), List.of(), List.of());
      case Step.Resume resume -> new Fact.Resumed(resume.on(), resume.pauseId());
      case Step.EndDiscount end -> new Fact.DiscountEnded(end.on(), end.discountId(), end.endsOn());
      case Step.Bill bill ->
          new Fact.Billed(
              bill.on(),
              subscription.billOn(bill.on()).lines().stream()
                  .map(line -> line.billedBy("inv_" + bill.on()))
                  .toList(),
              null);
      case Step.BillCharge bill ->
          Fact.Billed.elsewhere(bill.on(), List.of(), List.of(bill.chargeId()));
      case Step.End end -> new Fact.Ended(end.on(), List.of(), null, List.of());
    };
  }

  /** What was computed last. */
  Object last() {
    return last;
  }
}
