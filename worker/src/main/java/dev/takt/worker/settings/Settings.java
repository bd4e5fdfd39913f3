package dev.takt.worker.settings;

import java.nio.file.Path;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of the program itself ({@code TAKT_…}).
 *
 * @param host the address that the web server listens on
 * @param port of the web server; 0: a free one
 * @param data folder of the embedded services
 * @param operatorToken the key of whoever runs Takt
 * @param databaseUrl an external PostgreSQL, or null for the embedded one
 * @param demo whether the demo merchant is to be there, or null where nothing is said about it
 * @param adoptAgain whether workflows are looked after even if Temporal seems to remember them
 * @param production whether the profile is {@code production}
 */
@Validated
@ConfigurationProperties("takt")
public record Settings(
    String host,
    @Range(min = 0, max = 65_535, message = "a port number, 0 to 65535") int port,
    @DefaultValue("data") String data,
    @DefaultValue("all") Role role,
    String operatorToken,
    @Nullable DatabaseAddress databaseUrl,
    @Nullable Boolean demo,
    @DefaultValue("false") boolean adoptAgain,
    @DefaultValue("false") boolean production) {

  /** The operator's token of a Takt that nobody has configured. Everybody knows it. */
  public static final String DEMO_TOKEN = "op_demo";

  /** Whether the demo merchant is to be there: unless told, where Takt is tried out. */
  public boolean isDemo() {
    boolean trial = role == Role.ALL && databaseUrl == null && !production;
    return role.answers() && (demo == null ? trial : demo);
  }

  /** The folder of the embedded services, from the root on. */
  public Path dataFolder() {
    return Path.of(data).toAbsolutePath().normalize();
  }

  /** Without the operator's token. */
  @Override
  public String toString() {
    return "%s on %s:%d, data in %s, database %s".formatted(role, host, port, data, databaseUrl);
  }
}
