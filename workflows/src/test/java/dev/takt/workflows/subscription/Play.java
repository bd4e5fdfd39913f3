package dev.takt.workflows.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.takt.workflows.money.VatBucket;
import dev.takt.workflows.timeline.Agreement;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.Forfeited;
import dev.takt.workflows.timeline.NaivePrice;
import dev.takt.workflows.timeline.Pause;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.ReckonedDay;
import dev.takt.workflows.timeline.Reckoning;
import dev.takt.workflows.timeline.Slot;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lives through a {@link Script} and holds it against the reckoning at every turn. */
final class Play {
  private static final ObjectMapper JSON = JacksonJsonPayloadConverter.newDefaultObjectMapper();
  private static final int AHEAD = 200;

  private final Script script;
  private final Life life;
  private final Set<String> charges = new HashSet<>();
  private int granted;

  private Play(Script script) {
    this.script = script;
    this.life = Life.of(script.terms(), script.hours(), script.terms().startDate().minusDays(10));
  }

  /** Plays it to the end; how many requests were granted. */
  static int of(Script script) {
    Play play = new Play(script);
    try {
      play.play();
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError(
          failure
              + "\n"
              + script.told()
              + "\nwhat happened:\n"
              + String.join("\n", play.life.log()),
          failure);
    }
    return play.granted;
  }

  private void play() {
    for (Script.Act act : script.acts()) {
      liveUntil(act.on());
      if (life.isOver()) {
        break;
      }
      request(act.request());
    }
    if (!life.isOver()) {
      liveUntil(script.finale().on());
    }
    if (!life.isOver()) {
      request(script.finale().request());
      liveUntil(life.today().plusDays(100));
    }
    require(life.isOver(), "it never ends");
    checkEnd();
  }

  private void liveUntil(LocalDate date) {
    if (script.sleep() > 0) {
      while (life.today().plusDays(script.sleep()).isBefore(date)) {
        life.at(script.hours().startOf(life.today().plusDays(script.sleep())));
      }
      life.at(script.hours().billingOn(date));
    } else if (script.daily()) {
      while (life.today().isBefore(date)) {
        LocalDate tomorrow = life.today().plusDays(1);
        life.at(script.hours().startOf(tomorrow));
        life.at(script.hours().billingOn(tomorrow));
      }
    } else {
      life.until(date);
    }
    if (!life.isOver()) {
      checkBilled();
      checkSettled();
    }
  }

  private void request(Request request) {
    Subscription before = life.subscription();
    String remembered = script.daily() ? json(before) : "";
    Verdict verdict = life.propose(request);
    if (script.daily()) {
      require(remembered.equals(json(before)), "a request changed what was there before it");
      checkJson();
    }
    if (verdict instanceof Verdict.Accepted(Subscription after)) {
      granted++;
      switch (request) {
        case Request.AddCharge charge -> charges.add(charge.id());
        case Request.RemoveCharge removal -> charges.remove(removal.chargeId());
        default -> {}
      }
      Agreement.check(after.terms(), after.changes(), life.today().plusDays(AHEAD));
      checkUndo(before, after, request);
    }
  }

  /** Taking back what was just asked for gives the changes that were there. */
  private void checkUndo(Subscription before, Subscription after, Request request) {
    Request undo =
        switch (request) {
          case Request.PlanPause pause -> new Request.RemovePause(pause.id());
          case Request.GrantDiscount grant -> new Request.RemoveDiscount(grant.id());
          case Request.AddCharge charge -> new Request.RemoveCharge(charge.id());
          case Request.ChangeTerms change -> new Request.RemoveChange(change.id());
          case Request.Cancel _ when before.changes().cancellation() == null ->
              new Request.UndoCancellation();
          default -> null;
        };
    LocalDate end = after.timeline().end();
    if (undo == null || (end != null && !end.isAfter(life.today()))) {
      return;
    }
    switch (after.accept(Life.command("undo", undo), life.now())) {
      case Verdict.Accepted(Subscription undone) ->
          require(
              undone.changes().equals(before.changes()),
              "undone " + request + " left " + undone.changes() + " of " + before.changes());
      case Verdict.Refused(Refusal refusal) ->
          require(
              isTooLateToUndo(request, refusal),
              "what was just asked for cannot be undone: " + request + ": " + refusal);
    }
  }

  /** What was over when it was asked for, and a plan that took over at once. */
  private boolean isTooLateToUndo(Request request, Refusal refusal) {
    return switch (request) {
      case Request.PlanPause pause -> pause.to() != null && !pause.to().isAfter(life.today());
      case Request.GrantDiscount _ -> refusal.code().equals("discount_over");
      case Request.ChangeTerms _ -> refusal.code().equals("change_in_effect");
      default -> false;
    };
  }

