package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.takt.activities.World;
import dev.takt.activities.ledger.Taxes;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.CustomerMoney;
import dev.takt.activities.receivables.NewDocument;
import dev.takt.activities.receivables.TransactionWriter;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.money.Vat;
import dev.takt.workflows.port.SubscriptionStore;
import dev.takt.workflows.subscription.BillingSchedule;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Step;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.Transition;
import io.temporal.failure.ApplicationFailure;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each document bears the day on which it is made, and its due date counts from that day. */
class DocumentDatesTest {
  private static final CollectionMethod BY_BANK =
      new CollectionMethod(CollectionMethod.Means.INVOICE, 14, null);

  private final World world = new World();

  @AfterEach
  void theBooksHold() {
    JournalSums.hold(world);
    assertThat(datesThatGoBackwards(world)).isZero();
  }

  /** How often an invoice made in live time has an earlier date than one of a lower number. */
  static long datesThatGoBackwards(World world) {
    return world.number(
        """
        select count(*) from invoice one join invoice later using (tenant)
        where tenant = :tenant and later.number > one.number
          and later.issue_date < one.issue_date
          and not exists (select 1 from subscription s
            where s.id in (one.subscription_id, later.subscription_id)
              and s.test_clock_id is not null)
        """);
  }

  private Life signedUpLate(Terms terms, CollectionMethod collection, String on) {
    return new Life(
        world,
        world.customerWithCard("tok_ok"),
        terms,
        collection,
        World.noon(on),
        UnaryOperator.identity());
  }

  private List<String> dueDates() {
    return world.texts("select due_date::text from invoice where tenant = :tenant order by number");
  }

  private List<String> linesOf(String number) {
    return world.texts(
        "select l.kind || ' ' || service_from || ' ' || service_to || ' ' || l.amount"
            + " from invoice_line l join invoice i on i.id = l.invoice_id"
            + " where i.tenant = :tenant and i.number = "
            + number
            + " order by l.position");
  }

  private long earned(String through) {
    return -world.balance("revenue", LocalDate.parse(through));
  }

  @Test
  void aStartInThePastIsOneInvoiceOfTheDayOfTheSignUp() {
    Terms terms = Life.terms(world, "2026-01-15", 31000, "25", true);
    Life life = signedUpLate(terms, BY_BANK, "2026-04-20");
    assertThat(life.invoices()).containsExactly("1001 2026-04-20 124000 OPEN");
    assertThat(dueDates()).containsExactly("2026-05-04");
    assertThat(linesOf("1001"))
        .containsExactly(
            "SERVICE 2026-01-15 2026-02-15 31000",
            "SERVICE 2026-02-15 2026-03-15 31000",
            "SERVICE 2026-03-15 2026-04-15 31000",
            "SERVICE 2026-04-15 2026-05-15 31000");
    // The time is earned on its own days: 17 of the 31 of the first period in January.
    assertThat(earned("2026-01-31")).isEqualTo(13_600);
    assertThat(earned("2026-04-14")).isEqualTo(13_600 + 11_200 + 12_400 + 12_400 + 13_600);
    life.until("2026-05-15");
    assertThat(life.invoices())
        .containsExactly("1001 2026-04-20 124000 OPEN", "1002 2026-05-15 31000 OPEN");
  }

  @Test
  void inArrearsOnlyWhatIsOverIsDue() {
    Terms advance = Life.terms(world, "2026-01-15", 31000, "25", true);
    Terms arrears =
        new Terms(
            advance.startDate(),
            advance.unit(),
            1,
            null,
            dev.takt.workflows.timeline.BillingTiming.IN_ARREARS,
            0,
            advance.price());
    Life life = signedUpLate(arrears, BY_BANK, "2026-04-20");
    assertThat(life.invoices()).containsExactly("1001 2026-04-20 93000 OPEN");
    assertThat(linesOf("1001")).hasSize(3);
    life.until("2026-05-15");
    assertThat(life.invoices()).contains("1002 2026-05-15 31000 OPEN");
  }

  @Test
  void aTrialInThePastIsOverAtOnce() {
    Terms terms = Life.terms(world, "2026-01-15", 31000, "25", true);
    Terms trial =
        new Terms(terms.startDate(), terms.unit(), 1, null, terms.billing(), 14, terms.price());
    Life life = signedUpLate(trial, Life.card(), "2026-03-20");
    assertThat(life.invoices()).containsExactly("1001 2026-03-20 62000 PAID");
    assertThat(linesOf("1001")).first().isEqualTo("SERVICE 2026-01-29 2026-02-28 31000");
    assertThat(world.number("select count(*) from sandbox.charge")).isPositive();
  }

