package dev.takt.workflows.dunning;

import dev.takt.workflows.calendar.BankingDays;
import java.time.LocalDate;

/** On which day a step of a track is due, other than a try of a card. */
final class StepDays {
  private final BankingDays days;

  StepDays(BankingDays days) {
    this.days = days;
  }

  /**
   * Letters leave on banking days, once the invoice is overdue; a debt is handed over on the first
   * banking day after the deadline of its notice.
   */
  LocalDate of(DunningCase open, DunningStep step) {
    LocalDate day = open.dayZero().plusDays(step.afterDays());
    return switch (step) {
      case DunningStep.Reminder reminder -> open(open, latest(day, open.dueDate().plusDays(1)));
      case DunningStep.CollectionNotice notice ->
          open(open, latest(day, open.dueDate().plusDays(1)));
      case DunningStep.HandOver over -> {
        LocalDate deadline = open.effects().noticeUntil();
        yield open(open, deadline == null ? day : latest(day, deadline.plusDays(1)));
      }
      case DunningStep.Retry retry -> day;
      case DunningStep.Message message -> day;
      case DunningStep.Suspend suspend -> day;
      case DunningStep.End end -> day;
      case DunningStep.WriteOff off -> day;
      case DunningStep.WaitForPerson wait -> day;
      case DunningStep.Compensation compensation -> day;
    };
  }

  /** The day, or the next banking day. */
  LocalDate open(DunningCase open, LocalDate day) {
    return days.onOrAfter(open.country(), day);
  }

  private static LocalDate latest(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }
}
