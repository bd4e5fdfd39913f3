package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.TermsChange;
import dev.takt.workflows.timeline.Transition;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Money goes back the way it came, and the notes of an invoice add up to it at most. */
class MoneyBackTest {
  private final World world = new World();

  @AfterEach
  void theBooksAgree() {
    JournalSums.hold(world);
    MoneySums.hold(world);
  }

  /** A credit note each: number of its invoice, total, what of it lowered, VAT. */
  private List<String> notes() {
    return world.texts(
        """
        select i.number || ': ' || c.total || ' ' || c.lowered || ' VAT '
          || (select sum((v ->> 'vat')::bigint) from jsonb_array_elements(c.vat) v)
        from credit_note c join invoice i on i.id = c.invoice_id
        where c.tenant = :tenant order by c.number
        """);
  }

  /** What the gateway gave back, by number of the invoice that was charged. */
  private List<String> givenBack() {
    return world.texts(
        """
        select i.number || ': ' || c.amount_refunded || ' of ' || c.amount from sandbox.charge c
        join invoice i on i.id = c.invoice_reference
        where i.tenant = :tenant and c.amount_refunded > 0 order by i.number
        """);
  }

  private List<String> refunds() {
    return world.texts(
        "select status || ' ' || amount || coalesce(' ' || failure, '') from refund"
            + " where tenant = :tenant order by created_at, id");
  }

  private long balance() {
    return world.number(
        "select coalesce(sum(remaining), 0) from customer_credit where tenant = :tenant");
  }

  private static void end(Life life, Cancellation.Settlement settlement) {
    assertThat(life.cancel(life.today().toString(), settlement)).isNull();
    assertThat(life.state.progress().endedOn()).isEqualTo(life.today());
  }

  @Test
  void ofAMemberItGoesBackToTheJointPayment() {
    var grouped = new GroupedWorld("tok_ok");
    var first = Life.ofCustomer(grouped.world, grouped.customer, "2026-06-01", 30_000);
    var second = Life.ofCustomer(grouped.world, grouped.customer, "2026-06-01", 20_000);
    grouped.lives.addAll(List.of(first, second));
    LocalDate today = LocalDate.parse("2026-06-02");
    grouped.until(today);
    var rhythm = Rhythm.anchoredAt(RhythmUnit.MONTH, 1, LocalDate.parse("2026-07-01"));
    grouped.groups.add(
        GroupLife.of(
            grouped.world,
            GroupLife.blank(first, rhythm, today),
            grouped.lives,
            Transition.ON_NEXT_DATE,
            GroupedWorld.startOf(today),
            grouped.log));
    grouped.until(LocalDate.parse("2026-07-11"));
    end(first, Cancellation.Settlement.REFUND);
    assertThat(
            grouped.world.texts(
                """
                select c.amount || ' ' || c.amount_refunded from sandbox.charge c
                join invoice i on i.id = c.invoice_reference
                where i.tenant = :tenant and i.group_id is not null
                """))
        .containsExactly("50000 " + (30_000 - 9_677));
    JournalSums.hold(grouped.world);
    MoneySums.areSettled(grouped.world);
  }

  @Test
  void anEndInThePastLowersWhatIsUnpaidFirstAndGoesBackToEachPayment() {
    Life life = Life.of(world, "tok_ok", "2026-03-01", 31_000);
    life.until("2026-05-20");
    String card = world.addCard(life.customer, "tok_insufficient_funds");
    assertThat(life.ask(new Request.ChangePaymentMethod(card))).isNull();
    life.until("2026-06-02");
    world.closeBooks("2026-03-31");
    assertThat(life.ask(endedOn("2026-03-31")))
        .isNotNull()
        .extracting("code")
        .isEqualTo("books_closed");
    assertThat(life.ask(endedOn("2026-04-16"))).isNull();
    assertThat(life.state.progress().endedOn()).isEqualTo(LocalDate.parse("2026-04-16"));
    assertThat(life.invoices())
        .containsExactly(
            "1001 2026-03-01 31000 PAID",
            "1002 2026-04-01 31000 PAID",
            "1003 2026-05-01 31000 PAID",
            "1004 2026-06-01 31000 CREDITED");
    assertThat(
            world.texts(
                """
                select i.number || ' ' || p.amount_refunded from payment p
                join invoice i on i.id = p.invoice_id
                where p.tenant = :tenant and p.status = 'SUCCEEDED' order by i.number
                """))
        .containsExactly("1001 0", "1002 15500", "1003 31000");
  }

