package dev.takt.api.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.money.Vat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanRequestTest {

  @ParameterizedTest
  @CsvSource({"25.00, 25", "100, 100", "12.50, 12.5", "0.00, 0"})
  void aRateIsWrittenInOneWay(String given, String written) {
    assertThat(Vat.plainRate(given)).isEqualTo(written);
  }
}
