package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.Transition;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Money that came in and was not owed: it pays the next invoices, or goes back when asked for. */
class CustomerMoneyTest {
  private World world = new World();

  @AfterEach
  void theJournalAddsUp() {
    JournalSums.hold(world);
  }

  private Life byBank(String customer) {
    return new Life(
        world,
        customer,
        Life.terms(world, "2026-03-01", 31_000, "25", true),
        new CollectionMethod(CollectionMethod.Means.INVOICE, 14, null));
  }

  private void receive(Life life, int invoice, long amount) {
    String id =
        world.texts("select id from invoice where tenant = :tenant order by number").get(invoice);
    var registered =
        world.payments.receive(
            world.tenant, Ids.next("pay"), id, amount, life.today(), "giro", life.now);
    assertThat(registered.refusal()).isNull();
  }

  private List<String> invoices() {
    return world.texts(
        """
        select issue_date || ' ' || total || ' ' || amount_paid || ' ' || status
        from invoice where tenant = :tenant order by number
        """);
  }

  private List<String> events(String type) {
    return world.texts(
        "select data ->> 'amount' from event where tenant = :tenant and type = '"
            + type
            + "' order by id");
  }

  @Test
  void whatIsTooMuchPaysTheNextInvoices() {
    Life life = byBank(world.customer());
    receive(life, 0, 70_000);
    assertThat(-world.balance("overpayments")).isEqualTo(39_000);
    life.until("2026-05-01");

    assertThat(invoices())
        .containsExactly(
            "2026-03-01 31000 31000 PAID",
            "2026-04-01 31000 31000 PAID",
            "2026-05-01 31000 8000 OPEN");
    // It is money: totals and VAT stand.
    assertThat(-world.balance("vat_payable")).isEqualTo(3 * 6_200);
    assertThat(world.balance("overpayments")).isZero();
    assertThat(events("balance.added")).containsExactly("39000");
    assertThat(events("balance.used")).containsExactly("31000", "8000");
    // Nobody waits for the money of an invoice that was paid as it was issued.
    assertThat(
            world.texts(
                """
                select i.issue_date::text from dunning_case d join invoice i on i.id = d.invoice_id
                where d.tenant = :tenant
                """))
        .containsExactly("2026-05-01");
  }

  @Test
  void ofACardOnlyTheRestIsCharged() {
    Life life = Life.of(world, "tok_ok", "2026-03-01", 31_000);
    // Twice: it was paid by card already.
    receive(life, 0, 20_000);
    receive(life, 0, 21_000);
    life.until("2026-05-01");
    assertThat(invoices())
        .containsExactly(
            "2026-03-01 31000 31000 PAID",
            "2026-04-01 31000 31000 PAID",
            "2026-05-01 31000 31000 PAID");
    assertThat(charges()).containsExactly("31000 0", "21000 0");
    assertThat(events("balance.used")).containsExactly("20000", "11000", "10000");
  }

  private List<String> charges() {
    return world.texts(
        """
        select c.amount || ' ' || c.amount_refunded from sandbox.charge c
        join invoice i on i.id = c.invoice_reference
        where i.tenant = :tenant and c.decline_code is null order by c.id
        """);
  }

  @Test
  void aJointInvoiceIsPaidFromIt() {
    var all = new GroupedWorld("tok_ok");
    world = all.world;
    for (long price : List.of(30_000L, 20_000L)) {
      all.lives.add(Life.ofCustomer(world, all.customer, "2026-02-01", price));
    }
    receive(all.lives.getFirst(), 0, 45_000);
    LocalDate first = LocalDate.of(2026, 3, 1);
    all.until(LocalDate.of(2026, 2, 10));
    all.groups.add(
        GroupLife.of(
            world,
            GroupLife.blank(
                all.lives.getFirst(),
                Rhythm.anchoredAt(RhythmUnit.MONTH, 1, first),
                LocalDate.of(2026, 2, 10)),
            all.lives,
            Transition.ON_NEXT_DATE,
            GroupedWorld.startOf(LocalDate.of(2026, 2, 10)),
            all.log));
    all.until(LocalDate.of(2026, 3, 2));
    assertThat(invoices())
        .containsExactly(
            "2026-02-01 30000 30000 PAID",
            "2026-02-01 20000 20000 PAID",
            "2026-03-01 50000 50000 PAID");
    assertThat(charges()).containsExactly("30000 0", "20000 0", "5000 0");
  }

  @Test
  void whatPaysAnInvoiceThatWasGivenUpIsARecoveredLoss() {
    Life life = Life.of(world, "tok_do_not_honor", "2026-03-01", 31_000);
    String invoice = world.texts("select id from invoice where tenant = :tenant").getFirst();
    world.payments.writeOff(world.tenant, invoice, "gone", life.now, "off_1");
    receive(life, 0, 10_000);
    assertThat(invoices()).containsExactly("2026-03-01 31000 10000 WRITTEN_OFF");
    assertThat(world.balance("bad_debt")).isEqualTo(21_000);
    receive(life, 0, 30_000);
    assertThat(invoices()).containsExactly("2026-03-01 31000 31000 PAID");
    assertThat(world.balance("bad_debt")).isZero();
    assertThat(-world.balance("overpayments")).isEqualTo(9_000);
    assertThat(
            world.texts(
                "select status from dunning_case where tenant = :tenant and opened_at is not null"))
        .containsExactly("RECOVERED");
    assertThat(
            world.number(
                "select count(*) from event where tenant = :tenant and type = 'invoice.paid'"))
        .isEqualTo(1);
  }

