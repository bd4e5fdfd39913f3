package dev.takt.workflows.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemes' ceilings: how often one card may be tried for one amount by one merchant. */
class CardRulesTest {
  private static final Instant START = Instant.parse("2026-03-01T05:00:00Z");
  private final CardRules rules = CardRules.shipped();

  private static List<Instant> every(Duration gap, int times) {
    return IntStream.range(0, times).mapToObj(i -> START.plus(gap.multipliedBy(i))).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "visa, PT24H, 15, visa.reattempt.maxPer30d, PT720H",
    "mastercard, PT1H, 10, mastercard.reattempt.maxPer24h, PT24H",
    "mastercard, PT20H, 35, mastercard.reattempt.maxPer30d, PT720H",
    "dankort, PT1H, 10, mastercard.reattempt.maxPer24h, PT24H",
    "dankort, PT24H, 15, visa.reattempt.maxPer30d, PT720H",
  })
  void theLastOneThatIsAllowedAndTheNextThatIsNot(
      String brand, Duration gap, int most, String rule, Duration window) {
    List<Instant> few = every(gap, most - 1);
    List<Instant> many = every(gap, most);
    Instant now = START.plus(gap.multipliedBy(most)).minusSeconds(1);
    assertThat(rules.reached(brand, few, now)).isNull();

    CardRules.Reached reached = Objects.requireNonNull(rules.reached(brand, many, now));
    assertThat(reached.ceiling().key()).isEqualTo(rule);
    assertThat(reached.until()).isEqualTo(START.plus(window));
    assertThat(rules.reached(brand, many, reached.until().minusSeconds(1))).isNotNull();
    assertThat(rules.reached(brand, many, reached.until())).isNull();
  }

  @Test
  void whatIsNotKnownHasTheStrictestOfAll() {
    assertThat(rules.of(null)).isEqualTo(rules.all());
    assertThat(rules.of("Visa")).hasSize(1);
    assertThat(rules.of("MASTERCARD")).hasSize(2);
  }

  /** Whatever was tried when: one try more is allowed exactly if no window holds too many. */
  @ParameterizedTest
  @ValueSource(strings = {"visa", "mastercard", "dankort"})
  void allowedExactlyWhereEveryWindowHasRoom(String brand) {
    var random = new Random(6);
    for (int i = 0; i < 2_000; i++) {
      List<Instant> tries = new ArrayList<>();
      Instant at = START;
      int count = random.nextInt(45);
      for (int t = 0; t < count; t++) {
        at = at.plusSeconds(random.nextInt(random.nextBoolean() ? 9_000 : 90_000));
        tries.add(at);
      }
      Instant now = at.plusSeconds(random.nextInt(200_000));
      boolean room =
          (brand.equals("mastercard") || within(tries, now, 30 * 24) < 15)
              && (brand.equals("visa")
                  || (within(tries, now, 24) < 10 && within(tries, now, 30 * 24) < 35));
      Collections.shuffle(tries, random);
      CardRules.@Nullable Reached reached = rules.reached(brand, tries, now);
      assertThat(reached == null).as("%s at %s", tries, now).isEqualTo(room);
      if (reached != null) {
        assertThat(reached.until()).isAfter(now);
        assertThat(rules.reached(brand, tries, reached.until())).isNull();
      }
    }
  }

  private static long within(List<Instant> tries, Instant now, int hours) {
    return tries.stream()
        .filter(at -> Duration.between(at, now).toSeconds() < hours * 3600L)
        .count();
  }
}
