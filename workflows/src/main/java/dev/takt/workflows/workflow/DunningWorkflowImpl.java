package dev.takt.workflows.workflow;

import dev.takt.workflows.clock.BusinessClock;
import dev.takt.workflows.dunning.Planned;
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

  private final DebtBooks books = Activities.debtBooks();
  private final Payments payments;
  private final Messages messages = Activities.messages();
  private final Pursuit pursuit = Activities.pursuit();
  private final BusinessClock clock;
  private final Debt debt;
  private DebtBooks.@Nullable Case state;
  private boolean stale = true;
  private boolean working;
  private boolean gone;
  private boolean takenUp;
  private String lastEvent = "Not looked at yet.";

  @WorkflowInit
  public DunningWorkflowImpl(Debt debt) {
    this.debt = debt;
    this.payments = Activities.payments(debt.merchantId());
    this.clock = BusinessClock.of(debt.testNow());
  }

  @Override
  public void pursue(Debt start) {
    while (true) {
      if (stale) {
        read();
      }
      DebtBooks.Case open = state;
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
    DebtBooks.Case before = state;
    state = books.look(debt.tenant(), debt.invoiceId(), clock.now());
    working = false;
    if (before == null || isAnother(before, state)) {
      DunningAttributes.upsert(debt, state);
    }
  }

  private static boolean isAnother(DebtBooks.Case before, DebtBooks.@Nullable Case after) {
    return after == null || before.status() != after.status() || before.reason() != after.reason();
  }

  private void goOn(DebtBooks.Case open) {
    Planned next = open.next();
    if (next == null || next.at().isAfter(clock.now())) {
      tell();
      takenUp = false;
      Instant at = clock.now();
      clock.await(
          next == null ? null : next.at(),
          next == null ? "waits for a payment or a person" : DunningWords.of(next),
          () -> stale || !open.equals(state) || hasTicked(at) || isTimeToContinueAsNew());
      return;
    }
    if (!takenUp && next.at().plus(LATE).isBefore(clock.now())) {
      takenUp = true;
      stale = true;
      return;
    }
    takenUp = false;
    working = true;
    String outcome = perform(open, next);
    lastEvent = DunningWords.of(next) + ": " + outcome;
    if (next.kind() == Planned.Kind.RETRY) {
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

  private String perform(DebtBooks.Case open, Planned step) {
    return switch (step.kind()) {
      case RETRY ->
          DunningWords.of(
              payments.collectAgain(
                  debt.tenant(), debt.invoiceId(), open.occasion(), null, clock.now()));
      case MESSAGE -> send(open, step);
      case SUSPEND -> pursuit.suspend(debt.tenant(), debt.invoiceId(), clock.now());
      case END -> pursuit.end(debt.tenant(), debt.invoiceId(), clock.now());
      case RESTORE -> pursuit.restore(debt.tenant(), debt.invoiceId(), clock.now());
      case OPEN -> "overdue";
      case WRITE_OFF -> "given up";
      case WAIT_FOR_PERSON -> "waits for a person";
      case RELEASE -> "goes on";
    };
  }

  private String send(DebtBooks.Case open, Planned step) {
    Messages.Message message =
        new Messages.Message(
            debt.tenant(),
            "dunning/" + debt.invoiceId() + "/" + open.occasion(),
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
    DebtBooks.Case open = state;
    if (gone) {
      return true;
    }
    if (stale || working || open == null) {
      return false;
    }
    Planned next = open.next();
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
  public SubscriptionWorkflow.Reply ask(DebtBooks.Wish wish, @Nullable Instant now) {
    if (now != null) {
      clock.moveTo(now);
    }
    Workflow.await(() -> !working);
    DebtBooks.Asked asked = books.ask(debt.tenant(), debt.invoiceId(), wish, clock.now());
    stale = true;
    Workflow.await(this::isIdle);
    return new SubscriptionWorkflow.Reply(asked.refusal(), version());
  }

  private long version() {
    DebtBooks.Case open = state;
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
  public DebtBooks.@Nullable Case state() {
    return state;
  }

  private void tell() {
    Workflow.setCurrentDetails(DunningWords.of(state, lastEvent));
  }
}