  @Test
  void aSignUpOfTodayAndOneOfTheFutureAreAsEver() {
    Life today =
        signedUpLate(Life.terms(world, "2026-03-01", 31000, "25", true), BY_BANK, "2026-03-01");
    assertThat(today.invoices()).containsExactly("1001 2026-03-01 31000 OPEN");
    Life later =
        signedUpLate(Life.terms(world, "2026-03-10", 31000, "25", true), BY_BANK, "2026-03-01");
    assertThat(later.invoices()).isEmpty();
    later.until("2026-03-10");
    assertThat(later.invoices()).containsExactly("1002 2026-03-10 31000 OPEN");
  }

  @Test
  void renewalsThatWereMissedKeepTheirPeriodsAndBearTheDayTheyAreMade() {
    Life life =
        new Life(
            world, world.customer(), Life.terms(world, "2026-03-01", 31000, "25", true), BY_BANK);
    life.until("2026-03-05");
    var version = life.state.version();
    life.awayUntil(World.noon("2026-05-03"));
    assertThat(life.invoices())
        .containsExactly(
            "1001 2026-03-01 31000 OPEN",
            "1002 2026-05-03 31000 OPEN",
            "1003 2026-05-03 31000 OPEN");
    assertThat(dueDates()).containsExactly("2026-03-15", "2026-05-17", "2026-05-17");
    assertThat(linesOf("1002")).containsExactly("SERVICE 2026-04-01 2026-05-01 31000");
    assertThat(linesOf("1003")).containsExactly("SERVICE 2026-05-01 2026-06-01 31000");
    assertThat(earned("2026-04-30")).isEqualTo(2 * 24_800);
    assertThat(
            world.texts("select billing_key from invoice where tenant = :tenant order by number"))
        .containsExactly(life.id + "/2026-03-01", life.id + "/2026-04-01", life.id + "/2026-05-01");
    // Each of them is made once, whenever it is asked for.
    assertThat(
            world.books.perform(
                life.state.identity(),
                version,
                new Step.Bill(LocalDate.parse("2026-04-01")),
                World.noon("2026-05-04")))
        .isInstanceOf(SubscriptionStore.Behind.class);
    // A request of the same day has a bill of its own.
    assertThat(life.price("2026-05-03", 40_000)).isNull();
    life.until("2026-06-01");
    assertThat(life.invoices()).hasSize(4).last().asString().startsWith("1004 2026-06-01 ");
  }

  /** A transaction of the evening may take its number after one of the next morning. */
  @Test
  void noDocumentIsOfAnEarlierDayThanTheOneBeforeIt() {
    Life morning = Life.of(world, "tok_ok", "2026-04-02", 10000);
    Life evening = signedUpLate(terms("2026-04-01"), BY_BANK, "2026-04-01");
    assertThat(morning.invoices()).containsExactly("1001 2026-04-02 10000 PAID");
    assertThat(evening.invoices()).containsExactly("1002 2026-04-02 31000 OPEN");
    assertThat(dueDates()).last().isEqualTo("2026-04-16");
    assertThat(
            world.texts(
                """
                select distinct p.booked_on::text from posting p
                join invoice i on i.id = p.document_id
                where p.tenant = :tenant and i.number = 1002 and p.what <> 'accrual'
                """))
        .containsExactly("2026-04-02");
    assertThat(linesOf("1002")).containsExactly("SERVICE 2026-04-01 2026-05-01 31000");
  }

  @Test
  void aCreditNoteIsOfNoEarlierDayEither() {
    Life life = Life.of(world, "tok_ok", "2026-03-01", 31000);
    life.pause("2026-03-11", "2026-03-21", AfterPause.KEEP_DATES, PauseSettlement.REFUND);
    Life.of(world, "tok_ok", "2026-03-12", 10000);
    life.until("2026-03-11");
    assertThat(world.texts("select issue_date::text from credit_note where tenant = :tenant"))
        .containsExactly("2026-03-12");
  }

