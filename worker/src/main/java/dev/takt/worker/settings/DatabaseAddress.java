package dev.takt.worker.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Where a PostgreSQL is and how to get in. User and password are kept apart from the address, so
 * that the address can be shown.
 *
 * @param jdbcUrl without user and password
 */
public record DatabaseAddress(String jdbcUrl, String user, String password)
    implements JdbcConnectionDetails {

  private static final int SECONDS_TO_ANSWER = 8;

  /**
   * Reads {@code jdbc:postgresql://host/db?user=…&password=…} or {@code
   * postgresql://user:password@host:port/db}; other parameters are handed on to the driver.
   *
   * @throws IllegalArgumentException with what it must be; the message holds nothing of the address
   */
  public static DatabaseAddress of(String url) {
    try {
      var uri = new URI(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
      if (!isPostgres(uri.getScheme()) || uri.getHost() == null || uri.getRawPath().length() < 2) {
        throw unreadable();
      }
      return parse(uri);
    } catch (URISyntaxException _) {
      // Its message holds the password.
      throw unreadable();
    }
  }

  /**
   * Makes sure that it answers.
   *
   * @throws CannotStart with the reason in one line, if it does not within about ten seconds
   */
  public void check() {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", Integer.toString(SECONDS_TO_ANSWER));
    properties.setProperty("socketTimeout", Integer.toString(SECONDS_TO_ANSWER));
    properties.setProperty("loginTimeout", Integer.toString(SECONDS_TO_ANSWER));
    try (var connection = DriverManager.getConnection(jdbcUrl, properties)) {
      if (!connection.isValid(SECONDS_TO_ANSWER)) {
        throw new SQLException("the connection is not valid");
      }
    } catch (SQLException e) {
      throw new CannotStart(
          "the database at "
              + this
              + " does not let Takt in ("
              + firstLine(e.getMessage())
              + "): look at TAKT_DATABASE_URL, or unset it to use an embedded one.",
          e);
    }
  }

  @Override
  public String getJdbcUrl() {
    return jdbcUrl;
  }

  @Override
  public String getUsername() {
    return user;
  }

  @Override
  public String getPassword() {
    return password;
  }

  /** Host, port and database. */
  @Override
  public String toString() {
    int parameters = jdbcUrl.indexOf('?');
    String address = parameters < 0 ? jdbcUrl : jdbcUrl.substring(0, parameters);
    return address.substring("jdbc:postgresql://".length());
  }

  private static DatabaseAddress parse(URI uri) {
    String user = "postgres";
    String password = "";
    if (uri.getRawUserInfo() != null) {
      String[] parts = uri.getRawUserInfo().split(":", 2);
      user = decoded(parts[0]);
      password = parts.length > 1 ? decoded(parts[1]) : "";
    }
    List<String> others = new ArrayList<>();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    for (String parameter : query.isEmpty() ? new String[0] : query.split("&")) {
      if (parameter.startsWith("user=")) {
        user = decoded(parameter.substring("user=".length()));
      } else if (parameter.startsWith("password=")) {
        password = decoded(parameter.substring("password=".length()));
      } else {
        others.add(parameter);
      }
    }
    String url = "jdbc:postgresql://" + uri.getHost() + port(uri) + uri.getRawPath();
    return new DatabaseAddress(
        others.isEmpty() ? url : url + "?" + String.join("&", others), user, password);
  }

  private static String port(URI uri) {
    return uri.getPort() < 0 ? "" : ":" + uri.getPort();
  }

  private static boolean isPostgres(@Nullable String scheme) {
    return "postgresql".equals(scheme) || "postgres".equals(scheme);
  }

  private static String decoded(String text) {
    // In the user part of an address a plus sign is a plus sign.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "no reason given" : message.lines().findFirst().orElse("");
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException(
        "an address of PostgreSQL, such as postgresql://user:password@host:5432/database");
  }
}