  private static Request.Cancel endedOn(String date) {
    return new Request.Cancel(
        Cancellation.When.ON_DATE,
        LocalDate.parse(date),
        Cancellation.Settlement.REFUND,
        Cancellation.Receivables.CONTINUE_DUNNING,
        null,
        true);
  }

  @Test
  void throughABalanceItGoesBackToTheCardThatPaidForIt() {
    String customer = world.customerWithCard("tok_ok");
    var first = Life.ofCustomer(world, customer, "2026-06-01", 30_000);
    end(first, Cancellation.Settlement.BALANCE);
    assertThat(balance()).isEqualTo(30_000);
    var second = Life.ofCustomer(world, customer, "2026-06-01", 20_000);
    assertThat(second.invoices()).containsExactly("1002 2026-06-01 0 PAID");
    second.until("2026-06-16");
    end(second, Cancellation.Settlement.REFUND);
    assertThat(notes()).containsExactly("1001: 10000 0 VAT 2000");
    assertThat(givenBack()).containsExactly("1001: 10000 of 30000");
    assertThat(balance()).isEqualTo(10_000);
    MoneySums.areSettled(world);
  }

  @Test
  void throughManyInvoicesEachGivesBackWhatWasPaidOfIt() {
    String customer = world.customerWithCard("tok_ok");
    var first = Life.ofCustomer(world, customer, "2026-06-01", 10_000);
    end(first, Cancellation.Settlement.BALANCE);
    var second = Life.ofCustomer(world, customer, "2026-06-01", 15_000);
    end(second, Cancellation.Settlement.BALANCE);
    var third = Life.ofCustomer(world, customer, "2026-06-01", 17_000);
    end(third, Cancellation.Settlement.BALANCE);
    var fourth = Life.ofCustomer(world, customer, "2026-06-01", 30_000);
    assertThat(
            world.texts("select total::text from invoice where tenant = :tenant order by number"))
        .containsExactly("10000", "5000", "2000", "13000");
    end(fourth, Cancellation.Settlement.REFUND);
    assertThat(notes())
        .containsExactly(
            "1004: 13000 0 VAT 2600",
            "1003: 2000 0 VAT 400",
            "1002: 5000 0 VAT 1000",
            "1001: 10000 0 VAT 2000");
    assertThat(givenBack())
        .containsExactly(
            "1001: 10000 of 10000",
            "1002: 5000 of 5000",
            "1003: 2000 of 2000",
            "1004: 13000 of 13000");
    MoneySums.areSettled(world);
  }

  /** What another subscription's balance had paid is balance again, and knows where it is from. */
  @Test
  void aPauseRestoresABalance() {
    String customer = world.customerWithCard("tok_ok");
    var first = Life.ofCustomer(world, customer, "2026-06-01", 30_000);
    end(first, Cancellation.Settlement.BALANCE);
    var second = Life.ofCustomer(world, customer, "2026-06-01", 40_000);
    assertThat(second.invoices()).containsExactly("1002 2026-06-01 10000 PAID");
    assertThat(
            second.pause("2026-06-16", "2026-07-01", AfterPause.KEEP_DATES, PauseSettlement.REFUND))
        .isNull();
    second.until("2026-06-16");
    assertThat(notes()).containsExactly("1002: 10000 0 VAT 2000");
    assertThat(givenBack()).containsExactly("1002: 10000 of 10000");
    assertThat(balance()).isEqualTo(10_000);
    second.until("2026-07-01");
    assertThat(second.invoices()).contains("1003 2026-07-01 30000 PAID");
    end(second, Cancellation.Settlement.REFUND);
    assertThat(givenBack())
        .containsExactly("1001: 10000 of 30000", "1002: 10000 of 10000", "1003: 30000 of 30000");
    assertThat(balance()).isZero();
    assertThat(world.balance("deferred_revenue")).isZero();
    MoneySums.areSettled(world);
  }

