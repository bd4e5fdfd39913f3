package dev.takt.workflows.claim;

import dev.takt.workflows.calendar.BankingDays;
import dev.takt.workflows.law.DebtorKind;
import dev.takt.workflows.law.LawBook;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a country's law lets a creditor do about a claim, and when: allowed, allowed without a fee,
 * not before a day, or never. The rules come from dated data; the shape of each country's law is
 * here.
 */
public final class StepLaw {
  private final LawBook law;
  private final DebtorKind debtor;
  private final CountryLaw country;
  private final Deadlines deadlines;

  private StepLaw(LawBook law, @Nullable BankingDays days, String country, DebtorKind debtor) {
    this.law = law;
    this.debtor = debtor;
    this.country = CountryLaw.of(country);
    this.deadlines = new Deadlines(this.country, days);
  }

  /** The law as it is applied to a debt. */
  public static StepLaw of(LawBook law, BankingDays days, String country, DebtorKind debtor) {
    return new StepLaw(law, days, country, debtor);
  }

  /** The law for days that are only counted, as in a policy: none of them is a closed one. */
  public static StepLaw nominal(LawBook law, String country, DebtorKind debtor) {
    return new StepLaw(law, null, country, debtor);
  }

  /**
   * A step that somebody wants to do.
   *
   * @param deadlineDays how many days a letter leaves to pay; null where the country's usual ones
   */
  public record Wanted(ClaimStep kind, @Nullable Integer deadlineDays) {}

  /**
   * What the law says to a step.
   *
   * @param on the day on which it would be done
   * @throws dev.takt.workflows.law.LawFactMissing where a value is not known for that day
   */
  public StepVerdict judge(Wanted wanted, LocalDate on, ClaimPast past) {
    return judge(wanted, on, on, past);
  }

  /**
   * The same, with the law of another day: of the one on which a policy is stored.
   *
   * @param lawOn the day whose law it is judged by
   */
  public StepVerdict judge(Wanted wanted, LocalDate on, LocalDate lawOn, ClaimPast past) {
    if (past.disputed()) {
      return new StepVerdict.Never(country.disputeRule(), "the debtor disputes the claim");
    }
    CountryLaw.Question question = new CountryLaw.Question(law, debtor, on, lawOn, past);
    return switch (wanted.kind()) {
      case REMINDER -> reminder(question);
      case COLLECTION_NOTICE -> notice(question, deadlineDays(wanted.deadlineDays()));
      case COMPENSATION -> country.compensation(question);
      case HAND_OVER -> handOver(question);
    };
  }

  private StepVerdict reminder(CountryLaw.Question asked) {
    LocalDate first = asked.past().dueOn().plusDays(1);
    return asked.on().isBefore(first)
        ? new StepVerdict.NotBefore(
            country.reminderRule(), first, "the invoice is not overdue before")
        : country.letter(ClaimStep.REMINDER, asked);
  }

  private StepVerdict notice(CountryLaw.Question asked, int deadlineDays) {
    LocalDate due = asked.past().dueOn();
    String rule = country.noticeRule();
    if (asked.on().isBefore(due)) {
      return new StepVerdict.NotBefore(rule, due, "the claim is not due before");
    }
    int least = country.leastNoticeDays(asked);
    return deadlineDays < least
        ? new StepVerdict.Never(
            rule, "a notice of collection leaves at least " + least + " days to pay")
        : country.letter(ClaimStep.COLLECTION_NOTICE, asked);
  }

  private StepVerdict handOver(CountryLaw.Question asked) {
    LocalDate deadline = asked.past().noticeDeadline().orElse(null);
    if (deadline == null) {
      return new StepVerdict.Never(
          country.noticeRule(), "a debt is handed over after a notice of collection only");
    }
    LocalDate first = open(deadline.plusDays(1));
    return asked.on().isBefore(first)
        ? new StepVerdict.NotBefore(
            country.noticeRule(), first, "the deadline of the notice is " + deadline)
        : country.handOver(asked);
  }

  /** How many days a letter leaves to pay where nobody says how many. */
  public int deadlineDays(@Nullable Integer wanted) {
    return deadlines.days(wanted);
  }

  /** The last day to pay that a letter of a day sets. */
  public LocalDate deadline(LocalDate sentOn, int deadlineDays) {
    return deadlines.deadline(sentOn, deadlineDays);
  }

  /** The last day on which an invoice could be paid in time. */
  public LocalDate dueOn(LocalDate dueDate) {
    return deadlines.dueOn(dueDate);
  }

  /** The day, or the next on which letters leave and debts are handed over. */
  public LocalDate open(LocalDate day) {
    return deadlines.open(day);
  }
}
