package dev.takt.activities.invoicing;

import dev.takt.activities.events.Event;
import dev.takt.activities.events.Outbox;
import dev.takt.activities.ledger.Journal;
import dev.takt.activities.records.Customers;
import dev.takt.activities.records.History;
import dev.takt.workflows.group.Entry;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.port.Books;
import dev.takt.workflows.subscription.Agenda;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.Fact;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.PlanOffer;
import dev.takt.workflows.subscription.Reach;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Step;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.subscription.Verdict;
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
public class SubscriptionBooks implements Books {
  private final TransactionTemplate transaction;
  private final SubscriptionRows rows;
  private final BilledHistory billedHistory;
  private final Steps steps;
  private final GroupRows groups;
  private final Earnings earnings;
  private final Journal journal;
  private final Outbox outbox;
  private final History history;
  private final Customers customers;
  private final PlanOffers planOffers;

  SubscriptionBooks(
      PlatformTransactionManager transactions,
      SubscriptionRows rows,
      BilledHistory billedHistory,
      Steps steps,
      GroupRows groups,
      Earnings earnings,
      Journal journal,
      Outbox outbox,
      History history,
      Customers customers,
      PlanOffers planOffers) {
    this.transaction = new TransactionTemplate(transactions);
    this.rows = rows;
    this.billedHistory = billedHistory;
    this.steps = steps;
    this.groups = groups;
    this.earnings = earnings;
    this.journal = journal;
    this.outbox = outbox;
    this.history = history;
    this.customers = customers;
    this.planOffers = planOffers;
  }

  @Override
  public Answer signUp(Subscription subscription, String actor, Instant at) {
    LocalDate on = subscription.hours().dateAt(at);
    Subscription state = subscription.recorded(on);
    return transaction.execute(status -> signedUp(status, state, actor, on, at));
  }

  private Answer signedUp(
      TransactionStatus status, Subscription state, String actor, LocalDate on, Instant at) {
    Optional<Group> group = groups.lockOf(state);
    boolean isNew = rows.insert(state, on, at);
    SubscriptionRows.Row row = rows.lock(state.identity(), on).orElseThrow();
    if (!isNew) {
      return behind(row.state());
    }
    Refusal refusal = objectionToSignUp(row, on, group);
    if (refusal != null) {
      status.setRollbackOnly();
      return new Refused(refusal);
    }
    group.ifPresent(joined -> groups.update(joined.joinedBy(state.collection()), at));
    return begun(row, new Occasion(row, on, at), actor);
  }

  private @Nullable Refusal objectionToSignUp(
      SubscriptionRows.Row row, LocalDate on, Optional<Group> group) {
    Subscription state = row.state();
    Identity identity = state.identity();
    Refusal erased = customers.hold(identity.tenant(), identity.customerId());
    if (erased != null) {
      return erased;
    }
    if (row.books().isClosed(state.terms().startDate())) {
      return Requests.closed(row.books(), "/startDate");
    }
    Refusal excess = Reach.objectionToSignUp(state, on);
    return excess == null
        ? group.map(joined -> Entry.objectionToSignUp(joined, state)).orElse(null)
        : excess;
  }

  /** What is due at once goes into the same transaction, up to the first bill. */
  private Answer begun(SubscriptionRows.Row row, Occasion signUp, String actor) {
    signUp.tell(created(row.state()));
    List<History.Entry> entries = new ArrayList<>();
    entries.add(entry(signUp, actor, "signUp", null, row.state()));
    List<Occasion> occasions = new ArrayList<>(List.of(signUp));
    Subscription state = row.state();
    String debt = null;
    while (Agenda.next(state, signUp.at()) instanceof Step.Dated step && isOfStart(step)) {
      var occasion = new Occasion(row.after(state), step.on(), signUp.at());
      Fact fact = steps.perform(occasion, step);
      Subscription after = state.withNothingOpen().after(fact);
      if (!(step instanceof Step.Bill)) {
        entries.add(entry(occasion, "takt", action(step), state, after));
      }
      occasions.add(occasion);
      state = after;
      debt = Fact.debtOf(fact);
      if (step instanceof Step.Bill) {
        break;
      }
    }
    history.append(entries);
    write(occasions, state);
    return new SignedUp(state, debt);
  }

  private static boolean isOfStart(Step.Dated step) {
    return step instanceof Step.Activate || step instanceof Step.Bill;
  }

  private static Event created(Subscription state) {
    return new Event(
        "subscription.created",
        state.identity().subscriptionId(),
        Map.of(
            "subscriptionId", state.identity().subscriptionId(),
            "customerId", state.identity().customerId(),
            "planId", state.terms().price().planId(),
            "startDate", state.terms().startDate().toString()));
  }

  @Override
  public Answer record(Identity identity, long version, Command command, Instant at) {
    return transaction.execute(
        status -> {
          Occasion occasion = occasion(identity, null, at);
          return occasion.row().version() == version
              ? record(occasion, command)
              : behind(occasion.state());
        });
  }

