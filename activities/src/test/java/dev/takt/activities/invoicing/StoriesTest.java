package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.port.SubscriptionStore;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Step;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.TermsChange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The worked examples of the semantics, through to invoices, journal and the gateway. */
class StoriesTest {
  private final World world = new World();

  @AfterEach
  void theJournalAddsUp() {
    JournalSums.hold(world);
  }

  private static LocalDate date(String date) {
    return LocalDate.parse(date);
  }

  private long earned(String through) {
    return -world.balance("revenue", date(through));
  }

  @Test
  void aYearOfRenewals() {
    Life life = Life.of(world, "tok_ok", "2026-01-31", 31000);
    life.until("2026-12-31");
    assertThat(life.invoices()).hasSize(12).allMatch(invoice -> invoice.endsWith("31000 PAID"));
    assertThat(earned("2026-01-31")).isEqualTo(886);
    assertThat(world.number("select count(*) from history where tenant = :tenant")).isEqualTo(2);
    assertThat(world.texts("select distinct type from event where tenant = :tenant order by 1"))
        .containsExactly(
            "invoice.issued",
            "invoice.paid",
            "payment.succeeded",
            "subscription.activated",
            "subscription.created",
            "subscription.renewed");
  }

  @Test
  void aPauseAskedForAfterTheBillGoesToTheBalance() {
    Life life = Life.of(world, "tok_ok", "2026-03-01", 31000);
    life.until("2026-03-05");
    assertThat(
            life.pause("2026-03-11", "2026-04-21", AfterPause.KEEP_DATES, PauseSettlement.BALANCE))
        .isNull();
    life.until("2026-04-01");
    assertThat(earned("2026-03-31")).isEqualTo(8000);
    assertThat(-world.balance("deferred_revenue")).isEqualTo(16800);
    life.until("2026-05-01");
    assertThat(life.invoices())
        .containsExactly(
            "1001 2026-03-01 31000 PAID", "1002 2026-04-21 0 PAID", "1003 2026-05-01 20333 PAID");
    assertThat(earned("2026-04-30")).isEqualTo(8000 + 8266);
    assertThat(-world.balance("deferred_revenue", date("2026-05-31"))).isZero();
    assertThat(world.number("select count(*) from credit_note where tenant = :tenant")).isZero();
  }

  @Test
  void aPauseWithRefundGivesTheMoneyBackOnTheDayItStarts() {
    Life life = Life.of(world, "tok_ok", "2026-03-01", 31000);
    life.until("2026-03-05");
    life.pause("2026-03-11", "2026-04-21", AfterPause.KEEP_DATES, PauseSettlement.REFUND);
    assertThat(world.number("select count(*) from credit_note where tenant = :tenant")).isZero();
    life.until("2026-03-11");
    assertThat(refunded()).isEqualTo(21000);
    assertThat(
            world.texts("select total || ' ' || lowered from credit_note where tenant = :tenant"))
        .containsExactly("21000 0");
    life.until("2026-05-01");
    assertThat(life.invoices())
        .containsExactly(
            "1001 2026-03-01 31000 PAID",
            "1002 2026-04-21 10333 PAID",
            "1003 2026-05-01 31000 PAID");
    assertThat(-world.balance("deferred_revenue")).isZero();
  }

  @Test
  void aPauseLowersAnUnpaidInvoice() {
    Life life = Life.of(world, "tok_do_not_honor", "2026-03-01", 31000);
    life.until("2026-03-05");
    life.pause("2026-03-11", "2026-04-21", AfterPause.KEEP_DATES, PauseSettlement.BALANCE);
    life.until("2026-03-12");
    assertThat(life.invoices()).containsExactly("1001 2026-03-01 31000 PARTLY_CREDITED");
    assertThat(world.number("select amount_credited from invoice where tenant = :tenant"))
        .isEqualTo(21000);
    life.until("2026-04-21");
    assertThat(life.invoices()).contains("1002 2026-04-21 10333 OPEN");
  }

  @Test
  void extendKeepsWhatIsPaidForLater() {
    Life life = Life.of(world, "tok_ok", "2026-03-01", 31000);
    life.until("2026-03-05");
    life.pause("2026-03-11", "2026-04-21", AfterPause.EXTEND, PauseSettlement.BALANCE);
    life.until("2026-05-12");
    assertThat(life.invoices())
        .containsExactly("1001 2026-03-01 31000 PAID", "1002 2026-05-12 31000 PAID");
    assertThat(earned("2026-03-31")).isEqualTo(8000);
    assertThat(earned("2026-04-30")).isEqualTo(16000);
  }

