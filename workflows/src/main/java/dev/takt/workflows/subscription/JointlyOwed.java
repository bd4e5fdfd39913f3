package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.Owed;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the members of a group owe on a group date. Where any of it makes an invoice, that is the
 * next one for all of them: charges that wait for it join it, also of members with nothing due.
 */
public final class JointlyOwed {
  private JointlyOwed() {}

  /** By subscription id; nothing of who has ended. */
  public static Map<String, Owed> on(LocalDate date, Collection<Subscription> members) {
    Map<String, Owed> owed = new TreeMap<>();
    for (Subscription member : members) {
      owed.put(id(member), isOver(member) ? Owed.NOTHING : member.owedJointly(date));
    }
    if (owed.values().stream().anyMatch(JointlyOwed::makesInvoice)) {
      for (Subscription member : members) {
        if (!isOver(member) && !owed.getOrDefault(id(member), Owed.NOTHING).isDue()) {
          addWaiting(owed, member, date);
        }
      }
    }
    return owed;
  }

  private static void addWaiting(Map<String, Owed> owed, Subscription member, LocalDate date) {
    Owed beside = member.owedBeside(date);
    if (beside.isDue()) {
      owed.put(id(member), beside);
    }
  }

  private static boolean makesInvoice(Owed owed) {
    return owed.isDue()
        && (!owed.extras().isEmpty()
            || owed.lines().stream().anyMatch(line -> line.listAmount() > 0));
  }

  private static boolean isOver(Subscription member) {
    return member.progress().endedOn() != null;
  }

  private static String id(Subscription member) {
    return member.identity().subscriptionId();
  }
}
