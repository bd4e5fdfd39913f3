package dev.takt.workflows.seller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the registry are valid, and no single wrong digit is. */
class IbanTest {

  @ParameterizedTest
  @ValueSource(strings = {"DK5000400440116243", "NO9386011117947", "SE4550000000058398257466"})
  void examplesOfTheRegistryAreValidAndNoOtherDigitIs(String iban) {
    assertThat(Iban.isValid(iban)).isTrue();
    for (int place = 2; place < iban.length(); place++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        String other = iban.substring(0, place) + digit + iban.substring(place + 1);
        assertThat(Iban.isValid(other)).as(other).isEqualTo(other.equals(iban));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "DK", "DK50 0040 0440 1162 43", "dk5000400440116243", "00400440116243"})
  void isNone(String number) {
    assertThat(Iban.isValid(number)).isFalse();
  }

  @Test
  void theNationalNumberIsTheRest() {
    assertThat(Iban.national("DK5000400440116243")).isEqualTo("00400440116243");
  }
}
