package dev.takt.activities.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.activities.records.Ids;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.port.SubscriptionStore;
import dev.takt.workflows.subscription.BillingSchedule;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.CouponTerms;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Step;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.DiscountDuration;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.PriceReduction;
import dev.takt.workflows.timeline.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Coupons redeemed in the books: within their limits, and given back by who never started. */
class CouponRedemptionsTest {
  private static final Instant NOW = World.noon("2026-02-20");
  private static final LocalDate START = LocalDate.of(2026, 3, 1);

  private final World world = new World();
  private final String plan = world.plan(31_000, "25", true);

  @Test
  void aLimitIsKeptHoweverManySignUpAtOnce() throws Exception {
    coupon("TWENTY", 7, false, null);
    List<Callable<SubscriptionStore.Answer>> signUps = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Subscription one = subscription(world.customer(), START);
      signUps.add(() -> world.books.signUp(withCoupon(one, "TWENTY"), "key_1", NOW));
    }

    int granted = 0;
    try (var executor = Executors.newFixedThreadPool(16)) {
      for (Future<SubscriptionStore.Answer> answer : executor.invokeAll(signUps)) {
        switch (answer.get()) {
          case SubscriptionStore.SignedUp _ -> granted++;
          case SubscriptionStore.Refused refused ->
              assertThat(refused.refusal().code()).isEqualTo("coupon_used_up");
          default -> throw new AssertionError("unexpected " + answer.get());
        }
      }
    }

    assertThat(granted).isEqualTo(7);
    assertThat(redemptions()).isEqualTo(7);
    assertThat(world.number("select count(*) from coupon_redemption where tenant = :tenant"))
        .isEqualTo(7);
    assertThat(world.number("select count(*) from subscription where tenant = :tenant"))
        .isEqualTo(7);
  }

  @Test
  void whoNeverStartsGivesItBack() {
    coupon("TWENTY", 1, false, null);
    Subscription first = signUp(withCoupon(subscription(world.customer(), START), "TWENTY"));
    assertThat(refusedSignUp("TWENTY")).isEqualTo("coupon_used_up");

    Subscription cancelled =
        ask(
            first,
            new Request.Cancel(
                Cancellation.When.IMMEDIATELY,
                null,
                Cancellation.Settlement.REFUND,
                Cancellation.Receivables.CONTINUE_DUNNING,
                null,
                true));
    world.books.perform(
        cancelled.identity(), cancelled.version(), new Step.End(LocalDate.of(2026, 2, 20)), NOW);

    assertThat(redemptions()).isZero();
    signUp(withCoupon(subscription(world.customer(), START), "TWENTY"));
    assertThat(redemptions()).isEqualTo(1);
  }

  @Test
  void aDiscountThatIsRemovedGivesItBack() {
    coupon("TWENTY", 1, false, null);
    Subscription signedUp = signUp(withCoupon(subscription(world.customer(), START), "TWENTY"));

    ask(signedUp, new Request.RemoveDiscount(signedUp.changes().discounts().getFirst().id()));

    assertThat(redemptions()).isZero();
  }

  @Test
  void theFirstSubscriptionOnlyAndOnlyUntilItsLastDay() {
    coupon("FIRST", 9, true, LocalDate.of(2026, 2, 20));
    String customer = world.customer();
    signUp(withCoupon(subscription(customer, START), "FIRST"));

    assertThat(refusal(withCoupon(subscription(customer, START), "FIRST"), NOW))
        .isEqualTo("coupon_not_first");
    assertThat(
            refusal(
                withCoupon(subscription(world.customer(), START), "FIRST"),
                World.noon("2026-02-21")))
        .isEqualTo("coupon_expired");
    assertThat(refusedSignUp("OTHER")).isEqualTo("coupon_unknown");
  }

  @Test
  void theInvoiceKnowsTheNetAndSaysWhatWasTakenOff() {
    coupon("TWENTY", 1, false, null);
    Subscription started =
        withCoupon(subscription(world.customer(), LocalDate.of(2026, 2, 20)), "TWENTY");

    signUp(started);

    assertThat(
            world.texts(
                """
                select kind || ' ' || amount || ' ' || base || ' ' || nominal_price || ' '
                  || (discounts -> 0 ->> 'amount') || ' ' || (discounts -> 0 ->> 'description')
                from invoice_line where tenant = :tenant
                """))
        .containsExactly("SERVICE 24800 19840 24800 -6200 TWENTY");
    assertThat(world.number("select total from invoice where tenant = :tenant")).isEqualTo(24_800);
    assertThat(world.balance("receivable")).isEqualTo(24_800);
    assertThat(world.balance("revenue") + world.balance("deferred_revenue")).isEqualTo(-19_840);
  }

  private void coupon(String code, int most, boolean firstOnly, @Nullable LocalDate redeemBy) {
    var terms =
        new CouponTerms(
            code,
            new PriceReduction.PercentOff(2_000),
            null,
            new DiscountDuration.Forever(),
            redeemBy,
            List.of(),
            firstOnly);
    world
        .database
        .sql(
            """
            insert into coupon (id, tenant, code, name, terms, max_redemptions, created_at)
            values (?, ?, ?, 'A coupon', cast(? as jsonb), ?, now())
            """)
        .params(List.of(Ids.next("cou"), world.tenant, code, SqlValues.json(terms), most))
        .update();
  }

  private long redemptions() {
    return world.number("select redemptions from coupon where tenant = :tenant");
  }

  private Subscription subscription(String customer, LocalDate start) {
    return Subscription.signedUp(
        new Identity(world.merchantId, false, Ids.next("sub"), customer, null),
        new BillingSchedule(World.ZONE, LocalTime.MIDNIGHT),
        "DKK",
        new CollectionMethod(CollectionMethod.Means.INVOICE, 14, null),
        new Terms(
            start,
            RhythmUnit.MONTH,
            1,
            null,
            BillingTiming.IN_ADVANCE,
            0,
            new Price(plan, "Avis", 31_000, 1, "25", true)),
        null,
        null,
        null);
  }

  private static Subscription withCoupon(Subscription subscription, String code) {
    var terms =
        new CouponTerms(
            code,
            new PriceReduction.PercentOff(2_000),
            null,
            new DiscountDuration.Forever(),
            null,
            List.of(),
            false);
    return subscription.withGranted(terms.from(subscription.terms().startDate(), Ids.next("dis")));
  }

  private Subscription signUp(Subscription subscription) {
    SubscriptionStore.Answer answer = world.books.signUp(subscription, "key_1", NOW);
    if (answer instanceof SubscriptionStore.SignedUp signedUp) {
      return signedUp.subscription();
    }
    throw new AssertionError("not signed up: " + answer);
  }

  private Subscription ask(Subscription of, Request request) {
    var command = new Command(Ids.next("req"), "key_1", null, null, request);
    SubscriptionStore.Answer answer = world.books.record(of.identity(), of.version(), command, NOW);
    if (answer instanceof SubscriptionStore.Recorded recorded) {
      return recorded.subscription();
    }
    throw new AssertionError("not granted: " + answer);
  }

  private String refusedSignUp(String code) {
    return refusal(withCoupon(subscription(world.customer(), START), code), NOW);
  }

  private String refusal(Subscription subscription, Instant at) {
    SubscriptionStore.Answer answer = world.books.signUp(subscription, "key_1", at);
    if (answer instanceof SubscriptionStore.Refused refused) {
      return refused.refusal().code();
    }
    throw new AssertionError("not refused: " + answer);
  }
}
