package dev.takt.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.takt.activities.messages.MessageSettings;
import dev.takt.activities.webhooks.WebhookAddressPolicy;
import dev.takt.api.access.AccessSettings;
import dev.takt.worker.settings.Role;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final String TOKEN = "a secret of 24 characters";

  @Test
  void withoutAnyVariableEverythingIsEmbedded() {
    var settings = GivenSettings.of(Map.of());

    assertThat(settings.takt().role()).isEqualTo(Role.ALL);
    assertThat(settings.takt().port()).isEqualTo(8080);
    assertThat(settings.takt().dataFolder()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(settings.takt().databaseUrl()).isNull();
    assertThat(settings.temporal().access()).isNull();
    assertThat(settings.temporal().namespace()).isEqualTo("default");
    assertThat(settings.takt().operatorToken()).isEqualTo("op_demo");
    assertThat(settings.takt().isDemo()).isTrue();
    assertThat(settings.standsOnOthers()).isFalse();
  }

  @Test
  void anEmptyVariableIsAsGoodAsNone() {
    var settings =
        GivenSettings.of(Map.of("TAKT_ROLE", "", "TEMPORAL_ADDRESS", " ", "TAKT_DEMO", ""));

    assertThat(settings).isEqualTo(GivenSettings.of(Map.of()));
  }

  @Test
  void withAnExternalDatabaseNoDemoIsSeededUnlessAskedFor() {
    String url = "postgresql://takt:secret@db:5432/takt";

    assertThat(GivenSettings.of(Map.of("TAKT_DATABASE_URL", url)).takt().isDemo()).isFalse();
    assertThat(
            GivenSettings.of(Map.of("TAKT_DATABASE_URL", url, "TAKT_DEMO", "true")).takt().isDemo())
        .isTrue();
  }

  @Test
  void aTaktThatStandsOnOthersNeedsNoDataFolder() {
    var environment =
        Map.of(
            "TAKT_DATABASE_URL", "postgresql://u:p@db/takt", "TEMPORAL_ADDRESS", "temporal:7233");

    assertThat(GivenSettings.of(environment).standsOnOthers()).isTrue();
  }

  @Test
  void aKeyForTemporalIsSentOverTlsAndSaidToNobody() {
    var settings =
        GivenSettings.of(
            Map.of(
                "TEMPORAL_ADDRESS", "takt.tmprl.cloud:7233", "TEMPORAL_API_KEY", "key-of-cloud"));

    assertThat(settings.temporal().access()).isNotNull().hasToString("takt.tmprl.cloud:7233");
    assertThat(requireNonNull(settings.temporal().access()).connection().getEnableHttps()).isTrue();
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
    assertThat(refusal(Map.of("TEMPORAL_ADDRESS", "t:1", "TEMPORAL_API_KEY", "key", name, value)))
        .contains("TEMPORAL_TLS")
        .contains(advice)
        .doesNotContain("unspeakable");
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
    assertThat(refusal(Map.of(name, value))).contains(name).contains(advice).hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many", "1e99", "NaN"})
  void howWorkersRunIsSaidInNumbersAboveNothing(String value) {
    for (String name :
        List.of(
            "TAKT_PAYMENTS_PER_SECOND",
            "TAKT_BOOKS_AT_ONCE",
            "TAKT_CHARGES_AT_ONCE",
            "TAKT_WORKFLOWS_KEPT")) {
      assertThat(refusal(Map.of(name, value)))
          .as("%s=%s", name, value)
          .contains(name)
          .contains("a number above 0")
          .hasLineCount(1);
    }
  }

  @Test
  void anAddressThatMayHoldAPasswordIsNotRepeated() {
    assertThat(refusal(Map.of("TAKT_SMTP_URL", "smtp://u:hunter2@mail server")))
        .doesNotContain("hunter2");
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

    assertThat(GivenSettings.of(environment).tracing().endpoint())
        .isEqualTo("https://collector.example.com");
  }

  @Test
  void aTrialIsForThisMachineOnly() {
    assertThat(GivenSettings.of(Map.of()).takt().host()).isEqualTo("127.0.0.1");
    assertThat(GivenSettings.of(production(Map.of())).takt().host()).isEqualTo("0.0.0.0");
    assertThat(
            GivenSettings.of(Map.of("TAKT_HOST", "0.0.0.0", "TAKT_OPERATOR_TOKEN", "op_mine"))
                .takt()
                .host())
        .isEqualTo("0.0.0.0");
    assertThat(refusal(Map.of("TAKT_HOST", "0.0.0.0")))
        .contains("TAKT_HOST")
        .contains("TAKT_OPERATOR_TOKEN");
  }

  /** Spring's ways to say so: the environment, JSON, a system property. */
  @Test
  void productionIsWhatSpringCallsProduction() {
    String json = "{\"spring\": {\"profiles\": {\"active\": \"production\"}}}";
    assertThat(refusal(Map.of("SPRING_APPLICATION_JSON", json)))
        .contains("the profile is production");
    System.setProperty("spring.profiles.active", "production");
    try {
      assertThat(refusal(Map.of())).contains("the profile is production");
    } finally {
      System.clearProperty("spring.profiles.active");
    }
    assertThat(GivenSettings.of(Map.of("SPRING_PROFILES_ACTIVE", "eu")).takt().production())
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
    assertThat(refusal(production(Map.of(name, value)))).contains(clue);
  }

  @Test
  void productionRefusesTheDemoTokenWhetherGivenOrNot() {
    assertThat(refusal(Map.of("SPRING_PROFILES_ACTIVE", "eu, production")))
        .contains("TAKT_OPERATOR_TOKEN");
    assertThat(
            refusal(
                Map.of("SPRING_PROFILES_ACTIVE", "production", "TAKT_OPERATOR_TOKEN", "op_demo")))
        .contains("TAKT_OPERATOR_TOKEN");
  }

  @Test
  void productionTakesATokenAndAKeyOfItsOwn() {
    var settings = GivenSettings.of(production(Map.of()));

    assertThat(settings.takt().operatorToken()).isEqualTo(TOKEN);
    assertThat(settings.takt().production()).isTrue();
    assertThat(settings.security().secretKeys()).isNotNull();
    assertThat(reach(settings)).isEqualTo(WebhookAddressPolicy.PUBLIC);
  }

  @Test
  void settingsSayNoSecretOfThemselves() {
    var settings =
        GivenSettings.of(
            production(Map.of("TAKT_DATABASE_URL", "postgresql://takt:hunter2@db/takt")));

    assertThat(settings.toString()).contains("db/takt").doesNotContain(TOKEN, "hunter2", "AAAA");
    assertThat(new AccessSettings(TOKEN, 1, 1).toString()).doesNotContain(TOKEN);
    assertThat(new MessageSettings("smtp://u:hunter2@mail", "from", "sms", "hunter2").toString())
        .doesNotContain("hunter2");
  }

  @Test
  void productionIsSaidByTheProfileOnly() {
    assertThat(refusal(Map.of("TAKT_PRODUCTION", "true"))).contains("SPRING_PROFILES_ACTIVE");
    assertThat(refusal(production(Map.of("TAKT_PRODUCTION", "false"))))
        .contains("SPRING_PROFILES_ACTIVE");
    assertThat(refusal(production(Map.of("TAKT_WEBHOOKS_HTTPS_ONLY", "false"))))
        .contains("TAKT_WEBHOOKS_HTTPS_ONLY");
  }

  @Test
  void productionRefusesToStartWithoutAKeyForSecrets() {
    assertThat(refusal(production(Map.of("TAKT_SECRET_KEYS", "")))).contains("TAKT_SECRET_KEYS");
  }

  @Test
  void productionNeverSendsWebhooksIntoItsOwnNetwork() {
    assertThat(refusal(production(Map.of("TAKT_WEBHOOKS_ALLOW_PRIVATE", "true"))))
        .contains("TAKT_WEBHOOKS_ALLOW_PRIVATE");
  }

  @Test
  void webhooksReachThisMachineOnlyWhereTaktIsTriedOut() {
    var external = Map.of("TAKT_DATABASE_URL", "postgresql://u:p@db/takt");

    assertThat(reach(GivenSettings.of(Map.of()))).isEqualTo(WebhookAddressPolicy.LOOPBACK);
    assertThat(reach(GivenSettings.of(external))).isEqualTo(WebhookAddressPolicy.PUBLIC);
    assertThat(reach(GivenSettings.of(Map.of("TAKT_WEBHOOKS_ALLOW_PRIVATE", "false"))))
        .isEqualTo(WebhookAddressPolicy.PUBLIC);
    assertThat(reach(GivenSettings.of(Map.of("TAKT_WEBHOOKS_ALLOW_PRIVATE", "true"))))
        .isEqualTo(WebhookAddressPolicy.PRIVATE);
  }

  private static WebhookAddressPolicy reach(StartSettings settings) {
    return settings.security().reach(settings.takt());
  }

  /** The line that says why Takt does not start with these variables. */
  private static String refusal(Map<String, String> variables) {
    Throwable failure = catchThrowable(() -> GivenSettings.of(variables));
    assertThat(failure).as("with %s", variables).isNotNull();
    return StartFailure.advice(failure).orElseThrow(() -> new AssertionError(failure));
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
