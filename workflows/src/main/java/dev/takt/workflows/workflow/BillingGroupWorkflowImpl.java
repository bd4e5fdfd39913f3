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
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.workflow.SubscriptionWorkflow.Reply;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One group's life: a loop that performs what {@link GroupAgenda} says next.
 *
 * <p>What changes the group and its members together is decided in the books, under locks on all of
 * them; this workflow takes over what the books answer, where that is the newer.
 */
public final class BillingGroupWorkflowImpl implements BillingGroupWorkflow {
  private static final int BILLS_PER_RUN = 12;

  private final GroupStore books = ActivityStubs.groupBooks();
  private final GroupMemberNotifier news = ActivityStubs.groupNews();
  private final DunningConsequences pursuit = ActivityStubs.pursuit();
  private final Payments payments;
  private final BusinessClock clock;
  private Group group;
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
      if (stateMayBeStale) {
        reloadState();
      }
      perform(GroupAgenda.next(group, clock.now()));
    }
    Workflow.setCurrentDetails(SubscriptionDetails.of(group, lastEvent, null));
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  private void form(Life life) {
    GroupStore.Answer answer =
        books.form(group, life.subscriptionIds(), life.transition(), life.actor(), clock.now());
    switch (answer) {
      case GroupStore.Recorded recorded -> {
        take(recorded.group());
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

  /** Answers may come out of turn: the newer counts. */
  private void take(Group books) {
    if (books.version() >= group.version()) {
      group = group.mergeStored(books);
    }
  }

  private boolean isOver() {
    return group.dissolvedOn() != null && group.charge() == null;
  }

  private boolean isTimeToContinueAsNew() {
    boolean isLong = bills >= BILLS_PER_RUN || Workflow.getInfo().isContinueAsNewSuggested();
    return isLong && isIdle() && Workflow.isEveryHandlerFinished();
  }

  /** It may have died, and its memory too, before it heard of what it had put into them. */
  private void reloadState() {
    GroupStore.Behind found = books.catchUp(group.identity());
    stateMayBeStale = false;
    found.debts().forEach(this::owed);
    take(found.group());
  }

  private void perform(GroupStep step) {
    switch (step) {
      case GroupStep.Wait wait -> sleep(wait);
      case GroupStep.Collect collect -> collect(collect.charge());
      case GroupStep.Bill bill -> bill(bill.on());
    }
  }

  private void sleep(GroupStep.Wait wait) {
    Workflow.setCurrentDetails(SubscriptionDetails.of(group, lastEvent, wait));
    Group seen = group;
    Instant at = clock.now();
    woken = false;
    clock.await(
        wait.until(),
        wait.next() == null ? "nothing is planned" : "the joint bill of " + wait.next().on(),
        () -> woken || !group.equals(seen) || hasTicked(at) || isTimeToContinueAsNew());
  }

  private boolean hasTicked(Instant since) {
    return clock.testNow() != null && clock.now().isAfter(since);
  }

  private void bill(LocalDate on) {
    switch (books.bill(group.identity(), on, clock.now())) {
      case GroupStore.Billed billed -> {
        // Before it counts as done: who waits for this group finds the debt alive.
        owedByBank(billed.group().collection(), billed.bill());
        take(billed.group());
        lastEvent = SubscriptionDetails.of(billed.bill());
        bills++;
      }
      case GroupStore.Behind behind -> {
        behind.debts().forEach(this::owed);
        take(behind.group());
      }
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
    if (!(outcome instanceof Payments.Paid || outcome instanceof Payments.NothingDue)) {
      owed(charge.invoiceId());
      pursuit.mark(group.identity().tenant(), charge.invoiceId(), clock.now());
    }
    if (charge.equals(group.charge())) {
      group = group.collected();
    }
    lastEvent = SubscriptionDetails.of(charge, outcome);
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
    return isOver()
        || (!stateMayBeStale && GroupAgenda.next(group, clock.now()) instanceof GroupStep.Wait);
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
    Workflow.await(
        () -> isOver() || !(GroupAgenda.next(group, clock.now()) instanceof GroupStep.Bill));
    return switch (books.record(group.identity(), command, clock.now())) {
      case GroupStore.Recorded recorded -> {
        take(recorded.group());
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

  @Override
  public void wake() {
    woken = true;
    stateMayBeStale = true;
  }

  @Override
  public Group state() {
    return group;
  }

  private static IllegalStateException unexpected(GroupStore.Answer answer) {
    return new IllegalStateException("an answer that makes no sense here: " + answer);
  }
}
