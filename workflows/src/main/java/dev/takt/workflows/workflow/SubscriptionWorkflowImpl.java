package dev.takt.workflows.workflow;

import dev.takt.workflows.clock.BusinessClock;
import dev.takt.workflows.port.Books;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.subscription.Agenda;
import dev.takt.workflows.subscription.Charge;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.Fact;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Signals;
import dev.takt.workflows.subscription.Step;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.subscription.Verdict;
import dev.takt.workflows.timeline.Segment;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One subscription's life: a loop that performs what {@link Agenda} says next. Handlers record
 * facts and wake it; they compute nothing about renewals, pauses or the end.
 *
 * <p>The loop and the handlers take turns at the books ({@code atBooks}), so that each decides on
 * the state that the one before it left.
 */
public final class SubscriptionWorkflowImpl implements SubscriptionWorkflow {
  private static final int BILLS_PER_RUN = 12;
  private static final int LONGEST_REQUEST_ID = 200;

  private final Books books = Activities.books();
  private final Payments payments = Activities.payments();
  private final Pursuit pursuit = Activities.pursuit();
  private final BusinessClock clock;
  private final String actor;
  private Subscription subscription;
  private @Nullable Refusal signUpRefusal;
  private boolean atBooks;
  private boolean woken;
  private int bills;
  private String lastEvent = "Signing up.";

  @WorkflowInit
  public SubscriptionWorkflowImpl(Life life) {
    this.subscription = life.subscription();
    this.actor = life.actor();
    this.clock = BusinessClock.of(life.testNow());
  }

