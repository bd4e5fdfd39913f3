package dev.takt.api.subscriptions;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.clocks.ClockAdvancing;
import dev.takt.api.coupons.CouponOffers;
import dev.takt.api.merchants.Sellers;
import dev.takt.api.web.Amount;
import dev.takt.api.web.Check;
import dev.takt.api.web.Problem;
import dev.takt.records.clocks.TestClock;
import dev.takt.records.clocks.TestClocks;
import dev.takt.records.customers.Customer;
import dev.takt.records.customers.Customers;
import dev.takt.records.customers.PaymentMethods;
import dev.takt.records.merchants.Ledgers;
import dev.takt.records.merchants.Merchant;
import dev.takt.records.merchants.Merchants;
import dev.takt.records.plans.Plan;
import dev.takt.records.plans.PlanPriceVersions;
import dev.takt.records.plans.Plans;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupJoin;
import dev.takt.workflows.subscription.BillingSchedule;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.CouponTerms;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.RequestHorizon;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.OneOffCharge;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.Transition;
import dev.takt.workflows.workflow.SubscriptionWorkflow;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes of a request what a subscription's life starts with. */
@Component
public class SignUps {
  private final Customers customers;
  private final PaymentMethods methods;
  private final Plans plans;
  private final PlanPriceVersions prices;
  private final Merchants merchants;
  private final Ledgers ledgers;
  private final Sellers sellers;
  private final TestClocks clocks;
  private final JoinableGroups groups;
  private final CouponOffers coupons;
  private final BusinessTime time;

  SignUps(
      Customers customers,
      PaymentMethods methods,
      Plans plans,
      PlanPriceVersions prices,
      Merchants merchants,
      Ledgers ledgers,
      Sellers sellers,
      TestClocks clocks,
      JoinableGroups groups,
      CouponOffers coupons,
      BusinessTime time) {
    this.customers = customers;
    this.methods = methods;
    this.plans = plans;
    this.prices = prices;
    this.merchants = merchants;
    this.ledgers = ledgers;
    this.sellers = sellers;
    this.clocks = clocks;
    this.groups = groups;
    this.coupons = coupons;
    this.time = time;
  }

  /**
   * What the subscription starts with.
   *
   * @throws dev.takt.api.web.Problem when the request is not valid, or the customer's test clock is
   *     advancing
   */
  SubscriptionWorkflow.Life life(Caller caller, String id, SignUpRequest request) {
    Check check = Check.of(request);
    Customer customer = customer(check, caller, request.customerId());
    Plan plan = plan(check, caller, request.planId());
    checkPaymentMethod(check, caller, customer, request.paymentMethodId());
    checkAnchor(check, plan, request);
    Group group = group(check, caller, request);
    checkStart(check, caller, request.startDate());
    check.done();
    if (customer == null || plan == null) {
      throw new IllegalStateException("what is missing is an error");
    }
    if (caller.live()) {
      sellers.mustBeReady(merchants.get(caller.merchantId()));
    }
    LocalDate start = request.startDate();
    int quantity = Objects.requireNonNullElse(request.quantity(), 1);
    Price price = prices.terms(plan).priceOn(start, quantity);
    // Both have limits that keep the product within a long.
    if (price.total() > Amount.MAX) {
      throw Problem.invalid("/quantity", "price × quantity is over " + Amount.MAX);
    }
    Terms terms =
        new Terms(
            start,
            plan.unit(),
            plan.count(),
            request.anchorDay(),
            plan.billing(),
            plan.trialDays(),
            price);
    SubscriptionWorkflow.Life life =
        life(caller, id, customer, plan, collection(request), terms, request.externalRef());
    mustNotReachTooFar(life);
    life = withSetUpFee(plan, life);
    life = discounted(caller, request.couponCode(), life);
    return group == null ? life : into(group, request.transition(), life);
  }

