package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Transition;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One customer, one invoice: whose credit lowers what on it, in the real books. */
class JointCreditTest {
  private final GroupedWorld all = new GroupedWorld("tok_ok");

  @AfterEach
  void theJournalAddsUp() {
    JournalSums.hold(all.world);
  }

  private Life member(long price, String rate, boolean includesVat) {
    Life life =
        new Life(
            all.world,
            all.customer,
            Life.terms(all.world, "2026-02-01", price, rate, includesVat),
            Life.card());
    all.lives.add(life);
    return life;
  }

  /** All are billed for February alone, and together from March on. */
  private void group(Life... members) {
    LocalDate today = LocalDate.parse("2026-02-01");
    all.until(today);
    Rhythm monthly = Rhythm.anchoredAt(RhythmUnit.MONTH, 1, LocalDate.parse("2026-03-01"));
    all.groups.add(
        GroupLife.of(
            all.world,
            GroupLife.blank(members[0], monthly, today),
            List.of(members),
            Transition.ON_NEXT_DATE,
            GroupedWorld.startOf(today),
            all.log));
  }

  private void until(String date) {
    all.until(LocalDate.parse(date));
  }

  private List<String> jointInvoices() {
    return all.world.texts(
        "select issue_date || ' ' || total || ' ' || status from invoice"
            + " where tenant = :tenant and group_id is not null order by number");
  }

  private List<String> linesOf(String date, Life life) {
    return all.world.texts(
        """
        select l.kind || ' ' || l.service_from || '/' || l.service_to || ' ' || l.amount
        from invoice_line l join invoice i on i.id = l.invoice_id
        where i.tenant = :tenant and i.group_id is not null and i.issue_date = '%s'
          and l.subscription_id = '%s' order by l.position
        """
            .formatted(date, life.id));
  }

  private long deferred(Life life, String through) {
    return all.world.number(
        """
        select coalesce(sum(case when credit = 'deferred_revenue' then amount else -amount end), 0)
        from posting where tenant = :tenant and subscription_id = '%s' and booked_on <= '%s'
          and 'deferred_revenue' in (debit, credit)
        """
            .formatted(life.id, through));
  }

  @Test
  void whatIsLeftOfAMembersCreditLowersTheOthersLines() {
    Life a = member(31_000, "25", true);
    Life b = member(40_000, "25", true);
    group(a, b);
    until("2026-02-02");
    assertThat(a.price("2026-02-03", 1_000)).isNull();
    until("2026-04-01");
    assertThat(linesOf("2026-03-01", a))
        .containsExactly(
            "SERVICE 2026-03-01/2026-04-01 1000", "ADJUSTMENT 2026-02-03/2026-03-01 -27857");
    assertThat(linesOf("2026-03-01", b)).containsExactly("SERVICE 2026-03-01/2026-04-01 40000");
    assertThat(jointInvoices()).containsExactly("2026-03-01 13143 PAID", "2026-04-01 41000 PAID");
    assertThat(deferred(a, "2026-03-31")).as("deferred of A, when March is earned").isZero();
    assertThat(deferred(b, "2026-03-31")).as("deferred of B, when March is earned").isZero();
  }

  @Test
  void aPausedMembersBalanceIsTheCustomersOnTheSameInvoice() {
    Life a = member(31_000, "25", true);
    Life b = member(40_000, "12.5", false);
    group(a, b);
    until("2026-03-05");
    assertThat(a.pause("2026-03-11", null, AfterPause.KEEP_DATES, PauseSettlement.BALANCE))
        .isNull();
    until("2026-04-01");
    assertThat(linesOf("2026-04-01", a)).containsExactly("ADJUSTMENT 2026-03-11/2026-04-01 -21000");
    assertThat(jointInvoices()).last().isEqualTo("2026-04-01 " + (45_000 - 21_000) + " PAID");
    assertThat(
            all.world.texts(
                "select vat::text from invoice where tenant = :tenant order by number desc limit"
                    + " 1"))
        .containsExactly(
            "[{\"vat\": 5000, \"base\": 40000, \"rate\": \"12.5\"},"
                + " {\"vat\": -4200, \"base\": -16800, \"rate\": \"25\"}]");
    assertThat(deferred(a, "2026-04-30")).isZero();
  }

  @Test
  void whatAnEndedMemberLeavesSaysWhoseItWasAndForWhichTime() {
    Life a = member(31_000, "25", false);
    Life b = member(40_000, "12.5", true);
    group(a, b);
    until("2026-03-05");
    assertThat(a.cancel("2026-03-11", Cancellation.Settlement.BALANCE)).isNull();
    until("2026-04-01");
    assertThat(linesOf("2026-04-01", a)).containsExactly("ADJUSTMENT 2026-03-11/2026-04-01 -21000");
    assertThat(jointInvoices()).last().isEqualTo("2026-04-01 " + (40_000 - 26_250) + " PAID");
    assertThat(
            all.world.texts(
                """
                select c.from_subscription_id || ' ' || c.remaining from invoice_line l
                join customer_credit c on c.id = l.customer_credit_id
                where l.tenant = :tenant
                """))
        .containsExactly(a.id + " 0");
    assertThat(all.world.balance("customer_credit")).isZero();
  }
}
