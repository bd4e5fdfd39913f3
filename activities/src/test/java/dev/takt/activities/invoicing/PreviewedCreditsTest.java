package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.Preview;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.subscription.Verdict;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.PauseSettlement;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a preview says is given back is what is then given back: by date, what is credited, and what
 * of it lowers invoices. In some lives another subscription has left its balance, or invoices are
 * not paid.
 */
class PreviewedCreditsTest {
  private static final int INVOICES = 6;
  private static int credited;
  private static int lowered;

  private final World world = new World();

  static List<Long> seeds() {
    Long only = Long.getLong("takt.seed");
    return only == null
        ? new Random(20260801).longs(48, 0, 1_000_000).boxed().toList()
        : List.of(only);
  }

  /** What is given back on a day, in the terms of the lines. */
  private record Given(long credited, long lowered) {
    Given plus(Given more) {
      return new Given(credited + more.credited, lowered + more.lowered);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsShownIsWhatIsGivenBack(long seed) {
    var random = new Random(seed);
    var draw = new RandomRequests(random, world, "25", true);
    String customer = world.customerWithCard(random.nextBoolean() ? "tok_ok" : "tok_do_not_honor");
    if (random.nextBoolean()) {
      leaveSomeBalance(customer, random);
    }
    var life =
        new Life(
            world,
            customer,
            Life.terms(world, "2025-12-05", 1 + random.nextInt(40_000), "25", true),
            Life.card());
    try {
      LocalDate today = life.today();
      for (int i = 0; i < 6; i++) {
        today = today.plusDays(10 + random.nextInt(30));
        life.until(today);
        Request request = draw.request(life);
        boolean keepsCard = !(request instanceof Request.ChangePaymentMethod);
        if (keepsCard && !(request instanceof Request.Cancel)) {
          life.ask(request);
        }
      }
      // What is billed from now on is paid, as the preview has it.
      world.addCard(customer, "tok_ok");
      Request last = givingBack(life, draw, random);
      if (last != null) {
        comesTrue(life, last);
      }
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError("seed " + seed + "\n" + String.join("\n", life.log), failure);
    }
  }

  private void leaveSomeBalance(String customer, Random random) {
    var other =
        new Life(
            world,
            customer,
            Life.terms(world, "2025-11-20", 20_000 + random.nextInt(60_000), "25", true),
            Life.card());
    other.cancel("2025-11-20", Cancellation.Settlement.BALANCE);
  }

  /** A request of which the preview says that something is given back, or null. */
  private @Nullable Request givingBack(Life life, RandomRequests draw, Random random) {
    for (int i = 0; i < 30; i++) {
      Request request = random.nextBoolean() ? draw.request(life) : draw.end(life.today());
      Preview preview = preview(life, request);
      if (preview != null && !shown(preview, until(life, preview)).isEmpty()) {
        return request;
      }
    }
    return null;
  }

  private @Nullable Preview preview(Life life, Request request) {
    var command = new Command("req_preview", "key_1", null, null, request);
    return life.state.accept(command, life.now) instanceof Verdict.Accepted(Subscription after)
        ? Preview.of(after, life.today(), Life.money(world, life.state), INVOICES)
        : null;
  }

  /** The first day that a preview says nothing of. */
  private static LocalDate until(Life life, Preview preview) {
    return preview.invoices().size() == INVOICES
        ? preview.invoices().getLast().issueDate()
        : life.today().plusDays(200);
  }

  private void comesTrue(Life life, Request request) {
    Preview preview = Objects.requireNonNull(preview(life, request));
    LocalDate today = life.today();
    LocalDate until = until(life, preview);
    long known = number("select coalesce(max(number), 0) from invoice where tenant = :tenant");
    long notes = number("select coalesce(max(number), 0) from credit_note where tenant = :tenant");
    if (life.ask(request) != null) {
      return;
    }
    life.until(until.minusDays(1));
    boolean allPaid =
        number(
                "select count(*) from payment p join invoice i on i.id = p.invoice_id"
                    + " where i.tenant = :tenant and p.status <> 'SUCCEEDED' and i.number > "
                    + known)
            == 0;
    if (allPaid) {
      var shown = shown(preview, until);
      assertThat(done(today, until, notes))
          .as("%s, %s to %s", request, today, until)
          .isEqualTo(shown);
      credited += shown.size();
      lowered += (int) shown.values().stream().filter(given -> given.lowered() > 0).count();
    }
  }

  private long number(String sql) {
    return world.number(sql);
  }

  private static SortedMap<LocalDate, Given> shown(Preview preview, LocalDate until) {
    var given = new TreeMap<LocalDate, Given>();
    for (Preview.PlannedCredit credit : preview.credits()) {
      long reduced = credit.reductions().stream().mapToLong(Preview.Reduction::amount).sum();
      long amount = credit.claim().amount();
      boolean refunds = credit.settlement() == PauseSettlement.REFUND;
      var one = new Given(refunds ? amount : reduced, reduced);
      if (credit.on().isBefore(until) && one.credited() > 0) {
        given.merge(credit.on(), one, Given::plus);
      }
    }
    return given;
  }

  private SortedMap<LocalDate, Given> done(LocalDate from, LocalDate until, long known) {
    var given = new TreeMap<LocalDate, Given>();
    world
        .texts(
            """
            select issue_date || ' ' || sum(total) || ' ' || sum(lowered) from credit_note
            where tenant = :tenant and issue_date between '%s' and '%s' and number > %s
            group by issue_date order by 1
            """
                .formatted(from, until.minusDays(1), known))
        .forEach(
            text -> {
              String[] parts = text.split(" ", -1);
              given.put(
                  LocalDate.parse(parts[0]),
                  new Given(Long.parseLong(parts[1]), Long.parseLong(parts[2])));
            });
    return given;
  }

  /** A balance that a planned pause leaves, and the end gives back, is told once. */
  @Test
  void aClaimIsToldOnce() {
    var life = Life.of(world, "tok_ok", "2026-03-01", 31_000);
    life.until("2026-03-05");
    life.pause("2026-03-11", "2026-03-21", AfterPause.KEEP_DATES, PauseSettlement.BALANCE);
    for (var settlement : Cancellation.Settlement.values()) {
      var cancel =
          new Request.Cancel(
              Cancellation.When.ON_DATE,
              LocalDate.parse("2026-03-26"),
              settlement,
              Cancellation.Receivables.CONTINUE_DUNNING,
              null,
              true);
      var command = new Command("req_preview", "key_1", null, null, cancel);
      if (!(life.state.accept(command, life.now) instanceof Verdict.Accepted(var after))) {
        throw new AssertionError("refused");
      }
      var preview = Preview.of(after, life.today(), Life.money(world, life.state), INVOICES);
      assertThat(preview.credits())
          .as(settlement.name())
          .extracting(
              credit -> credit.on() + " " + credit.settlement() + " " + credit.claim().amount())
          .containsExactlyElementsOf(
              switch (settlement) {
                case REFUND -> List.of("2026-03-26 REFUND 10000", "2026-03-26 REFUND 6000");
                case BALANCE -> List.of("2026-03-11 BALANCE 10000", "2026-03-26 BALANCE 6000");
                case NONE -> List.of("2026-03-11 BALANCE 10000");
              });
    }
  }

  /** What another's balance had paid is shown as what it becomes: balance again. */
  @Test
  void aRestoredBalanceIsShown() {
    String customer = world.customerWithCard("tok_ok");
    var first = Life.ofCustomer(world, customer, "2026-06-01", 30_000);
    first.cancel("2026-06-01", Cancellation.Settlement.BALANCE);
    var second = Life.ofCustomer(world, customer, "2026-06-01", 40_000);
    var pause =
        new Request.PlanPause(
            "pau_1",
            LocalDate.parse("2026-06-16"),
            LocalDate.parse("2026-07-01"),
            AfterPause.KEEP_DATES,
            PauseSettlement.REFUND,
            null);
    var command = new Command("req_preview", "key_1", null, null, pause);
    if (!(second.state.accept(command, second.now) instanceof Verdict.Accepted(var after))) {
      throw new AssertionError("refused");
    }
    var preview = Preview.of(after, second.today(), Life.money(world, second.state), INVOICES);
    assertThat(preview.credits())
        .extracting(credit -> credit.settlement() + " " + credit.claim().amount())
        .containsExactly("REFUND 10000", "BALANCE 10000");
  }

  @AfterAll
  static void somethingWasGivenBack() {
    assertThat(credited).as("credits that were compared").isGreaterThan(15);
    assertThat(lowered).as("days on which invoices were lowered").isPositive();
  }
}
