package dev.takt.workflows.workflow;

import dev.takt.workflows.clock.BusinessClock;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupAgenda;
import dev.takt.workflows.group.GroupCommand;
import dev.takt.workflows.group.GroupStep;
import dev.takt.workflows.group.JointBill;
import dev.takt.workflows.port.GroupMemberNotifier;
import dev.takt.workflows.port.GroupStore;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.subscription.Charge;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.PaymentTask;
import dev.takt.workflows.subscription.PendingPayments;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.workflow.SubscriptionWorkflow.Reply;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowLock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One group's life: a loop that brings payments under way to their outcome and performs what {@link
 * GroupAgenda} says next.
 *
 * <p>What changes the group and its members together is decided in the books, under locks on all of
 * them. The loop and the handlers take turns at the books; what these answer replaces what is known
 * here.
 */
public final class BillingGroupWorkflowImpl implements BillingGroupWorkflow {
  private static final int BILLS_PER_RUN = 12;

  private final GroupStore books = ActivityStubs.groupBooks();
  private final GroupMemberNotifier news = ActivityStubs.groupNews();
  private final DunningConsequences pursuit = ActivityStubs.pursuit();
  private final Payments payments;
  private final BusinessClock clock;
  private final WorkflowLock databaseLock = Workflow.newWorkflowLock();
  private Group group;
  private PendingPayments pending = PendingPayments.NONE;
  private @Nullable Refusal refusal;
  private boolean formed;
  private boolean woken;
  private boolean stateMayBeStale;
  private int bills;
  private String lastEvent = "Being formed.";

  @WorkflowInit
  public BillingGroupWorkflowImpl(Life life) {
    this.group = life.group();
    this.payments = ActivityStubs.payments(group.identity().merchantId());
    this.formed = life.group().version() > 0;
    this.clock = BusinessClock.of(life.testNow());
    // A workflow that was lost may have had payments under way; one that continues itself has none.
    this.stateMayBeStale = formed && Workflow.getInfo().getContinuedExecutionRunId().isEmpty();
  }

