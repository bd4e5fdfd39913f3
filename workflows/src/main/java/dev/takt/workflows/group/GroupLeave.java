package dev.takt.workflows.group;

import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.NominalPeriod;
import dev.takt.workflows.timeline.RhythmChange;
import dev.takt.workflows.timeline.Timeline;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** How a member leaves: undone where nothing was billed yet, else from the end of its period on. */
final class GroupLeave {
  private GroupLeave() {}

  static Subscription of(Subscription member, GroupRequest.RhythmThen then, LocalDate today) {
    RhythmChange joining = member.joining();
    if (joining == null) {
      throw new IllegalArgumentException("it is in no group");
    }
    List<RhythmChange> rhythms = new ArrayList<>(member.changes().rhythms());
    if (then == GroupRequest.RhythmThen.RESTORE) {
      List<RhythmChange> without =
          rhythms.stream().filter(change -> !change.equals(joining)).toList();
      if (isUndone(member, joining)) {
        rhythms = new ArrayList<>(without);
      } else {
        rhythms.add(new RhythmChange(id(member), today, own(member, without, today), null));
      }
    }
    return member.inGroup(null, rhythms, today);
  }

  /**
   * Whether no time in the group's rhythm was billed: then it is as if it had never joined. What is
   * billed is what an invoice has said, not what has begun.
   */
  private static boolean isUndone(Subscription member, RhythmChange joining) {
    return member
        .timeline()
        .firstAfter(joining.askedOn())
        .map(NominalPeriod::firstDate)
        .filter(first -> isBilledFrom(first, member))
        .isEmpty();
  }

  private static boolean isBilledFrom(LocalDate first, Subscription member) {
    return member.billedSince().isAfter(first)
        || member.billed().stream()
            .filter(line -> line.kind() == BilledLine.Kind.SERVICE)
            .map(line -> line.nominalStart().plusDays(line.position()))
            .anyMatch(day -> !day.isBefore(first));
  }

  /** The rhythm that it would have without the group. */
  private static Rhythm own(Subscription member, List<RhythmChange> without, LocalDate today) {
    return Timeline.of(member.terms(), member.changes().withRhythms(without)).rhythmAfter(today);
  }

  private static String id(Subscription member) {
    return member.groupId() + "/left/" + member.version();
  }
}
