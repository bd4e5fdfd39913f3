package dev.takt.workflows.dunning;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a case waits for besides dates.
 *
 * @param heldSince with {@code heldUntil}: a person asked for it
 * @param newCard a card that was brought after the latest try, and is to be tried now
 * @param notBefore a card scheme's ceiling is reached until then
 * @param ceiling which
 * @param person whether it waits for a person
 * @param bank whether the hold is because the bank was not read; null: it is not
 */
public record CaseHolds(
    @Nullable Instant heldSince,
    @Nullable LocalDate heldUntil,
    @Nullable String newCard,
    @Nullable Instant notBefore,
    @Nullable String ceiling,
    boolean person,
    @Nullable Boolean bank) {
  static final CaseHolds NONE = new CaseHolds(null, null, null, null, null, false, null);

  CaseHolds withHold(@Nullable Instant since, @Nullable LocalDate until) {
    return new CaseHolds(since, until, newCard, notBefore, ceiling, person, null);
  }

  CaseHolds withBankUnread(Instant since, LocalDate until) {
    return new CaseHolds(since, until, newCard, notBefore, ceiling, person, true);
  }

  /** Whether it stands still because the bank was not read. */
  boolean isForBank() {
    return heldUntil != null && Boolean.TRUE.equals(bank);
  }

  CaseHolds withNewCard(@Nullable String card) {
    // Another card has a count of its own.
    return card == null
        ? new CaseHolds(heldSince, heldUntil, null, notBefore, ceiling, person, bank)
        : new CaseHolds(heldSince, heldUntil, card, null, null, person, bank);
  }

  CaseHolds withCeiling(@Nullable Instant until, @Nullable String rule) {
    return new CaseHolds(heldSince, heldUntil, newCard, until, rule, person, bank);
  }

  CaseHolds withPerson(boolean waits) {
    return new CaseHolds(heldSince, heldUntil, newCard, notBefore, ceiling, waits, bank);
  }
}
