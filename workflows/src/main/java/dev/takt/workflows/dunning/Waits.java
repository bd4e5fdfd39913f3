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
public record Waits(
    @Nullable Instant heldSince,
    @Nullable LocalDate heldUntil,
    @Nullable String newCard,
    @Nullable Instant notBefore,
    @Nullable String ceiling,
    boolean person) {
  static final Waits NONE = new Waits(null, null, null, null, null, false);

  Waits withHold(@Nullable Instant since, @Nullable LocalDate until) {
    return new Waits(since, until, newCard, notBefore, ceiling, person);
  }

  Waits withNewCard(@Nullable String card) {
    // Another card has a count of its own.
    return card == null
        ? new Waits(heldSince, heldUntil, null, notBefore, ceiling, person)
        : new Waits(heldSince, heldUntil, card, null, null, person);
  }

  Waits withCeiling(@Nullable Instant until, @Nullable String rule) {
    return new Waits(heldSince, heldUntil, newCard, until, rule, person);
  }

  Waits withPerson(boolean waits) {
    return new Waits(heldSince, heldUntil, newCard, notBefore, ceiling, waits);
  }
}
