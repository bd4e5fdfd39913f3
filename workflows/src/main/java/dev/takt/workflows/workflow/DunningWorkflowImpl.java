package dev.takt.workflows.workflow;

import dev.takt.workflows.clock.BusinessClock;
import dev.takt.workflows.dunning.NextStep;
import dev.takt.workflows.port.Messages;
import dev.takt.workflows.port.Payments;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One debt: a loop that performs the next step that the books have planned, and waits for it. What
 * is next is never decided here; a payment, a decline or a credit note is in the books before this
 * workflow hears of it.
 */
public final class DunningWorkflowImpl implements DunningWorkflow {
  /** What is done later than this is looked at again first: the day or the hour may be another. */
  private static final Duration LATE = Duration.ofMinutes(15);

  private final DunningCaseStore books = ActivityStubs.debtBooks();
  private final Payments payments;
  private final Messages messages = ActivityStubs.messages();
  private final DunningConsequences pursuit = ActivityStubs.pursuit();
  private final ClaimSteps byLaw = ActivityStubs.claimSteps();
  private final BusinessClock clock;
  private final Debt debt;
  private DunningCaseStore.@Nullable Case state;
  private boolean stale = true;
  private boolean working;
  private boolean gone;
  private boolean takenUp;
  private String lastEvent = "Not looked at yet.";

  @WorkflowInit
  public DunningWorkflowImpl(Debt debt) {
    this.debt = debt;
    this.payments = ActivityStubs.payments(debt.merchantId());
    this.clock = BusinessClock.of(debt.testNow());
  }

