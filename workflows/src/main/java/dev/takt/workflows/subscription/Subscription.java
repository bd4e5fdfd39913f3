package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.BillingPosition;
import dev.takt.workflows.timeline.BillingResponsibility;
import dev.takt.workflows.timeline.Changes;
import dev.takt.workflows.timeline.ChargesDue;
import dev.takt.workflows.timeline.Discount;
import dev.takt.workflows.timeline.OneOffCharge;
import dev.takt.workflows.timeline.Owed;
import dev.takt.workflows.timeline.Pause;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.RefundClaim;
import dev.takt.workflows.timeline.RhythmChange;
import dev.takt.workflows.timeline.Segment;
import dev.takt.workflows.timeline.SetOff;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.Timeline;
import dev.takt.workflows.timeline.WithheldService;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All facts about one subscription: what its future is a pure function of. It is what the books
 * say, and changes only together with its version; payments under way are a value of their own
 * ({@link PendingPayments}). It is the workflow's input, what it continues as new with, and, as
 * JSON, the row that the database keeps. Components are only ever added. Nothing personal is in it.
 *
 * @param version counts what was recorded; 0 before the sign-up is in the books
 * @param groupId the group that bills it, or null
 * @param externalRef the merchant's own reference
 * @param noticePeriod how long before its end it must be cancelled, or null
 * @param minimumTerm the least time from its start to its end, or null
 * @param billed what was billed for nominal periods from {@code billedSince} on
 * @param billedSince all time before is billed and settled, and not looked at again
 * @param recentRequests ids of the latest requests, so that repeats are ignored
 */
