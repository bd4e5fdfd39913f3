package dev.takt.workflows.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Amounts and dates as each language writes them. */
class LanguageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DA |123456789 |DKK |1.234.567,89 DKK",
        "DA |5         |DKK |0,05 DKK",
        "DA |1234      |JPY |1.234 JPY",
        "NB |123456789 |NOK |1 234 567,89 NOK",
        "NB |31000     |EUR |310,00 EUR",
        "SV |123456789 |SEK |1 234 567,89 SEK",
        "SV |99900     |SEK |999,00 SEK",
        "EN |123456789 |GBP |1,234,567.89 GBP",
        "EN |1234500   |ISK |1,234,500 ISK"
      })
  void amounts(Language language, long amount, String currency, String written) {
    // Thousands are kept apart by spaces that do not break.
    assertThat(language.amount(amount, currency).replaceAll("[\\u00a0\\u202f]", " "))
        .isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"DA |1. marts 2026", "NB |1. mars 2026", "SV |1 mars 2026", "EN |1 March 2026"})
  void dates(Language language, String written) {
    assertThat(language.date(LocalDate.of(2026, 3, 1))).isEqualTo(written);
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsKey(Language language) {
    assertThat(Language.of(language.key())).isEqualTo(language);
    assertThat(Language.of(language.locale().toLanguageTag())).isEqualTo(language);
    assertThat(Language.of(language.locale().toString())).isEqualTo(language);
  }
}