  /** In advance, each day of service up to today is on an invoice, once today's bill is made. */
  private void checkBilled() {
    Subscription now = life.subscription();
    if (now.terms().billing() == BillingTiming.IN_ARREARS) {
      return;
    }
    LocalDate tomorrow = life.today().plusDays(1);
    for (ReckonedDay day : Reckoning.of(now.terms(), now.changes(), tomorrow).active()) {
      String place = Reckoning.slot(day).place();
      require(
          life.documents().holds(place) || Reckoning.slot(day).price().total() == 0,
          day + " is not billed");
    }
  }

  private void checkJson() {
    Subscription now = life.subscription();
    try {
      Subscription read = JSON.readValue(json(now), Subscription.class);
      require(now.equals(read), "JSON makes " + read + " of " + now);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String json(Subscription subscription) {
    try {
      return JSON.writeValueAsString(subscription);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** Invoiced, less credited, is the price of the days lived and of those given up. */
  private void checkEnd() {
    Subscription last = life.subscription();
    LocalDate endedOn = last.progress().endedOn();
    Reckoning reckoning = Reckoning.of(last.terms(), last.changes(), life.today().plusDays(AHEAD));
    require(
        endedOn != null && endedOn.equals(reckoning.end()),
        "ended on " + endedOn + " and not on " + reckoning.end());
    Map<VatBucket, Long> owed = forfeited(last, reckoning);
    reckoning.active().forEach(day -> add(owed, Reckoning.slot(day)));
    owed.values().removeIf(amount -> amount == 0);
    require(
        life.documents().net().equals(owed),
        "invoiced less credited is "
            + life.documents().net()
            + ", and not what days lived and days given up cost, "
            + owed);
    require(
        life.documents().charges().equals(charges) && last.changes().charges().isEmpty(),
        "billed charges " + life.documents().charges() + " of " + charges);
    require(last.statusOn(life.today()) == Status.ENDED, "not ended: " + last);
    require(
        last.accept(Life.command("late", new Request.UndoCancellation()), life.now())
            instanceof Verdict.Refused,
        "the dead were raised");
    checkJson();
  }

  private static void add(Map<VatBucket, Long> amounts, Slot slot) {
    amounts.merge(slot.price().vatBucket(), slot.amount(), Long::sum);
  }

  private Map<VatBucket, Long> forfeited(Subscription last, Reckoning reckoning) {
    return Forfeited.of(
        last.terms(),
        last.changes(),
        reckoning,
        life.documents().lines(),
        life.today().plusDays(AHEAD));
  }

  private List<Reckoning.Lost> lost(Subscription state, Reckoning reckoning) {
    List<Reckoning.Lost> lost = new ArrayList<>(reckoning.unused());
    lost.addAll(Reckoning.givenUp(state.terms(), state.changes(), life.today().plusDays(AHEAD)));
    return lost;
  }

  private static @Nullable PauseSettlement settlementOf(Subscription state, @Nullable String id) {
    return state.changes().pauses().stream()
        .filter(pause -> pause.id().equals(id))
        .map(Pause::settlement)
        .findFirst()
        .orElse(null);
  }

  /**
   * Once a pause with a refund has begun, none of the days that it takes is paid any more. Where
   * its nominal period has several prices, its settlement is netted with their differences.
   */
  private void checkSettled() {
    Subscription now = life.subscription();
    if (now.changes().pauses().stream()
        .noneMatch(pause -> pause.settlement() == PauseSettlement.REFUND)) {
      return;
    }
    Reckoning reckoning = Reckoning.of(now.terms(), now.changes(), life.today().plusDays(AHEAD));
    Set<String> lived = new HashSet<>();
    reckoning.active().forEach(day -> lived.add(Reckoning.slot(day).place()));
    Map<String, Set<Long>> prices = pricesByPeriod(now, reckoning);
    for (Reckoning.Lost lost : lost(now, reckoning)) {
      boolean isRefunded =
          settlementOf(now, lost.pauseId()) == PauseSettlement.REFUND
              && lost.pauseId() != null
              && now.progress().started(lost.pauseId()) != null;
      String place = lost.slot().place();
      require(
          !isRefunded
              || lived.contains(place)
              || !life.documents().holds(place)
              || lost.slot().amount() == 0
              || prices.getOrDefault(periodOf(lost.slot()), Set.of()).size() > 1,
          place + " is paid, and " + lost.pauseId() + " gives it back");
    }
  }

  private Map<String, Set<Long>> pricesByPeriod(Subscription state, Reckoning reckoning) {
    Map<String, Set<Long>> prices = new HashMap<>();
    List<Slot> slots = new ArrayList<>(reckoning.active().stream().map(Reckoning::slot).toList());
    lost(state, reckoning).forEach(lost -> slots.add(lost.slot()));
    for (Slot slot : slots) {
      prices
          .computeIfAbsent(periodOf(slot), any -> new HashSet<>())
          .add(NaivePrice.list(slot.price()).longValueExact());
    }
    for (BilledLine line : life.documents().lines()) {
      prices
          .computeIfAbsent(line.nominalStart() + "/" + line.days(), any -> new HashSet<>())
          .add(line.price());
    }
    return prices;
  }

  private static String periodOf(Slot slot) {
    return slot.nominalStart() + "/" + slot.days();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
