package dev.takt.api.subscriptions;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.clocks.TestClock;
import dev.takt.api.clocks.TestClocks;
import dev.takt.api.customers.Customer;
import dev.takt.api.customers.Customers;
import dev.takt.api.customers.PaymentMethods;
import dev.takt.api.groups.GroupStates;
import dev.takt.api.merchants.Merchant;
import dev.takt.api.merchants.Merchants;
import dev.takt.api.plans.Plan;
import dev.takt.api.plans.PlanPrice;
import dev.takt.api.plans.Plans;
import dev.takt.api.web.Check;
import dev.takt.api.web.Problem;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupJoin;
import dev.takt.workflows.subscription.BillingSchedule;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.PlanPriceChange;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.RequestHorizon;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.Transition;
import dev.takt.workflows.workflow.SubscriptionWorkflow;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes of a request what a subscription's life starts with. */
@Component
public class SignUps {
  private final Customers customers;
  private final PaymentMethods methods;
  private final Plans plans;
  private final Merchants merchants;
  private final TestClocks clocks;
  private final GroupStates groups;
  private final BusinessTime time;

  SignUps(
      Customers customers,
      PaymentMethods methods,
      Plans plans,
      Merchants merchants,
      TestClocks clocks,
      GroupStates groups,
      BusinessTime time) {
    this.customers = customers;
    this.methods = methods;
    this.plans = plans;
    this.merchants = merchants;
    this.clocks = clocks;
    this.groups = groups;
    this.time = time;
  }

  /**
   * What the subscription starts with.
   *
   * @throws dev.takt.api.web.ProblemException when the request is not valid, or the customer's test
   *     clock is advancing
   */
  SubscriptionWorkflow.Life life(Caller caller, String id, SignUpRequest request) {
    Check check = new Check();
    Customer customer = customer(check, caller, request.customerId());
    Plan plan = plan(check, caller, request.planId());
    LocalDate start = check.required("/startDate", request.startDate(), LocalDate.EPOCH);
    CollectionMethod collection = collection(check, caller, customer, request);
    int quantity = check.range("/quantity", request.quantity(), 1, 1_000_000, 1);
    checkAnchor(check, plan, request.anchorDay());
    check.that(
        request.anchorDay() == null || request.groupId() == null,
        "/anchorDay",
        "is not for a member of a group, which has the group's dates");
    Group group = group(check, caller, request);
    String externalRef = check.optionalText("/externalRef", request.externalRef(), 200);
    LocalDate closed = merchants.booksClosedThrough(caller.tenant());
    check.that(
        closed == null || start.isAfter(closed),
        "/startDate",
        "the books are closed through " + closed);
    if (customer == null || plan == null) {
      check.done();
      throw new IllegalStateException("what is missing is an error");
    }
    long price = plans.terms(caller.tenant(), plan).priceOn(start);
    // Both have limits that keep the product within a long.
    check.that(
        price * quantity <= Check.MOST, "/quantity", "price × quantity is over " + Check.MOST);
    check.done();
    Terms terms =
        new Terms(
            start,
            plan.unit(),
            plan.count(),
            request.anchorDay(),
            plan.billing(),
            plan.trialDays(),
            new Price(
                plan.id(), plan.name(), price, quantity, plan.vatRate(), plan.priceIncludesVat()));
    SubscriptionWorkflow.Life life =
        life(caller, id, customer, plan, collection, terms, externalRef);
    mustNotReachTooFar(life);
    return group == null ? life : into(group, request.transition(), life);
  }

  /** The books look again, on the day that counts. */
  private void mustNotReachTooFar(SubscriptionWorkflow.Life life) {
    Subscription subscription = life.subscription();
    LocalDate today = subscription.hours().dateAt(time.now(life.testNow()));
    Refusal refusal = RequestHorizon.objectionToSignUp(subscription, today);
    if (refusal != null) {
      throw Problem.of(refusal).asException();
    }
  }

  private @Nullable Group group(Check check, Caller caller, SignUpRequest request) {
    String id = request.groupId();
    Group group = id == null ? null : groups.find(caller.tenant(), id).orElse(null);
    check.that(id == null || group != null, "/groupId", "there is no such group");
    check.that(id != null || request.transition() == null, "/transition", "needs a groupId");
    return group;
  }

