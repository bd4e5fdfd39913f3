package dev.takt.workflows.claim;

import dev.takt.workflows.law.DebtorKind;
import dev.takt.workflows.law.LawBook;
import java.time.LocalDate;

/** The shape of a country's law on reminders, notices, compensation and handing over. */
sealed interface CountryLaw permits DanishLaw, NorwegianLaw, SwedishLaw, UnknownLaw {

  static CountryLaw of(String country) {
    return switch (country) {
      case "DK" -> new DanishLaw();
      case "NO" -> new NorwegianLaw();
      case "SE" -> new SwedishLaw();
      default -> new UnknownLaw(country);
    };
  }

  /**
   * What is asked of it.
   *
   * @param on the day of the step
   * @param lawOn the day whose values hold
   */
  record Question(LawBook law, DebtorKind debtor, LocalDate on, LocalDate lawOn, ClaimPast past) {
    long amount(String key) {
      return law.amount(key, lawOn);
    }

    int count(String key) {
      return law.count(key, lawOn);
    }

    boolean isBusiness() {
      return debtor == DebtorKind.BUSINESS;
    }
  }

  String code();

  String reminderRule();

  String noticeRule();

  default String disputeRule() {
    return "takt.law.disputed";
  }

  /** A letter that may be sent: with which fee. */
  StepVerdict letter(ClaimStep kind, Question asked);

  StepVerdict compensation(Question asked);

  /** With the notice's deadline behind it. */
  StepVerdict handOver(Question asked);

  int leastNoticeDays(Question asked);

  default int usualDeadlineDays() {
    return 10;
  }

  /** Whether a deadline on a closed day moves to the next banking day. */
  default boolean deadlinesMove() {
    return true;
  }

  /** Whether a due date on a closed day moves to the next banking day. */
  default boolean dueDatesMove() {
    return false;
  }
}
