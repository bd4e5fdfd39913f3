package dev.takt.api.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.takt.records.merchants.Merchant;
import dev.takt.workflows.subscription.BillingSchedule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where in the spread of the first of the month subscriptions have their turns. */
class SpreadTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-12-01");

  private static Merchant merchant(int minutes) {
    return new Merchant(
        "mer_1",
        "Bladet",
        "DK",
        "Europe/Copenhagen",
        "DKK",
        "da",
        LocalTime.of(6, 0),
        minutes,
        Instant.EPOCH);
  }

  private static String id() {
    return "sub_" + UlidCreator.getMonotonicUlid().toLowerCase();
  }

  private static Instant turn(String id) {
    return SignUps.hours(merchant(1), id, null).billingOn(FIRST);
  }

  @Test
  void theSpreadIsUsedEvenlyAndNoSecondBeginsWithAStampede() {
    Instant six = Instant.parse("2026-12-01T05:00:00Z");
    Map<Long, Long> turns =
        Stream.generate(SpreadTest::id)
            .limit(60_000)
            .map(id -> turn(id).toEpochMilli() - six.toEpochMilli())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(turns.keySet()).allMatch(later -> later >= 0 && later < 60_000);
    // One each on average: of so many by chance, more than a dozen at one is very unlikely.
    assertThat(turns.values()).allMatch(atOnce -> atOnce <= 12);
    for (int second = 0; second < 60; second++) {
      long from = second * 1000L;
      long within =
          turns.entrySet().stream()
              .filter(turn -> turn.getKey() >= from && turn.getKey() < from + 1000)
              .mapToLong(Map.Entry::getValue)
              .sum();
      assertThat(within).as("second %s", second).isBetween(800L, 1200L);
    }
  }

  @Test
  void aSubscriptionKeepsItsTurn() {
    String id = id();
    assertThat(turn(id)).isEqualTo(turn(id));
  }

  @Test
  void aMerchantThatWantsNoSpreadHasNone() {
    BillingSchedule hours = SignUps.hours(merchant(0), id(), null);
    assertThat(hours.billingOn(FIRST)).isEqualTo("2026-12-01T05:00:00Z");
  }
}
