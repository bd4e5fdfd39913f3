package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.Claim;
import dev.takt.workflows.timeline.Pause;
import dev.takt.workflows.timeline.PauseSettlement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a subscription if nothing else were asked: the same decisions that carry it
 * out, performed on values. Time that was billed counts as paid, but for the invoices that are said
 * to be open: a credit lowers those first. Invoices to come count as paid.
 *
 * @param invoices the next ones, in order of date
 * @param credits what would be given back until then
 * @param accruals what would be earned in each month from the day's on, in minor units without VAT,
 *     of all that is billed by then
 */
public record Preview(
    List<PlannedInvoice> invoices,
    List<PlannedCredit> credits,
    SortedMap<YearMonth, Long> accruals) {
  private static final int MOST_STEPS = 500;

  /** An invoice that would be issued. */
  public record PlannedInvoice(LocalDate issueDate, Bill bill) {}

  /**
   * Money that would be given back.
   *
   * @param settlement REFUND to the payment method, BALANCE deducted from what is billed later
   * @param reductions what of it lowers open invoices instead
   */
  public record PlannedCredit(
      LocalDate on, PauseSettlement settlement, Claim claim, List<Reduction> reductions) {}

  /** A part of a claim that lowers an invoice's amount due, in minor units, as on the line. */
  public record Reduction(String invoiceId, long amount) {}

  /**
   * The future of a subscription up to so many invoices, or its end.
   *
   * @param today its business date
   * @param open what is due on its invoices, in minor units with VAT
   */
  public static Preview of(
      Subscription subscription, LocalDate today, Map<String, Long> open, int invoices) {
    Simulation simulation = new Simulation(subscription.withNothingOpen(), today, open);
    for (int steps = 0; steps < MOST_STEPS && simulation.invoices.size() < invoices; steps++) {
      Step.Dated step = Agenda.nextEvent(simulation.subscription);
      if (step == null) {
        break;
      }
      simulation.perform(step);
    }
    return simulation.outcome(subscription, today);
  }

  private static final class Simulation {
    private final List<PlannedInvoice> invoices = new ArrayList<>();
    private final List<PlannedCredit> credits = new ArrayList<>();
    private final List<BilledLine> planned = new ArrayList<>();
    private final OpenInvoices open;
    private Subscription subscription;
    private LocalDate date;

    Simulation(Subscription subscription, LocalDate today, Map<String, Long> open) {
      this.subscription = subscription;
      this.date = today;
      this.open = new OpenInvoices(open);
    }

    Preview outcome(Subscription before, LocalDate today) {
      List<BilledLine> lines = Stream.concat(before.billed().stream(), planned.stream()).toList();
      PlannedEarnings earnings = new PlannedEarnings(before, subscription, date);
      return new Preview(
          List.copyOf(invoices), List.copyOf(credits), earnings.from(YearMonth.from(today), lines));
    }

    void perform(Step.Dated step) {
      date = step.on().isAfter(date) ? step.on() : date;
      Fact fact =
          switch (step) {
            case Step.Activate start -> new Fact.Activated(start.on());
            case Step.EndTrial end -> new Fact.TrialEnded(end.on());
            case Step.StartPause pause -> start(pause);
            case Step.Resume resume -> new Fact.Resumed(resume.on(), resume.pauseId());
            case Step.Bill bill -> new Fact.Billed(bill.on(), bill(bill.on()), null);
            case Step.End end -> end(end);
          };
      subscription = subscription.after(fact);
    }

    private List<BilledLine> bill(LocalDate on) {
      Bill bill = subscription.billOn(on);
      if (bill.needsInvoice()) {
        invoices.add(new PlannedInvoice(on, bill));
      }
      return remembered(bill.lines().stream().map(line -> line.billedBy("planned")).toList());
    }

    private List<BilledLine> remembered(List<BilledLine> lines) {
      planned.addAll(lines);
      return lines;
    }

    private Fact start(Step.StartPause step) {
      Pause pause = subscription.timeline().pause(step.pauseId());
      List<Claim> claims = subscription.claimsOfPause(step.pauseId(), step.on());
      List<BilledLine> lines =
          pause == null
              ? List.of()
              : credit(step.on(), pause.settlement(), claims, subscription.billed());
      return new Fact.PauseStarted(step.on(), step.pauseId(), lines, List.of());
    }

    private Fact end(Step.End step) {
      List<BilledLine> lines = new ArrayList<>(bill(step.on()));
      Subscription billed = subscription.after(new Fact.Billed(step.on(), lines, null));
      Cancellation cancellation = subscription.changes().cancellation();
      List<Claim> claims = billed.claimsAtEnd(step.on());
      lines.addAll(credit(step.on(), settlementOf(cancellation), claims, billed.billed()));
      return new Fact.Ended(step.on(), lines, null, List.of());
    }

    private static PauseSettlement settlementOf(@Nullable Cancellation cancellation) {
      return cancellation != null && cancellation.settlement() == Cancellation.Settlement.REFUND
          ? PauseSettlement.REFUND
          : PauseSettlement.BALANCE;
    }

    private List<BilledLine> credit(
        LocalDate on, PauseSettlement settlement, List<Claim> claims, List<BilledLine> billed) {
      List<BilledLine> lines = new ArrayList<>();
      for (Claim claim : claims) {
        List<Reduction> reductions = open.lower(claim, billed);
        credits.add(new PlannedCredit(on, settlement, claim, reductions));
        long lowered = reductions.stream().mapToLong(Reduction::amount).sum();
        long met = settlement == PauseSettlement.REFUND ? claim.amount() : lowered;
        if (met > 0) {
          lines.add(credited(claim, met));
        }
      }
      return remembered(lines);
    }

    /** A claim that is met in full unbills its days; else they stay billed, and the rest pends. */
    private static BilledLine credited(Claim claim, long met) {
      return new BilledLine(
          BilledLine.Kind.CREDIT,
          "planned",
          "planned",
          claim.nominalStart(),
          claim.days(),
          claim.position(),
          met == claim.amount() ? claim.length() : 0,
          -met,
          claim.price().vatRate(),
          claim.price().includesVat(),
          claim.price().total());
    }
  }
}
