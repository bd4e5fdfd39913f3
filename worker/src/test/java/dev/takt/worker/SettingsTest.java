package dev.takt.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @Test
  void withoutAnyVariableEverythingIsEmbedded() {
    var settings = Settings.of(Map.of());

    assertThat(settings.role()).isEqualTo(Role.ALL);
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.data()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(settings.database()).isNull();
    assertThat(settings.temporalAddress()).isNull();
    assertThat(settings.namespace()).isEqualTo("default");
    assertThat(settings.operatorToken()).isEqualTo("op_demo");
    assertThat(settings.demo()).isTrue();
    assertThat(settings.standsOnOthers()).isFalse();
  }

  @Test
  void anEmptyVariableIsAsGoodAsNone() {
    var settings = Settings.of(Map.of("TAKT_ROLE", "", "TEMPORAL_ADDRESS", " ", "TAKT_DEMO", ""));

    assertThat(settings).isEqualTo(Settings.of(Map.of()));
  }

  @Test
  void withAnExternalDatabaseNoDemoIsSeededUnlessAskedFor() {
    String url = "postgresql://takt:secret@db:5432/takt";

    assertThat(Settings.of(Map.of("TAKT_DATABASE_URL", url)).demo()).isFalse();
    assertThat(Settings.of(Map.of("TAKT_DATABASE_URL", url, "TAKT_DEMO", "true")).demo()).isTrue();
  }

  @Test
  void aTaktThatStandsOnOthersNeedsNoDataFolder() {
    var environment =
        Map.of(
            "TAKT_DATABASE_URL", "postgresql://u:p@db/takt", "TEMPORAL_ADDRESS", "temporal:7233");

    assertThat(Settings.of(environment).standsOnOthers()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "TAKT_ROLE,both,'all, worker, api'",
    "TAKT_PORT,http,port number",
    "TAKT_PORT,70000,port number",
    "TAKT_DEMO,maybe,true or false",
    "TAKT_DATABASE_URL,mysql://db/takt,postgresql://user:password@host",
  })
  void whatMakesNoSenseIsRefusedWithWhatWould(String name, String value, String advice) {
    assertThatThrownBy(() -> Settings.of(Map.of(name, value)))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(name)
        .hasMessageContaining(advice);
  }

  @Test
  void productionRefusesTheDemoTokenWhetherGivenOrNot() {
    assertThatThrownBy(() -> Settings.of(Map.of("SPRING_PROFILES_ACTIVE", "eu, production")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("TAKT_OPERATOR_TOKEN");
    assertThatThrownBy(
            () ->
                Settings.of(
                    Map.of(
                        "SPRING_PROFILES_ACTIVE", "production", "TAKT_OPERATOR_TOKEN", "op_demo")))
        .isInstanceOf(CannotStart.class);
  }

  @Test
  void productionTakesATokenOfItsOwn() {
    var settings =
        Settings.of(
            Map.of("SPRING_PROFILES_ACTIVE", "production", "TAKT_OPERATOR_TOKEN", "a secret"));

    assertThat(settings.operatorToken()).isEqualTo("a secret");
  }
}
