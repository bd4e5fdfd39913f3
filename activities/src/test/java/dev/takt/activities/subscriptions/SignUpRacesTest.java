package dev.takt.activities.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.port.SubscriptionStore;
import dev.takt.workflows.subscription.BillingSchedule;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.ListPrice;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.TermsChange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What happens between the moment at which a request was read and the one at which it is recorded:
 * a plan gets a price, a test clock moves or is removed.
 */
class SignUpRacesTest {
  private static final Instant AT = World.noon("2026-03-01");

  private final World world = new World();
  private final JdbcClient database = World.bean(JdbcClient.class);
  private final SubscriptionActivities books = World.bean(SubscriptionActivities.class);

  @Test
  void aPriceThatTheRequestDidNotKnowOfIsKnownOnceItIsRecorded() {
    String plan = world.plan(2_000, "25", true);
    Subscription read = subscription(plan, null);
    price(plan, 2_500, "2026-05-01");
    var answer = (SubscriptionStore.SignedUp) books.signUp(read, "key_1", AT);
    assertThat(answer.subscription().changes().terms())
        .extracting(TermsChange::unitPrice)
        .containsExactly(2_500L);
  }

  @Test
  void aPriceThatTheRequestKnewIsNotTakenTwice() {
    String plan = world.plan(2_000, "25", true);
    price(plan, 2_500, "2026-05-01");
    Subscription read = World.bean(PlanOffers.class).announced(subscription(plan, null));
    var answer = (SubscriptionStore.SignedUp) books.signUp(read, "key_1", AT);
    assertThat(answer.subscription().changes().terms()).hasSize(1);
  }

  @Test
  void aChangeToAPlanKnowsThePricesOfTheMomentAtWhichItIsRecorded() {
    Subscription subscription = subscription(world.plan(2_000, "25", true), null);
    var signedUp = (SubscriptionStore.SignedUp) books.signUp(subscription, "key_1", AT);
    String other = world.plan(3_000, "25", true);
    TermsChange.Plan read =
        World.bean(PlanOffers.class)
            .of(world.tenant, other, LocalDate.parse("2026-03-01"))
            .orElseThrow()
            .plan();
    price(other, 3_500, "2026-04-15");
    var change =
        Request.ChangeTerms.asked(
            "chg_1", TermsChange.When.NEXT_PERIOD, null, null, null, read, null);
    var answer =
        (SubscriptionStore.Recorded)
            books.record(
                subscription.identity(),
                signedUp.subscription().version(),
                new Command("r1", "key_1", null, null, change),
                AT);
    TermsChange.Plan recorded = answer.subscription().changes().terms().getFirst().plan();
    assertThat(Objects.requireNonNull(recorded).later())
        .extracting(ListPrice::unitPrice)
        .containsExactly(3_500L);
  }

  /** Else its rollout might have been round before the subscription was there. */
  @Test
  void aPriceIsNotStoredWhileASignUpOfItsPlanIsBeingRecorded() throws Exception {
    String plan = world.plan(2_000, "25", true);
    CompletableFuture<Void> stored = new CompletableFuture<>();
    new TransactionTemplate(World.bean(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> {
              World.bean(PlanOffers.class).announced(subscription(plan, null));
              stored.completeAsync(
                  () -> {
                    price(plan, 2_500, "2026-05-01");
                    return null;
                  });
              assertThat(isDoneWithin(stored, 300)).isFalse();
            });
    stored.get(20, TimeUnit.SECONDS);
  }

  private static boolean isDoneWithin(CompletableFuture<Void> one, int millis) {
    try {
      one.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException waits) {
      return false;
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void aClockThatHasMovedSinceTakesNoSignUp() {
    String clock = clock(AT, "READY");
    String customer = customerOn(clock);
    Subscription read = subscription(world.plan(2_000, "25", true), clock, customer);
    assertRefused(books.signUp(read, "key_1", AT.minusSeconds(1)), "clock_advancing");
    database
        .sql("update test_clock set status = 'ADVANCING', target = now_at where id = :id")
        .param("id", clock)
        .update();
    assertRefused(books.signUp(read, "key_1", AT), "clock_advancing");
    database
        .sql("update test_clock set status = 'READY', target = null where id = :id")
        .param("id", clock)
        .update();
    assertThat(books.signUp(read, "key_1", AT)).isInstanceOf(SubscriptionStore.SignedUp.class);
  }

  private static void assertRefused(SubscriptionStore.Answer answer, String code) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            SubscriptionStore.Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo(code));
  }

  private Subscription subscription(String plan, @Nullable String clock) {
    return subscription(plan, clock, world.customerWithCard("tok_ok"));
  }

  private Subscription subscription(String plan, @Nullable String clock, String customer) {
    String id = "sub_" + plan + (clock == null ? "" : clock);
    return Subscription.signedUp(
        new Identity(world.merchantId, false, id, customer, clock),
        new BillingSchedule(World.ZONE, LocalTime.MIDNIGHT),
        "DKK",
        new CollectionMethod(CollectionMethod.Means.CARD, 0, null),
        new Terms(
            LocalDate.parse("2026-03-01"),
            RhythmUnit.MONTH,
            1,
            null,
            BillingTiming.IN_ADVANCE,
            0,
            new Price(plan, "Plan", 2_000, 1, "25", true)),
        null,
        null,
        null);
  }

  private String clock(Instant now, String status) {
    String id = "tcl_" + world.merchantId;
    database
        .sql(
            """
            insert into test_clock (id, tenant, now_at, status, created_at)
            values (:id, :tenant, cast(:now as timestamptz), :status, now())
            """)
        .param("id", id)
        .param("tenant", world.tenant)
        .param("now", now.toString())
        .param("status", status)
        .update();
    return id;
  }

  private String customerOn(String clock) {
    String customer = world.customerWithCard("tok_ok");
    database
        .sql("update customer set test_clock_id = :clock where id = :id")
        .param("clock", clock)
        .param("id", customer)
        .update();
    return customer;
  }

  private void price(String plan, long price, String from) {
    database
        .sql(
            """
            with held as (
              select id, tenant from plan where tenant = :tenant and id = :plan for no key update)
            insert into plan_price (id, tenant, plan_id, price, effective_from, reach, created_at)
            select :id, tenant, id, :price, cast(:from as date), 'NEXT_PERIOD', now() from held
            """)
        .param("id", "prc_" + plan + from)
        .param("tenant", world.tenant)
        .param("plan", plan)
        .param("price", price)
        .param("from", from)
        .update();
  }
}
