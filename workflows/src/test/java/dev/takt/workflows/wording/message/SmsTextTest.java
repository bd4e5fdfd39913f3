package dev.takt.workflows.wording.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsTextTest {

  @ParameterizedTest
  @CsvSource({
    "a, 1, 1",
    "a, 160, 1",
    "a, 161, 2",
    "a, 306, 2",
    "a, 307, 3",
    "æøåÆØÅäöÄÖéü, 13, 1",
    "€, 80, 1",
    "€, 81, 2",
    "ł, 70, 1",
    "ł, 71, 2",
    "ł, 134, 2",
    "ł, 135, 3"
  })
  void isSentInAsManyPartsAsItsLettersNeed(String letters, int times, int parts) {
    assertThat(SmsText.parts(letters.repeat(times))).isEqualTo(parts);
  }

  @Test
  void whatMeansTheSameInGsmIsWrittenSo() {
    String written = "1\u00a0234\u202f567,00 – “Kort” •••• 4242… O’Hara";
    assertThat(SmsText.of(written)).isEqualTo("1 234 567,00 - \"Kort\" **** 4242... O'Hara");
    assertThat(SmsText.parts(SmsText.of(written).repeat(3))).isEqualTo(1);
  }

  @Test
  void nothingElseIsTakenFromPeoplesNames() {
    assertThat(SmsText.of("Łukasz Þórsson, Žižek, 李, 🙂"))
        .isEqualTo("Łukasz Þórsson, Žižek, 李, 🙂");
  }
}
