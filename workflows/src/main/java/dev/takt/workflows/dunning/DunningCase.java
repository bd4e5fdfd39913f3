package dev.takt.workflows.dunning;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All facts about one unpaid invoice: what is done about it next is a pure function of them ({@link
 * DunningPlan}). It is the row that the database keeps, as JSON. Nothing personal is in it.
 *
 * @param version counts what was recorded
 * @param policyName the policy that it follows, as it was when the case began
 * @param country where the customer's bank is: whose banking days and paydays count
 * @param dueDate of the invoice
 * @param dayZero from which the days of the track's steps are counted
 * @param course how far it has come
 * @param waits what it waits for besides dates
 * @param effects what it has done that the end of the debt undoes
 */
public record DunningCase(
    Debtor debtor,
    long version,
    CaseStatus status,
    Reason reason,
    String policyName,
    DunningPolicy policy,
    String country,
    ZoneId zone,
    LocalDate dueDate,
    LocalDate dayZero,
    CaseProgress course,
    CaseHolds waits,
    CaseEffects effects,
    @Nullable NextStep next) {

  /**
   * Whose debt it is.
   *
   * @param clockId the test clock that the customer lives on
   */
  public record Debtor(
      String tenant,
      String merchantId,
      String caseId,
      String invoiceId,
      String customerId,
      @Nullable String clockId) {
    public String workflowId() {
      return "dunning/" + merchantId + "/" + invoiceId;
    }
  }

  /** A case of an invoice that is to be paid by bank: nothing happens before it is overdue. */
  public static DunningCase waiting(
      Debtor debtor,
      String policyName,
      DunningPolicy policy,
      String country,
      ZoneId zone,
      LocalDate dueDate) {
    return new DunningCase(
        debtor,
        1,
        CaseStatus.WAITING,
        Reason.INVOICE_OVERDUE,
        policyName,
        policy,
        country,
        zone,
        dueDate,
        dueDate,
        CaseProgress.NONE,
        CaseHolds.NONE,
        CaseEffects.NONE,
        null);
  }

  /** A case that a first decline opens. */
  public static DunningCase declined(
      Debtor debtor,
      String policyName,
      DunningPolicy policy,
      String country,
      ZoneId zone,
      LocalDate dueDate,
      CaseProgress.Try first) {
    LocalDate today = first.at().atZone(zone).toLocalDate();
    CaseProgress course = CaseProgress.NONE.tried(first);
    boolean fault = first.decline().kind() == DeclineClass.TECHNICAL;
    return new DunningCase(
        debtor,
        1,
        CaseStatus.OPEN,
        first.decline().kind().reason(),
        policyName,
        policy,
        country,
        zone,
        dueDate,
        today,
        fault ? course.withFault(new CaseProgress.Fault(first.at(), 1, NextStep.EXTRA)) : course,
        CaseHolds.NONE,
        CaseEffects.NONE,
        null);
  }

  /** The steps that it follows now. */
  @JsonIgnore
  public List<DunningStep> track() {
    return policy.track(reason);
  }

  /** Nothing is due any more, and all that follows from it is done. */
  @JsonIgnore
  public boolean isOver() {
    return status.isClosed() && next == null;
  }

  @JsonIgnore
  public boolean isHeld() {
    return waits.heldUntil() != null;
  }

  /**
   * What makes the next step one, whatever comes in between. A try is named by its number among the
   * steps. A message, or a step by law, is named by its place in the track, and goes once each time
   * that the case comes to that track: were it named by a number, it would go again under the next
   * one when something else was done between its going and its record.
   */
  public String attemptKey() {
    NextStep step = next;
    if (step == null || (step.kind() != NextStep.Kind.MESSAGE && !step.kind().isByLaw())) {
      return debtor.caseId() + "/" + course.steps();
    }
    return step.index() == NextStep.EXTRA
        ? debtor.caseId() + "/" + step.template()
        : debtor.caseId() + "/" + reason + "/" + course.tracks() + "/" + step.index();
  }

  /** With what is next, and one version on. */
  public DunningCase planned(DunningPlan plan, Instant now) {
    DunningCase later = withNext(null).withoutLostDays(plan, now).versioned(version + 1);
    return later.withNext(plan.next(later, now));
  }

  DunningCase withNext(@Nullable NextStep step) {
    return new DunningCase(
        debtor,
        version,
        status,
        reason,
        policyName,
        policy,
        country,
        zone,
        dueDate,
        dayZero,
        course,
        waits,
        effects,
        step);
  }

  /** The invoice is past its due date. */
  public DunningCase opened() {
    return with(CaseStatus.OPEN, course.stepped(), waits, effects);
  }

  /**
   * The same without the days on which a step was due and was not done: they do not count, so that
   * what follows keeps its distance from what is really done.
   */
  DunningCase withoutLostDays(DunningPlan plan, Instant now) {
    long lost = plan.lostDays(this, now);
    if (lost == 0) {
      return this;
    }
    CaseProgress.Fault fault = course.fault();
    return fault == null
        ? with(dayZero.plusDays(lost), course, waits).withNext(next)
        : with(dayZero, course.withFault(fault.later(lost)), waits).withNext(next);
  }

  /**
   * Taken up again where its next step is late: what was not done in time is done today at an hour
   * at which it may be, and says what holds today.
   */
  public DunningCase takenUp(DunningPlan plan, Instant now) {
    NextStep late = next;
    if (late == null || !late.at().isBefore(now)) {
      return this;
    }
    DunningCase again = withoutLostDays(plan, now).planned(plan, now);
    NextStep then = again.next;
    if (then == null || then.equals(late)) {
      return this;
    }
    boolean onAnotherDay = daysBetween(late.at(), now) > 0;
    return onAnotherDay || then.at().isAfter(now) ? again : this;
  }

  /**
   * A try was declined.
   *
   * @param ofThePlan whether it was this case's own next step, and not somebody else's try
   */
  public DunningCase declined(DunningPlan plan, CaseProgress.Try latest, boolean ofThePlan) {
    return DeclineTransition.of(withoutLostDays(plan, latest.at()), latest, ofThePlan);
  }

  /** The next step of the track was done; a retry has its own ways. */
  public DunningCase done(DunningPlan plan, Instant at) {
    return StepTransition.next(withoutLostDays(plan, at), at);
  }

  /**
   * A step was done for others to see, while something else came and changed what is next: it is
   * not done again. What concerns the books alone was not done, and is decided anew.
   */
  public DunningCase doneMeanwhile(DunningPlan plan, NextStep step, Instant at) {
    return StepTransition.meanwhile(withoutLostDays(plan, at), step, at);
  }

  /**
   * Another card is there: it is tried at once.
   *
   * @param cardId null: it is not there any more
   */
  public DunningCase brought(@Nullable String cardId) {
    return with(status, course, waits.withNewCard(cardId), effects);
  }

  /** A card scheme's ceiling is reached: the track goes on, and no card is tried until then. */
  public DunningCase postponed(Instant until, String rule) {
    return with(status, course, waits.withNewCard(null).withCeiling(until, rule), effects);
  }

  /** Stands still until a date. */
  public DunningCase held(LocalDate until, Instant now) {
    Instant since = waits.heldSince() == null ? now : waits.heldSince();
    return with(status, course, waits.withHold(since, until), effects);
  }

  /** Stands still until a date, because the bank was not read. */
  public DunningCase heldForBank(LocalDate until, Instant now) {
    return with(status, course, waits.withBankUnread(now, until), effects);
  }

  /** Whether it stands still because the bank was not read. */
  @JsonIgnore
  public boolean isHeldForBank() {
    return waits.isForBank();
  }

  /** Goes on; the days that it stood still do not count. */
  public DunningCase released(Instant now) {
    Instant since = waits.heldSince();
    long days = since == null ? 0 : daysBetween(since, now);
    CaseHolds free = waits.withHold(null, null).withPerson(false);
    return with(dayZero.plusDays(days), course, free);
  }

  /** The next step is not done, now or later: what follows waits for it no longer. */
  public DunningCase passedOver(DunningPlan plan, Instant at) {
    DunningCase now = withoutLostDays(plan, at);
    NextStep step = next;
    CaseProgress on = step == null ? course : StepTransition.marked(now.course, step);
    return now.with(status, on, waits, effects);
  }

  /** A letter could not be sent: the case waits for a person. */
  public DunningCase unsent() {
    CaseEffects free = effects.withNotice(null);
    return with(status, course, waits.withPerson(true), free);
  }

  /**
   * The invoice is paid, and what is claimed beside it is not: service that was withheld resumes,
   * no card is tried any more, and of the track only letters and what follows them are left.
   */
  public DunningCase principalPaid() {
    List<Integer> behind = new ArrayList<>(course.done());
    for (int i = 0; i < track().size(); i++) {
      if (!(track().get(i) instanceof DunningStep.ByLaw) && !behind.contains(i)) {
        behind.add(i);
      }
    }
    CaseProgress on = course.withDone(behind).withFault(null);
    return with(status, on, waits.withNewCard(null), effects.withToRestore(effects.suspended()));
  }

  /** A notice of collection has set the last day to pay. */
  public DunningCase noticed(LocalDate deadline) {
    return with(status, course, waits, effects.withNotice(deadline)).withNext(next);
  }

  /** Whether a step has consequences that a payment would have spared the customer. */
  public boolean hurts(NextStep step) {
    boolean free =
        step.index() >= 0
            && step.index() < track().size()
            && track().get(step.index()) instanceof DunningStep.ByLaw byLaw
            && byLaw.step().isLetter()
            && Long.valueOf(0).equals(byLaw.fee());
    return step.kind().hurts() && !free;
  }

  /** One more step was done, which is none of the track's. */
  public DunningCase stepped() {
    return with(status, course.stepped(), waits, effects).withNext(next);
  }

  /** What was given up came in after all. */
  public DunningCase recoveredAfterAll() {
    DunningCase recovered = with(CaseStatus.RECOVERED, course, waits, effects).withNext(next);
    return recovered.versioned(version + 1);
  }

  /**
   * What had paid it was taken back: it goes on where it stood, and the days in between do not
   * count. Service that was restored is withheld again only by a step that is still to come.
   */
  public DunningCase reopened(Instant closedAt, Instant now) {
    DunningCase moved =
        with(dayZero.plusDays(daysBetween(closedAt, now)), course.stepped(), CaseHolds.NONE);
    return moved.with(CaseStatus.OPEN, moved.course, CaseHolds.NONE, effects.withToRestore(false));
  }

  /** Nothing is due any more. */
  public DunningCase closed(CaseStatus as) {
    return with(as, course.withFault(null), CaseHolds.NONE, effects.withToRestore(true));
  }

  long daysBetween(Instant from, Instant to) {
    return ChronoUnit.DAYS.between(from.atZone(zone).toLocalDate(), to.atZone(zone).toLocalDate());
  }

  /** Another reason's track, from a day on. */
  DunningCase onTrack(Reason other, LocalDate zero, CaseProgress on, CaseHolds waiting) {
    return new DunningCase(
        debtor,
        version,
        status,
        other,
        policyName,
        policy,
        country,
        zone,
        dueDate,
        zero,
        on,
        waiting,
        effects,
        null);
  }

  DunningCase with(LocalDate zero, CaseProgress on, CaseHolds waiting) {
    return onTrack(reason, zero, on, waiting);
  }

  DunningCase with(CaseStatus as, CaseProgress on, CaseHolds waiting, CaseEffects all) {
    return new DunningCase(
        debtor,
        version,
        as,
        reason,
        policyName,
        policy,
        country,
        zone,
        dueDate,
        dayZero,
        on,
        waiting,
        all,
        null);
  }

  private DunningCase versioned(long number) {
    return new DunningCase(
        debtor,
        number,
        status,
        reason,
        policyName,
        policy,
        country,
        zone,
        dueDate,
        dayZero,
        course,
        waits,
        effects,
        next);
  }
}
