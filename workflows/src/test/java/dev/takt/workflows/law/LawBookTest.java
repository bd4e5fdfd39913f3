package dev.takt.workflows.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped facts say by day: one line for each value that something is charged by. */
class LawBookTest {
  private final LawBook law = LawBook.shipped();

  @ParameterizedTest
  @CsvSource({
    "dk.rykkergebyr.max, 2026-03-01, 10000",
    "dk.inkassogebyr.max, 2026-03-01, 10000",
    "dk.kompensation.amount, 2026-03-01, 31000",
    "no.purregebyr, 2020-09-30, 7000",
    "no.purregebyr, 2020-10-01, 3500",
    "no.purregebyr, 2025-12-31, 3500",
    "no.purregebyr, 2026-01-01, 3800",
    "no.betalingsoppfordring.egeninkasso, 2026-05-01, 11300",
    "no.standardkompensasjon.b2b, 2026-06-30, 46000",
    "no.standardkompensasjon.b2b, 2026-07-01, 43000",
    "se.paaminnelseavgift, 2026-01-01, 6000",
    "se.inkassokrav, 2026-01-01, 18000",
    "se.amorteringsplan, 2026-01-01, 17000",
    "se.forseningsersattning.b2b, 2026-01-01, 45000",
  })
  void amounts(String key, LocalDate on, long amount) {
    assertThat(law.amount(key, on)).isEqualTo(amount);
  }

  @ParameterizedTest
  @CsvSource({
    "DK, 2013-02-28, 7.20",
    "DK, 2013-03-01, 8.20",
    "DK, 2021-07-01, 7.65",
    "DK, 2025-06-30, 10.75",
    "DK, 2025-07-01, 9.75",
    "DK, 2026-06-30, 9.75",
    "NO, 2026-06-30, 12.00",
    "NO, 2026-07-01, 12.25",
    "SE, 2024-12-31, 12.00",
    "SE, 2026-06-30, 10.00",
  })
  void rates(String country, LocalDate on, BigDecimal percent) {
    assertThat(new InterestRates(law, country).percentOn(on)).isEqualByComparingTo(percent);
  }

  /** A value that is renewed is never carried on. */
  @ParameterizedTest
  @CsvSource({
    "dk.referencesats, 2026-07-01",
    "dk.referencesats, 2004-12-31",
    "no.forsinkelsesrente, 2027-01-01",
    "no.purregebyr, 2027-01-01",
    "no.inkassosats, 2027-01-01",
    "no.standardkompensasjon.b2b, 2027-01-01",
    "se.referensranta, 2026-07-01",
    "dk.unheardOf, 2026-01-01",
  })
  void whatIsMissingIsAnErrorThatNamesIt(String key, LocalDate on) {
    assertThatThrownBy(() -> law.number(key, on))
        .isInstanceOfSatisfying(
            LawFactMissing.class,
            missing -> {
              assertThat(missing.fact()).isEqualTo(key);
              assertThat(missing.on()).isEqualTo(on);
            })
        .hasMessageContaining(key)
        .hasMessageContaining(on.toString());
  }

  @Test
  void aMissingValueIsListedWithoutOne() {
    LocalDate on = LocalDate.parse("2026-08-01");
    assertThat(fact(law.facts("DK", DebtorKind.CONSUMER, on), "dk.referencesats").isMissing())
        .isTrue();
    LawFact rate = fact(law.facts("NO", DebtorKind.CONSUMER, on), "no.forsinkelsesrente");
    assertThat(rate.number()).isEqualByComparingTo("12.25");
    assertThat(rate.validFrom()).isEqualTo("2026-07-01");
    assertThat(rate.validTo()).isEqualTo("2027-01-01");
    assertThat(rate.source()).isNotBlank();
  }

  @Test
  void eachDebtorHasTheirOwnLaw() {
    LocalDate on = LocalDate.parse("2026-03-01");
    assertThat(keys("DK", DebtorKind.BUSINESS, on))
        .contains("dk.kompensation.amount", "eu.latePayment.compensation")
        .doesNotContain("dk.forbruger.noticeMonths");
    assertThat(keys("DK", DebtorKind.CONSUMER, on))
        .contains("dk.forbruger.noticeMonths", "eu.withdrawalFunction")
        .doesNotContain("dk.kompensation.amount");
    assertThat(keys("NO", DebtorKind.BUSINESS, on)).noneMatch(key -> key.startsWith("eu."));
    assertThat(keys("FI", DebtorKind.BUSINESS, on)).isEmpty();
  }

  @Test
  void anActWithoutAStartIsNotInForce() {
    assertThat(keys("NO", DebtorKind.CONSUMER, LocalDate.parse("2030-01-01")))
        .isNotEmpty()
        .doesNotContain("no.newInkassolov");
  }

  private List<String> keys(String country, DebtorKind debtor, LocalDate on) {
    return law.facts(country, debtor, on).stream().map(LawFact::key).toList();
  }

  private static LawFact fact(List<LawFact> facts, String key) {
    return facts.stream().filter(fact -> fact.key().equals(key)).findFirst().orElseThrow();
  }
}