  @Override
  public void live(Life life) {
    if (subscription.version() == 0) {
      signUp(life);
    }
    if (Workflow.getInfo().getContinuedExecutionRunId().isEmpty()) {
      SearchAttributesOf.upsert(subscription, clock.now());
    }
    while (signUpRefusal == null && !isOver()) {
      if (isTimeToContinueAsNew()) {
        Workflow.continueAsNew(new Life(subscription, actor, clock.testNow()));
      }
      perform(Agenda.next(subscription, clock.now()));
    }
    tell(null);
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  private void signUp(Life life) {
    atBooks = true;
    Books.Answer answer = books.signUp(subscription, actor, clock.now());
    atBooks = false;
    switch (answer) {
      case Books.Recorded recorded -> subscription = subscription.recorded();
      case Books.Behind behind -> subscription = behind.subscription();
      case Books.Refused refused -> signUpRefusal = refused.refusal();
      case Books.Performed performed -> throw unexpected(performed);
    }
    lastEvent = "Signed up by " + life.actor() + ".";
  }

  private boolean isOver() {
    return subscription.progress().endedOn() != null
        && subscription.charge() == null
        && subscription.refunds().isEmpty();
  }

  private boolean isTimeToContinueAsNew() {
    boolean isLong = bills >= BILLS_PER_RUN || Workflow.getInfo().isContinueAsNewSuggested();
    return isLong && isIdle() && Workflow.isEveryHandlerFinished();
  }

  private void perform(Step step) {
    switch (step) {
      case Step.Wait wait -> sleep(wait);
      case Step.Collect collect -> collect(collect.charge());
      case Step.Refund refund -> refund(refund.refundId());
      case Step.Dated dated -> perform(dated);
    }
  }

  private void sleep(Step.Wait wait) {
    tell(wait);
    long seen = subscription.version();
    Instant at = clock.now();
    woken = false;
    clock.await(
        wait.until(),
        wait.next() == null ? "nothing is planned" : Words.of(wait.next()),
        () -> woken || subscription.version() != seen || hasTicked(at) || isTimeToContinueAsNew());
  }

  private boolean hasTicked(Instant since) {
    return clock.testNow() != null && clock.now().isAfter(since);
  }

  private void collect(Charge charge) {
    Payments.Outcome outcome =
        payments.collect(
            subscription.identity().tenant(),
            charge,
            subscription.collection().paymentMethodId(),
            clock.now());
    if (!(outcome instanceof Payments.Paid || outcome instanceof Payments.NothingDue)) {
      pursue(charge.invoiceId());
      inDunning(true);
    }
    subscription = subscription.collected();
    lastEvent = Words.of(charge, outcome);
  }

  private void pursue(String invoiceId) {
    Debts.pursue(
        subscription.identity().tenant(),
        subscription.identity().merchantId(),
        invoiceId,
        clock.testNow());
  }

  private void refund(String refundId) {
    Payments.Outcome outcome =
        payments.refund(subscription.identity().tenant(), refundId, clock.now());
    subscription = subscription.refunded(refundId);
    lastEvent = Words.of(refundId, outcome);
  }

  private void perform(Step.Dated step) {
    Workflow.await(() -> !atBooks);
    Subscription before = subscription;
    if (!step.equals(Agenda.next(before, clock.now()))) {
      return;
    }
    atBooks = true;
    Books.Answer answer = books.perform(before.identity(), before.version(), step, clock.now());
    if (answer instanceof Books.Performed(Fact fact)) {
      String debt = Fact.debtOf(fact);
      if (debt != null) {
        pursue(debt);
      }
    }
    atBooks = false;
    switch (answer) {
      case Books.Performed performed -> {
        subscription = subscription.after(performed.fact());
        lastEvent = Words.of(performed.fact());
        if (step instanceof Step.Bill) {
          bills++;
        }
        SearchAttributesOf.upsertIfChanged(before, subscription, clock.now());
      }
      case Books.Behind behind -> subscription = behind.subscription();
      case Books.Recorded recorded -> throw unexpected(recorded);
      case Books.Refused refused -> throw unexpected(refused);
    }
  }

  /** Nothing is due, and nobody is at the books. */
  private boolean isIdle() {
    return !atBooks && (isOver() || Agenda.next(subscription, clock.now()) instanceof Step.Wait);
  }

  @Override
  public Reply signUp() {
    Workflow.await(() -> signUpRefusal != null || (subscription.version() > 0 && isSettled()));
    return new Reply(signUpRefusal, subscription.version());
  }

  @Override
  public Reply tick(Instant now) {
    clock.moveTo(now);
    Workflow.await(this::isIdle);
    return new Reply(null, subscription.version());
  }

  @Override
  public void validateApply(Command command) {
    if (subscription.version() > 0
        && isIdle()
        && subscription.accept(command, clock.now()) instanceof Verdict.Refused refused) {
      Refusal refusal = refused.refusal();
      throw ApplicationFailure.newNonRetryableFailure(refusal.detail(), "refused", refusal);
    }
  }

  @Override
  public Reply apply(Command command) {
    Verdict verdict = record(command);
    if (verdict instanceof Verdict.Refused refused) {
      return new Reply(refused.refusal(), subscription.version());
    }
    Workflow.await(this::isSettled);
    return new Reply(null, subscription.version());
  }

  /** Where updates and signals meet: decides, and puts what is granted into the books. */
  private Verdict record(Command command) {
    if (command.now() != null) {
      clock.moveTo(command.now());
    }
    while (true) {
      Workflow.await(() -> subscription.version() > 0 && isReadyForRequests());
      Subscription before = subscription;
      Verdict verdict = before.accept(command, clock.now());
      if (!(verdict instanceof Verdict.Accepted(Subscription after))
          || after.version() == before.version()) {
        return verdict;
      }
      atBooks = true;
      Books.Answer answer = books.record(before.identity(), before.version(), command, clock.now());
      atBooks = false;
      switch (answer) {
        case Books.Recorded recorded -> {
          subscription = keepingMoneyOf(subscription, after);
          lastEvent = Words.of(command);
          SearchAttributesOf.upsertIfChanged(before, subscription, clock.now());
          if (command.request() instanceof Request.ChangePaymentMethod) {
            tellDebts();
          }
          return verdict;
        }
        case Books.Refused refused -> {
          return new Verdict.Refused(refused.refusal());
        }
        case Books.Behind behind -> subscription = behind.subscription();
        case Books.Performed performed -> throw unexpected(performed);
      }
    }
  }

  /** Debts that wait for another card wait no longer. */
  private void tellDebts() {
    pursuit.cardChanged(
        subscription.identity().tenant(), subscription.identity().customerId(), clock.now());
  }

  /** A charge that got its outcome while the request was being recorded stays done. */
  private static Subscription keepingMoneyOf(Subscription now, Subscription after) {
    Subscription result = after;
    if (now.charge() == null) {
      result = result.collected();
    }
    for (String refund : after.refunds()) {
      if (!now.refunds().contains(refund)) {
        result = result.refunded(refund);
      }
    }
    return result;
  }

  /** What is due at once is done; in live time, a charge that is under way is not waited for. */
  private boolean isSettled() {
    return clock.testNow() == null ? isReadyForRequests() : isIdle();
  }

  /** All events up to now are in the books: what is asked now comes after them. */
  private boolean isReadyForRequests() {
    return !atBooks
        && (isOver() || !(Agenda.next(subscription, clock.now()) instanceof Step.Dated));
  }

  @Override
  public void pause(Signals.@Nullable Pause pause) {
    signalled("pause", pause);
  }

  @Override
  public void changePause(Signals.@Nullable ChangePause change) {
    signalled("changePause", change);
  }

  @Override
  public void removePause(Signals.@Nullable RemovePause removal) {
    signalled("removePause", removal);
  }

  @Override
  public void cancel(Signals.@Nullable Cancel cancellation) {
    signalled("cancel", cancellation);
  }

  @Override
  public void undoCancellation(Signals.@Nullable UndoCancellation undo) {
    signalled("undoCancellation", undo);
  }

  @Override
  public void change(Signals.@Nullable Change change) {
    signalled("change", change);
  }

  @Override
  public void paymentMethodChanged(Signals.@Nullable PaymentMethodChanged change) {
    signalled("paymentMethodChanged", change);
  }

  /** A signal cannot be answered: what is refused is noted in the history, and seen in the UI. */
  private void signalled(String name, Signals.@Nullable Signal signal) {
    Workflow.await(() -> subscription.version() > 0 || signUpRefusal != null);
    if (signUpRefusal != null) {
      return;
    }
    Refusal refusal = carryOut(signal);
    if (refusal != null) {
      lastEvent = "Refused signal " + name + ": " + refusal.detail();
      String requestId = signal == null ? null : signal.requestId();
      books.noteRefusal(subscription.identity(), name, requestId, refusal, clock.now());
      woken = true;
    }
  }

  /**
   * Nothing stops a signal from being sent without an argument: that must not stop the workflow.
   */
  private @Nullable Refusal carryOut(Signals.@Nullable Signal signal) {
    String requestId = signal == null ? null : signal.requestId();
    Request request = signal == null ? null : signal.toRequest();
    if (requestId == null || requestId.length() > LONGEST_REQUEST_ID || request == null) {
      return Refusal.notAllowed(
          "incomplete_signal", "It needs a requestId and the fields of the REST call.", null);
    }
    Instant now = clock.testNow() == null ? null : books.clockTime(subscription.identity());
    Command command = new Command(requestId, "signal", now, null, request);
    return record(command) instanceof Verdict.Refused refused ? refused.refusal() : null;
  }

  @Override
  public void inDunning(boolean inDunning) {
    SearchAttributesOf.upsertInDunning(inDunning);
  }

  @Override
  public void wake() {
    woken = true;
  }

  @Override
  public Subscription state() {
    return subscription;
  }

  @Override
  public List<Segment> timeline() {
    LocalDate today = subscription.hours().dateAt(clock.now());
    return subscription.segments(today.plusMonths(13));
  }

  private void tell(Step.@Nullable Wait wait) {
    Workflow.setCurrentDetails(Words.of(subscription, lastEvent, wait));
  }

  private static IllegalStateException unexpected(Books.Answer answer) {
    return new IllegalStateException("an answer that makes no sense here: " + answer);
  }
}