  private Behind behind(Subscription state) {
    return new Behind(state, rows.debts(state.identity()));
  }

  private Answer record(Occasion occasion, Command command) {
    Subscription before = occasion.state();
    Optional<Subscription> wider = billedHistory.recall(before, command.request());
    if (wider.isPresent()) {
      rows.update(wider.get(), occasion.on(), occasion.at());
      return behind(wider.get());
    }
    return switch (before.accept(command, occasion.at())) {
      case Verdict.Refused(Refusal refusal) -> new Refused(refusal);
      case Verdict.Accepted(Subscription after) -> record(occasion, command, after);
    };
  }

  private Answer record(Occasion occasion, Command command, Subscription after) {
    Request request = command.request();
    Refusal refusal = Requests.objection(request, occasion.books());
    if (refusal != null) {
      return new Refused(refusal);
    }
    earnings.replan(occasion, after);
    occasion.tell(Requests.event(request), Requests.data(request));
    history.append(
        new History.Entry(
            occasion.tenant(),
            occasion.subscriptionId(),
            occasion.at(),
            command.actor(),
            Requests.name(request),
            request,
            Snapshot.of(occasion.state(), occasion.on()),
            Snapshot.of(after, occasion.on()),
            null));
    write(List.of(occasion), after);
    return new Recorded();
  }

  @Override
  public Answer perform(Identity identity, long version, Step.Dated step, Instant at) {
    return transaction.execute(
        status -> {
          Occasion occasion = occasion(identity, step.on(), at);
          return occasion.row().version() == version
              ? perform(occasion, step)
              : behind(occasion.state());
        });
  }

  private Answer perform(Occasion occasion, Step.Dated step) {
    Fact fact = steps.perform(occasion, step);
    Subscription after = occasion.state().withNothingOpen().after(fact);
    if (!(step instanceof Step.Bill)) {
      history.append(entry(occasion, "takt", action(step), occasion.state(), after));
    }
    write(List.of(occasion), after);
    return new Performed(fact);
  }

  private static History.Entry entry(
      Occasion occasion,
      String actor,
      String action,
      @Nullable Subscription before,
      Subscription after) {
    return new History.Entry(
        occasion.tenant(),
        occasion.subscriptionId(),
        occasion.at(),
        actor,
        action,
        null,
        before == null ? null : Snapshot.of(before, occasion.on()),
        Snapshot.of(after, occasion.on()),
        null);
  }

  private static String action(Step.Dated step) {
    return switch (step) {
      case Step.Activate activate -> "activated";
      case Step.EndTrial end -> "trialEnded";
      case Step.StartPause start -> "paused";
      case Step.Resume resume -> "resumed";
      case Step.Bill bill -> "billed";
      case Step.End end -> "ended";
    };
  }

  /**
   * Numbers last, so that the merchant's series is held as shortly as can be.
   *
   * @param occasions what happened, in order
   */
  private void write(List<Occasion> occasions, Subscription after) {
    Occasion last = occasions.getLast();
    journal.append(
        last.tenant(), occasions.stream().flatMap(one -> one.postings().stream()).toList());
    if (after.version() != last.row().version() || occasions.size() > 1) {
      rows.update(after, last.on(), last.at());
    }
    occasions.forEach(Occasion::takeNumbers);
    outbox.append(
        last.tenant(),
        last.at(),
        occasions.stream().flatMap(one -> one.events().stream()).toList());
  }

  /** Locks the row; the business date is that of the instant where none is given. */
  private Occasion occasion(Identity identity, @Nullable LocalDate on, Instant at) {
    SubscriptionRows.Row row =
        rows.lock(identity, on)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no subscription " + identity.subscriptionId() + " in the books"));
    return new Occasion(row, on == null ? row.state().hours().dateAt(at) : on, at);
  }

  /**
   * Ends a subscription because the test clock that it lives on is removed: nothing is billed or
   * given back any more. A repeat changes nothing.
   */
  public void abandon(Identity identity, Instant at) {
    transaction.executeWithoutResult(
        status -> {
          Occasion occasion = occasion(identity, null, at);
          if (occasion.state().progress().endedOn() == null) {
            occasion.tell("subscription.ended", Map.of("reason", "test_clock_removed"));
            write(
                List.of(occasion),
                occasion
                    .state()
                    .withNothingOpen()
                    .after(new Fact.Ended(occasion.on(), List.of(), null, List.of())));
          }
        });
  }

  @Override
  public Subscription read(Identity identity) {
    return rows.read(identity)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no subscription " + identity.subscriptionId() + " in the books"));
  }

  @Override
  public Behind catchUp(Identity identity) {
    return behind(read(identity));
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
  public @Nullable Instant clockTime(Identity identity) {
    return rows.clockTime(identity).orElse(null);
  }
}
