package dev.takt.activities.dunning;

import dev.takt.activities.World;
import dev.takt.activities.dunning.PerilousGateway.Peril;
import dev.takt.activities.payments.GatewayTimeout;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.dunning.DunningPolicy;
import dev.takt.workflows.subscription.Charge;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Some debtors of one merchant for ten weeks: cards that decline, lose answers and orders, and in
 * between, at any point, deaths of the process, lost workflows, days on which the system is down,
 * and what people do.
 */
final class RandomCourse {
  static final LocalDate START = LocalDate.of(2026, 3, 1);
  private static final int DAYS = 75;
  private static final int MOST_CALLS = 3_000;

  final Debts debts = new Debts();
  final World world = debts.world;
  final Service service = new Service();
  final List<SimulatedDebt> pursued = new ArrayList<>();
  final List<Try> tries = new ArrayList<>();
  final List<Debtor> debtors = new ArrayList<>();
  final List<String> log = new ArrayList<>();
  final DunningPolicy policy;
  final Random random;
  private final Meddling meddling;
  int downtimes;
  Instant now = START.atTime(6, 0).atZone(World.ZONE).toInstant();

  RandomCourse(long seed) {
    this.random = new Random(seed);
    this.policy = RandomPolicies.any(random);
    this.meddling = new Meddling(this);
  }

  /** Somebody who owes: the same amount again and again, with one card for all of it. */
  record Debtor(String customer, long amount, List<String> subscriptions) {}

  /** A try that somebody asked for, or a first charge: it is made until it has an answer. */
  record Try(
      String invoiceId, @Nullable String attemptKey, @Nullable String cardId, Instant askedAt) {}

  /** How our process dies at the next charge. */
  static Peril peril(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> Peril.BEFORE_IT_IS_ASKED;
      case 1 -> Peril.AFTER_IT_HAS_CHARGED;
      default -> Peril.NONE;
    };
  }

  List<Meddling.Hold> holds() {
    return meddling.holds;
  }

  void live() {
    debts.policy(policy);
    for (int i = 0; i < 3; i++) {
      debtors.add(debtor());
    }
    Instant end = START.plusDays(DAYS).atTime(12, 0).atZone(World.ZONE).toInstant();
    while (now.isBefore(end)) {
      now = random.nextInt(40) == 0 ? afterDowntime(end) : nextInstant(end);
      if (random.nextInt(3) == 0) {
        meddling.meddle();
      }
      settle(true);
    }
    settle(false);
  }

  private Debtor debtor() {
    String customer = debts.customer();
    long amount = 10_000L * (1 + random.nextInt(3));
    debts.card(customer, RandomCards.token(random), RandomCards.brand(random), true, now);
    List<String> subscriptions = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      String own =
          random.nextInt(4) == 0
              ? debts.card(customer, RandomCards.token(random), "visa", false, now)
              : null;
      subscriptions.add(debts.subscription(customer, own));
    }
    return new Debtor(customer, amount, subscriptions);
  }

  /** Another invoice of a debtor's, as a renewal makes it. */
  void bill(Debtor debtor) {
    boolean byBank = random.nextInt(6) == 0;
    LocalDate today = now.atZone(World.ZONE).toLocalDate();
    String subscription = debtor.subscriptions().get(random.nextInt(debtor.subscriptions().size()));
    String invoice =
        debts.invoice(
            debtor.customer(),
            subscription,
            debtor.amount(),
            byBank ? today.plusDays(random.nextInt(10)) : today,
            byBank,
            now);
    log.add(now + " " + invoice + (byBank ? " by bank" : " by card"));
    if (!byBank) {
      tries.add(new Try(invoice, null, null, now));
    }
    pursued.add(new SimulatedDebt(world, service, invoice));
  }

  /** The system is down for some days: nothing is done, whatever falls due. */
  private Instant afterDowntime(Instant end) {
    Instant up = now.plus(Duration.ofMinutes(60 * 24 + random.nextInt(60 * 24 * 14)));
    log.add(now + " down until " + up);
    downtimes++;
    return up.isBefore(end) ? up : end;
  }

  /** When something happens again: by a plan, or because somebody does something. */
  private Instant nextInstant(Instant end) {
    Instant next = now.plus(Duration.ofMinutes(1 + random.nextInt(60 * 36)));
    for (SimulatedDebt debt : pursued) {
      Instant wakes = debt.wakes();
      if (wakes != null && wakes.isAfter(now) && wakes.isBefore(next)) {
        next = wakes;
      }
    }
    return next.isBefore(end) ? next : end;
  }

  /** Does all that is due now, in any order, with whatever comes between. */
  void settle(boolean disturbed) {
    for (int calls = 0; calls < MOST_CALLS; calls++) {
      List<SimulatedDebt> due = pursued.stream().filter(debt -> debt.isDue(now)).toList();
      int all = due.size() + tries.size();
      if (all == 0) {
        return;
      }
      if (disturbed && random.nextInt(40) == 0) {
        meddling.meddle();
        continue;
      }
      int which = random.nextInt(all);
      try {
        if (which < due.size()) {
          step(due.get(which), disturbed);
        } else {
          charge(tries.get(which - due.size()), disturbed);
        }
      } catch (PerilousGateway.Killed
          | GatewayTimeout
          | IllegalStateException
          | ApplicationFailure broken) {
        // Temporal makes the call again.
        log.add(now + " " + broken.getMessage());
        CourseRules.oneInFlight(world);
      } finally {
        PerilousGateway.next(Peril.NONE);
      }
    }
    throw new AssertionError("it never rests at " + now);
  }

  private void step(SimulatedDebt debt, boolean disturbed) {
    if (disturbed && random.nextInt(60) == 0) {
      debt.begin();
    }
    debt.step(now, random);
  }

  private void charge(Try asked, boolean disturbed) {
    PerilousGateway.next(disturbed ? peril(random) : Peril.NONE);
    String attemptKey = asked.attemptKey();
    var outcome =
        attemptKey == null
            ? world.payments.collect(world.tenant, new Charge(asked.invoiceId(), 1), null, now)
            : world.payments.collectAgain(
                world.tenant, asked.invoiceId(), attemptKey, asked.cardId(), now);
    log.add(now + " " + asked + ": " + outcome);
    tries.remove(asked);
    told(asked.invoiceId());
  }

  /** The workflow of a debt is told, a little later. */
  void told(String invoiceId) {
    pursued.stream().filter(debt -> debt.invoiceId.equals(invoiceId)).forEach(SimulatedDebt::look);
  }

  /** A try that somebody asks for. */
  void ask(String invoiceId, String who, @Nullable String cardId) {
    var asked = new Try(invoiceId, Ids.next(who), cardId, now);
    log.add(now + " " + asked);
    tries.add(asked);
  }
}