  @Override
  public void live(Life life) {
    if (!formed) {
      form(life);
    }
    while (refusal == null && !isOver()) {
      if (isTimeToContinueAsNew()) {
        Workflow.continueAsNew(
            new Life(group, List.of(), life.transition(), life.actor(), clock.testNow()));
      }
      doNext();
    }
    Workflow.setCurrentDetails(SubscriptionDetails.of(group, lastEvent, null));
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  private void form(Life life) {
    GroupStore.Answer answer =
        exchange(
            () ->
                books.form(
                    group, life.subscriptionIds(), life.transition(), life.actor(), clock.now()));
    switch (answer) {
      case GroupStore.Recorded recorded -> {
        group = recorded.group();
        SubscriptionSearchAttributes.upsert(group);
        tell(recorded.subscriptionIds());
        lastEvent = "Formed by " + life.actor() + ".";
        formed = true;
      }
      case GroupStore.Refused refused -> refusal = refused.refusal();
      case GroupStore.Billed billed -> throw unexpected(billed);
      case GroupStore.Behind behind -> throw unexpected(behind);
    }
  }

  /** Members' workflows sleep until they are told: their dates are others now. */
  private void tell(List<String> subscriptionIds) {
    if (!subscriptionIds.isEmpty()) {
      news.tell(group.identity(), subscriptionIds, clock.now());
    }
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

  /** The books are the truth: what they say replaces what is known here. */
  private void take(GroupStore.Behind behind) {
    group = behind.group();
    pending = behind.pending();
  }

  private boolean isOver() {
    return !stateMayBeStale && group.dissolvedOn() != null && pending.areNone();
  }

  private boolean isTimeToContinueAsNew() {
    boolean isLong = bills >= BILLS_PER_RUN || Workflow.getInfo().isContinueAsNewSuggested();
    return isLong && isIdle() && Workflow.isEveryHandlerFinished();
  }

  /** It may have died, and its memory too, before it heard of what it had put into them. */
  private void reloadState() {
    take(
        exchange(
            () -> {
              stateMayBeStale = false;
              return pursued(books.load(group.identity()));
            }));
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
    switch (GroupAgenda.next(group, clock.now())) {
      case GroupStep.Wait wait -> sleep(wait);
      case GroupStep.Bill bill -> bill(bill.on());
    }
  }

  /** Brings a payment to its outcome. A group gives nothing back: that is its members' business. */
  private void bring(PaymentTask task) {
    switch (task) {
      case PaymentTask.Collect(Charge charge) -> collect(charge);
      case PaymentTask.Refund refund ->
          throw new IllegalStateException("a group gives nothing back: " + refund);
    }
    pending = pending.without(task);
  }

  private void sleep(GroupStep.Wait wait) {
    Workflow.setCurrentDetails(SubscriptionDetails.of(group, lastEvent, wait));
    Group seen = group;
    Instant at = clock.now();
    woken = false;
    clock.await(
        wait.until(),
        wait.next() == null ? "nothing is planned" : "the joint bill of " + wait.next().on(),
        () ->
            woken
                || !group.equals(seen)
                || !pending.areNone()
                || hasTicked(at)
                || isTimeToContinueAsNew());
  }

  private boolean hasTicked(Instant since) {
    return clock.testNow() != null && clock.now().isAfter(since);
  }

  private void bill(LocalDate on) {
    switch (exchange(() -> pursued(books.bill(group.identity(), on, clock.now())))) {
      case GroupStore.Billed billed -> {
        group = billed.group();
        pending = pending.and(PendingPayments.of(billed.bill().charge()));
        lastEvent = SubscriptionDetails.of(billed.bill());
        bills++;
      }
      case GroupStore.Behind behind -> take(behind);
      case GroupStore.Recorded recorded -> throw unexpected(recorded);
      case GroupStore.Refused refused -> throw unexpected(refused);
    }
  }

  private void collect(Charge charge) {
    CollectionMethod collection = group.collection();
    Payments.Outcome outcome =
        payments.collect(
            group.identity().tenant(),
            charge,
            collection == null ? null : collection.paymentMethodId(),
            clock.now());
    if (outcome instanceof Payments.Pending(String paymentId)) {
      PendingPaymentStarter.follow(
          group.identity().tenant(), group.identity().merchantId(), paymentId, clock.testNow());
    } else if (!(outcome instanceof Payments.Paid || outcome instanceof Payments.NothingDue)) {
      owed(charge.invoiceId());
      pursuit.mark(group.identity().tenant(), charge.invoiceId(), clock.now());
    }
    lastEvent = SubscriptionDetails.of(charge, outcome);
  }

  /**
   * What is owed by bank has a workflow of its own from the day on which it is billed: before the
   * bill counts as done here, so that who waits for this group finds it alive.
   */
  private <A extends GroupStore.Answer> A pursued(A answer) {
    switch (answer) {
      case GroupStore.Billed billed -> owedByBank(billed.group().collection(), billed.bill());
      case GroupStore.Behind behind -> behind.debts().forEach(this::owed);
      case GroupStore.Recorded _, GroupStore.Refused _ -> {
        // No debt comes of it.
      }
    }
    return answer;
  }

  /** Where one debt begins, for the whole invoice: dunning takes it over. */
  private void owed(String invoiceId) {
    DunningStarter.pursue(
        group.identity().tenant(), group.identity().merchantId(), invoiceId, clock.testNow());
  }

  /**
   * An invoice that is to be paid by bank is a debt from the day on which it is made.
   *
   * @param collection as the books have it: a group that was formed without members learns only
   *     from its first bill how who was signed up into it pays
   */
  private void owedByBank(@Nullable CollectionMethod collection, JointBill bill) {
    String invoiceId = bill.invoiceId();
    if (invoiceId != null
        && bill.amount() > 0
        && collection != null
        && collection.means() == CollectionMethod.Means.INVOICE) {
      owed(invoiceId);
    }
  }

  /** Nothing is due. */
  private boolean isIdle() {
    return !databaseLock.isHeld()
        && (isOver()
            || (!stateMayBeStale
                && pending.areNone()
                && GroupAgenda.next(group, clock.now()) instanceof GroupStep.Wait));
  }

  @Override
  public Reply form() {
    Workflow.await(() -> refusal != null || formed);
    return new Reply(refusal, group.version());
  }

  @Override
  public Reply tick(Instant now) {
    Workflow.await(() -> refusal != null || formed);
    clock.moveTo(now);
    Workflow.await(() -> refusal != null || isIdle());
    return new Reply(null, group.version());
  }

  @Override
  public Reply apply(GroupCommand command) {
    Workflow.await(() -> refusal != null || formed);
    if (command.now() != null) {
      clock.moveTo(command.now());
    }
    // What was due before it was asked comes before it.
    Workflow.await(this::isReadyForRequests);
    return switch (exchange(() -> books.record(group.identity(), command, clock.now()))) {
      case GroupStore.Recorded recorded -> {
        if (!recorded.group().billedOn().equals(group.billedOn())) {
          // A bill is in the books that this has not heard of, nor of what it made due.
          wake();
        }
        group = recorded.group();
        lastEvent = SubscriptionDetails.of(command);
        if (group.dissolvedOn() != null) {
          SubscriptionSearchAttributes.upsert(group);
        }
        tell(recorded.subscriptionIds());
        yield new Reply(null, group.version());
      }
      case GroupStore.Refused refused -> new Reply(refused.refusal(), group.version());
      case GroupStore.Billed billed -> throw unexpected(billed);
      case GroupStore.Behind behind -> throw unexpected(behind);
    };
  }

  private boolean isReadyForRequests() {
    return !databaseLock.isHeld()
        && !stateMayBeStale
        && (isOver()
            || !pending.areNone()
            || !(GroupAgenda.next(group, clock.now()) instanceof GroupStep.Bill));
  }

  @Override
  public void wake() {
    woken = true;
    stateMayBeStale |= !isOver();
  }

  @Override
  public Group state() {
    return group;
  }

  private static IllegalStateException unexpected(GroupStore.Answer answer) {
    return new IllegalStateException("an answer that makes no sense here: " + answer);
  }
}
