package dev.takt.worker.lasting;

import dev.takt.worker.settings.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The Temporal server proper, which keeps its workflows in Takt's PostgreSQL in two databases of
 * its own, as {@code docker-compose.yml} sets it up. Its programs are {@code server} and {@code
 * sql} in the folder {@code -Dtakt.temporal.server} names; docs/operations.md says how they are
 * built.
 */
record ServerOnPostgres(Path programs, Path folder, DatabaseAddress database) {
  /** The file that docker-compose.yml gives it. */
  private static final Path SETTINGS =
      Path.of("../docs/temporal/dynamicconfig.yml").toAbsolutePath().normalize();

  /** Makes the databases with their schemas; answers with the command that starts the server. */
  List<String> prepare(int port) {
    for (String name : List.of("temporal", "visibility")) {
      sql(name, "create-database");
      sql(name, "setup-schema", "-v", "0.0");
      sql(name, "update-schema", "--schema-name", "postgresql/v12/" + name);
    }
    try {
      Path config = Files.createDirectories(folder.resolve("config"));
      Files.writeString(config.resolve("development.yaml"), config(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(
        programs.resolve("server").toString(),
        "--root",
        folder.toString(),
        "--env",
        "development",
        "--allow-no-auth",
        "start");
  }

  private void sql(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(programs.resolve("sql").toString(), "--plugin", "postgres12"));
    command.addAll(List.of("--endpoint", "127.0.0.1", "--port", Integer.toString(databasePort())));
    command.addAll(List.of("--user", database.user(), "--password", database.password()));
    command.addAll(List.of("--database", databaseName(name)));
    command.addAll(List.of(arguments));
    try {
      Path log = folder.resolve("sql.log");
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError("the schema of Temporal failed:\n" + Files.readString(log));
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String databaseName(String name) {
    return name.equals("temporal") ? name : "temporal_" + name;
  }

  private int databasePort() {
    return URI.create(database.jdbcUrl().substring("jdbc:".length())).getPort();
  }

  private String config(int port) {
    Map<String, Integer> ports = new TreeMap<>(Map.of("frontend", port));
    var services = new StringBuilder();
    for (String service : List.of("frontend", "history", "matching", "worker")) {
      services.append(
          "  %s: {rpc: {grpcPort: %d, membershipPort: %d, bindOnLocalHost: true}}%n"
              .formatted(service, ports.computeIfAbsent(service, _ -> freePort()), freePort()));
    }
    return """
    log: {stdout: true, level: warn}
    persistence:
      defaultStore: default
      visibilityStore: visibility
      numHistoryShards: 4
      datastores:
        default: {sql: %1$s}
        visibility: {sql: %2$s}
    global:
      membership: {maxJoinDuration: 30s, broadcastAddress: "127.0.0.1"}
    services:
    %3$sclusterMetadata:
      enableGlobalNamespace: false
      failoverVersionIncrement: 10
      masterClusterName: active
      currentClusterName: active
      clusterInformation:
        active: {enabled: true, initialFailoverVersion: 1, rpcAddress: "127.0.0.1:%4$d"}
    publicClient: {hostPort: "127.0.0.1:%4$d"}
    dynamicConfigClient: {filepath: "%5$s", pollInterval: 60s}
    """
        .formatted(store("temporal"), store("visibility"), services, port, SETTINGS);
  }

  /** A port that nobody uses, below 32768: the server keeps its members' ports in a smallint. */
  static int freePort() {
    for (int tried = 0; tried < 1_000; tried++) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_768);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // Another, then.
      }
    }
    throw new AssertionError("no free port from 20000 to 32767");
  }

  private String store(String name) {
    return """
    {pluginName: postgres12, databaseName: %s, connectAddr: "127.0.0.1:%d", connectProtocol: tcp, \
    user: %s, password: "%s", maxConns: 20, maxIdleConns: 20}\
    """
        .formatted(databaseName(name), databasePort(), database.user(), database.password());
  }
}
