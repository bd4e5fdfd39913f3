package dev.takt.tools.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a lone renewal says to the database, statement by statement, from the server's log. */
final class Trace {
  private static final Pattern STATEMENT =
      Pattern.compile("LOG:  (?:execute [^:]*|statement): (.*)");
  private static final Pattern NOT_OF_THE_RENEWAL =
      Pattern.compile(
          "(?i).*(alter system|pg_reload_conf|pg_stat_|temporal_namespace|select 1$).*");

  private final JdbcClient database;
  private final Path log;
  private final Set<String> ofOthers = new HashSet<>();
  private int from;

  Trace(JdbcClient database, Path log) {
    this.database = database;
    this.log = log;
  }

  /** What is said while nobody does anything, such as the figures of health, is left out. */
  void leaveOut(Duration idle) {
    begin();
    Ticker.sleep(idle);
    ofOthers.addAll(end());
  }

  void begin() {
    from = size();
    set("all");
  }

  /** The first line of each statement, in order. */
  List<String> end() {
    set("none");
    String written = text().substring(from);
    List<String> statements = new ArrayList<>();
    for (String line : written.split("\n")) {
      Matcher statement = STATEMENT.matcher(line);
      if (statement.find() && !NOT_OF_THE_RENEWAL.matcher(statement.group(1)).matches()) {
        String text = statement.group(1).strip();
        // The pool looks whether a connection lives that was idle for half a second.
        if (!text.isEmpty() && !ofOthers.contains(text)) {
          statements.add(text);
        }
      }
    }
    return statements;
  }

  private void set(String which) {
    database.sql("alter system set log_statement = '" + which + "'").update();
    database.sql("select pg_reload_conf()").query(Boolean.class).single();
  }

  private int size() {
    return text().length();
  }

  private String text() {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
