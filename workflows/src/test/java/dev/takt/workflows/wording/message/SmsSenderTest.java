package dev.takt.workflows.wording.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsSenderTest {

  @ParameterizedTest
  @CsvSource({
    "Bladet ApS, Bladet ApS",
    "Børnenes Ærlige Dagblad A/S, Bornenes Ae",
    "Smålands-Tidningen, SmalandsTid",
    "Café Ünder, Cafe Under",
    "Avis 1 & Søn, Avis 1 Son",
    "24-7 (Nordic), 247 Nordic",
    "2026, Info",
    "新聞, Info"
  })
  void isTheNearestToAMerchantsName(String merchant, String sender) {
    assertThat(SmsSender.of(merchant)).isEqualTo(sender);
    assertThat(SmsSender.isGood(SmsSender.of(merchant))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Twelve chars", "Blåt", "A/S", "12", "+", "a\nb", "1234567890123456"})
  void whatOperatorsRefuseIsNone(String name) {
    assertThat(SmsSender.isGood(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bladet", "Avis 24", "+4512345678", "1204"})
  void whatTheyTakeIsOne(String name) {
    assertThat(SmsSender.isGood(name)).isTrue();
  }
}
