package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.port.SubscriptionStore;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Step;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.Transition;
import java.time.LocalDate;
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
    assertThat(
            world.number(
                """
                select count(*) from invoice one join invoice later using (tenant)
                where tenant = :tenant and later.number > one.number
                  and later.issue_date < one.issue_date
                """))
        .as("dates that go backwards along the numbers")
        .isZero();
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
