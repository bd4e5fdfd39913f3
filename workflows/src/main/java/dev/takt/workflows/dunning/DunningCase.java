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
    Course course,
    Waits waits,
    Effects effects,
    @Nullable Planned next) {

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

  /**
   * How far it has come.
   *
   * @param done which steps of the track are behind it
   * @param steps how many steps were done at all: the next one's number
   * @param tries how many times the card was tried, the first charge included
   * @param carefulTries how many of them the bank refused with suspicion
   * @param lastTry the latest of them, or null
   * @param fault a technical fault that is being waited out, or null
   */
  public record Course(
      List<Integer> done,
      int steps,
      int tries,
      int carefulTries,
      @Nullable Try lastTry,
      @Nullable Fault fault) {
    static final Course NONE = new Course(List.of(), 0, 0, 0, null, null);

    public Course {
      done = List.copyOf(done);
    }

    Course withDone(List<Integer> others) {
      return new Course(others, steps, tries, carefulTries, lastTry, fault);
    }

    Course withFault(@Nullable Fault other) {
      return new Course(done, steps, tries, carefulTries, lastTry, other);
    }

    Course stepped() {
      return new Course(done, steps + 1, tries, carefulTries, lastTry, fault);
    }

    Course tried(Try latest) {
      boolean careful = latest.decline().kind() == DeclineClass.LATER_CAREFUL;
      return new Course(
          done, steps, tries + 1, careful ? carefulTries + 1 : carefulTries, latest, fault);
    }
  }

  /**
   * A try that was declined.
   *
   * @param cardId the payment method, or null where there was none
   */
  public record Try(Instant at, Decline decline, @Nullable String cardId) {}

  /**
   * A technical fault: the stage stands still while it is waited out.
   *
   * @param tries how many times it failed so
   * @param index the retry of the track that met it
   */
  public record Fault(Instant since, int tries, int index) {}

  /**
   * What it waits for besides dates.
   *
   * @param heldSince with {@code heldUntil}: a person asked for it
   * @param newCard a card that was brought after the latest try, and is to be tried now
   * @param notBefore a card scheme's ceiling is reached until then
   * @param ceiling which
   * @param person whether it waits for a person
   */
  public record Waits(
      @Nullable Instant heldSince,
      @Nullable LocalDate heldUntil,
      @Nullable String newCard,
      @Nullable Instant notBefore,
      @Nullable String ceiling,
      boolean person) {
    static final Waits NONE = new Waits(null, null, null, null, null, false);

    Waits withHold(@Nullable Instant since, @Nullable LocalDate until) {
      return new Waits(since, until, newCard, notBefore, ceiling, person);
    }

    Waits withNewCard(@Nullable String card) {
      // Another card has a count of its own.
      return card == null
          ? new Waits(heldSince, heldUntil, null, notBefore, ceiling, person)
          : new Waits(heldSince, heldUntil, card, null, null, false);
    }

    Waits withCeiling(@Nullable Instant until, @Nullable String rule) {
      return new Waits(heldSince, heldUntil, newCard, until, rule, person);
    }

    Waits withPerson(boolean waits) {
      return new Waits(heldSince, heldUntil, newCard, notBefore, ceiling, waits);
    }
  }

  /**
   * What it has done that the end of the debt undoes.
   *
   * @param told whether the customer was written to
   * @param suspended whether service is withheld because of it
   * @param toRestore whether the subscriptions have still to be told that it is over
   */
  public record Effects(boolean told, boolean suspended, boolean toRestore) {
    static final Effects NONE = new Effects(false, false, false);
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
        Course.NONE,
        Waits.NONE,
        Effects.NONE,
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
      Try first) {
    LocalDate today = first.at().atZone(zone).toLocalDate();
    Course course = Course.NONE.tried(first);
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
        fault ? course.withFault(new Fault(first.at(), 1, Planned.EXTRA)) : course,
        Waits.NONE,
        Effects.NONE,
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

  /** The number and name of the next step's try: what makes it one. */
  public String occasion() {
    return debtor.caseId() + "/" + course.steps();
  }

  /** With what is next, and one version on. */
  public DunningCase planned(DunningPlan plan, Instant now) {
    DunningCase later = with(version + 1, status, reason, dayZero, course, waits, effects, null);
    return later.withNext(plan.next(later, now));
  }

  DunningCase withNext(@Nullable Planned step) {
    return with(version, status, reason, dayZero, course, waits, effects, step);
  }

  /** The invoice is past its due date. */
  public DunningCase opened() {
    return with(version, CaseStatus.OPEN, reason, dayZero, course.stepped(), waits, effects, null);
  }

  /**
   * A try was declined.
   *
   * @param ofThePlan whether it was this case's own next step, and not somebody else's try
   */
  public DunningCase declined(Try latest, boolean ofThePlan) {
    Course tried = course.tried(latest).stepped();
    Waits free = waits.withNewCard(null).withCeiling(null, null);
    DeclineClass kind = latest.decline().kind();
    if (kind == DeclineClass.TECHNICAL) {
      return faulted(tried, free, latest.at(), ofThePlan);
    }
    Fault fault = course.fault();
    LocalDate zero =
        fault == null ? dayZero : dayZero.plusDays(daysBetween(fault.since(), latest.at()));
    Course on = tried.withFault(null);
    if (kind.reason() != reason) {
      return switchedTo(kind.reason(), zero, on, free, latest.at());
    }
    Course marked = ofThePlan ? marking(on) : on;
    return with(version, status, reason, zero, marked, free, effects, null);
  }

  /** The stage stands still; when the fault does not pass, the track goes on without an answer. */
  private DunningCase faulted(Course tried, Waits free, Instant at, boolean ofThePlan) {
    Fault fault = course.fault();
    int failures = fault == null ? 1 : fault.tries() + 1;
    Instant since = fault == null ? at : fault.since();
    int met = fault == null ? Planned.EXTRA : fault.index();
    int index = ofThePlan && next != null ? next.index() : met;
    boolean passes = failures <= DunningPlan.retries(policy.track(Reason.TECHNICAL));
    if (passes || reason == Reason.TECHNICAL) {
      Course on = tried.withFault(new Fault(since, failures, index));
      return with(version, status, reason, dayZero, on, free, effects, null);
    }
    LocalDate zero = dayZero.plusDays(daysBetween(since, at));
    Course on = tried.withFault(null);
    return with(version, status, reason, zero, ofThePlan ? marking(on) : on, free, effects, null);
  }

  private Course marking(Course on) {
    Planned step = next;
    return step == null || step.index() < 0 ? on : on.withDone(plus(on.done(), step.index()));
  }

  /**
   * The track of another reason. Its days count on from where the case is, so that no change of
   * reason makes a case longer; but its first message goes, since it says something new. Whoever
   * was not told of anything before begins with the first day.
   */
  private DunningCase switchedTo(Reason other, LocalDate zero, Course on, Waits free, Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    LocalDate start = reason.isNotTheCustomers() ? today : zero;
    long day = ChronoUnit.DAYS.between(start, today);
    List<DunningStep> steps = policy.track(other);
    List<Integer> behind = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      boolean first = i == 0 && steps.get(i) instanceof DunningStep.Message;
      if (steps.get(i).afterDays() < day && !first) {
        behind.add(i);
      }
    }
    Waits waking = free.withPerson(false);
    return with(version, status, other, start, on.withDone(behind), waking, effects, null);
  }

  /** The next step of the track was done; a retry has its own ways. */
  public DunningCase done() {
    Planned step = next;
    if (step == null) {
      throw new IllegalStateException("there is no next step of " + debtor.caseId());
    }
    Course on = marking(course).stepped();
    return switch (step.kind()) {
      case MESSAGE ->
          with(version, status, reason, dayZero, on, waits, told(!status.isClosed()), null);
      case SUSPEND ->
          with(
              version,
              status,
              reason,
              dayZero,
              on,
              waits,
              new Effects(effects.told(), true, effects.toRestore()),
              null);
      case RESTORE ->
          with(
              version,
              status,
              reason,
              dayZero,
              on,
              waits,
              new Effects(effects.told(), false, false),
              null);
      case WAIT_FOR_PERSON ->
          with(version, status, reason, dayZero, on, waits.withPerson(true), effects, null);
      case OPEN -> opened();
      case RELEASE, RETRY, END, WRITE_OFF ->
          with(version, status, reason, dayZero, on, waits, effects, null);
    };
  }

  private Effects told(boolean so) {
    return new Effects(so, effects.suspended(), effects.toRestore());
  }

  /** Another card is there: it is tried at once. */
  public DunningCase brought(String cardId) {
    return with(version, status, reason, dayZero, course, waits.withNewCard(cardId), effects, null);
  }

  /** A card scheme's ceiling is reached. */
  public DunningCase postponed(Instant until, String rule) {
    return with(
        version, status, reason, dayZero, course, waits.withCeiling(until, rule), effects, null);
  }

  /** Stands still until a date. */
  public DunningCase held(LocalDate until, Instant now) {
    Instant since = waits.heldSince() == null ? now : waits.heldSince();
    return with(
        version, status, reason, dayZero, course, waits.withHold(since, until), effects, null);
  }

  /** Goes on; the days that it stood still do not count. */
  public DunningCase released(Instant now) {
    Instant since = waits.heldSince();
    long days = since == null ? 0 : daysBetween(since, now);
    Waits free = waits.withHold(null, null).withPerson(false);
    return with(version, status, reason, dayZero.plusDays(days), course, free, effects, null);
  }

  /** One more step was done, which is none of the track's. */
  public DunningCase stepped() {
    return with(version, status, reason, dayZero, course.stepped(), waits, effects, next);
  }

  /** What was given up came in after all. */
  public DunningCase recoveredAfterAll() {
    return with(version + 1, CaseStatus.RECOVERED, reason, dayZero, course, waits, effects, next);
  }

  /** Nothing is due any more. */
  public DunningCase closed(CaseStatus as) {
    Effects open = new Effects(effects.told(), effects.suspended(), true);
    Course on = course.withFault(null);
    return with(version, as, reason, dayZero, on, Waits.NONE, open, null);
  }

  private long daysBetween(Instant from, Instant to) {
    return ChronoUnit.DAYS.between(from.atZone(zone).toLocalDate(), to.atZone(zone).toLocalDate());
  }

  private static List<Integer> plus(List<Integer> some, int more) {
    List<Integer> all = new ArrayList<>(some);
    all.add(more);
    return all;
  }

  private DunningCase with(
      long number,
      CaseStatus as,
      Reason because,
      LocalDate zero,
      Course on,
      Waits waiting,
      Effects done,
      @Nullable Planned step) {
    return new DunningCase(
        debtor,
        number,
        as,
        because,
        policyName,
        policy,
        country,
        zone,
        dueDate,
        zero,
        on,
        waiting,
        done,
        step);
  }
}
