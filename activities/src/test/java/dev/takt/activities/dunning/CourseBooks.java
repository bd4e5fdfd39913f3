package dev.takt.activities.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import java.util.Set;

/** What must hold of the books, the cases and the messages of any course. */
final class CourseBooks {
  private CourseBooks() {}

  static void hold(RandomCourse course) {
    World world = course.world;
    nothingIsOpenEnded(world);
    theJournalAddsUp(world);
    casesAddUp(world);
    recoveredIsInTheJournal(world);
    service(course);
    MessageRules.hold(course);
    LadderRules.hold(course);
    holds(course);
  }

  private static void nothingIsOpenEnded(World world) {
    assertThat(
            world.texts(
                "select id || ' ' || status from payment where tenant = :tenant"
                    + " and status in ('UNKNOWN', 'PENDING')"))
        .isEmpty();
    assertThat(
            world.texts(
                """
                select d.id || ' ' || d.status || ' ' || i.status from dunning_case d
                join invoice i on i.id = d.invoice_id
                where d.tenant = :tenant
                  and (i.total = i.amount_paid + i.amount_credited + i.amount_written_off)
                    <> (d.status in ('RECOVERED', 'CREDITED', 'WRITTEN_OFF'))
                """))
        .as("cases that are closed with something due, or open with nothing due")
        .isEmpty();
  }

  private static void theJournalAddsUp(World world) {
    assertThat(world.balance("receivable"))
        .as("receivable = what is due")
        .isEqualTo(sum(world, "amount_due", "invoice"));
    assertThat(world.balance("bad_debt"))
        .as("given up")
        .isEqualTo(sum(world, "amount_written_off", "invoice"));
    assertThat(world.balance("gateway_clearing"))
        .as("what the gateway holds")
        .isEqualTo(
            world.number(
                """
                select coalesce(sum(c.amount), 0) from sandbox.charge c
                join invoice i on i.id = c.invoice_reference
                where i.tenant = :tenant and c.status = 'CAPTURED'
                """));
    long paid =
        world.number(
            "select coalesce(sum(amount), 0) from payment where tenant = :tenant"
                + " and status = 'SUCCEEDED'");
    assertThat(sum(world, "amount_paid", "invoice") - world.balance("overpayments"))
        .as("paid, or paid too much")
        .isEqualTo(paid);
  }

  private static long sum(World world, String what, String table) {
    return world.number(
        "select coalesce(sum(" + what + "), 0) from " + table + " where tenant = :tenant");
  }

  private static void casesAddUp(World world) {
    assertThat(
            world.texts(
                """
                select d.id || ': ' || d.amount || ' <> ' || d.recovered || ' + ' || d.credited
                  || ' + ' || d.written_off || ' + ' ||
                  (i.amount_due)
                from dunning_case d join invoice i on i.id = d.invoice_id
                where d.tenant = :tenant and d.opened_at is not null
                  and d.amount <> d.recovered + d.credited + d.written_off
                    + i.amount_due
                """))
        .as("amount = recovered + credited + written off + due")
        .isEmpty();
  }

  /** The report of recovery adds up these rows: each is a payment of the journal. */
  private static void recoveredIsInTheJournal(World world) {
    assertThat(
            world.texts(
                """
                select r.payment_id || ' ' || r.amount from dunning_recovery r
                where r.tenant = :tenant and r.amount <> (select coalesce(sum(p.amount), 0)
                  from posting p where p.tenant = r.tenant and p.document_id = r.payment_id
                    and p.what = 'payment' and p.credit in ('receivable', 'bad_debt'))
                """))
        .as("recovered, and not in the journal")
        .isEmpty();
    assertThat(
            world.texts(
                """
                select d.id || ' ' || d.recovered from dunning_case d
                where d.tenant = :tenant and d.recovered <> (select coalesce(sum(r.amount), 0)
                  from dunning_recovery r where r.case_id = d.id)
                """))
        .isEmpty();
    assertThat(
            world.texts(
                """
                select p.document_id from posting p join dunning_case d on d.invoice_id = p.invoice_id
                join payment y on y.id = p.document_id
                where p.tenant = :tenant and p.what = 'payment'
                  and p.credit in ('receivable', 'bad_debt')
                  and y.settled_at > d.opened_at and not exists (select 1 from dunning_recovery r
                    where r.payment_id = p.document_id)
                """))
        .as("in the journal, and not recovered")
        .isEmpty();
  }

  private static void service(RandomCourse course) {
    Set<String> closed =
        Set.copyOf(
            course.world.texts(
                "select invoice_id from dunning_case where tenant = :tenant"
                    + " and status in ('RECOVERED', 'CREDITED', 'WRITTEN_OFF')"));
    for (SimulatedDebt debt : course.pursued) {
      if (closed.contains(debt.invoiceId)) {
        assertThat(debt.isOver()).as("%s is settled", debt.invoiceId).isTrue();
        assertThat(course.service.isWithheldFor(debt.invoiceId))
            .as("service withheld for %s, which is settled", debt.invoiceId)
            .isFalse();
      }
    }
  }

  private static void holds(RandomCourse course) {
    for (Meddling.Hold hold : course.holds()) {
      assertThat(Told.tries(course.world))
          .as("%s", hold)
          .noneMatch(
              tried ->
                  tried.invoiceId().equals(hold.invoiceId())
                      && tried.isDunnings()
                      && tried.at().isAfter(hold.from())
                      && tried.at().isBefore(hold.to()));
      assertThat(Told.steps(course.world))
          .as("%s", hold)
          .noneMatch(
              step ->
                  step.invoiceId().equals(hold.invoiceId())
                      && Set.of("MESSAGE", "SUSPEND", "END", "WRITE_OFF").contains(step.kind())
                      && !"PAYMENT_RECEIVED".equals(step.template())
                      && step.at().isAfter(hold.from())
                      && step.at().isBefore(hold.to()));
    }
  }
}
