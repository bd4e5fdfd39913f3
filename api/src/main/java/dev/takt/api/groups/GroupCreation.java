package dev.takt.api.groups;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.clocks.ClockAdvancing;
import dev.takt.api.subscriptions.SignUps;
import dev.takt.api.subscriptions.SubscriptionRow;
import dev.takt.api.subscriptions.SubscriptionRows;
import dev.takt.api.web.Check;
import dev.takt.api.web.Problem;
import dev.takt.records.clocks.TestClock;
import dev.takt.records.clocks.TestClocks;
import dev.takt.records.customers.Customer;
import dev.takt.records.customers.Customers;
import dev.takt.records.merchants.Merchant;
import dev.takt.records.merchants.Merchants;
import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupIdentity;
import dev.takt.workflows.subscription.BillingSchedule;
import dev.takt.workflows.timeline.Transition;
import dev.takt.workflows.workflow.BillingGroupWorkflow;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes of a request what a group's life starts with. */
@Component
class GroupCreation {
  private static final int MOST = 1000;

  private final Customers customers;
  private final Merchants merchants;
  private final TestClocks clocks;
  private final SubscriptionRows subscriptions;
  private final BusinessTime time;

  GroupCreation(
      Customers customers,
      Merchants merchants,
      TestClocks clocks,
      SubscriptionRows subscriptions,
      BusinessTime time) {
    this.customers = customers;
    this.merchants = merchants;
    this.clocks = clocks;
    this.subscriptions = subscriptions;
    this.time = time;
  }

  /**
   * What the group starts with.
   *
   * @throws dev.takt.api.web.Problem when the request is not valid, or the customer's test clock is
   *     advancing
   */
  BillingGroupWorkflow.Life life(Caller caller, String id, CreateGroupRequest request) {
    Check check = Check.of(request);
    Customer customer = customer(check, caller, request.customerId());
    checkAnchor(check, request);
    List<String> members = members(check, caller, request);
    check.done();
    Objects.requireNonNull(customer);
    String currency = request.currency();
    TestClock clock =
        customer.testClockId() == null
            ? null
            : clocks.findByTenantAndId(caller.tenant(), customer.testClockId()).orElseThrow();
    if (clock != null) {
      ClockAdvancing.refuse(clock);
    }
    Merchant merchant = merchants.get(caller.merchantId());
    BillingSchedule hours = SignUps.hours(merchant, id, clock);
    var identity =
        new GroupIdentity(
            caller.merchantId(), caller.live(), id, customer.id(), customer.testClockId());
    LocalDate today = hours.dateAt(time.now(clock == null ? null : clock.now()));
    return new BillingGroupWorkflow.Life(
        Group.formed(
            identity,
            hours,
            currency == null ? currencyOf(caller, members, merchant) : currency,
            rhythm(request),
            today),
        members,
        request.transition() == null ? Transition.ON_NEXT_DATE : request.transition(),
        caller.keyId(),
        clock == null ? null : clock.now());
  }

  private @Nullable Customer customer(Check check, Caller caller, @Nullable String id) {
    Optional<Customer> customer =
        id == null ? Optional.empty() : customers.findByTenantAndId(caller.tenant(), id);
    check.that(id == null || customer.isPresent(), "/customerId", "there is no such customer");
    check.that(
        customer.isEmpty() || customer.get().erasedAt() == null,
        "/customerId",
        "this customer's personal data was deleted");
    return customer.orElse(null);
  }

  private static void checkAnchor(Check check, CreateGroupRequest request) {
    Integer day = request.anchorDay();
    LocalDate anchor = request.anchor();
    if (day == null) {
      return;
    }
    boolean monthly = request.unit() == RhythmUnit.MONTH || request.unit() == RhythmUnit.YEAR;
    check.that(monthly, "/anchorDay", "is for groups by months and years only");
    check.that(
        !monthly
            || anchor == null
            || anchor.getDayOfMonth() == Math.min(day, anchor.lengthOfMonth()),
        "/anchorDay",
        "the anchor does not fall on it");
  }

  private static Rhythm rhythm(CreateGroupRequest request) {
    int count = Objects.requireNonNullElse(request.count(), 1);
    Integer day = request.anchorDay();
    return day == null
        ? Rhythm.anchoredAt(request.unit(), count, request.anchor())
        : new Rhythm(request.unit(), count, request.anchor(), day);
  }

  private List<String> members(Check check, Caller caller, CreateGroupRequest request) {
    List<@Nullable String> given = request.members() == null ? List.of() : request.members();
    check.that(given.size() <= MOST, "/members", "must be " + MOST + " at most");
    var seen = new HashSet<String>();
    for (int i = 0; i < given.size(); i++) {
      String member = given.get(i);
      check.that(member != null, "/members/" + i, "is needed");
      check.that(member == null || seen.add(member), "/members/" + i, "is there twice");
    }
    List<String> ids =
        given.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    Set<String> known = subscriptions.known(caller.tenant(), ids);
    for (int i = 0; i < given.size(); i++) {
      String id = given.get(i);
      check.that(
          id == null || known.contains(id), "/members/" + i, "there is no such subscription");
    }
    return ids;
  }

  /** That of the first member; whether the others have the same is seen under their locks. */
  private String currencyOf(Caller caller, List<String> members, Merchant merchant) {
    if (members.isEmpty()) {
      return merchant.currency();
    }
    String first = members.getFirst();
    SubscriptionRow row =
        subscriptions
            .find(caller.tenant(), first)
            .orElseThrow(() -> Problem.notFound("there is no subscription " + first).asException());
    return row.state().currency();
  }
}
