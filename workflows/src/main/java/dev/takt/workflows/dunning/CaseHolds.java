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
 */
public record CaseHolds(
    @Nullable Instant heldSince,
    @Nullable LocalDate heldUntil,
    @Nullable String newCard,
    @Nullable Instant notBefore,
    @Nullable String ceiling,
    boolean person) {
  static final CaseHolds NONE = new CaseHolds(null, null, null, null, null, false);

  CaseHolds withHold(@Nullable Instant since, @Nullable LocalDate until) {
    return new CaseHolds(since, until, newCard, notBefore, ceiling, person);
  }

  CaseHolds withNewCard(@Nullable String card) {
    // Another card has a count of its own.
    return card == null
        ? new CaseHolds(heldSince, heldUntil, null, notBefore, ceiling, person)
        : new CaseHolds(heldSince, heldUntil, card, null, null, person);
  }

  CaseHolds withCeiling(@Nullable Instant until, @Nullable String rule) {
    return new CaseHolds(heldSince, heldUntil, newCard, until, rule, person);
  }

  CaseHolds withPerson(boolean waits) {
    return new CaseHolds(heldSince, heldUntil, newCard, notBefore, ceiling, waits);
  }
}
