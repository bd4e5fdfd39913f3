package dev.takt.workflows.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CountryZoneTest {
  private static final ZoneId MERCHANT = ZoneId.of("Europe/Copenhagen");

  @Test
  void everyCountryHasAZone() {
    for (String country : Locale.getISOCountries()) {
      assertThat(CountryZone.of(country, MERCHANT)).as(country).isNotNull();
    }
  }

  @Test
  void aCountryTellsItWhereEverybodyHasTheSame() {
    Instant noon = Instant.parse("2026-07-01T10:00:00Z");
    assertThat(noon.atZone(CountryZone.of("FI", MERCHANT)).getHour()).isEqualTo(13);
    assertThat(noon.atZone(CountryZone.of("GB", MERCHANT)).getHour()).isEqualTo(11);
    assertThat(noon.atZone(CountryZone.of("IS", MERCHANT)).getHour()).isEqualTo(10);
  }

  @Test
  void otherwiseItIsTheMerchants() {
    assertThat(CountryZone.of("US", MERCHANT)).isEqualTo(MERCHANT);
    assertThat(CountryZone.of(null, MERCHANT)).isEqualTo(MERCHANT);
  }
}