  /** The row was read before another took a number: the transaction must begin anew. */
  @Test
  void whatIsOvertakenIsMadeAnew() {
    Life.of(world, "tok_ok", "2026-04-02", 10000);
    var late = new BooksTransaction(world.tenant, World.noon("2026-04-01"));
    late.issue(
        new NewDocument.NewInvoice(
            Ids.next("inv"),
            world.tenant,
            "overtaken",
            world.customer(),
            null,
            null,
            CollectionMethod.Means.CARD,
            LocalDate.parse("2026-04-01"),
            LocalDate.parse("2026-04-01"),
            false,
            "DKK",
            new Taxes(List.of(new Vat("25", 800, 200)), List.of(800L)),
            CustomerMoney.Paid.NOTHING));
    assertThatExceptionOfType(ApplicationFailure.class)
        .isThrownBy(() -> World.bean(TransactionWriter.class).write(late))
        .satisfies(failure -> assertThat(failure.getType()).isEqualTo("issued_out_of_order"));
    assertThat(world.number("select next_invoice_number from ledger where tenant = :tenant"))
        .isEqualTo(1002);
  }

  /** Each test clock has its own time, and all of them share the series with live time. */
  @Test
  void testClocksDoNotDateOneAnother() {
    assertThat(onTestClock("2030-01-01")).isEqualTo("2030-01-01");
    assertThat(onTestClock("2027-01-01")).isEqualTo("2027-01-01");
    Life live = Life.of(world, "tok_ok", "2026-04-02", 10000);
    assertThat(live.invoices()).containsExactly("1003 2026-04-02 10000 PAID");
    assertThat(onTestClock("2025-01-01")).isEqualTo("2025-01-01");
  }

  /** The date of the invoice that a subscription gets on a test clock of that day. */
  private String onTestClock(String date) {
    String clock = Ids.next("clk");
    world
        .database
        .sql(
            """
            insert into test_clock (id, tenant, now_at, status, created_at)
            values (:id, :tenant, cast(:at as timestamptz), 'READY', now())
            """)
        .param("id", clock)
        .param("tenant", world.tenant)
        .param("at", World.noon(date).toString())
        .update();
    var identity = new Identity(world.merchantId, false, Ids.next("sub"), world.customer(), clock);
    var hours = new BillingSchedule(World.ZONE, LocalTime.MIDNIGHT);
    world.books.signUp(
        Subscription.signedUp(identity, hours, "DKK", BY_BANK, terms(date), null, null, null),
        "key_1",
        World.noon(date));
    return world
        .texts(
            "select issue_date::text from invoice where tenant = :tenant and subscription_id = '"
                + identity.subscriptionId()
                + "'")
        .getFirst();
  }

  private Terms terms(String start) {
    return Life.terms(world, start, 31000, "25", true);
  }

  @Test
  void aCreditNoteBearsTheDayItIsMade() {
    Life life = Life.of(world, "tok_ok", "2026-03-01", 31000);
    life.until("2026-03-05");
    life.pause("2026-03-11", "2026-03-21", AfterPause.KEEP_DATES, PauseSettlement.REFUND);
    life.awayUntil(World.noon("2026-03-26"));
    assertThat(
            world.texts(
                """
                select issue_date || ' ' || (total - lowered) from credit_note
                where tenant = :tenant
                """))
        .containsExactly("2026-03-26 10000");
    assertThat(life.invoices()).containsExactly("1001 2026-03-01 31000 PAID");
  }

  @Test
  void aGroupsMissedDatesBearTheDayTheyAreMade() {
    Life one = Life.of(world, "tok_ok", "2026-03-01", 31000);
    Life other = Life.ofCustomer(world, one.customer, "2026-03-01", 10000);
    var rhythm = Rhythm.anchoredAt(RhythmUnit.MONTH, 1, LocalDate.parse("2026-04-01"));
    var group =
        GroupLife.of(
            world,
            GroupLife.blank(one, rhythm, LocalDate.parse("2026-03-01")),
            List.of(one, other),
            Transition.ON_NEXT_DATE,
            one.now,
            new ArrayList<>());
    group.settle(List.of(one, other), World.noon("2026-05-03"));
    assertThat(
            world.texts(
                "select issue_date || ' ' || due_date || ' ' || total || ' ' ||"
                    + " substr(billing_key, length(group_id) + 2) from invoice"
                    + " where tenant = :tenant and group_id is not null order by number"))
        .containsExactly(
            "2026-05-03 2026-05-03 41000 2026-04-01", "2026-05-03 2026-05-03 41000 2026-05-01");
    Subscription member = world.books.load(one.state.identity()).subscription();
    assertThat(member.standing(LocalDate.parse("2026-05-03")).billedThrough())
        .isEqualTo(LocalDate.parse("2026-06-01"));
  }
}