  /** A pause that reaches further back than is remembered knows what was restored. */
  @Test
  void whatWasRestoredIsNotGivenBackAgain() {
    String customer = world.customerWithCard("tok_ok");
    var first = Life.ofCustomer(world, customer, "2026-01-01", 30_000);
    end(first, Cancellation.Settlement.BALANCE);
    var second = Life.ofCustomer(world, customer, "2026-01-01", 30_000);
    second.pause("2026-01-11", "2026-01-21", AfterPause.KEEP_DATES, PauseSettlement.REFUND);
    second.until("2026-08-02");
    long before = balance();
    assertThat(
            second.pause(
                "2026-01-05", "2026-01-11", AfterPause.KEEP_DATES, PauseSettlement.BALANCE))
        .isNull();
    second.until("2026-09-01");
    end(second, Cancellation.Settlement.BALANCE);
    assertThat(before).isZero();
    ReckonedEnd.paidItsTime(second);
    assertThat(world.balance("deferred_revenue")).isZero();
  }

  @Test
  void theBalanceOfAnUnpaidInvoiceLowersIt() {
    String customer = world.customerWithCard("tok_do_not_honor");
    var first = Life.ofCustomer(world, customer, "2026-06-01", 30_000);
    assertThat(first.price("2026-06-01", 10_000)).isNull();
    first.until("2026-07-01");
    assertThat(first.invoices())
        .containsExactly("1001 2026-06-01 30000 OPEN", "1002 2026-07-01 0 PAID");
    end(first, Cancellation.Settlement.REFUND);
    assertThat(notes()).containsExactly("1001: 20000 20000 VAT 4000");
    assertThat(refunds()).isEmpty();
  }

  /** 650 a year changed to 65 a month: no note stands on an invoice of 0. */
  @Test
  void aNoteStandsOnTheInvoiceWhoseMoneyItIs() {
    String plan = world.plan(6_500, "25", true);
    var life =
        new Life(
            world,
            world.customerWithCard("tok_ok"),
            new Terms(
                LocalDate.parse("2026-01-01"),
                RhythmUnit.YEAR,
                1,
                null,
                BillingTiming.IN_ADVANCE,
                0,
                new Price(plan, "År", 65_000, 1, "25", true)),
            Life.card());
    assertThat(
            life.ask(
                new Request.ChangeTerms(
                    Ids.next("chg"),
                    TermsChange.When.ON_DATE,
                    LocalDate.parse("2026-01-01"),
                    null,
                    null,
                    new TermsChange.Plan(plan, "Måned", RhythmUnit.MONTH, 1, 6_500, "25", true))))
        .isNull();
    life.until("2026-04-01");
    assertThat(life.invoices()).hasSize(5).filteredOn(text -> text.contains(" 0 PAID")).hasSize(4);
    end(life, Cancellation.Settlement.REFUND);
    assertThat(notes()).allMatch(note -> note.startsWith("1001: "));
    assertThat(world.number("select sum(total) from credit_note where tenant = :tenant"))
        .isEqualTo(65_000 - 3 * 6_500);
    MoneySums.areSettled(world);
  }

  @Test
  void theVatOfTheNotesAddsUpToTheInvoices() {
    for (var included : Map.of(false, 10_004L, true, 10_003L).entrySet()) {
      var own = new World();
      var life =
          new Life(
              own,
              own.customerWithCard("tok_ok"),
              Life.terms(own, "2026-06-01", included.getValue(), "25", included.getKey()),
              Life.card());
      life.until("2026-06-16");
      assertThat(
              life.pause("2026-06-01", "2026-06-16", AfterPause.KEEP_DATES, PauseSettlement.REFUND))
          .isNull();
      end(life, Cancellation.Settlement.REFUND);
      assertThat(own.number("select count(*) from credit_note where tenant = :tenant"))
          .isEqualTo(2);
      for (String part : List.of("base", "vat")) {
        String sum =
            "select sum((v ->> '"
                + part
                + "')::bigint) from %s d cross join jsonb_array_elements(d.vat) v where tenant ="
                + " :tenant";
        assertThat(own.number(sum.formatted("credit_note")))
            .as(part)
            .isEqualTo(own.number(sum.formatted("invoice")));
      }
      assertThat(own.number("select sum(amount_refunded) from payment where tenant = :tenant"))
          .isEqualTo(own.number("select sum(total) from invoice where tenant = :tenant"));
      JournalSums.hold(own);
      MoneySums.areSettled(own);
    }
  }

