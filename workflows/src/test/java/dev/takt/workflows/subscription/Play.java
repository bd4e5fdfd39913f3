package dev.takt.workflows.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.takt.workflows.money.VatBucket;
import dev.takt.workflows.timeline.Agreement;
import dev.takt.workflows.timeline.Billing;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.Pause;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.ReckonedDay;
import dev.takt.workflows.timeline.Reckoning;
import dev.takt.workflows.timeline.Slot;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Lives through a {@link Script} and holds it against the reckoning at every turn. */
final class Play {
  private static final ObjectMapper JSON = JacksonJsonPayloadConverter.newDefaultObjectMapper();
  private static final int AHEAD = 200;

  private final Script script;
  private final Life life;
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
      Agreement.check(after.terms(), after.changes(), life.today().plusDays(AHEAD));
      checkUndo(before, after, request);
    }
  }

  /** Taking back what was just asked for gives the changes that were there. */
  private void checkUndo(Subscription before, Subscription after, Request request) {
    Request undo =
        switch (request) {
          case Request.PlanPause pause -> new Request.RemovePause(pause.id());
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
              request instanceof Request.PlanPause pause
                  && pause.to() != null
                  && !pause.to().isAfter(life.today()),
              "what was just asked for cannot be undone: " + request + ": " + refusal);
    }
  }

  /** In advance, each day of service up to today is on an invoice, once today's bill is made. */
  private void checkBilled() {
    Subscription now = life.subscription();
    if (now.terms().billing() == Billing.IN_ARREARS) {
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
    require(last.statusOn(life.today()) == Status.ENDED, "not ended: " + last);
    require(
        last.accept(Life.command("late", new Request.UndoCancellation()), life.now())
            instanceof Verdict.Refused,
        "the dead were raised");
    checkJson();
  }

  private static void add(Map<VatBucket, Long> amounts, Slot slot) {
    amounts.merge(
        new VatBucket(slot.price().vatRate(), slot.price().includesVat()),
        slot.amount(),
        Long::sum);
  }

  private Map<VatBucket, Long> forfeited(Subscription last, Reckoning reckoning) {
    Set<String> none =
        last.changes().pauses().stream()
            .filter(pause -> pause.settlement() == PauseSettlement.NONE)
            .map(Pause::id)
            .collect(Collectors.toSet());
    Cancellation cancellation = last.changes().cancellation();
    boolean endNone =
        cancellation != null && cancellation.settlement() == Cancellation.Settlement.NONE;
    Set<String> seen = new HashSet<>();
    Map<VatBucket, Long> forfeited = new HashMap<>();
    for (Reckoning.Lost lost : reckoning.unused()) {
      boolean given = lost.pauseId() == null ? endNone : none.contains(lost.pauseId());
      String place = lost.slot().place();
      if (given && life.documents().holds(place) && seen.add(place)) {
        add(forfeited, lost.slot());
      }
    }
    return forfeited;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
