package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.activities.payments.GatewayTimeout;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.port.SubscriptionStore;
import dev.takt.workflows.settlement.MoneyTrail;
import dev.takt.workflows.subscription.Agenda;
import dev.takt.workflows.subscription.BillingSchedule;
import dev.takt.workflows.subscription.Charge;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.Fact;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.PaymentTask;
import dev.takt.workflows.subscription.PendingPayments;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Step;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.TermsChange;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A subscription that lives as its workflow would have it: the loop, without Temporal. */
final class Life {
  final World world;
  final String id = Ids.next("sub");
  final String customer;
  final List<String> log = new ArrayList<>();
  final List<BilledLine> lines = new ArrayList<>();
  final List<String> actors = new ArrayList<>();
  Subscription state;
  PendingPayments pending = PendingPayments.NONE;
  Instant now;

  Life(World world, String customer, Terms terms, CollectionMethod collection) {
    this(
        world,
        customer,
        terms,
        collection,
        terms.startDate().atStartOfDay(World.ZONE).toInstant(),
        UnaryOperator.identity());
  }

  /**
   * A life that is signed up on another day than its first, or into a group.
   *
   * @param into what makes of the sign-up one into a group
   */
  Life(
      World world,
      String customer,
      Terms terms,
      CollectionMethod collection,
      Instant signedUpAt,
      UnaryOperator<Subscription> into) {
    this.world = world;
    this.customer = customer;
    BillingSchedule hours = new BillingSchedule(World.ZONE, LocalTime.MIDNIGHT);
    this.now = signedUpAt;
    var identity = new Identity(world.merchantId, false, id, customer, null);
    this.state =
        into.apply(
            Subscription.signedUp(identity, hours, "DKK", collection, terms, null, null, null));
    SubscriptionStore.Answer answer = world.books.signUp(state, "key_1", now);
    if (!(answer instanceof SubscriptionStore.SignedUp(var signedUp, var due, String _))) {
      throw new IllegalStateException(answer.toString());
    }
    this.state = signedUp;
    this.pending = due;
    lines.addAll(signedUp.billed());
    actors.add("key_1");
    if (signedUp.progress().activated()) {
      actors.add("takt");
    }
    settle();
  }

  static Life of(World world, String token, String start, long price) {
    return ofCustomer(world, world.customerWithCard(token), start, price);
  }

  static Life ofCustomer(World world, String customer, String start, long price) {
    return new Life(world, customer, terms(world, start, price, "25", true), card());
  }

  static CollectionMethod card() {
    return new CollectionMethod(CollectionMethod.Means.CARD, 0, null);
  }

  static Terms terms(World world, String start, long price, String rate, boolean includesVat) {
    String plan = world.plan(price, rate, includesVat);
    return new Terms(
        LocalDate.parse(start),
        RhythmUnit.MONTH,
        1,
        null,
        BillingTiming.IN_ADVANCE,
        0,
        new Price(plan, "Avis", price, 1, rate, includesVat));
  }

  LocalDate today() {
    return state.hours().dateAt(now);
  }

  /** Lives up to the first moment of a date, and does what is due at it. */
  void until(String date) {
    until(LocalDate.parse(date));
  }

  void until(LocalDate date) {
    Instant to = state.hours().startOf(date);
    while (true) {
      settle();
      if (Agenda.next(state, now) instanceof Step.Wait wait
          && wait.until() != null
          && !wait.until().isAfter(to)) {
        now = wait.until();
      } else {
        now = to.isAfter(now) ? to : now;
        settle();
        return;
      }
    }
  }

  /** The system is away until an instant: what fell due in the meantime is done then. */
  void awayUntil(Instant instant) {
    now = instant;
    settle();
  }

  private void settle() {
    for (int i = 0; i < 1000; i++) {
      PaymentTask task = pending.next();
      if (task != null) {
        bring(task);
      } else {
        switch (Agenda.next(state, now)) {
          case Step.Wait wait -> {
            return;
          }
          case Step.Dated step -> perform(step);
        }
      }
    }
    throw new IllegalStateException("it never rests: " + log);
  }

  private void bring(PaymentTask task) {
    log.add(today() + " " + task);
    switch (task) {
      case PaymentTask.Collect(Charge charge) ->
          collect(world, charge, state.collection().paymentMethodId(), now, log);
      case PaymentTask.Refund(String refundId) ->
          world.payments.refund(world.tenant, refundId, now);
    }
    pending = pending.without(task);
  }

  /** As Temporal has it: what broke down is tried again. */
  static void collect(
      World world, Charge charge, @Nullable String methodId, Instant now, List<String> log) {
    for (int attempt = 1; attempt <= 3; attempt++) {
      try {
        world.payments.collect(world.tenant, charge, methodId, now);
        return;
      } catch (GatewayTimeout lost) {
        log.add(now + " " + lost.getMessage());
      }
    }
    throw new IllegalStateException("the gateway never answers: " + charge);
  }

