package dev.takt.activities.subscriptions;

import dev.takt.activities.invoicing.ChargeRows;
import dev.takt.activities.invoicing.CustomerCredits;
import dev.takt.activities.invoicing.Earnings;
import dev.takt.activities.invoicing.LockedSubscription;
import dev.takt.activities.invoicing.SubscriptionTransaction;
import dev.takt.activities.payments.PendingPaymentRows;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.TransactionWriter;
import dev.takt.activities.records.History;
import dev.takt.workflows.events.DiscountEvent;
import dev.takt.workflows.events.SubscriptionEvent;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.port.SubscriptionStore;
import dev.takt.workflows.subscription.Agenda;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.CouponTerms;
import dev.takt.workflows.subscription.Fact;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.PendingPayments;
import dev.takt.workflows.subscription.PlanOffer;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Step;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.subscription.Verdict;
import dev.takt.workflows.timeline.Discount;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The books of subscriptions. Each call is one transaction: lock the row, compare its version with
 * the one that was decided on, do what is to be done, write the state that follows. A repeat finds
 * another version and does nothing.
 */
@Component
public class SubscriptionActivities implements SubscriptionStore {
  private final TransactionTemplate transactionTemplate;
  private final SubscriptionRecords rows;
  private final BilledHistory billedHistory;
  private final StepHandlers steps;
  private final PendingPaymentRows payments;
  private final GroupsToJoin groups;
  private final Earnings earnings;
  private final TransactionWriter writer;
  private final History history;
  private final SignUpPreconditions signUps;
  private final PlanOffers planOffers;
  private final CouponRedemptions coupons;
  private final ChargeRows charges;
  private final CustomerCredits credits;

  SubscriptionActivities(
      PlatformTransactionManager transactions,
      SubscriptionRecords rows,
      BilledHistory billedHistory,
      StepHandlers steps,
      PendingPaymentRows payments,
      GroupsToJoin groups,
      Earnings earnings,
      TransactionWriter writer,
      History history,
      SignUpPreconditions signUps,
      PlanOffers planOffers,
      CouponRedemptions coupons,
      ChargeRows charges,
      CustomerCredits credits) {
    this.transactionTemplate = new TransactionTemplate(transactions);
    this.rows = rows;
    this.billedHistory = billedHistory;
    this.steps = steps;
    this.payments = payments;
    this.groups = groups;
    this.earnings = earnings;
    this.writer = writer;
    this.history = history;
    this.signUps = signUps;
    this.planOffers = planOffers;
    this.coupons = coupons;
    this.charges = charges;
    this.credits = credits;
  }

  @Override
  public Answer signUp(Subscription subscription, String actor, Instant at) {
    LocalDate on = subscription.hours().dateAt(at);
    return transactionTemplate.execute(
        status -> signedUp(status, planOffers.announced(subscription).recorded(on), actor, on, at));
  }

  private Answer signedUp(
      TransactionStatus status, Subscription state, String actor, LocalDate on, Instant at) {
    Optional<Group> group = groups.lockOf(state);
    boolean isNew = rows.insert(state, on, at);
    LockedSubscription row = rows.lock(state.identity(), on).orElseThrow();
    if (!isNew) {
      return behind(row.state());
    }
    Refusal refusal = signUps.objection(row, on, at, group);
    refusal = refusal == null ? coupons.redeemedBy(state, on, at) : refusal;
    if (refusal != null) {
      status.setRollbackOnly();
      return new Refused(refusal);
    }
    group.ifPresent(joined -> groups.update(joined.joinedBy(state.collection()), at));
    return begun(
        new SubscriptionTransaction(row, on, new BooksTransaction(state.identity().tenant(), at)),
        actor);
  }