  /** The books look again, under a lock. */
  private static SubscriptionWorkflow.Life into(
      Group group, @Nullable Transition transition, SubscriptionWorkflow.Life life) {
    GroupJoin entry =
        new GroupJoin(group, transition == null ? Transition.ON_NEXT_DATE : transition);
    Subscription subscription = entry.signedUp(life.subscription());
    Refusal refusal = GroupJoin.objectionToSignUp(group, subscription);
    if (refusal != null) {
      throw Problem.of(refusal).asException();
    }
    return new SubscriptionWorkflow.Life(subscription, life.actor(), life.testNow());
  }

  private SubscriptionWorkflow.Life life(
      Caller caller,
      String id,
      Customer customer,
      Plan plan,
      CollectionMethod collection,
      Terms terms,
      @Nullable String externalRef) {
    TestClock clock = clock(caller, customer);
    if (clock != null) {
      clock.mustStandStill();
    }
    Identity identity =
        new Identity(caller.merchantId(), caller.live(), id, customer.id(), customer.testClockId());
    Subscription subscription =
        Subscription.signedUp(
            identity,
            hours(merchants.get(caller.merchantId()), id, clock),
            plan.currency(),
            collection,
            terms,
            Plan.period(plan.noticePeriod()),
            Plan.period(plan.minimumTerm()),
            externalRef);
    return new SubscriptionWorkflow.Life(
        withAnnounced(caller, plan, subscription),
        caller.keyId(),
        clock == null ? null : clock.now());
  }

  /** With the prices that its plan has been given for after its start, where they reach it. */
  private Subscription withAnnounced(Caller caller, Plan plan, Subscription signedUp) {
    LocalDate start = signedUp.terms().startDate();
    Subscription subscription = signedUp;
    for (PlanPrice price : plans.prices(caller.tenant(), plan.id()).reversed()) {
      if (price.reach() != PlanPrice.Reach.NEW_ONLY && price.effectiveFrom().isAfter(start)) {
        Optional<PlanPriceChange.Reach> reach = price.change().atSignUp(subscription);
        if (reach.isPresent()) {
          subscription = subscription.withAnnounced(reach.get().request(), start);
        }
      }
    }
    return subscription;
  }

  private @Nullable Customer customer(Check check, Caller caller, @Nullable String id) {
    Customer customer = id == null ? null : customers.find(caller.tenant(), id).orElse(null);
    check.that(
        customer != null, "/customerId", id == null ? "is needed" : "there is no such customer");
    check.that(
        customer == null || customer.erasedAt() == null,
        "/customerId",
        "this customer's personal data was deleted");
    return customer;
  }

  private @Nullable Plan plan(Check check, Caller caller, @Nullable String id) {
    Plan plan = id == null ? null : plans.find(caller.tenant(), id).orElse(null);
    check.that(plan != null, "/planId", id == null ? "is needed" : "there is no such plan");
    return plan;
  }

  private CollectionMethod collection(
      Check check, Caller caller, @Nullable Customer customer, SignUpRequest request) {
    CollectionMethod.Means means =
        request.collection() == null ? CollectionMethod.Means.CARD : request.collection();
    int days = check.range("/paymentTermsDays", request.paymentTermsDays(), 0, 365, 14);
    String method = request.paymentMethodId();
    check.that(
        method == null
            || customer == null
            || methods.isUsable(caller.tenant(), customer.id(), method),
        "/paymentMethodId",
        "the customer has no such payment method");
    return new CollectionMethod(means, days, method);
  }

  private static void checkAnchor(Check check, @Nullable Plan plan, @Nullable Integer anchorDay) {
    check.range("/anchorDay", anchorDay, 1, 31, 1);
    boolean monthly =
        plan == null || plan.unit() == RhythmUnit.MONTH || plan.unit() == RhythmUnit.YEAR;
    check.that(anchorDay == null || monthly, "/anchorDay", "is for plans by months and years only");
  }

  private @Nullable TestClock clock(Caller caller, Customer customer) {
    String id = customer.testClockId();
    return id == null ? null : clocks.find(caller.tenant(), id).orElseThrow();
  }

  /** Each subscription has its own place in the spread, always the same. */
  public static BillingSchedule hours(Merchant merchant, String id, @Nullable TestClock clock) {
    if (clock != null) {
      return new BillingSchedule(merchant.zone(), LocalTime.MIDNIGHT);
    }
    int millis = merchant.billingSpreadMinutes() * 60_000;
    int spread = millis == 0 ? 0 : Math.floorMod(id.hashCode() * 0x9E3779B9, millis);
    return new BillingSchedule(merchant.zone(), merchant.billingTime(), spread);
  }
}
