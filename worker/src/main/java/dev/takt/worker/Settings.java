package dev.takt.worker;

import dev.takt.worker.embedded.DatabaseAddress;
import dev.takt.worker.embedded.TemporalAccess;
import dev.takt.worker.security.SecurityPolicy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says.
 *
 * @param host the address that the web server listens on
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
    String host,
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
    SecurityPolicy safeguards,
    @Nullable URI traces) {

  /** The operator's token of a Takt that nobody has configured. Everybody knows it. */
  public static final String DEMO_TOKEN = "op_demo";

  /** Of characters: what can be guessed is no secret. */
  private static final int LEAST_SECRET = 24;

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

  /**
   * Reads the environment.
   *
   * @throws CannotStart if a variable makes no sense
   */
  public static Settings of(Map<String, String> environment) {
    var variables = new Variables(environment);
    variables.requireSense();
    boolean production = Profiles.isProduction(environment);
    var role = Role.of(variables.get("TAKT_ROLE").orElse("all"));
    var token = variables.get("TAKT_OPERATOR_TOKEN").orElse(DEMO_TOKEN);
    var database = variables.get("TAKT_DATABASE_URL").map(DatabaseAddress::parse).orElse(null);
    boolean trial = role == Role.ALL && database == null && !production;
    boolean demo = variables.flag("TAKT_DEMO", trial);
    if (production) {
      refuseInProduction(token, demo);
    }
    String host = variables.get("TAKT_HOST").orElse(production ? "0.0.0.0" : "127.0.0.1");
    refuseDemoTokenForOthers(host, token);
    return new Settings(
        host,
        variables.port("TAKT_PORT", 8080),
        Path.of(variables.get("TAKT_DATA").orElse("data")).toAbsolutePath().normalize(),
        role,
        token,
        database,
        TemporalAccess.of(environment),
        variables.get("TEMPORAL_NAMESPACE").orElse("default"),
        onPath("temporal", variables.get("PATH").orElse("")),
        role.answers() && demo,
        variables.flag("TAKT_ADOPT_AGAIN", false),
        SecurityPolicy.of(environment, production, database == null),
        variables.collector("OTEL_EXPORTER_OTLP_ENDPOINT"));
  }

  /** Whether it has nothing of its own on this machine, and so needs no data folder. */
  public boolean standsOnOthers() {
    return database != null && temporal != null && !demo;
  }

  private static void refuseInProduction(String token, boolean demo) {
    if (token.equals(DEMO_TOKEN) || token.length() < LEAST_SECRET) {
      throw new CannotStart(
          "the profile is production, and TAKT_OPERATOR_TOKEN is not set, is the demo's, or has"
              + " less than "
              + LEAST_SECRET
              + " characters: set it to a secret of your own, such as the output of: openssl rand"
              + " -hex 32");
    }
    if (demo) {
      throw new CannotStart(
          "the profile is production, and TAKT_DEMO is true: a merchant for trying things has no"
              + " place beside real ones; take it away.");
    }
  }

  /** Who listens to the whole network must not be let in by a token that everybody knows. */
  private static void refuseDemoTokenForOthers(String host, String token) {
    if (!LOOPBACK.contains(host) && token.equals(DEMO_TOKEN)) {
      throw new CannotStart(
          "TAKT_HOST is \"%s\", for others than this machine, and TAKT_OPERATOR_TOKEN is not set or is the demo's: set it to a secret of your own."
              .formatted(host));
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
}
