package dev.takt.tools.simulation;

import dev.takt.workflows.calendar.BankingDays;
import dev.takt.workflows.dunning.Decline;
import dev.takt.workflows.dunning.DeclineClass;
import dev.takt.workflows.port.Messages;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A customer whose payment failed, as docs/dunning.md assumes them: why it failed, when a try of
 * the card would succeed, and whether a message makes the customer pay. All is drawn from a seed;
 * none of it is known to the policy.
 */
final class Debtor {
  static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");
  private static final String COUNTRY = "DK";

  private final BankingDays days;
  private final Random random;
  private final Assumptions assumed;
  final Decline decline;
  final long amount;
  final Instant failedAt;
  private final boolean stays;
  private final @Nullable LocalDate fundedOn;

  Debtor(BankingDays days, Assumptions assumed, long seed) {
    this.days = days;
    this.random = new Random(seed);
    this.assumed = assumed;
    this.decline = Decline.of(assumed.code(random.nextInt(1000)));
    this.amount = 4_900L + 1_000L * random.nextInt(45);
    LocalDate failedOn = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365));
    this.failedAt = failedOn.atTime(6, random.nextInt(60)).atZone(ZONE).toInstant();
    this.stays = random.nextInt(1000) < assumed.staying();
    this.fundedOn = fundedOn(failedOn);
  }

  /** When the account is filled first; null: not at all. */
  private @Nullable LocalDate fundedOn(LocalDate failedOn) {
    int lot = random.nextInt(1000);
    if (lot < assumed.neverFunded()) {
      return null;
    }
    return lot < assumed.neverFunded() + assumed.fundedAtPayday()
        ? days.paydayOnOrAfter(COUNTRY, failedOn.plusDays(1))
        : failedOn.plusDays(1 + random.nextInt(10));
  }

  /** Whether a try of the card succeeds at an instant. */
  boolean pays(Instant at, int tries) {
    return switch (decline.kind()) {
      case NO_FUNDS -> isFunded(at.atZone(ZONE).toLocalDate()) && lot(assumed.fundedSuccess());
      case TECHNICAL -> lot(assumed.technicalSuccess());
      case LATER -> lot(tries <= 1 ? assumed.softFirst() : assumed.softLater());
      case LATER_CAREFUL -> lot(assumed.carefulSuccess());
      default -> false;
    };
  }

  /** Money stays for some days; then it comes back with the next payday. */
  private boolean isFunded(LocalDate day) {
    if (fundedOn == null || day.isBefore(fundedOn)) {
      return false;
    }
    if (day.isBefore(fundedOn.plusDays(assumed.daysFunded()))) {
      return true;
    }
    LocalDate payday = days.paydayOnOrAfter(COUNTRY, day.minusDays(assumed.daysFunded() - 1L));
    return payday != null && !payday.isAfter(day);
  }

  /** When a message makes the customer pay, or null. */
  @Nullable Instant reactsTo(Messages.Template template, int earlierMessages, Instant at) {
    int chance =
        switch (template) {
          case LAST_NOTICE, SERVICE_SUSPENDED -> assumed.lastWord();
          default -> earlierMessages == 0 ? assumed.firstWord() : assumed.laterWord();
        };
    // Whoever has no money cannot pay by another way either, until there is some.
    boolean able =
        decline.kind() != DeclineClass.NO_FUNDS || isFunded(at.atZone(ZONE).toLocalDate());
    return stays && able && lot(chance) ? at.plusSeconds(3_600L * (1 + random.nextInt(48))) : null;
  }

  private boolean lot(int perMille) {
    return random.nextInt(1000) < perMille;
  }
}
