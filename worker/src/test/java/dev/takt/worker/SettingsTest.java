package dev.takt.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.takt.activities.webhooks.WebhookAddressPolicy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final String TOKEN = "a secret of 24 characters";

  @Test
  void withoutAnyVariableEverythingIsEmbedded() {
    var settings = Settings.of(Map.of());

    assertThat(settings.role()).isEqualTo(Role.ALL);
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.data()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(settings.database()).isNull();
    assertThat(settings.temporal()).isNull();
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

  @Test
  void aKeyForTemporalIsSentOverTlsAndSaidToNobody() {
    var settings =
        Settings.of(
            Map.of(
                "TEMPORAL_ADDRESS", "takt.tmprl.cloud:7233", "TEMPORAL_API_KEY", "key-of-cloud"));

    assertThat(settings.temporal()).isNotNull().hasToString("takt.tmprl.cloud:7233");
    assertThat(requireNonNull(settings.temporal()).connection().getEnableHttps()).isTrue();
    assertThat(settings.toString()).doesNotContain("key-of-cloud");
  }

  @ParameterizedTest
  @CsvSource({
    "TEMPORAL_TLS,maybe,true or false",
    "TEMPORAL_TLS,false,for all to read",
    "TEMPORAL_TLS_CLIENT_CERT_PATH,/no/such/file,/no/such/file",
    "TEMPORAL_TLS_CLIENT_CERT_DATA,unspeakable,certificate",
  })
  void whatMakesNoSenseForTemporalIsRefused(String name, String value, String advice) {
    assertThatThrownBy(
            () ->
                Settings.of(
                    Map.of("TEMPORAL_ADDRESS", "t:1", "TEMPORAL_API_KEY", "key", name, value)))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("TEMPORAL_TLS")
        .hasMessageContaining(advice)
        .hasMessageNotContaining("unspeakable");
  }

  @ParameterizedTest
  @CsvSource({
    "TAKT_ROLE,both,'all, worker, api'",
    "TAKT_PORT,http,port number",
    "TAKT_PORT,70000,port number",
    "TAKT_DEMO,maybe,true or false",
    "OTEL_EXPORTER_OTLP_ENDPOINT,collector:4318,http://localhost:4318",
    "TAKT_WEBHOOKS_ALLOW_PRIVATE,maybe,true or false",
    "TAKT_SECRET_KEYS,c2VjcmV0,openssl rand",
    "TAKT_SECRET_KEYS,k1:c2VjcmV0,openssl rand",
    "TAKT_DATABASE_URL,mysql://db/takt,postgresql://user:password@host",
    "OTEL_EXPORTER_OTLP_ENDPOINT,http://collector:99999,http://localhost:4318",
    "TAKT_SMTP_URL,mail.example.com:25,smtp://user:password@host:587",
    "TAKT_SMTP_URL,smtp://mail server,smtp://user:password@host:587",
    "TAKT_SMS_URL,sms,https://",
    "TAKT_PUBLIC_URL,pay.example.com,https://",
    "TAKT_MAIL_FROM,billing,billing@example.com",
    "TAKT_PAY_LINK_DAYS,a fortnight,1 to 3650",
    "TAKT_PAY_LINK_DAYS,0,1 to 3650",
    "TAKT_KEEP_EVENTS,400,P400D",
    "TAKT_KEEP_EVENTS,P6D,at least 7 days",
    "TAKT_KEEP_HISTORY,P29D,at least 30 days",
    "TAKT_KEEP_MESSAGES,P11M,at least 365 days",
    "TEMPORAL_ADDRESS,http://temporal:7233/,host and a port",
    "TEMPORAL_ADDRESS,temporal:7233/default,host and a port",
    "TEMPORAL_ADDRESS,temporal,host and a port",
  })
  void whatMakesNoSenseIsRefusedWithWhatWould(String name, String value, String advice) {
    assertThatThrownBy(() -> Settings.of(Map.of(name, value)))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(name)
        .hasMessageContaining(advice)
        .message()
        .hasLineCount(1);
  }

  @Test
  void anAddressThatMayHoldAPasswordIsNotRepeated() {
    assertThatThrownBy(() -> Settings.of(Map.of("TAKT_SMTP_URL", "smtp://u:hunter2@mail server")))
        .isInstanceOf(CannotStart.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void whatIsDocumentedForAddressesAndPeriodsIsTaken() {
    var environment =
        Map.of(
            "TAKT_SMTP_URL", "smtp://user:p%40ss@mail.example.com:587",
            "TAKT_MAIL_FROM", "billing@example.com",
            "TAKT_PUBLIC_URL", "https://pay.example.com/",
            "TAKT_SMS_URL", "https://sms.example.com/send?from=takt",
            "TAKT_KEEP_EVENTS", "P7D",
            "TAKT_KEEP_MESSAGES", "P1Y",
            "TAKT_PAY_LINK_DAYS", "30",
            "OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector.example.com",
            "TEMPORAL_ADDRESS", "[::1]:7233");

    assertThat(Settings.of(environment).traces()).hasHost("collector.example.com");
  }

  @Test
  void aTrialIsForThisMachineOnly() {
    assertThat(Settings.of(Map.of()).host()).isEqualTo("127.0.0.1");
    assertThat(Settings.of(production(Map.of())).host()).isEqualTo("0.0.0.0");
    assertThat(Settings.of(Map.of("TAKT_HOST", "0.0.0.0", "TAKT_OPERATOR_TOKEN", "op_mine")).host())
        .isEqualTo("0.0.0.0");
    assertThatThrownBy(() -> Settings.of(Map.of("TAKT_HOST", "0.0.0.0")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("TAKT_HOST")
        .hasMessageContaining("TAKT_OPERATOR_TOKEN");
  }

  /** Spring's ways to say so: the environment, JSON, a system property. */
  @Test
  void productionIsWhatSpringCallsProduction() {
    String json = "{\"spring\": {\"profiles\": {\"active\": \"production\"}}}";
    assertThatThrownBy(() -> Settings.of(Map.of("SPRING_APPLICATION_JSON", json)))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("the profile is production");
    System.setProperty("spring.profiles.active", "production");
    try {
      assertThatThrownBy(() -> Settings.of(Map.of()))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("the profile is production");
    } finally {
      System.clearProperty("spring.profiles.active");
    }
    assertThat(Settings.of(Map.of("SPRING_PROFILES_ACTIVE", "eu")).safeguards().production())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "TAKT_OPERATOR_TOKEN,x,TAKT_OPERATOR_TOKEN",
    "TAKT_OPERATOR_TOKEN,12345678901234567890123,24",
    "TAKT_DEMO,true,TAKT_DEMO",
  })
  void productionRefusesWhatCanBeGuessedAndWhatIsForTryingThings(
      String name, String value, String clue) {
    assertThatThrownBy(() -> Settings.of(production(Map.of(name, value))))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(clue);
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
  void productionTakesATokenAndAKeyOfItsOwn() {
    var settings = Settings.of(production(Map.of()));

    assertThat(settings.operatorToken()).isEqualTo(TOKEN);
    assertThat(settings.safeguards().production()).isTrue();
    assertThat(settings.safeguards().secretKeys()).isNotNull();
    assertThat(settings.safeguards().reach()).isEqualTo(WebhookAddressPolicy.PUBLIC);
  }

  @Test
  void productionRefusesToStartWithoutAKeyForSecrets() {
    assertThatThrownBy(() -> Settings.of(production(Map.of("TAKT_SECRET_KEYS", ""))))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("TAKT_SECRET_KEYS");
  }

  @Test
  void productionNeverSendsWebhooksIntoItsOwnNetwork() {
    assertThatThrownBy(() -> Settings.of(production(Map.of("TAKT_WEBHOOKS_ALLOW_PRIVATE", "true"))))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("TAKT_WEBHOOKS_ALLOW_PRIVATE");
  }

  @Test
  void webhooksReachThisMachineOnlyWhereTaktIsTriedOut() {
    var external = Map.of("TAKT_DATABASE_URL", "postgresql://u:p@db/takt");

    assertThat(Settings.of(Map.of()).safeguards().reach()).isEqualTo(WebhookAddressPolicy.LOOPBACK);
    assertThat(Settings.of(external).safeguards().reach()).isEqualTo(WebhookAddressPolicy.PUBLIC);
    assertThat(Settings.of(Map.of("TAKT_WEBHOOKS_ALLOW_PRIVATE", "false")).safeguards().reach())
        .isEqualTo(WebhookAddressPolicy.PUBLIC);
    assertThat(Settings.of(Map.of("TAKT_WEBHOOKS_ALLOW_PRIVATE", "true")).safeguards().reach())
        .isEqualTo(WebhookAddressPolicy.PRIVATE);
  }

  private static Map<String, String> production(Map<String, String> otherwise) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SPRING_PROFILES_ACTIVE", "eu, production");
    environment.put("TAKT_OPERATOR_TOKEN", TOKEN);
    environment.put("TAKT_SECRET_KEYS", "k1:" + "A".repeat(43) + "=");
    environment.putAll(otherwise);
    return environment;
  }
}