  private SubscriptionWorkflow.Life withSetUpFee(Plan plan, SubscriptionWorkflow.Life life) {
    Subscription subscription = life.subscription();
    LocalDate today = subscription.hours().dateAt(time.now(life.testNow()));
    OneOffCharge fee = plan.setUpCharge("chg_" + randomPart(subscription), today);
    return fee == null
        ? life
        : new SubscriptionWorkflow.Life(
            subscription.withCharged(fee), life.actor(), life.testNow());
  }

  /** Its id without what says that it is one of a subscription. */
  private static String randomPart(Subscription subscription) {
    String id = subscription.identity().subscriptionId();
    return id.substring(id.indexOf('_') + 1);
  }

  /** With the discount of a coupon; the books look again, under a lock. */
  private SubscriptionWorkflow.Life discounted(
      Caller caller, @Nullable String code, SubscriptionWorkflow.Life life) {
    if (code == null) {
      return life;
    }
    Subscription subscription = life.subscription();
    String id = subscription.identity().subscriptionId();
    LocalDate today = subscription.hours().dateAt(time.now(life.testNow()));
    CouponOffers.Offer offer = coupons.offer(code, subscription, today);
    CouponTerms terms = offer.terms();
    Refusal refusal = offer.refusal();
    if (terms == null || (refusal != null && !coupons.isRedeemed(caller.tenant(), id))) {
      throw Problem.of(Objects.requireNonNull(refusal)).asException();
    }
    LocalDate from = subscription.terms().startDate();
    return new SubscriptionWorkflow.Life(
        subscription.withGranted(terms.from(from, "dis_" + randomPart(subscription))),
        life.actor(),
        life.testNow());
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
      ClockAdvancing.refuse(clock);
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
        subscription, caller.keyId(), clock == null ? null : clock.now());
  }

  private @Nullable Customer customer(Check check, Caller caller, @Nullable String id) {
    Customer customer =
        id == null ? null : customers.findByTenantAndId(caller.tenant(), id).orElse(null);
    check.that(id == null || customer != null, "/customerId", "there is no such customer");
    check.that(
        customer == null || customer.erasedAt() == null,
        "/customerId",
        "this customer's personal data was deleted");
    return customer;
  }

  private @Nullable Plan plan(Check check, Caller caller, @Nullable String id) {
    Plan plan = id == null ? null : plans.findByTenantAndId(caller.tenant(), id).orElse(null);
    check.that(id == null || plan != null, "/planId", "there is no such plan");
    return plan;
  }

  private static CollectionMethod collection(SignUpRequest request) {
    return new CollectionMethod(
        Objects.requireNonNullElse(request.collection(), CollectionMethod.Means.CARD),
        Objects.requireNonNullElse(request.paymentTermsDays(), 14),
        request.paymentMethodId());
  }

  private void checkPaymentMethod(
      Check check, Caller caller, @Nullable Customer customer, @Nullable String method) {
    check.that(
        method == null
            || customer == null
            || methods.isUsable(caller.tenant(), customer.id(), method),
        "/paymentMethodId",
        "the customer has no such payment method");
  }

  private static void checkAnchor(Check check, @Nullable Plan plan, SignUpRequest request) {
    Integer anchorDay = request.anchorDay();
    boolean monthly =
        plan == null || plan.unit() == RhythmUnit.MONTH || plan.unit() == RhythmUnit.YEAR;
    check.that(anchorDay == null || monthly, "/anchorDay", "is for plans by months and years only");
    check.that(
        anchorDay == null || request.groupId() == null,
        "/anchorDay",
        "is not for a member of a group, which has the group's dates");
  }

  private void checkStart(Check check, Caller caller, @Nullable LocalDate start) {
    LocalDate closed = ledgers.booksClosedThrough(caller.tenant());
    check.that(
        closed == null || start == null || start.isAfter(closed),
        "/startDate",
        "the books are closed through " + closed);
  }

  private @Nullable TestClock clock(Caller caller, Customer customer) {
    String id = customer.testClockId();
    return id == null ? null : clocks.findByTenantAndId(caller.tenant(), id).orElseThrow();
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
