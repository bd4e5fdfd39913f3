package dev.takt.workflows.dunning;

import dev.takt.workflows.calendar.BankingDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a card is tried again: on which day, at which hour, and why. Paydays and banking days are
 * the customer's; hours change from try to try, since what keeps an account short at six in the
 * morning may be over in the evening.
 */
final class RetryTimes {
  private static final List<LocalTime> HOURS =
      List.of(LocalTime.of(7, 30), LocalTime.of(12, 15), LocalTime.of(18, 45), LocalTime.of(10, 0));

  /** Two tries closer than this tell the bank nothing new. */
  private static final Duration LEAST_GAP = Duration.ofHours(20);

  /** After a suspicion of the bank's: 2 tries at most, 3 days or more apart. */
  private static final int MOST_CAREFUL = 3;

  private final BankingDays days;

  RetryTimes(BankingDays days) {
    this.days = days;
  }

  /** Null where this card must not be tried again. */
  @Nullable NextStep of(DunningCase open, int index, DunningStep.Retry step, Instant now) {
    CaseProgress.Try latest = open.course().lastTry();
    if (latest != null
        && (!latest.decline().kind().mayBeRetried()
            || open.course().carefulTries() >= MOST_CAREFUL)) {
      return null;
    }
    Day day = day(open, step);
    if (day == null) {
      return null;
    }
    LocalTime hour = step.time() == null ? otherHour(open) : step.time();
    Instant wanted = day.date.atTime(hour).atZone(open.zone()).toInstant();
    Instant earliest = earliest(open, latest);
    String why = day.why + ", at " + hour + hourWhy(step);
    Instant at = wanted;
    if (at.isBefore(earliest)) {
      at = firstAt(hour, earliest, open);
      why = why + "; put off: " + gap(open, latest, earliest);
    }
    if (at.isBefore(now)) {
      at = now;
      why = why + "; late, since it could not be done before";
    }
    return NextStep.of(NextStep.Kind.RETRY, index, at, why + ".");
  }

  private record Day(LocalDate date, String why) {}

  private @Nullable Day day(DunningCase open, DunningStep.Retry step) {
    LocalDate date = open.dayZero().plusDays(step.afterDays());
    String plain = "Day " + step.afterDays() + " after the first decline, " + date;
    return switch (step.day()) {
      case ANY -> new Day(date, plain);
      case BANKING_DAY -> {
        LocalDate banking = days.onOrAfter(open.country(), date);
        yield new Day(
            banking,
            banking.equals(date)
                ? plain + ", on which banks move money"
                : plain + ", is no banking day in " + open.country() + "; the next is " + banking);
      }
      case PAYDAY -> {
        LocalDate payday = days.paydayOnOrAfter(open.country(), date);
        yield payday == null
            ? null
            : new Day(
                payday,
                "The first payday in "
                    + open.country()
                    + " from day "
                    + step.afterDays()
                    + " on is "
                    + payday
                    + ": the account is filled, and others draw on it later that day");
      }
    };
  }

  /** The next hour of the list that is not the last try's. */
  private static LocalTime otherHour(DunningCase open) {
    CaseProgress.Try latest = open.course().lastTry();
    LocalTime hour = HOURS.get(open.course().tries() % HOURS.size());
    if (latest != null && latest.at().atZone(open.zone()).getHour() == hour.getHour()) {
      return HOURS.get((open.course().tries() + 1) % HOURS.size());
    }
    return hour;
  }

  private static String hourWhy(DunningStep.Retry step) {
    return step.time() == null ? ", another hour than the last try's" : ", as the policy says";
  }

  private static Instant earliest(DunningCase open, CaseProgress.@Nullable Try latest) {
    Instant earliest = Instant.EPOCH;
    if (latest != null) {
      Duration patience = latest.decline().patience();
      earliest = latest.at().plus(patience.compareTo(LEAST_GAP) > 0 ? patience : LEAST_GAP);
      if (isUsedUp(open, latest)) {
        LocalDate day = latest.at().atZone(open.zone()).toLocalDate();
        LocalDate first = day.with(TemporalAdjusters.firstDayOfNextMonth());
        earliest = first.atStartOfDay(open.zone()).toInstant();
      }
    }
    Instant ceiling = open.waits().notBefore();
    return ceiling != null && ceiling.isAfter(earliest) ? ceiling : earliest;
  }

  /** A limit that was still used up the day after is one of the month. */
  private static boolean isUsedUp(DunningCase open, CaseProgress.Try latest) {
    return latest.decline().kind() == DeclineClass.LIMIT && open.course().tries() > 1;
  }

  private static String gap(DunningCase open, CaseProgress.@Nullable Try latest, Instant earliest) {
    if (earliest.equals(open.waits().notBefore())) {
      return "the card scheme's ceiling " + open.waits().ceiling() + " is reached until then";
    }
    if (latest != null && isUsedUp(open, latest)) {
      return "the card's limit is for the month";
    }
    return latest == null ? "" : gap(latest.decline());
  }

  private static String gap(Decline latest) {
    if (latest.kind() == DeclineClass.LATER_CAREFUL) {
      return "the bank was suspicious, so three days are left between tries";
    }
    if (latest.kind() == DeclineClass.CUSTOMER) {
      return "the customer needs three days to unblock the card";
    }
    return latest.patience().compareTo(LEAST_GAP) > 0
        ? "the scheme's advice " + latest.code() + " leaves the card alone until then"
        : "the card was tried less than " + LEAST_GAP.toHours() + " hours before";
  }

  private static Instant firstAt(LocalTime hour, Instant earliest, DunningCase open) {
    ZonedDateTime local = earliest.atZone(open.zone());
    ZonedDateTime at = local.toLocalDate().atTime(hour).atZone(open.zone());
    return (at.isBefore(local) ? at.plus(1, ChronoUnit.DAYS) : at).toInstant();
  }
}
