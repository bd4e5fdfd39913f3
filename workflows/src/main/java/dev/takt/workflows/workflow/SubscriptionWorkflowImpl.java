package dev.takt.workflows.workflow;

import dev.takt.workflows.clock.BusinessClock;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.port.SubscriptionStore;
import dev.takt.workflows.subscription.Agenda;
import dev.takt.workflows.subscription.Charge;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.CouponTerms;
import dev.takt.workflows.subscription.Fact;
import dev.takt.workflows.subscription.PaymentTask;
import dev.takt.workflows.subscription.PendingPayments;
import dev.takt.workflows.subscription.PlanOffer;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Signals;
import dev.takt.workflows.subscription.Step;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Segment;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowLock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One subscription's life: a loop that brings payments under way to their outcome and performs what
 * {@link Agenda} says next. Handlers have requests recorded and wake it; they decide nothing.
 *
 * <p>The loop and the handlers take turns at the books ({@link #exchange}), so that each goes on
 * from the state that the one before it left. What the books answer replaces what is known here.
 */
public final class SubscriptionWorkflowImpl implements SubscriptionWorkflow {
  private static final int BILLS_PER_RUN = 12;

  private final SubscriptionStore books = ActivityStubs.books();
  private final Payments payments;
  private final DunningConsequences pursuit = ActivityStubs.pursuit();
  private final BusinessClock clock;
  private final String actor;
  private Subscription subscription;
  private PendingPayments pending = PendingPayments.NONE;
  private @Nullable Refusal signUpRefusal;
  private final WorkflowLock databaseLock = Workflow.newWorkflowLock();
  private boolean woken;
  private boolean stateMayBeStale;
  private int bills;
  private String lastEvent = "Signing up.";

  @WorkflowInit
  public SubscriptionWorkflowImpl(Life life) {
    this.subscription = life.subscription();
    this.payments = ActivityStubs.payments(subscription.identity().merchantId());
    this.actor = life.actor();
    this.clock = BusinessClock.of(life.testNow());
    // A workflow that was lost may have had payments under way; one that continues itself has none.
    this.stateMayBeStale =
        subscription.version() > 0 && Workflow.getInfo().getContinuedExecutionRunId().isEmpty();
  }

  @Override
  public void live(Life life) {
    if (subscription.version() == 0) {
      signUp(life);
    }
    if (Workflow.getInfo().getContinuedExecutionRunId().isEmpty()) {
      SubscriptionSearchAttributes.upsert(subscription, clock.now());
    }
    while (signUpRefusal == null && !isOver()) {
      if (isTimeToContinueAsNew()) {
        Workflow.continueAsNew(new Life(subscription, actor, clock.testNow()));
      }
      doNext();
    }
    tell(null);
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  private void signUp(Life life) {
    SubscriptionStore.Answer answer =
        exchange(() -> pursued(books.signUp(subscription, actor, clock.now())));
    switch (answer) {
      case SubscriptionStore.SignedUp signedUp -> {
        subscription = signedUp.subscription();
        pending = signedUp.pending();
      }
      case SubscriptionStore.Behind behind -> take(behind);
      case SubscriptionStore.Refused refused -> signUpRefusal = refused.refusal();
      case SubscriptionStore.Recorded recorded -> throw unexpected(recorded);
      case SubscriptionStore.Performed performed -> throw unexpected(performed);
    }
    lastEvent = "Signed up by " + life.actor() + ".";
  }

  private boolean isOver() {
    return !stateMayBeStale && subscription.progress().endedOn() != null && pending.areNone();
  }

  private boolean isTimeToContinueAsNew() {
    boolean isLong = bills >= BILLS_PER_RUN || Workflow.getInfo().isContinueAsNewSuggested();
    return isLong && isIdle() && Workflow.isEveryHandlerFinished();
  }

  private void doNext() {
    if (stateMayBeStale) {
      reloadState();
      return;
    }
    PaymentTask task = pending.next();
    if (task != null) {
      bring(task);
      return;
    }
    switch (Agenda.next(subscription, clock.now())) {
      case Step.Wait wait -> sleep(wait);
      case Step.Dated dated -> perform(dated);
    }
  }

  /** Brings a payment to its outcome. */
  private void bring(PaymentTask task) {
    switch (task) {
      case PaymentTask.Collect(Charge charge) -> collect(charge);
      case PaymentTask.Refund(String refundId) -> refund(refundId);
    }
    pending = pending.without(task);
  }

  private void sleep(Step.Wait wait) {
    tell(wait);
    long seen = subscription.version();
    Instant at = clock.now();
    woken = false;
    clock.await(
        wait.until(),
        wait.next() == null ? "nothing is planned" : SubscriptionDetails.of(wait.next()),
        () ->
            woken
                || subscription.version() != seen
                || !pending.areNone()
                || hasTicked(at)
                || isTimeToContinueAsNew());
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
    if (outcome instanceof Payments.Pending(String paymentId)) {
      PendingPaymentStarter.follow(
          subscription.identity().tenant(),
          subscription.identity().merchantId(),
          paymentId,
          clock.testNow());
    } else if (!(outcome instanceof Payments.Paid || outcome instanceof Payments.NothingDue)) {
      pursue(charge.invoiceId());
      inDunning(true);
    }
    lastEvent = SubscriptionDetails.of(charge, outcome);
  }

  private void pursue(String invoiceId) {
    DunningStarter.pursue(
        subscription.identity().tenant(),
        subscription.identity().merchantId(),
        invoiceId,
        clock.testNow());
  }

  private void refund(String refundId) {
    Payments.Outcome outcome =
        payments.refund(subscription.identity().tenant(), refundId, clock.now());
    lastEvent = SubscriptionDetails.of(refundId, outcome);
  }

  private void perform(Step.Dated step) {
    Workflow.await(() -> !databaseLock.isHeld());
    Subscription before = subscription;
    if (!step.equals(Agenda.next(before, clock.now()))) {
      return;
    }
    SubscriptionStore.Answer answer =
        exchange(
            () -> pursued(books.perform(before.identity(), before.version(), step, clock.now())));
    switch (answer) {
      case SubscriptionStore.Performed performed -> {
        subscription = subscription.after(performed.fact());
        pending = pending.and(PendingPayments.of(performed.fact()));
        lastEvent = SubscriptionDetails.of(performed.fact());
        if (step instanceof Step.Bill) {
          bills++;
        }
        SubscriptionSearchAttributes.upsertIfChanged(before, subscription, clock.now());
      }
      case SubscriptionStore.Behind behind -> take(behind);
      case SubscriptionStore.SignedUp signedUp -> throw unexpected(signedUp);
      case SubscriptionStore.Recorded recorded -> throw unexpected(recorded);
      case SubscriptionStore.Refused refused -> throw unexpected(refused);
    }
  }

  /** The books are the truth: what they say replaces what is known here. */
  private void take(SubscriptionStore.Behind behind) {
    Subscription before = subscription;
    subscription = behind.subscription();
    pending = behind.pending();
    if (before.version() > 0 && before.version() != subscription.version()) {
      SubscriptionSearchAttributes.upsertIfChanged(before, subscription, clock.now());
    }
  }

  /** What is owed by bank has a workflow of its own from the day on which it is billed. */
  private <A extends SubscriptionStore.Answer> A pursued(A answer) {
    List<String> debts =
        switch (answer) {
          case SubscriptionStore.SignedUp(var _, var _, String debt) -> listOf(debt);
          case SubscriptionStore.Performed(Fact fact) -> listOf(Fact.debtOf(fact));
          case SubscriptionStore.Behind behind -> behind.debts();
          case SubscriptionStore.Recorded _, SubscriptionStore.Refused _ -> List.of();
        };
    debts.forEach(this::pursue);
    return answer;
  }

  /** One at a time, whatever becomes of it. */
  private <A> A exchange(Supplier<A> withBooks) {
    databaseLock.lock();
    try {
      return withBooks.get();
    } finally {
      databaseLock.unlock();
    }
  }

  private static List<String> listOf(@Nullable String debt) {
    return debt == null ? List.of() : List.of(debt);
  }

  /** Nothing is due, and nobody is at the books. */
  private boolean isIdle() {
    return !databaseLock.isHeld()
        && (isOver()
            || (!stateMayBeStale
                && pending.areNone()
                && Agenda.next(subscription, clock.now()) instanceof Step.Wait));
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
  public Reply catchUp(@Nullable Instant now) {
    if (now != null) {
      clock.moveTo(now);
    }
    Workflow.await(
        () -> !databaseLock.isHeld() && (subscription.version() > 0 || signUpRefusal != null));
    if (signUpRefusal == null) {
      Subscription before = subscription;
      take(exchange(() -> books.load(before.identity())));
      if (subscription.version() != before.version()) {
        lastEvent = SubscriptionDetails.ofGroup(before, subscription);
      }
    }
    Workflow.await(this::isSettled);
    return new Reply(null, subscription.version());
  }

  /** It may have died, and its memory too, before it heard of what it had put into them. */
  private void reloadState() {
    long known = subscription.version();
    take(
        exchange(
            () -> {
              stateMayBeStale = false;
              return pursued(books.load(subscription.identity()));
            }));
    if (subscription.version() != known) {
      lastEvent = "Caught up with the books.";
    }
  }

  @Override
  public Reply apply(Command command) {
    Refusal refusal = record(command);
    if (refusal == null) {
      Workflow.await(this::isSettled);
    }
    return new Reply(refusal, subscription.version());
  }

  /** Where updates and signals meet: the books decide, and record what they grant. */
  private @Nullable Refusal record(Command command) {
    if (command.now() != null) {
      clock.moveTo(command.now());
    }
    while (true) {
      Workflow.await(
          () -> signUpRefusal != null || (subscription.version() > 0 && isReadyForRequests()));
      if (signUpRefusal != null) {
        return signUpRefusal;
      }
      Subscription before = subscription;
      SubscriptionStore.Answer answer =
          exchange(() -> books.record(before.identity(), before.version(), command, clock.now()));
      switch (answer) {
        case SubscriptionStore.Recorded(Subscription after) -> {
          recorded(command, before, after);
          return null;
        }
        case SubscriptionStore.Refused(Refusal refusal) -> {
          return refusal;
        }
        case SubscriptionStore.Behind behind -> take(behind);
        case SubscriptionStore.SignedUp signedUp -> throw unexpected(signedUp);
        case SubscriptionStore.Performed performed -> throw unexpected(performed);
      }
    }
  }

  private void recorded(Command command, Subscription before, Subscription after) {
    subscription = after;
    lastEvent = SubscriptionDetails.of(command);
    SubscriptionSearchAttributes.upsertIfChanged(before, after, clock.now());
    if (command.request() instanceof Request.ChangePaymentMethod) {
      tellDebts();
    }
  }

  /** Debts that wait for another card wait no longer. */
  private void tellDebts() {
    pursuit.cardChanged(
        subscription.identity().tenant(), subscription.identity().customerId(), clock.now());
  }

  /** What is due at once is done; in live time, a charge that is under way is not waited for. */
  private boolean isSettled() {
    return clock.testNow() == null ? isReadyForRequests() : isIdle();
  }

  /** All events up to now are in the books: what is asked now comes after them. */
  private boolean isReadyForRequests() {
    return !databaseLock.isHeld()
        && !stateMayBeStale
        && (isOver()
            || !pending.areNone()
            || !(Agenda.next(subscription, clock.now()) instanceof Step.Dated));
  }

  @Override
  public void pause(@Nullable RawValue signal) {
    signalled("pause", signal, Signals.Pause.class);
  }

  @Override
  public void changePause(@Nullable RawValue signal) {
    signalled("changePause", signal, Signals.ChangePause.class);
  }

  @Override
  public void removePause(@Nullable RawValue signal) {
    signalled("removePause", signal, Signals.RemovePause.class);
  }

  @Override
  public void cancel(@Nullable RawValue signal) {
    signalled("cancel", signal, Signals.Cancel.class);
  }

  @Override
  public void undoCancellation(@Nullable RawValue signal) {
    signalled("undoCancellation", signal, Signals.UndoCancellation.class);
  }

  @Override
  public void change(@Nullable RawValue signal) {
    signalled("change", signal, Signals.Change.class);
  }

  @Override
  public void discount(@Nullable RawValue signal) {
    signalled("discount", signal, Signals.Discount.class);
  }

  @Override
  public void removeDiscount(@Nullable RawValue signal) {
    signalled("removeDiscount", signal, Signals.RemoveDiscount.class);
  }

  @Override
  public void charge(@Nullable RawValue signal) {
    signalled("charge", signal, Signals.OneOff.class);
  }

  @Override
  public void removeCharge(@Nullable RawValue signal) {
    signalled("removeCharge", signal, Signals.RemoveOneOff.class);
  }

  @Override
  public void credit(@Nullable RawValue signal) {
    signalled("credit", signal, Signals.Credit.class);
  }

  @Override
  public void paymentMethodChanged(@Nullable RawValue signal) {
    signalled("paymentMethodChanged", signal, Signals.PaymentMethodChanged.class);
  }

  /** A signal cannot be answered: what is refused is noted in the history, and seen in the UI. */
  private void signalled(
      String name, @Nullable RawValue argument, Class<? extends Signals.Signal> type) {
    Workflow.await(() -> subscription.version() > 0 || signUpRefusal != null);
    if (signUpRefusal != null) {
      return;
    }
    ReceivedSignal signal = ReceivedSignal.of(argument, type);
    Refusal refusal = carryOut(signal);
    if (refusal != null) {
      lastEvent = "Refused signal " + name + ": " + refusal.detail();
      books.noteRefusal(subscription.identity(), name, signal.requestId(), refusal, clock.now());
      woken = true;
    }
  }

  private @Nullable Refusal carryOut(ReceivedSignal signal) {
    String requestId = signal.requestId();
    Request request = signal.request();
    if (requestId == null || request == null) {
      return signal.objection();
    }
    String planId = signal.planId();
    if (planId != null && request instanceof Request.ChangeTerms change) {
      PlanOffer offer = offer(planId, change.date());
      String objection = offer == null ? "there is no such plan" : offer.objectionOf(subscription);
      if (offer == null || objection != null) {
        return Refusal.notAllowed("invalid", "/planId: " + objection, "/planId");
      }
      request = change.with(offer.plan());
    }
    if (request instanceof Request.GrantDiscount grant && grant.coupon() != null) {
      CouponTerms coupon = books.couponTerms(subscription.identity(), grant.coupon());
      if (coupon == null) {
        return CouponTerms.unknown(grant.coupon());
      }
      request = coupon.granted(grant);
    }
    Instant now = clock.testNow() == null ? null : books.clockTime(subscription.identity());
    Command command = new Command(requestId, "signal", now, null, request);
    return record(command);
  }

  private @Nullable PlanOffer offer(String planId, @Nullable LocalDate from) {
    LocalDate on = from == null ? subscription.hours().dateAt(clock.now()) : from;
    return books.planOffer(subscription.identity(), planId, on);
  }

  @Override
  public void inDunning(boolean inDunning) {
    SubscriptionSearchAttributes.upsertInDunning(inDunning);
  }

  @Override
  public void wake() {
    woken = true;
    stateMayBeStale |= !isOver();
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
    Workflow.setCurrentDetails(SubscriptionDetails.of(subscription, lastEvent, wait));
  }

  private static IllegalStateException unexpected(SubscriptionStore.Answer answer) {
    return new IllegalStateException("an answer that makes no sense here: " + answer);
  }
}