  @Test
  void cancelledInsideAPaidPeriodWithRefund() {
    Life life = Life.of(world, "tok_ok", "2026-03-01", 31000);
    life.until("2026-03-05");
    life.cancel("2026-03-16", Cancellation.Settlement.REFUND);
    life.until("2026-03-16");
    assertThat(refunded()).isEqualTo(16000);
    assertThat(world.texts("select status from subscription where tenant = :tenant"))
        .containsExactly("ENDED");
    assertThat(-world.balance("deferred_revenue")).isZero();
    assertThat(earned("2026-03-31")).isEqualTo(12000);
  }

  @Test
  void aCancellationUndoneLeavesNoTrace() {
    Life life = Life.of(world, "tok_ok", "2026-03-01", 31000);
    life.until("2026-03-05");
    life.cancel("2026-03-16", Cancellation.Settlement.REFUND);
    life.until("2026-03-10");
    life.ask(new Request.UndoCancellation());
    life.until("2026-04-01");
    assertThat(refunded()).isZero();
    assertThat(life.invoices()).hasSize(2);
    assertThat(earned("2026-03-31")).isEqualTo(24800);
  }

  @Test
  void whatAnEndedSubscriptionLeavesIsUsedByTheNext() {
    String customer = world.customerWithCard("tok_ok");
    Life first = Life.ofCustomer(world, customer, "2026-03-01", 31000);
    first.until("2026-03-05");
    first.cancel("2026-03-16", Cancellation.Settlement.BALANCE);
    first.until("2026-03-16");
    assertThat(-world.balance("customer_credit")).isEqualTo(12800);
    Life second = Life.ofCustomer(world, customer, "2026-03-20", 10001);
    assertThat(second.invoices()).containsExactly("1002 2026-03-20 0 PAID");
    second.until("2026-04-20");
    assertThat(second.invoices()).contains("1003 2026-04-20 4002 PAID");
    assertThat(world.balance("customer_credit")).isZero();
    assertThat(-world.balance("deferred_revenue")).isZero();
  }

  /** Credit of 25 %, with VAT in it, meets lines of 12.5 % without; each keeps its own rate. */
  @Test
  void whatAnEndedSubscriptionLeavesMeetsLinesOfAnotherRate() {
    String customer = world.customerWithCard("tok_ok");
    Life first = Life.ofCustomer(world, customer, "2026-03-01", 31000);
    first.until("2026-03-05");
    first.cancel("2026-03-16", Cancellation.Settlement.BALANCE);
    first.until("2026-03-16");
    Life second =
        new Life(
            world, customer, Life.terms(world, "2026-03-20", 10000, "12.5", false), Life.card());
    second.until("2026-04-20");
    assertThat(second.invoices())
        .containsExactly("1002 2026-03-20 0 PAID", "1003 2026-04-20 6500 PAID");
    assertThat(
            world.texts(
                "select l.subscription_id || ' ' || l.service_from || '/' || l.service_to || ' ' ||"
                    + " l.vat_rate || ' ' || l.amount from invoice_line l where l.tenant = :tenant"
                    + " and l.customer_credit_id is not null order by l.amount"))
        .containsExactly(
            first.id + " 2026-03-16/2026-04-01 25 -11250",
            first.id + " 2026-03-16/2026-04-01 25 -4750");
    assertThat(world.balance("customer_credit")).isZero();
  }

  /** 125.00 with VAT in the price becomes 100.00 without: the books of both kinds add up. */
  @Test
  void aPlanWithoutVatInItsPriceTakesOver() {
    Life life =
        new Life(
            world,
            world.customerWithCard("tok_ok"),
            Life.terms(world, "2026-06-15", 12500, "25", true),
            Life.card());
    life.until("2026-06-20");
    assertThat(
            life.ask(
                new Request.ChangeTerms(
                    Ids.next("chg"),
                    TermsChange.When.ON_DATE,
                    date("2026-07-01"),
                    null,
                    null,
                    new TermsChange.Plan(
                        world.plan(10000, "25", false),
                        "Avis",
                        RhythmUnit.MONTH,
                        1,
                        10000,
                        "25",
                        false))))
        .isNull();
    life.until("2026-07-15");
    assertThat(life.invoices())
        .containsExactly("1001 2026-06-15 12500 PAID", "1002 2026-07-15 12501 PAID");
    assertThat(-world.balance("deferred_revenue", date("2026-08-31"))).isZero();
  }

  @Test
  void noneKeepsTheMoney() {
    Life life = Life.of(world, "tok_ok", "2026-03-01", 31000);
    life.until("2026-03-05");
    life.cancel("2026-03-16", Cancellation.Settlement.NONE);
    life.until("2026-03-16");
    assertThat(refunded()).isZero();
    assertThat(-world.balance("deferred_revenue")).isZero();
    assertThat(-world.balance("revenue")).isEqualTo(24800);
  }

