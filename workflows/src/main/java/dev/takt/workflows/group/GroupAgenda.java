package dev.takt.workflows.group;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The one next step of a group: the bill of a group date. */
public final class GroupAgenda {
  private GroupAgenda() {}

  /** What to do at {@code now}. */
  public static GroupStep next(Group group, Instant now) {
    LocalDate date = group.nextDate();
    if (date == null) {
      return new GroupStep.Wait(null, null);
    }
    Instant due = group.hours().billingOn(date);
    GroupStep.Bill bill = new GroupStep.Bill(date);
    return due.isAfter(now) ? new GroupStep.Wait(due, bill) : bill;
  }

  /** When there will be something to do, or null when it was dissolved. */
  public static @Nullable Instant dueAt(Group group) {
    LocalDate date = group.nextDate();
    return date == null ? null : group.hours().billingOn(date);
  }
}