  @Test
  void whatComesForACreditedInvoiceIsTheCustomers() {
    Life life = byBank(world.customer());
    life.cancel("2026-03-01", Cancellation.Settlement.REFUND);
    life.until("2026-03-02");
    assertThat(invoices()).containsExactly("2026-03-01 31000 0 CREDITED");
    receive(life, 0, 31_000);
    assertThat(invoices()).containsExactly("2026-03-01 31000 0 CREDITED");
    assertThat(-world.balance("overpayments")).isEqualTo(31_000);
  }

  @Test
  void whatCameByBankIsTransferredBackByTheMerchant() {
    Life life = byBank(world.customer());
    receive(life, 0, 40_000);
    assertThat(refused(refund(life, 9_001L, "req_1"))).isEqualTo("amount_exceeds_balance");
    assertThat(refund(life, 4_000L, "req_2").refusal()).isNull();
    assertThat(refund(life, 4_000L, "req_2").refusal()).isNull();
    assertThat(refunds()).containsExactly("4000 TO_TRANSFER");
    assertThat(events("refund.to_transfer")).containsExactly("4000");

    String refund = world.texts("select id from refund where tenant = :tenant").getFirst();
    assertThat(transferred(life, refund, "req_3")).isNull();
    assertThat(transferred(life, refund, "req_3")).isNull();
    assertThat(Objects.requireNonNull(transferred(life, refund, "req_4")).code())
        .isEqualTo("refund_not_to_transfer");
    assertThat(refunds()).containsExactly("4000 SUCCEEDED");
    assertThat(events("payment.refunded")).containsExactly("4000");
    assertThat(world.balance("bank")).isEqualTo(36_000);
    assertThat(world.balance("refunds_payable")).isZero();

    assertThat(refund(life, null, "req_5").refusal()).isNull();
    assertThat(refused(refund(life, null, "req_6"))).isEqualTo("balance_empty");
    assertThat(world.balance("overpayments")).isZero();
  }

  private Payments.BalanceRefund refund(Life life, @Nullable Long amount, String request) {
    var planned =
        world.payments.refundBalance(world.tenant, life.customer, "DKK", amount, request, life.now);
    planned.refundIds().forEach(id -> world.payments.refund(world.tenant, id, life.now));
    return planned;
  }

  private static String refused(Payments.BalanceRefund planned) {
    return Objects.requireNonNull(planned.refusal()).code();
  }

  private @Nullable Refusal transferred(Life life, String refund, String request) {
    return world
        .payments
        .transferred(world.tenant, refund, life.today(), "giro", request, life.now)
        .refusal();
  }

  private List<String> refunds() {
    return world.texts(
        "select amount || ' ' || status from refund where tenant = :tenant order by id");
  }

  @Test
  void whatCameByCardGoesBackToTheCard() {
    Life life = Life.of(world, "tok_ok", "2026-03-01", 31_000);
    // As if the charge had come after the transfer: its money is what was too much.
    receive(life, 0, 5_000);
    world
        .database
        .sql(
            """
            update customer_money set payment_id =
              (select id from payment where tenant = ? and gateway <> 'bank')
            where tenant = ?
            """)
        .params(List.of(world.tenant, world.tenant))
        .update();
    refund(life, null, "req_1");
    assertThat(refunds()).containsExactly("5000 SUCCEEDED");
    assertThat(charges()).containsExactly("31000 5000");
    assertThat(world.balance("overpayments")).isZero();
  }

  @Test
  void whatTheCardTakesNoLongerIsToBeTransferred() {
    Life life = Life.of(world, "tok_ok", "2026-03-01", 31_000);
    // The gateway has given it back itself, and knows no more of it.
    world
        .database
        .sql(
            """
            update sandbox.charge set amount_refunded = amount, status = 'REFUNDED'
            where invoice_reference in (select id from invoice where tenant = ?)
            """)
        .param(world.tenant)
        .update();
    life.cancel("2026-03-16", Cancellation.Settlement.REFUND);
    life.until("2026-03-17");
    assertThat(refunds()).containsExactly("16000 TO_TRANSFER");
    assertThat(events("refund.to_transfer")).containsExactly("16000");
    assertThat(world.texts("select failure from refund where tenant = :tenant"))
        .containsExactly("amount_exceeds_charge");
    String refund = world.texts("select id from refund where tenant = :tenant").getFirst();
    assertThat(transferred(life, refund, "req_1")).isNull();
    assertThat(-world.balance("bank")).isEqualTo(16_000);
    world
        .database
        .sql(
            """
            update sandbox.charge set amount_refunded = 0, status = 'CAPTURED'
            where invoice_reference in (select id from invoice where tenant = ?)
            """)
        .param(world.tenant)
        .update();
  }
}
