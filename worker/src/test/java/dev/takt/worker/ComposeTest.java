package dev.takt.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The compose file starts Takt with what Takt reads. */
class ComposeTest {
  private static final String TOKEN = "op_" + "a".repeat(64);

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void bothRolesStartWithSettingsThatTaktUnderstands() throws IOException {
    for (String role : List.of("worker", "api")) {
      var settings = GivenSettings.of(environment(role));

      assertThat(settings.takt().role().wireName()).isEqualTo(role);
      assertThat(settings.standsOnOthers()).isTrue();
      assertThat(settings.takt().databaseUrl()).isNotNull().hasToString("postgres:5432/takt");
      assertThat(settings.temporal().access()).isNotNull().hasToString("temporal:7233");
      assertThat(settings.takt().operatorToken()).isEqualTo(TOKEN);
    }
  }

  @Test
  void theApiIsReachedOnThePortThatItListensOn() throws IOException {
    int port = GivenSettings.of(environment("api")).takt().port();

    assertThat(GivenSettings.of(environment("api")).takt().host()).isEqualTo("0.0.0.0");
    assertThat(value(service("api"), "ports")).isEqualTo(List.of("8080:" + port));
    assertThat(value(service("api"), "healthcheck").toString())
        .contains("http://localhost:" + port + "/health");
  }

  @Test
  void theServicesThatTaktNamesAreThere() throws IOException {
    assertThat(services()).containsKeys("postgres", "temporal", "temporal-ui", "worker", "api");
    assertThat(value(service("postgres"), "image")).isEqualTo("postgres:18");
    assertThat(value(service("temporal"), "ports")).isEqualTo(List.of("127.0.0.1:7233:7233"));
  }

  @Test
  void nothingElseIsSetThanWhatTaktReads() throws IOException {
    assertThat(environment("api").keySet())
        .isSubsetOf(
            "SPRING_PROFILES_ACTIVE",
            "TAKT_HOST",
            "TAKT_PORT",
            "TAKT_ROLE",
            "TAKT_OPERATOR_TOKEN",
            "TAKT_SECRET_KEYS",
            "TAKT_PAYLOAD_KEYS",
            "TAKT_DATABASE_URL",
            "TEMPORAL_ADDRESS",
            "TEMPORAL_NAMESPACE");
  }

  /** Its environment; a variable that must be given has its own name as value. */
  private static Map<String, String> environment(String service) throws IOException {
    Map<String, String> environment = new TreeMap<>();
    map(value(service(service), "environment"))
        .forEach(
            (name, value) ->
                environment.put(
                    name,
                    value
                        .toString()
                        .replaceAll("\\$\\{([A-Z_]+):\\?[^}]*}", "$1")
                        .replaceAll("\\$\\{[A-Z_]+:-}", "")));
    // The variables' own names are no secrets.
    environment.computeIfPresent("TAKT_OPERATOR_TOKEN", (_, _) -> TOKEN);
    environment.computeIfPresent("TAKT_SECRET_KEYS", (_, _) -> "k1:" + "A".repeat(43) + "=");
    return environment;
  }

  private static Map<String, Object> service(String name) throws IOException {
    return map(value(services(), name));
  }

  private static Map<String, Object> services() throws IOException {
    Map<String, Object> file =
        new Yaml().load(Files.readString(ROOT.resolve("docker-compose.yml")));
    return map(value(file, "services"));
  }

  private static Object value(Map<String, Object> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