  /** What is due at once goes into the same transaction, up to the first bill. */
  private Answer begun(SubscriptionTransaction signUp, String actor) {
    LockedSubscription row = signUp.row();
    signUp.publish(created(row.state()));
    charges.signedUp(signUp);
    for (Discount discount : row.state().changes().discounts()) {
      signUp.publish(
          new DiscountEvent.Granted(
              signUp.subscriptionId(), signUp.customerId(), signUp.on(), discount.id()));
    }
    List<History.Entry> entries = new ArrayList<>();
    entries.add(entry(signUp, actor, "signUp", null, row.state()));
    Subscription state = row.state();
    PendingPayments pending = PendingPayments.NONE;
    SubscriptionTransaction last = signUp;
    String debt = null;
    while (Agenda.next(state, signUp.at()) instanceof Step.Dated step && isOfStart(step)) {
      var transaction = new SubscriptionTransaction(row.after(state), step.on(), signUp.gathered());
      Fact fact = steps.perform(transaction, step);
      Subscription after = state.after(fact);
      if (!isBill(step)) {
        entries.add(entry(transaction, "takt", action(step), state, after));
      }
      last = transaction;
      state = after;
      pending = pending.and(PendingPayments.of(fact));
      debt = Fact.debtOf(fact);
      if (step instanceof Step.Bill) {
        break;
      }
    }
    history.append(entries);
    write(last, state);
    return new SignedUp(state, pending, debt);
  }

  private static boolean isOfStart(Step.Dated step) {
    return step instanceof Step.Activate || step instanceof Step.Bill;
  }

  private static SubscriptionEvent.Created created(Subscription state) {
    return new SubscriptionEvent.Created(
        state.identity().subscriptionId(),
        state.identity().customerId(),
        state.terms().price().planId(),
        state.terms().startDate());
  }

  @Override
  public Answer record(Identity identity, long version, Command command, Instant at) {
    return transactionTemplate.execute(
        status -> {
          SubscriptionTransaction transaction = transaction(identity, null, at);
          return transaction.row().version() == version
              ? record(transaction, command)
              : behind(transaction.state());
        });
  }

  private Behind behind(Subscription state) {
    Identity identity = state.identity();
    return new Behind(state, payments.ofSubscription(identity), rows.debts(identity));
  }

  /** Decides on the subscription with all that it must remember for it. */
  private Answer record(SubscriptionTransaction known, Command command) {
    Subscription before = billedHistory.recall(known.state(), command.request());
    var transaction =
        new SubscriptionTransaction(known.row().after(before), known.on(), known.gathered());
    Command current = planOffers.current(known.tenant(), command, known.on());
    return switch (before.accept(current, known.at())) {
      case Verdict.Refused(Refusal refusal) -> new Refused(refusal);
      case Verdict.Accepted(Subscription after) when after.version() == before.version() ->
          new Recorded(known.state());
      case Verdict.Accepted(Subscription after) -> record(transaction, current, after);
    };
  }

  private Answer record(SubscriptionTransaction transaction, Command command, Subscription after) {
    Request request = command.request();
    Refusal refusal = RequestPreconditions.objection(request, transaction.books());
    if (refusal != null) {
      return new Refused(refusal);
    }
    refusal = coupons.objectionTo(request, transaction);
    if (refusal != null) {
      return new Refused(refusal);
    }
    charges.note(request, transaction, after);
    if (request instanceof Request.GrantCredit credit) {
      credits.grant(transaction, credit, after.timeline().priceNear(transaction.on()).vatBucket());
    }
    earnings.replan(transaction, after);
    transaction.publish(RequestPreconditions.event(request, transaction));
    history.append(
        new History.Entry(
            transaction.tenant(),
            transaction.subscriptionId(),
            transaction.at(),
            command.actor(),
            RequestPreconditions.name(request),
            request,
            AuditSnapshot.of(transaction.state(), transaction.on()),
            AuditSnapshot.of(after, transaction.on()),
            null));
    write(transaction, after);
    return new Recorded(after);
  }

  @Override
  public Answer perform(Identity identity, long version, Step.Dated step, Instant at) {
    return transactionTemplate.execute(
        status -> {
          SubscriptionTransaction transaction = transaction(identity, step.on(), at);
          return transaction.row().version() == version
              ? perform(transaction, step)
              : behind(transaction.state());
        });
  }

