package dev.takt.activities;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * While workers are exchanged one by one, the old ones work on the new schema: a migration may add,
 * and not take away. What takes away waits until no old worker is left, in a later version, and
 * says so in a comment before it that begins with {@code Old workers:}.
 */
class MigrationsTest {
  private static final Path FOLDER = Path.of("src/main/resources/db/migration");
  private static final int FIRST_RELEASE = 9;
  private static final Pattern CREATED =
      Pattern.compile("create table (?:if not exists )?([\\w.]+)");
  private static final Pattern ALTERED = Pattern.compile("alter table (?:only )?([\\w.]+)");

  /** What a worker of the version before it would stumble over. */
  private static final List<Pattern> HARMFUL =
      List.of(
          Pattern.compile("\\bdrop (table|column|view|schema|function|type)\\b"),
          Pattern.compile("\\brename\\b"),
          Pattern.compile("\\balter column \\w+ (set data )?type\\b"),
          Pattern.compile("\\bset not null\\b"),
          Pattern.compile(
              "\\badd (column )?(?!constraint)\\w+ [^,;]*\\bnot null\\b(?![^,;]*\\bdefault\\b)"),
          Pattern.compile("\\badd (constraint \\w+ )?(check|unique|foreign key|exclude)\\b"),
          Pattern.compile("\\bdrop default\\b"));

  @Test
  void whatOldWorkersNeedIsNotTakenAway() throws IOException {
    List<String> harm = new ArrayList<>();
    for (Path file : migrations()) {
      harm.addAll(harmOf(file.getFileName().toString(), Files.readString(file)));
    }
    assertThat(harm).isEmpty();
  }

  @Test
  void harmIsNoticed() {
    for (String harmful :
        List.of(
            "drop table invoice;",
            "alter table invoice drop column total;",
            "alter table invoice rename column total to sum;",
            "alter table invoice alter column total type numeric;",
            "alter table invoice add column place text not null;",
            "alter table invoice add constraint positive check (total > 0);",
            "alter table invoice alter column group_id set not null;")) {
      assertThat(harmOf("V9__test.sql", harmful)).as(harmful).hasSize(1);
      assertThat(harmOf("V9__test.sql", "-- Old workers: none is left that knows it.\n" + harmful))
          .isEmpty();
    }
    for (String harmless :
        List.of(
            "alter table invoice add column place text;",
            "alter table invoice add column place text not null default '';",
            "create table place (name text not null unique, check (name <> ''));",
            "create table place (name text); alter table place add column id text not null;")) {
      assertThat(harmOf("V9__test.sql", harmless)).as(harmless).isEmpty();
    }
  }

  /**
   * The statements of a migration that an old worker would stumble over, and that do not explain.
   */
  private static List<String> harmOf(String name, String sql) {
    List<String> created =
        CREATED.matcher(sql.toLowerCase(Locale.ROOT)).results().map(m -> m.group(1)).toList();
    List<String> harm = new ArrayList<>();
    for (String statement : sql.split(";", -1)) {
      String bare =
          statement
              .replaceAll("--[^\n]*", "")
              .strip()
              .replaceAll("\\s+", " ")
              .toLowerCase(Locale.ROOT);
      var altered = ALTERED.matcher(bare);
      boolean isOnNew = altered.lookingAt() && created.contains(altered.group(1));
      boolean isExplained = statement.contains("-- Old workers:");
      if (!bare.startsWith("create")
          && !isOnNew
          && !isExplained
          && HARMFUL.stream().anyMatch(pattern -> pattern.matcher(bare).find())) {
        harm.add(name + ": " + bare);
      }
    }
    return harm;
  }

  /** Those that come after the first release, whose migrations nobody ran before it. */
  private static List<Path> migrations() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> all = files.sorted().toList();
      List<Path> later = all.stream().filter(file -> versionOf(file) > FIRST_RELEASE).toList();
      assertThat(all.size() - later.size()).isEqualTo(FIRST_RELEASE);
      return later;
    }
  }

  private static int versionOf(Path file) {
    String name = file.getFileName().toString();
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }
}
