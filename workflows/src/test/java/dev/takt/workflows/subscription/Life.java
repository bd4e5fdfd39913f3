package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.Discount;
import dev.takt.workflows.timeline.Pause;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.RefundClaim;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.TermsChangePosition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A subscription as it lives: does what the agenda says, when it says so, with {@link Documents}
 * for books. It stands in for the workflow and the database, and is as simple as can be.
 */
final class Life {
  static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");
  static final BillingSchedule TEST_CLOCK = new BillingSchedule(COPENHAGEN, LocalTime.MIDNIGHT);
  static final BillingSchedule LIVE =
      new BillingSchedule(COPENHAGEN, LocalTime.of(6, 0), 1_234_567);
  private static final int TOO_MANY = 1_000;

  private final List<String> log = new ArrayList<>();
  private final List<Step.Dated> steps = new ArrayList<>();
  private final Documents documents = new Documents();
  private Subscription subscription;
  private Instant now;
  private int requests;

  private Life(Subscription subscription, Instant now) {
    this.subscription = subscription;
    this.now = now;
  }

  static Life of(Terms terms) {
    return of(terms, TEST_CLOCK, terms.startDate());
  }

  /** Signed up with discounts at the first moment of a day. */
  static Life of(Terms terms, LocalDate signedUpOn, Discount... discounts) {
    Subscription subscription = signedUp(terms, TEST_CLOCK);
    for (Discount discount : discounts) {
      subscription = subscription.withGranted(discount);
    }
    return new Life(subscription.recorded(signedUpOn), TEST_CLOCK.startOf(signedUpOn));
  }

  /** A life that goes on from a state. */
  static Life from(Subscription subscription, LocalDate date) {
    return new Life(subscription, subscription.hours().startOf(date));
  }

  /** Signed up at the first moment of a day. */
  static Life of(Terms terms, BillingSchedule hours, LocalDate signedUpOn) {
    return new Life(signedUp(terms, hours).recorded(signedUpOn), hours.startOf(signedUpOn));
  }

  static Subscription signedUp(Terms terms, BillingSchedule hours) {
    return Subscription.signedUp(
        new Identity("mer_1", false, "sub_1", "cus_1", null),
        hours,
        "DKK",
        new CollectionMethod(CollectionMethod.Means.INVOICE, 14, null),
        terms,
        null,
        null,
        null);
  }

  Subscription subscription() {
    return subscription;
  }

  Documents documents() {
    return documents;
  }

  List<String> log() {
    return log;
  }

  /** What was done, in order. */
  List<Step.Dated> steps() {
    return steps;
  }

  LocalDate today() {
    return subscription.hours().dateAt(now);
  }

  Instant now() {
    return now;
  }

  boolean isOver() {
    return subscription.progress().endedOn() != null;
  }

  /** Goes from one event to the next, as a timer does, until a date's events have all happened. */
  Life until(LocalDate date) {
    Instant last = subscription.hours().billingOn(date);
    settle();
    while (Agenda.next(subscription, now) instanceof Step.Wait(var next, var _)
        && next != null
        && !next.isAfter(last)) {
      now = next;
      settle();
    }
    return at(last);
  }

  /** Is away until an instant: what fell due in the meantime is done now. */
  Life at(Instant instant) {
    if (instant.isAfter(now)) {
      now = instant;
    }
    settle();
    return this;
  }

  /** Asks for something now; it must be granted. */
  Life ask(Request request) {
    if (propose(request) instanceof Verdict.Refused(Refusal refusal)) {
      throw new AssertionError(today() + " " + request + " is refused: " + refusal);
    }
    return this;
  }

  /** Asks for something now and lives with the answer. */
  Verdict propose(Request request) {
    requests++;
    recall(request);
    Verdict verdict = subscription.accept(command("req_" + requests, request), now);
    switch (verdict) {
      case Verdict.Accepted(Subscription after) -> {
        log.add(today() + " asked: " + request);
        subscription = after;
        settle();
      }
      case Verdict.Refused(Refusal refusal) ->
          log.add(today() + " refused (" + refusal.code() + "): " + request);
    }
    return verdict;
  }

  /** A request that reaches back behind what is settled is told first what was billed then. */
  private void recall(Request request) {
    LocalDate reach =
        switch (request) {
          case Request.PlanPause pause -> pause.from();
          case Request.ChangePause change -> startOf(change.pauseId());
          case Request.RemovePause removal -> startOf(removal.pauseId());
          case Request.GrantDiscount grant -> grant.from() == null ? today() : grant.from();
          case Request.ChangeDiscount change -> startOfDiscount(change.discountId());
          case Request.RemoveDiscount removal -> startOfDiscount(removal.discountId());
          case Request.RemoveChange removal -> startOfChange(removal.changeId());
          case Request.Cancel cancel -> cancel.date() == null ? today() : cancel.date();
          default -> today();
        };
    if (reach.isBefore(subscription.billedSince())) {
      subscription = subscription.withBilled(documents.lines(), subscription.terms().startDate());
    }
  }