  private Answer perform(SubscriptionTransaction transaction, Step.Dated step) {
    Fact fact = steps.perform(transaction, step);
    Subscription after = transaction.state().after(fact);
    if (step instanceof Step.End) {
      coupons.returnIfNeverStarted(after);
    }
    if (!isBill(step)) {
      history.append(entry(transaction, "takt", action(step), transaction.state(), after));
    }
    write(transaction, after);
    return new Performed(fact);
  }

  private static History.Entry entry(
      SubscriptionTransaction transaction,
      String actor,
      String action,
      @Nullable Subscription before,
      Subscription after) {
    return new History.Entry(
        transaction.tenant(),
        transaction.subscriptionId(),
        transaction.at(),
        actor,
        action,
        null,
        before == null ? null : AuditSnapshot.of(before, transaction.on()),
        AuditSnapshot.of(after, transaction.on()),
        null);
  }

  /** Bills are told by their invoices. */
  private static boolean isBill(Step.Dated step) {
    return step instanceof Step.Bill || step instanceof Step.BillCharge;
  }

  private static String action(Step.Dated step) {
    return switch (step) {
      case Step.Activate activate -> "activated";
      case Step.EndTrial end -> "trialEnded";
      case Step.StartPause start -> "paused";
      case Step.Resume resume -> "resumed";
      case Step.Bill bill -> "billed";
      case Step.End end -> "ended";
      case Step.EndDiscount end -> "discountEnded";
      case Step.BillCharge bill -> "billed";
    };
  }

  /** Writes the row that follows, and what was gathered. */
  private void write(SubscriptionTransaction transaction, Subscription after) {
    if (after.version() != transaction.row().version()) {
      rows.update(after, transaction.on(), transaction.at());
    }
    writer.write(transaction.gathered());
  }

  /** Locks the row; the business date is that of the instant where none is given. */
  private SubscriptionTransaction transaction(
      Identity identity, @Nullable LocalDate on, Instant at) {
    LockedSubscription row =
        rows.lock(identity, on)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no subscription " + identity.subscriptionId() + " in the books"));
    return new SubscriptionTransaction(
        row,
        on == null ? row.state().hours().dateAt(at) : on,
        new BooksTransaction(identity.tenant(), at));
  }

  /**
   * Ends a subscription because the test clock that it lives on is removed: nothing is billed or
   * given back any more. A repeat changes nothing.
   */
  public void abandon(Identity identity, Instant at) {
    transactionTemplate.executeWithoutResult(
        status -> {
          SubscriptionTransaction transaction = transaction(identity, null, at);
          if (transaction.state().progress().endedOn() == null) {
            transaction.publish(
                new SubscriptionEvent.Ended(
                    transaction.subscriptionId(),
                    transaction.customerId(),
                    transaction.on(),
                    "test_clock_removed"));
            Subscription after =
                transaction
                    .state()
                    .after(new Fact.Ended(transaction.on(), List.of(), null, List.of()));
            coupons.returnIfNeverStarted(after);
            write(transaction, after);
          }
        });
  }

  @Override
  public Behind load(Identity identity) {
    return behind(
        rows.read(identity)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no subscription " + identity.subscriptionId() + " in the books")));
  }

  @Override
  public void noteRefusal(
      Identity identity, String signal, @Nullable String requestId, Refusal refusal, Instant at) {
    history.append(
        new History.Entry(
            identity.tenant(),
            identity.subscriptionId(),
            at,
            "signal",
            signal,
            requestId == null ? null : Map.of("requestId", requestId),
            null,
            null,
            refusal));
  }

  @Override
  public @Nullable PlanOffer planOffer(Identity identity, String planId, LocalDate on) {
    return planOffers.of(identity.tenant(), planId, on).orElse(null);
  }

  @Override
  public @Nullable CouponTerms couponTerms(Identity identity, String code) {
    return coupons.terms(identity.tenant(), code).orElse(null);
  }

  @Override
  public @Nullable Instant clockTime(Identity identity) {
    return rows.clockTime(identity).orElse(null);
  }
}