public record Subscription(
    Identity identity,
    long version,
    BillingSchedule hours,
    String currency,
    CollectionMethod collection,
    Terms terms,
    @Nullable Period noticePeriod,
    @Nullable Period minimumTerm,
    @Nullable String groupId,
    @Nullable String externalRef,
    Changes changes,
    Progress progress,
    List<BilledLine> billed,
    LocalDate billedSince,
    List<String> recentRequests) {

  public Subscription {
    billed = List.copyOf(billed);
    recentRequests = List.copyOf(recentRequests);
  }

  /** A subscription that is signed up now: nothing has happened to it yet. */
  public static Subscription signedUp(
      Identity identity,
      BillingSchedule hours,
      String currency,
      CollectionMethod collection,
      Terms terms,
      @Nullable Period noticePeriod,
      @Nullable Period minimumTerm,
      @Nullable String externalRef) {
    return new Subscription(
        identity,
        0,
        hours,
        currency,
        collection,
        terms,
        noticePeriod,
        minimumTerm,
        null,
        externalRef,
        Changes.NONE,
        Progress.NONE,
        List.of(),
        terms.startDate(),
        List.of());
  }

  /**
   * The same, not yet in the books, with a change of terms that was known when it was signed up: a
   * price that its plan has been given for later.
   */
  public Subscription withAnnounced(Request.ChangeTerms change, LocalDate today) {
    if (version != 0) {
      throw new IllegalStateException("it is signed up: ask it");
    }
    return withChanges(changes.withTerm(change.asked(changes.nextSequence(), today)));
  }

  /** The same, not yet in the books, with a discount from its sign-up. */
  public Subscription withGranted(Discount discount) {
    if (version != 0) {
      throw new IllegalStateException("it is signed up: ask it");
    }
    return withChanges(changes.withDiscount(discount));
  }

  /** The same, not yet in the books, with a charge that comes with its sign-up. */
  public Subscription withCharged(OneOffCharge charge) {
    if (version != 0) {
      throw new IllegalStateException("it is signed up: ask it");
    }
    return withChanges(changes.withCharge(charge));
  }

  /** The timeline: what the customer owes for service. */
  public Timeline timeline() {
    return Timeline.of(terms, changes);
  }

  /** The timeline as people see it, up to a date. */
  public List<Segment> segments(LocalDate until) {
    return Suspended.in(
        timeline().segments(until, billed, billedSince), WithheldService.of(changes.suspensions()));
  }

  /** Where the billing stands on a date. */
  public BillingPosition standing(LocalDate date) {
    return new BillingPosition(date, terms, changes, billed, billedSince);
  }

  /** All that is to be billed on a date. */
  public Bill billOn(LocalDate date) {
    return Bill.on(date, terms, changes, billed, billedSince);
  }

  /** What it bills itself on a date: all of it, unless it is a group's turn. */
  public Bill ownBillOn(LocalDate date) {
    return Bill.on(date, terms, changes, billed, billedSince, turn());
  }

  /**
   * What it owes on a group date, with the credit that may lower what the others are billed for:
   * only the latter where it is not due. A pause or an end that is still to be carried out says
   * first what becomes of its credit.
   */
  public Owed owedJointly(LocalDate date) {
    Owed owed = Owed.jointly(date, terms, changes, billed, billedSince);
    Step.Dated next = Agenda.nextEvent(this);
    return owed.isDue() || next == null || next.on().isAfter(date) ? owed : Owed.NOTHING;
  }

  /** What it adds to a joint invoice that is issued for others: charges that wait for the next. */
  public Owed owedBeside(LocalDate date) {
    return Owed.joining(date, terms, changes, billed, billedSince);
  }

  /** The bill of a charge that has an invoice of its own. */
  public Bill billOfCharge(String chargeId, LocalDate date) {
    return changes.charges().stream()
        .filter(charge -> charge.id().equals(chargeId))
        .findFirst()
        .map(charge -> Owed.atOnce(charge, date, terms, changes, billed, billedSince))
        .map(SetOff::bill)
        .orElse(Bill.NOTHING);
  }

  /** The one-off charges that are not billed, and whose turn it is to bill them. */
  public ChargesDue chargesDue() {
    return new ChargesDue(changes.charges(), turn());
  }

  /** By what it is in a group, or null where it is in none. */
  public @Nullable RhythmChange joining() {
    return groupId == null
        ? null
        : changes.rhythms().stream()
            .filter(change -> change.joins(groupId))
            .reduce((_, later) -> later)
            .orElseThrow(() -> new IllegalStateException("in a group that it has not joined"));
  }

  /** Whose turn it is to bill what, or null where it is in no group. */
  public @Nullable BillingResponsibility turn() {
    RhythmChange joining = joining();
    return joining == null || joining.membership() == null
        ? null
        : new BillingResponsibility(joining.askedOn(), joining.membership());
  }

  /**
   * This subscription in another group or in none, with the rhythms that it has then: the next
   * version.
   *
   * @param today its business date
   */
  public Subscription inGroup(
      @Nullable String otherGroupId, List<RhythmChange> rhythms, LocalDate today) {
    return grouped(otherGroupId, rhythms).accepted(recentRequests, today);
  }

  /** This subscription, not yet in the books, in a group from its start on. */
  public Subscription signedUpInto(RhythmChange joining) {
    if (version != 0 || joining.membership() == null) {
      throw new IllegalStateException("it is signed up: its group lets it join");
    }
    return grouped(joining.membership().groupId(), List.of(joining));
  }

  private Subscription grouped(@Nullable String otherGroupId, List<RhythmChange> rhythms) {
    return new Subscription(
        identity,
        version,
        hours,
        currency,
        collection,
        terms,
        noticePeriod,
        minimumTerm,
        otherGroupId,
        externalRef,
        changes.withRhythms(rhythms),
        progress,
        billed,
        billedSince,
        recentRequests);
  }

  /** What a pause that has begun gives back of time that was billed; oldest first. */
  public List<RefundClaim> claimsOfPause(String pauseId, LocalDate date) {
    return standing(date).claimsOfPause(pauseId);
  }

  /**
   * What a pause with a refund still gives back on a date, in minor units. More of it than was left
   * when it was last settled is what another change has taken of its time since.
   */
  long unsettled(Pause pause, LocalDate date) {
    return pause.settlement() != PauseSettlement.REFUND
        ? 0
        : claimsOfPause(pause.id(), date).stream().mapToLong(RefundClaim::amount).sum();
  }

  /**
   * All that is to be given back at the end, whatever it comes from; oldest first. Where the
   * cancellation leaves no claim for time past the end, these are what earlier pauses left.
   */
  public List<RefundClaim> claimsAtEnd(LocalDate date) {
    return standing(date).claims();
  }

  /** The answer to a request at an instant: pure, so that it serves previews as well. */
  public Verdict accept(Command command, Instant now) {
    Instant at = command.now() == null ? now : command.now();
    return new Acceptance(this, hours.dateAt(at)).decide(command);
  }

  /** This subscription after something happened to it; the version is one higher. */
  public Subscription after(Fact fact) {
    return switch (fact) {
      case Fact.Activated activated -> withProgress(progress.withActivated()).next();
      case Fact.TrialEnded ended -> withProgress(progress.withTrialOver()).next();
      case Fact.PauseStarted started -> afterStart(started);
      case Fact.Resumed resumed -> afterResume(resumed.pauseId());
      case Fact.DiscountEnded ended ->
          withProgress(
                  progress.with(new Progress.EndedDiscount(ended.discountId(), ended.endsOn())))
              .next();
      case Fact.Billed bill ->
          remembering(bill.lines(), bill.on()).withoutCharges(bill.oneOffs()).next();
      case Fact.Ended end ->
          remembering(end.lines(), end.on())
              .withoutCharges(changes.charges().stream().map(OneOffCharge::id).toList())
              .withProgress(progress.withEndedOn(firstDayWithoutService(end)))
              .next();
    };
  }

  /**
   * This subscription once its sign-up is in the books. A sign-up is a request like any other: what
   * it makes due in the past is done on its day.
   *
   * @param today the business date of the sign-up
   */
  public Subscription recorded(LocalDate today) {
    return version == 0 ? withProgress(progress.withChangedOn(today)).next() : this;
  }

  /** This subscription with another memory of what was billed; it is no new version. */
  public Subscription withBilled(List<BilledLine> lines, LocalDate since) {
    return copy(version, collection, changes, progress, lines, since, recentRequests);
  }

  /** The status on a business date. */
  public Status statusOn(LocalDate date) {
    if (progress.endedOn() != null) {
      return Status.ENDED;
    }
    if (!progress.activated()) {
      return Status.SCHEDULED;
    }
    if (changes.pauses().stream().anyMatch(pause -> pause.contains(date))) {
      return Status.PAUSED;
    }
    if (changes.withholdsOn(date)) {
      return Status.SUSPENDED;
    }
    if (terms.trialDays() > 0) {
      LocalDate trialEnd = timeline().trialEnd();
      if (trialEnd == null || date.isBefore(trialEnd)) {
        return Status.TRIAL;
      }
    }
    return Status.ACTIVE;
  }

  Subscription withPaymentMethod(String paymentMethodId) {
    CollectionMethod other =
        new CollectionMethod(collection.means(), collection.termsDays(), paymentMethodId);
    return copy(version, other, changes, progress, billed, billedSince, recentRequests);
  }

  private Subscription withoutCharges(List<String> ids) {
    return withChanges(changes.withoutCharges(ids));
  }

  Subscription withChanges(Changes others) {
    return with(others, progress, recentRequests, version);
  }

  Subscription withProgress(Progress other) {
    return with(changes, other, recentRequests, version);
  }

  /** The next version, with the request remembered. */
  Subscription accepted(List<String> requests, LocalDate today) {
    return with(changes, progress.withChangedOn(today), requests, version + 1);
  }

  /** A request that reaches back may have moved the end to before the day that carries it out. */
  private LocalDate firstDayWithoutService(Fact.Ended ended) {
    return Objects.requireNonNullElse(timeline().end(), ended.on());
  }

  private Subscription afterStart(Fact.PauseStarted started) {
    Pause pause = timeline().pause(started.pauseId());
    if (pause == null) {
      throw new IllegalArgumentException("there is no pause " + started.pauseId());
    }
    Subscription settled =
        remembering(started.lines(), started.on()).withoutCharges(started.oneOffs());
    long unsettled = settled.unsettled(pause, started.on());
    Progress.StartedPause mark =
        new Progress.StartedPause(pause.id(), pause.from(), pause.to(), false, unsettled);
    return settled.withProgress(progress.with(mark)).next();
  }

  private Subscription afterResume(String pauseId) {
    Progress.StartedPause started = progress.started(pauseId);
    if (started == null) {
      throw new IllegalArgumentException("pause " + pauseId + " has not begun");
    }
    Progress.StartedPause over =
        new Progress.StartedPause(pauseId, started.from(), started.to(), true, started.unsettled());
    return withProgress(progress.with(over)).next();
  }

  private Subscription next() {
    return with(changes, progress, recentRequests, version + 1);
  }

  private Subscription with(
      Changes otherChanges, Progress otherProgress, List<String> requests, long otherVersion) {
    return copy(
        otherVersion, collection, otherChanges, otherProgress, billed, billedSince, requests);
  }

  /** With more lines billed on a date, and what is settled by then forgotten. */
  private Subscription remembering(List<BilledLine> lines, LocalDate on) {
    List<BilledLine> all = Stream.concat(billed.stream(), lines.stream()).toList();
    BillingPosition.Memory memory =
        new BillingPosition(on, terms, changes, all, billedSince).memory();
    return withBilled(memory.billed(), memory.since());
  }

  /** With other facts in place of these; what was agreed at sign-up stays. */
  private Subscription copy(
      long otherVersion,
      CollectionMethod otherCollection,
      Changes otherChanges,
      Progress otherProgress,
      List<BilledLine> lines,
      LocalDate since,
      List<String> requests) {
    return new Subscription(
        identity,
        otherVersion,
        hours,
        currency,
        otherCollection,
        terms,
        noticePeriod,
        minimumTerm,
        groupId,
        externalRef,
        otherChanges,
        otherProgress,
        lines,
        since,
        requests);
  }
}