  private LocalDate startOf(String pauseId) {
    return subscription.changes().pauses().stream()
        .filter(pause -> pause.id().equals(pauseId))
        .map(Pause::from)
        .findFirst()
        .orElse(today());
  }

  private LocalDate startOfDiscount(String id) {
    return subscription.changes().discounts().stream()
        .filter(discount -> discount.id().equals(id))
        .map(Discount::from)
        .findFirst()
        .orElse(today());
  }

  private LocalDate startOfChange(String id) {
    return subscription.timeline().termsChanges(today()).stream()
        .filter(position -> position.change().id().equals(id) && position.from() != null)
        .map(TermsChangePosition::from)
        .findFirst()
        .orElse(today());
  }

  static Command command(String requestId, Request request) {
    return new Command(requestId, "test", null, null, request);
  }

  private void settle() {
    for (int i = 0; i < TOO_MANY; i++) {
      if (isOver()) {
        return;
      }
      switch (Agenda.next(subscription, now)) {
        case Step.Wait(var until, var _) -> {
          require(until == null || until.isAfter(now), "waits for " + until + " at " + now);
          return;
        }
        case Step.Dated step -> perform(step);
      }
    }
    throw new AssertionError("the agenda of " + today() + " never ends: " + subscription);
  }

  private void perform(Step.Dated step) {
    require(!step.on().isAfter(today()), "done before its date: " + step + " on " + today());
    log.add(today() + " " + step);
    steps.add(step);
    Fact fact =
        switch (step) {
          case Step.Activate(var on) -> new Fact.Activated(on);
          case Step.EndTrial(var on) -> new Fact.TrialEnded(on);
          case Step.Resume(var on, var pauseId) -> new Fact.Resumed(on, pauseId);
          case Step.StartPause(var on, var pauseId) -> startPause(on, pauseId);
          case Step.Bill(var on) -> bill(on, subscription.billOn(on));
          case Step.BillCharge(var on, var id) -> bill(on, subscription.billOfCharge(id, on));
          case Step.End(var on) -> end(on);
          case Step.EndDiscount(var on, var id, var endsOn) ->
              new Fact.DiscountEnded(on, id, endsOn);
        };
    Subscription after = subscription.after(fact);
    require(after.version() == subscription.version() + 1, "no new version after " + fact);
    subscription = after;
    if (step instanceof Step.Bill(var on)) {
      require(
          subscription.billOn(on).lines().isEmpty(),
          "a repeated bill of " + on + " bills again: " + subscription.billOn(on));
    }
  }

  private Fact bill(LocalDate on, Bill bill) {
    return Fact.Billed.elsewhere(on, issue(on, bill), bill.chargeIds());
  }

  private List<BilledLine> issue(LocalDate on, Bill bill) {
    List<BilledLine> lines = documents.issue(on, bill);
    lines.forEach(line -> log.add("    " + line));
    Subscription billed = subscription.after(new Fact.Billed(on, lines, null));
    Documents.checkUsed(bill, taken(bill, billed.standing(on).claims()));
    return lines;
  }

  /** What a bill must have taken; one without time takes but what a pause gives back. */
  private static List<RefundClaim> taken(Bill bill, List<RefundClaim> waiting) {
    boolean atOnce = bill.lines().stream().noneMatch(line -> line.amount() > 0);
    return atOnce && !bill.extras().isEmpty()
        ? waiting.stream().filter(RefundClaim::unused).toList()
        : waiting;
  }

  private Fact startPause(LocalDate on, String pauseId) {
    Pause pause =
        subscription.changes().pauses().stream()
            .filter(p -> p.id().equals(pauseId))
            .findFirst()
            .orElseThrow();
    List<BilledLine> lines =
        pause.settlement() == PauseSettlement.REFUND
            ? credit(on, subscription.claimsOfPause(pauseId, on), true)
            : List.of();
    return new Fact.PauseStarted(on, pauseId, lines, List.of());
  }

  /** The last bill, and then what is to be given back of all that was billed. */
  private Fact end(LocalDate on) {
    List<BilledLine> lines = new ArrayList<>(issue(on, subscription.billOn(on)));
    Subscription billed = subscription.after(new Fact.Billed(on, lines, null));
    lines.addAll(credit(on, billed.claimsAtEnd(on), false));
    return new Fact.Ended(on, lines, null, List.of());
  }

  private List<BilledLine> credit(LocalDate on, List<RefundClaim> claims, boolean unbills) {
    claims.forEach(claim -> log.add("    " + claim));
    List<BilledLine> lines = documents.credit(on, claims, unbills);
    lines.forEach(line -> log.add("    " + line));
    return lines;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