  @Test
  void anEndMayGiveUpWhatIsOpen() {
    Life life = Life.of(world, "tok_stolen_card", "2026-03-01", 31000);
    life.cancel("2026-03-16", Cancellation.Settlement.REFUND, Cancellation.Receivables.WRITE_OFF);
    life.until("2026-03-16");
    assertThat(life.invoices()).containsExactly("1001 2026-03-01 31000 WRITTEN_OFF");
    assertThat(world.balance("bad_debt")).isEqualTo(15000);
  }

  @Test
  void aRaiseInBilledTimeIsEarnedWhenItIsBilled() {
    Life life = Life.of(world, "tok_ok", "2026-03-01", 31000);
    life.until("2026-03-05");
    assertThat(life.price("2026-03-16", 62000)).isNull();
    life.until("2026-04-01");
    assertThat(life.invoices()).contains("1002 2026-04-01 78000 PAID");
    assertThat(-world.balance("deferred_revenue", date("2026-04-30"))).isZero();
  }

  @Test
  void closedBooksStayClosed() {
    Life life = Life.of(world, "tok_ok", "2026-03-01", 31000);
    life.until("2026-05-03");
    world.closeBooks("2026-03-31");
    var refusal =
        life.pause("2026-03-20", "2026-03-25", AfterPause.KEEP_DATES, PauseSettlement.BALANCE);
    assertThat(refusal).isNotNull().extracting("code").isEqualTo("books_closed");
    assertThat(
            life.pause("2026-04-20", "2026-04-25", AfterPause.KEEP_DATES, PauseSettlement.BALANCE))
        .isNull();
    assertThat(earned("2026-04-30")).isEqualTo(49600);
    assertThat(earned("2026-05-31")).isEqualTo(3 * 24800 - 4133);
  }

  @Test
  void aPauseThatReachesFarBackFindsWhatWasBilledThen() {
    Life life = Life.of(world, "tok_ok", "2026-01-01", 31000);
    life.until("2026-08-10");
    assertThat(
            life.pause("2026-02-11", "2026-02-21", AfterPause.KEEP_DATES, PauseSettlement.BALANCE))
        .isNull();
    life.until("2026-09-01");
    assertThat(life.invoices()).contains("1009 2026-09-01 " + (31000 - 11072) + " PAID");
    assertThat(-world.balance("deferred_revenue")).isZero();
  }

  @Test
  void repeatsAreHarmless() {
    Life life = Life.of(world, "tok_ok", "2026-03-01", 31000);
    var bill = new Step.Bill(date("2026-04-01"));
    var identity = life.state.identity();
    long version = life.state.version();
    assertThat(world.books.perform(identity, version, bill, World.noon("2026-04-01")))
        .isInstanceOf(SubscriptionStore.Performed.class);
    assertThat(world.books.perform(identity, version, bill, World.noon("2026-04-01")))
        .isInstanceOfSatisfying(
            SubscriptionStore.Behind.class,
            behind -> assertThat(behind.subscription().version()).isEqualTo(version + 1));
    assertThat(life.invoices()).hasSize(2);
    assertThat(world.books.signUp(life.state, "key_1", World.noon("2026-04-01")))
        .isInstanceOf(SubscriptionStore.Behind.class);
  }

  @Test
  void numbersHaveNoHolesHoweverManyBillAtOnce() throws Exception {
    var lives = new ArrayList<Life>();
    for (int i = 0; i < 12; i++) {
      lives.add(Life.of(world, "tok_ok", "2026-03-01", 31000));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var runs = new ArrayList<Future<?>>();
      for (Life life : lives) {
        runs.add(threads.submit(() -> life.until("2026-06-01")));
      }
      for (var run : runs) {
        run.get();
      }
    }
    assertThat(world.number("select max(number) from invoice where tenant = :tenant"))
        .isEqualTo(1000 + 4 * 12);
    // They run through the days at once, each at its own pace.
    assertThat(DocumentDatesTest.datesThatGoBackwards(world)).isZero();
  }

  @Test
  void anInvoiceIsDueWhenItsTermsSay() {
    Life life =
        new Life(
            world,
            world.customer(),
            Life.terms(world, "2026-03-01", 9999, "12.5", false),
            new CollectionMethod(CollectionMethod.Means.INVOICE, 14, null));
    assertThat(life.log).noneMatch(step -> step.contains("Collect"));
    assertThat(world.texts("select due_date::text from invoice where tenant = :tenant"))
        .isEqualTo(List.of("2026-03-15"));
    assertThat(life.invoices()).containsExactly("1001 2026-03-01 11249 OPEN");
  }

  private long refunded() {
    return world.number(
        "select coalesce(sum(amount_refunded), 0) from payment where tenant = :tenant");
  }
}
