package dev.takt.workflows.dunning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is to come of a case, as far as anybody can say now: for those who read of it. */
final class UpcomingSteps {
  private static final int MOST_AHEAD = 60;

  private final DunningPlan plan;

  UpcomingSteps(DunningPlan plan) {
    this.plan = plan;
  }

  /** What a message may say: when the card is tried again, when service stops, when it ends. */
  NextStep told(DunningCase open, NextStep message) {
    SortedMap<String, String> facts = new TreeMap<>();
    CaseProgress.Try latest = open.course().lastTry();
    if (latest != null) {
      facts.put("declineCode", latest.decline().code());
    }
    facts.put("reason", open.reason().name());
    for (NextStep step : coming(open, message.at())) {
      String date = step.at().atZone(open.zone()).toLocalDate().toString();
      switch (step.kind()) {
        case RETRY -> facts.putIfAbsent("retryOn", date);
        case SUSPEND -> facts.putIfAbsent("suspendsOn", date);
        case END -> facts.putIfAbsent("endsOn", date);
        default -> {}
      }
    }
    return message.with(facts);
  }

  private List<NextStep> coming(DunningCase open, Instant now) {
    List<NextStep> coming = new ArrayList<>();
    List<DunningStep> track = open.track();
    for (int i = 0; i < track.size(); i++) {
      if (!open.course().done().contains(i) && !(track.get(i) instanceof DunningStep.Message)) {
        NextStep step = plan.planned(open, i, track.get(i), now);
        if (step != null) {
          coming.add(step);
        }
      }
    }
    coming.sort(Comparator.comparing(NextStep::at));
    return coming;
  }

  /**
   * All that is to come if nothing else happens and each try is declined as the latest was; the
   * next step first.
   */
  List<NextStep> of(DunningCase open) {
    List<NextStep> ahead = new ArrayList<>();
    DunningCase then = open;
    NextStep step = open.next();
    while (step != null && ahead.size() < MOST_AHEAD) {
      ahead.add(step);
      then = supposing(then, step).planned(plan, step.at());
      step = then.next();
    }
    return ahead;
  }

  private DunningCase supposing(DunningCase open, NextStep step) {
    return switch (step.kind()) {
      case RETRY -> {
        CaseProgress.Try latest = open.course().lastTry();
        Decline decline = latest == null ? Decline.of("do_not_honor") : latest.decline();
        String card = open.waits().newCard();
        String tried = card == null && latest != null ? latest.cardId() : card;
        yield open.declined(plan, new CaseProgress.Try(step.at(), decline, tried), true);
      }
      case RELEASE -> open.released(step.at());
      case WRITE_OFF -> open.done(plan, step.at()).closed(CaseStatus.WRITTEN_OFF);
      default -> open.done(plan, step.at());
    };
  }
}
