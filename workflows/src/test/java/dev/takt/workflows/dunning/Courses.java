package dev.takt.workflows.dunning;

import dev.takt.workflows.calendar.BankingDays;
import dev.takt.workflows.port.Messages;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A case in Denmark that plays by its plan, told by local time. */
final class Courses {
  static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");
  static final DunningPlan PLAN = new DunningPlan(BankingDays.shipped());
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
  private static final DunningCase.Debtor DEBTOR =
      new DunningCase.Debtor("mer_1/test", "mer_1", "dun_1", "inv_1", "cus_1", null);

  DunningCase open;
  Instant now;
  final List<String> told = new ArrayList<>();

  private Courses(DunningCase open, Instant now) {
    this.open = open.planned(PLAN, now);
    this.now = now;
  }

  /** One that a first decline opens at this local time. */
  static Courses declined(String at, String code, DunningPolicy policy) {
    return declined(at, code, policy, "DK");
  }

  static Courses declined(String at, String code, DunningPolicy policy, String country) {
    Instant now = instant(at);
    DunningCase open =
        DunningCase.declined(
            DEBTOR,
            "default",
            policy,
            country,
            ZONE,
            now.atZone(ZONE).toLocalDate(),
            new CaseProgress.Try(now, Decline.of(code), "pm_1"));
    return new Courses(open, now);
  }

  /** One of an invoice that is to be paid by bank. */
  static Courses waiting(String at, String due) {
    return waiting(at, due, DefaultPolicy.policy());
  }

  static Courses waiting(String at, String due, DunningPolicy policy) {
    DunningCase waiting =
        DunningCase.waiting(DEBTOR, "default", policy, "DK", ZONE, LocalDate.parse(due));
    return new Courses(waiting, instant(at));
  }

  static DunningPolicy policy(Reason reason, DunningStep... steps) {
    SortedMap<Reason, List<DunningStep>> tracks = new TreeMap<>();
    tracks.put(reason, List.of(steps));
    return new DunningPolicy(null, tracks);
  }

  static DunningStep.Retry retry(int day, DunningStep.Day on) {
    return new DunningStep.Retry(day, 0, on, null);
  }

  static DunningStep.Message mail(int day, Messages.Template template) {
    return new DunningStep.Message(day, Messages.Channel.EMAIL, template);
  }

  static Instant instant(String local) {
    return java.time.LocalDateTime.parse(local).atZone(ZONE).toInstant();
  }

  NextStep next() {
    NextStep next = open.next();
    if (next == null) {
      throw new AssertionError("nothing is next: " + told);
    }
    return next;
  }

  /** Does the next step; a try has this answer. */
  Courses step(@Nullable String code) {
    NextStep next = next();
    now = next.at().isAfter(now) ? next.at() : now;
    told.add(tell(next));
    if (next.kind() == NextStep.Kind.RETRY) {
      String card = open.waits().newCard();
      String tried = card == null ? "pm_1" : card;
      Decline decline = Decline.of(code == null ? "51" : code);
      open =
          open.declined(PLAN, new CaseProgress.Try(now, decline, tried), true).planned(PLAN, now);
    } else if (next.kind() == NextStep.Kind.RELEASE) {
      open = open.released(now).planned(PLAN, now);
    } else {
      open = open.done(PLAN, now).planned(PLAN, now);
    }
    return this;
  }

  /** The system is down until a local time: nothing is done, and then it is taken up again. */
  Courses away(String local) {
    now = instant(local);
    open = open.takenUp(PLAN, now);
    return this;
  }

  /** Does all that comes up to a local time; each try is declined so. */
  Courses until(String local, String code) {
    Instant end = instant(local);
    while (open.next() != null && !open.next().at().isAfter(end)) {
      step(code);
    }
    now = end;
    return this;
  }

  /** What is next, such as {@code 03-02 12:15 RETRY}. */
  static String tell(NextStep step) {
    ZonedDateTime local = step.at().atZone(ZONE);
    String template = step.template() == null ? "" : " " + step.template();
    return TIME.format(local) + " " + step.kind() + template;
  }
}