  @Test
  void whatCameByBankIsToBeTransferred() {
    var life =
        new Life(
            world,
            world.customer(),
            Life.terms(world, "2026-06-01", 30_000, "25", true),
            new CollectionMethod(CollectionMethod.Means.INVOICE, 14, null));
    String invoice = world.texts("select id from invoice where tenant = :tenant").getFirst();
    assertThat(
            world
                .payments
                .receive(
                    world.tenant, Ids.next("pay"), invoice, 20_000, life.today(), null, life.now)
                .refusal())
        .isNull();
    end(life, Cancellation.Settlement.REFUND);
    assertThat(notes()).containsExactly("1001: 30000 10000 VAT 6000");
    assertThat(refunds()).containsExactly("TO_TRANSFER 20000");
    assertThat(
            world.texts(
                "select data ->> 'amount' from event"
                    + " where tenant = :tenant and type = 'refund.to_transfer'"))
        .containsExactly("20000");
    assertThat(
            world.texts(
                """
                select (data ->> 'lowered') || ' ' || (data ->> 'toRefund') || ' '
                  || (data ->> 'toTransfer')
                from event where tenant = :tenant and type = 'invoice.credited'
                """))
        .containsExactly("10000 0 20000");
  }

  /** The merchant has given it back in the gateway's own pages: nothing is left of the charge. */
  @Test
  void whatTheGatewayRefusesIsToBeTransferred() {
    var life = Life.of(world, "tok_ok", "2026-06-01", 30_000);
    life.until("2026-06-02");
    world
        .database
        .sql("update sandbox.charge set amount_refunded = amount where customer_reference = ?")
        .param(life.customer)
        .update();
    end(life, Cancellation.Settlement.REFUND);
    assertThat(refunds()).containsExactly("TO_TRANSFER 29000 amount_exceeds_charge");
    assertThat(
            world.texts(
                "select data ->> 'amount' from event"
                    + " where tenant = :tenant and type = 'refund.to_transfer'"))
        .containsExactly("29000");
    assertThat(world.number("select sum(amount_refunded) from payment where tenant = :tenant"))
        .isZero();
    world
        .database
        .sql("update sandbox.charge set amount_refunded = 0 where customer_reference = ?")
        .param(life.customer)
        .update();
  }

  /** Each rate has its VAT: of the second's time nothing, of the first's what was used. */
  @Test
  void throughABalanceOfAnotherVatRate() {
    String customer = world.customerWithCard("tok_ok");
    var first =
        new Life(
            world, customer, Life.terms(world, "2026-06-01", 30_000, "12.5", true), Life.card());
    end(first, Cancellation.Settlement.BALANCE);
    var second = Life.ofCustomer(world, customer, "2026-06-01", 20_000);
    assertThat(second.invoices()).containsExactly("1002 2026-06-01 0 PAID");
    second.until("2026-06-16");
    end(second, Cancellation.Settlement.REFUND);
    assertThat(notes()).containsExactlyInAnyOrder("1002: 0 0 VAT 889", "1001: 10000 0 VAT 1111");
    assertThat(givenBack()).containsExactly("1001: 10000 of 30000");
    assertThat(balance()).isEqualTo(10_000);
    assertThat(-world.balance("vat_payable"))
        .as("of the days used, and of the balance that no invoice has used yet")
        .isEqualTo(2_000 + 1_111);
    MoneySums.areSettled(world);
  }
}
