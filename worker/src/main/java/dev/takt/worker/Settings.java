package dev.takt.worker;

import dev.takt.worker.security.Safeguards;
import dev.takt.worker.service.DatabaseAddress;
import dev.takt.worker.service.TemporalAccess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says.
 *
 * @param port of the web server; 0: a free one
 * @param data folder of the embedded services
 * @param database an external PostgreSQL, or null for the embedded one
 * @param temporal an external Temporal, or null for an own one
 * @param temporalCommand the {@code temporal} program, or null where there is none
 * @param demo whether the demo merchant is to be there
 * @param adoptAgain whether workflows are looked after even if Temporal seems to remember them
 * @param safeguards keys, and what is allowed
 * @param traces the OTLP collector that traces go to, or null: none are made
 */
public record Settings(
    int port,
    Path data,
    Role role,
    String operatorToken,
    @Nullable DatabaseAddress database,
    @Nullable TemporalAccess temporal,
    String namespace,
    @Nullable Path temporalCommand,
    boolean demo,
    boolean adoptAgain,
    Safeguards safeguards,
    @Nullable URI traces) {

  /** The operator's token of a Takt that nobody has configured. Everybody knows it. */
  public static final String DEMO_TOKEN = "op_demo";

  /**
   * Reads the environment.
   *
   * @throws CannotStart if a variable makes no sense
   */
  public static Settings of(Map<String, String> environment) {
    var variables = new Variables(environment);
    var role = Role.of(variables.get("TAKT_ROLE").orElse("all"));
    var token = variables.get("TAKT_OPERATOR_TOKEN").orElse(DEMO_TOKEN);
    refuseDemoTokenInProduction(variables, token);
    var database = variables.get("TAKT_DATABASE_URL").map(DatabaseAddress::parse).orElse(null);
    return new Settings(
        variables.port("TAKT_PORT", 8080),
        Path.of(variables.get("TAKT_DATA").orElse("data")).toAbsolutePath().normalize(),
        role,
        token,
        database,
        TemporalAccess.of(environment),
        variables.get("TEMPORAL_NAMESPACE").orElse("default"),
        onPath("temporal", variables.get("PATH").orElse("")),
        role.answers() && variables.flag("TAKT_DEMO", role == Role.ALL && database == null),
        variables.flag("TAKT_ADOPT_AGAIN", false),
        Safeguards.of(environment, database == null),
        variables.address("OTEL_EXPORTER_OTLP_ENDPOINT"));
  }

  /** Whether it has nothing of its own on this machine, and so needs no data folder. */
  public boolean standsOnOthers() {
    return database != null && temporal != null && !demo;
  }

  private static void refuseDemoTokenInProduction(Variables variables, String token) {
    List<String> profiles =
        variables.get("SPRING_PROFILES_ACTIVE").stream()
            .flatMap(names -> Arrays.stream(names.split(",")))
            .map(String::strip)
            .toList();
    if (profiles.contains("production") && token.equals(DEMO_TOKEN)) {
      throw new CannotStart(
          "the profile is production, and TAKT_OPERATOR_TOKEN is not set or is the demo's: set it"
              + " to a secret of your own, such as the output of: openssl rand -hex 32");
    }
  }

  private static @Nullable Path onPath(String program, String path) {
    return Arrays.stream(path.split(":"))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .orElse(null);
  }

  /** The environment, where an empty variable is as good as none. */
  private record Variables(Map<String, String> environment) {

    Optional<String> get(String name) {
      return Optional.ofNullable(environment.get(name))
          .map(String::strip)
          .filter(text -> !text.isEmpty());
    }

    int port(String name, int otherwise) {
      String text = get(name).orElse(Integer.toString(otherwise));
      try {
        int port = Integer.parseInt(text);
        if (port >= 0 && port <= 65_535) {
          return port;
        }
      } catch (NumberFormatException _) {
        // said below
      }
      throw new CannotStart(name + " is \"" + text + "\"; it must be a port number, 0 to 65535.");
    }

    @Nullable URI address(String name) {
      String text = get(name).orElse(null);
      if (text == null) {
        return null;
      }
      try {
        URI address = URI.create(text);
        if (Set.of("http", "https").contains(address.getScheme()) && address.getHost() != null) {
          return address;
        }
      } catch (IllegalArgumentException _) {
        // said below
      }
      throw new CannotStart(
          name + " is \"" + text + "\"; it must be an address such as http://localhost:4318.");
    }

    boolean flag(String name, boolean otherwise) {
      String text = get(name).orElse(Boolean.toString(otherwise));
      return switch (text) {
        case "true", "1", "yes" -> true;
        case "false", "0", "no" -> false;
        default -> throw new CannotStart(name + " is \"" + text + "\"; it is true or false.");
      };
    }
  }
}
