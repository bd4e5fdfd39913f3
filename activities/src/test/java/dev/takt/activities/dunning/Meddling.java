package dev.takt.activities.dunning;

import dev.takt.activities.World;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.workflow.DunningCaseStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What people do to debts, at any point. What is refused is as good as what is granted. */
final class Meddling {
  private final RandomCourse course;
  private final DunningCaseStore books = World.bean(DunningCaseStore.class);

  /** Holds: nothing may be done about the invoice from the one instant to the other. */
  final List<Hold> holds = new ArrayList<>();

  Meddling(RandomCourse course) {
    this.course = course;
  }

  /** A hold that was granted. */
  record Hold(String invoiceId, Instant from, Instant to) {}

  void meddle() {
    RandomCourse.Debtor debtor = course.debtors.get(course.random.nextInt(course.debtors.size()));
    if (course.random.nextInt(4) == 0) {
      course.bill(debtor);
      return;
    }
    if (course.pursued.isEmpty()) {
      return;
    }
    SimulatedDebt debt = course.pursued.get(course.random.nextInt(course.pursued.size()));
    switch (course.random.nextInt(12)) {
      case 0, 1 -> newCard(debtor);
      case 2, 3 -> course.ask(debt.invoiceId, "try", someCard(debtor));
      case 4 -> course.ask(debt.invoiceId, "page", null);
      case 5 -> pay(debt, 1 + course.random.nextInt(60));
      case 6 -> pay(debt, 100);
      case 7 -> {
        int percent = course.random.nextInt(4) == 0 ? 100 : 1 + course.random.nextInt(50);
        course.debts.credit(debt.invoiceId, percent, course.now);
        log(debt, "credited " + percent + " %");
      }
      case 8 -> {
        if (course.random.nextInt(3) == 0) {
          course.world.payments.writeOff(
              course.world.tenant, debt.invoiceId, "gone", course.now, course.now.toString());
          log(debt, "written off");
        }
      }
      case 9 -> hold(debt);
      case 10 -> wish(debt, null, true, null);
      default -> rare(debtor, debt);
    }
    course.told(debt.invoiceId);
  }

  private void rare(RandomCourse.Debtor debtor, SimulatedDebt debt) {
    switch (course.random.nextInt(3)) {
      case 0 -> {
        course.debts.removeCards(debtor.customer());
        course.log.add(course.now + " no card any more: " + debtor.customer());
      }
      case 1 -> {
        debt.begin();
        log(debt, "workflow lost");
      }
      default -> wish(debt, null, false, course.debts.due(debt.invoiceId) / 2);
    }
  }

  private void newCard(RandomCourse.Debtor debtor) {
    List<String> known =
        course.world.texts(
            "select x.token || ' ' || m.brand from payment_method m"
                + " join sandbox.method x on x.id = m.gateway_reference"
                + " where m.tenant = :tenant and m.customer_id = '"
                + debtor.customer()
                + "' order by m.id");
    String token = RandomCards.token(course.random);
    String brand = RandomCards.brand(course.random);
    if (course.random.nextInt(3) == 0) {
      // The same card once more.
      String[] old = known.get(course.random.nextInt(known.size())).split(" ", -1);
      token = old[0];
      brand = old[1];
    }
    course.debts.card(debtor.customer(), token, brand, true, course.now);
    course.log.add(course.now + " new card " + brand + " " + token + " of " + debtor.customer());
    course.pursued.forEach(SimulatedDebt::look);
  }

  private @Nullable String someCard(RandomCourse.Debtor debtor) {
    if (course.random.nextBoolean()) {
      return null;
    }
    List<String> cards =
        course.world.texts(
            "select id from payment_method where tenant = :tenant and status <> 'REMOVED'"
                + " and customer_id = '"
                + debtor.customer()
                + "' order by id");
    return cards.isEmpty() ? null : cards.get(course.random.nextInt(cards.size()));
  }

  private void pay(SimulatedDebt debt, int percent) {
    long amount = Math.max(1, course.debts.due(debt.invoiceId) * percent / 100);
    LocalDate today = course.now.atZone(World.ZONE).toLocalDate();
    // Nobody transfers money in the moment in which a charge is lost.
    course.world.letAnHourPass();
    var registered =
        course.world.payments.receive(
            course.world.tenant, Ids.next("pay"), debt.invoiceId, amount, today, null, course.now);
    log(debt, "by bank " + amount + " " + registered);
  }

  private void hold(SimulatedDebt debt) {
    LocalDate until =
        course.now.atZone(World.ZONE).toLocalDate().plusDays(course.random.nextInt(12));
    if (wish(debt, until, false, null)) {
      end(debt);
      holds.add(new Hold(debt.invoiceId, course.now, until.atStartOfDay(World.ZONE).toInstant()));
    }
  }

  /** A hold that another wish ends, or replaces. */
  private void end(SimulatedDebt debt) {
    holds.replaceAll(
        hold ->
            hold.invoiceId.equals(debt.invoiceId) && hold.to.isAfter(course.now)
                ? new Hold(hold.invoiceId, hold.from, course.now)
                : hold);
  }

  /** Asks a debt's workflow; it answers when it is not in the middle of something. */
  private boolean wish(
      SimulatedDebt debt, @Nullable LocalDate until, boolean resume, @Nullable Long amount) {
    if (debt.isWorking()) {
      return false;
    }
    var wish = new DunningCaseStore.Wish(Ids.next("req"), "key_1", until, resume, amount);
    DunningCaseStore.Asked asked = books.ask(course.world.tenant, debt.invoiceId, wish, course.now);
    DunningCaseStore.Asked repeated =
        books.ask(course.world.tenant, debt.invoiceId, wish, course.now);
    boolean granted = asked.refusal() == null && repeated.refusal() == null;
    log(debt, wish + (granted ? " granted" : " refused"));
    if (granted && resume) {
      end(debt);
    }
    return granted;
  }

  private void log(SimulatedDebt debt, String what) {
    course.log.add(String.format(Locale.ROOT, "%s %s %s", course.now, debt.invoiceId, what));
  }
}