  @Override
  public void pursue(Debt start) {
    while (true) {
      if (stale) {
        read();
      }
      DunningCaseStore.Case open = state;
      if (stale) {
        continue;
      }
      if (open == null || open.over()) {
        break;
      }
      if (isTimeToContinueAsNew()) {
        Workflow.continueAsNew(
            new Debt(debt.tenant(), debt.merchantId(), debt.invoiceId(), clock.testNow()));
      }
      goOn(open);
    }
    gone = true;
    tell();
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  private boolean isTimeToContinueAsNew() {
    return Workflow.getInfo().isContinueAsNewSuggested() && Workflow.isEveryHandlerFinished();
  }

  private void read() {
    working = true;
    stale = false;
    DunningCaseStore.Case before = state;
    state = books.look(debt.tenant(), debt.invoiceId(), clock.now());
    working = false;
    if (before == null || isAnother(before, state)) {
      DunningSearchAttributes.upsert(debt, state);
    }
  }

  private static boolean isAnother(
      DunningCaseStore.Case before, DunningCaseStore.@Nullable Case after) {
    return after == null || before.status() != after.status() || before.reason() != after.reason();
  }

  private void goOn(DunningCaseStore.Case open) {
    NextStep next = open.next();
    if (next == null || next.at().isAfter(clock.now())) {
      tell();
      takenUp = false;
      Instant at = clock.now();
      clock.await(
          next == null ? null : next.at(),
          next == null ? "waits for a payment or a person" : DunningDetails.of(next),
          () -> stale || !open.equals(state) || hasTicked(at) || isTimeToContinueAsNew());
      return;
    }
    // What hurts is done after one more look: the bank may not have been read.
    boolean late = next.at().plus(LATE).isBefore(clock.now());
    if (!takenUp && (late || next.kind().hurts())) {
      takenUp = true;
      stale = true;
      return;
    }
    takenUp = false;
    working = true;
    if (next.kind().isByLaw()) {
      doByLaw(open, next);
      working = false;
      return;
    }
    String outcome = perform(open, next);
    lastEvent = DunningDetails.of(next) + ": " + outcome;
    if (next.kind() == NextStep.Kind.RETRY) {
      // What came of it is in the books already.
      stale = true;
    } else {
      state =
          books.done(debt.tenant(), debt.invoiceId(), open.version(), next, outcome, clock.now());
    }
    working = false;
  }

  private boolean hasTicked(Instant since) {
    return clock.testNow() != null && clock.now().isAfter(since);
  }

  private String perform(DunningCaseStore.Case open, NextStep step) {
    return switch (step.kind()) {
      case RETRY -> retry(open);
      case MESSAGE -> send(open, step);
      case SUSPEND -> pursuit.suspend(debt.tenant(), debt.invoiceId(), clock.now());
      case END -> pursuit.end(debt.tenant(), debt.invoiceId(), clock.now());
      case RESTORE -> pursuit.restore(debt.tenant(), debt.invoiceId(), clock.now());
      case OPEN -> "overdue";
      case WRITE_OFF -> "given up";
      case WAIT_FOR_PERSON -> "waits for a person";
      case RELEASE -> "goes on";
      case REMINDER, COLLECTION_NOTICE, COMPENSATION, HAND_OVER ->
          throw new IllegalStateException(step.kind() + " is judged by the law");
    };
  }

  private String retry(DunningCaseStore.Case open) {
    Payments.Outcome outcome =
        payments.collectAgain(
            debt.tenant(), debt.invoiceId(), open.attemptKey(), null, clock.now());
    if (outcome instanceof Payments.Pending(String paymentId)) {
      PendingPaymentStarter.follow(debt.tenant(), debt.merchantId(), paymentId, clock.testNow());
    }
    return DunningDetails.of(outcome);
  }

  private void doByLaw(DunningCaseStore.Case open, NextStep step) {
    ClaimSteps.Done done =
        byLaw.carryOut(debt.tenant(), debt.invoiceId(), open.version(), step, clock.now());
    state = done.then();
    lastEvent = DunningDetails.of(step) + ": " + done.outcome();
    ClaimSteps.Letter letter = done.letter();
    if (letter != null) {
      send(letter);
    }
  }

  private void send(ClaimSteps.Letter letter) {
    Messages.Delivery delivery = messages.send(letter.message());
    state = byLaw.gone(debt.tenant(), debt.invoiceId(), letter.documentId(), delivery, clock.now());
  }

  private String send(DunningCaseStore.Case open, NextStep step) {
    Messages.Message message =
        new Messages.Message(
            debt.tenant(),
            "dunning/" + debt.invoiceId() + "/" + open.attemptKey(),
            open.customerId(),
            Objects.requireNonNull(step.channel()),
            Objects.requireNonNull(step.template()),
            debt.invoiceId(),
            null,
            step.facts(),
            clock.now());
    return switch (messages.send(message)) {
      case Messages.Sent sent -> "sent";
      case Messages.NotSent not -> "not sent: " + not.reason();
    };
  }

  /** Nothing is due, and nothing is being done. */
  private boolean isIdle() {
    DunningCaseStore.Case open = state;
    if (gone) {
      return true;
    }
    if (stale || working || open == null) {
      return false;
    }
    NextStep next = open.next();
    return open.over() || next == null || next.at().isAfter(clock.now());
  }

  @Override
  public SubscriptionWorkflow.Reply tick(Instant now) {
    // Others may have changed the books at this very instant.
    lookAgain(now);
    Workflow.await(this::isIdle);
    return new SubscriptionWorkflow.Reply(null, version());
  }

  @Override
  public SubscriptionWorkflow.Reply ask(DunningCaseStore.Wish wish, @Nullable Instant now) {
    if (now != null) {
      clock.moveTo(now);
    }
    Workflow.await(() -> !working);
    DunningCaseStore.Asked asked = books.ask(debt.tenant(), debt.invoiceId(), wish, clock.now());
    stale = true;
    Workflow.await(this::isIdle);
    return new SubscriptionWorkflow.Reply(asked.refusal(), version());
  }

  private long version() {
    DunningCaseStore.Case open = state;
    return open == null ? 0 : open.version();
  }

  @Override
  public void look(@Nullable Instant now) {
    lookAgain(now);
  }

  /** A test clock is moved first: what follows must not be dated by the last tick. */
  private void lookAgain(@Nullable Instant now) {
    if (now != null) {
      clock.moveTo(now);
    }
    stale = true;
  }

  @Override
  public void cardChanged(@Nullable Instant now) {
    lookAgain(now);
  }

  @Override
  public DunningCaseStore.@Nullable Case state() {
    return state;
  }

  private void tell() {
    Workflow.setCurrentDetails(DunningDetails.of(state, lastEvent));
  }
}