  /** What Temporal does with a step that came a moment too late for its day. */
  private static SubscriptionStore.Answer again(Supplier<SubscriptionStore.Answer> step) {
    for (int tries = 0; tries < 100; tries++) {
      try {
        return step.get();
      } catch (ApplicationFailure failure) {
        if (!"issued_out_of_order".equals(failure.getType())) {
          throw failure;
        }
      }
    }
    throw new IllegalStateException("documents of later days are always issued meanwhile");
  }

  private void perform(Step.Dated step) {
    log.add(today() + " " + step);
    long version = state.version();
    switch (again(() -> world.books.perform(state.identity(), version, step, now))) {
      case SubscriptionStore.Performed(var fact) -> {
        lines.addAll(linesOf(fact));
        checkUsed(fact);
        if (!(step instanceof Step.Bill)) {
          actors.add("takt");
        }
        state = state.after(fact);
        pending = pending.and(PendingPayments.of(fact));
        knowsWhatTheBooksKnow();
      }
      case SubscriptionStore.Behind behind -> take(behind);
      default -> throw new IllegalStateException("neither performed nor behind");
    }
  }

  private void take(SubscriptionStore.Behind books) {
    state = books.subscription();
    pending = books.pending();
  }

  /** What it would learn from the books after a crash is what it knows. */
  private void knowsWhatTheBooksKnow() {
    SubscriptionStore.Behind books = world.books.load(state.identity());
    assertThat(books.subscription()).isEqualTo(state);
    assertThat(Set.copyOf(books.pending().charges())).isEqualTo(Set.copyOf(pending.charges()));
    assertThat(Set.copyOf(books.pending().refunds())).isEqualTo(Set.copyOf(pending.refunds()));
  }

  /** No credit waits that the invoice of a bill has room for. */
  private void checkUsed(Fact fact) {
    if (fact instanceof Fact.Billed bill) {
      bill.lines().stream()
          .filter(line -> line.amount() > 0)
          .map(BilledLine::invoiceId)
          .findFirst()
          .ifPresent(
              invoice -> {
                UsedCredit.of(
                    world.books.load(state.identity()).subscription(), bill.on(), world, invoice);
                UsedCredit.left(world, invoice);
              });
    }
  }

  private static List<BilledLine> linesOf(Fact fact) {
    return switch (fact) {
      case Fact.Billed bill -> bill.lines();
      case Fact.PauseStarted pause -> pause.lines();
      case Fact.Ended end -> end.lines();
      case Fact.Activated _, Fact.TrialEnded _, Fact.Resumed _, Fact.DiscountEnded _ -> List.of();
    };
  }

  /** Takes in what its group has done to it, as it is told to. */
  void catchUp() {
    take(world.books.load(state.identity()));
    settle();
  }

  /** Asks for something now: null when it is granted. */
  @Nullable Refusal ask(Request request) {
    log.add(today() + " " + request);
    var command = new Command(Ids.next("req"), "key_1", null, null, request);
    for (int i = 0; i < 5; i++) {
      switch (world.books.record(state.identity(), state.version(), command, now)) {
        case SubscriptionStore.Recorded(Subscription after) -> {
          state = after;
          actors.add("key_1");
          settle();
          return null;
        }
        case SubscriptionStore.Refused(Refusal refusal) -> {
          return refusal;
        }
        case SubscriptionStore.Behind behind -> take(behind);
        case SubscriptionStore.SignedUp _, SubscriptionStore.Performed _ ->
            throw new IllegalStateException("neither recorded nor refused");
      }
    }
    throw new IllegalStateException("always behind");
  }

  @Nullable Refusal pause(
      String from, @Nullable String to, AfterPause afterPause, PauseSettlement settlement) {
    return ask(
        new Request.PlanPause(
            Ids.next("pau"),
            LocalDate.parse(from),
            to == null ? null : LocalDate.parse(to),
            afterPause,
            settlement,
            null));
  }

  @Nullable Refusal cancel(String date, Cancellation.Settlement settlement) {
    return cancel(date, settlement, Cancellation.Receivables.CONTINUE_DUNNING);
  }

  @Nullable Refusal cancel(
      String date, Cancellation.Settlement settlement, Cancellation.Receivables receivables) {
    return ask(
        new Request.Cancel(
            Cancellation.When.ON_DATE, LocalDate.parse(date), settlement, receivables, null, true));
  }

  @Nullable Refusal price(String date, long price) {
    return ask(
        new Request.ChangeTerms(
            Ids.next("chg"), TermsChange.When.ON_DATE, LocalDate.parse(date), price, null, null));
  }

  /** The money of what a subscription was billed for, as a preview knows it. */
  static MoneyTrail money(World world, Subscription subscription) {
    List<LocalDate> starts =
        subscription.billed().stream().map(BilledLine::nominalStart).distinct().toList();
    return World.bean(TrailRows.class)
        .read(world.tenant, subscription.identity().subscriptionId(), starts, true)
        .trail();
  }

  /** Invoices as "number issue date total status". */
  List<String> invoices() {
    return world.texts(
        "select number || ' ' || issue_date || ' ' || total || ' ' || status from invoice"
            + " where tenant = :tenant and subscription_id = '"
            + id
            + "' order by number");
  }
}
