package dev.takt.worker.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each attack that docs/security.md lists is tried by the tests that it names. */
class SecurityDocumentTest {
  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*)?(?:\\.([\\w…]+))?`");
  private static final Pattern TEST = Pattern.compile("(?m)^  void (\\w+)\\(");

  @Test
  void eachAttackHasATestAndEachTestThatIsNamedIsThere() {
    List<String[]> attacks = attacks();
    assertThat(attacks).hasSizeGreaterThan(20);
    for (String[] attack : attacks) {
      String tests = attack[3];
      List<String> missing = missing(tests);
      assertThat(missing).as(attack[1] + "is tried by").isEmpty();
      assertThat(tests.contains("`") || tests.contains("the same") || tests.contains("the build"))
          .as(attack[1] + "is tried by something")
          .isTrue();
    }
  }

  @Test
  void eachTestOfSecurityIsNamed() {
    String document = read(Path.of("../docs/security.md"));
    List<Pattern> named = new ArrayList<>();
    for (var name : NAMED.matcher(document).results().toList()) {
      String method = name.group(2);
      if (method != null) {
        named.add(wildcard(method));
      }
    }
    for (String test : testsOf("SecurityIT")) {
      assertThat(named).as(test).anyMatch(name -> name.matcher(test).matches());
    }
  }

  /** So that this test can fail. */
  @Test
  void aTestThatIsNotThereIsMissed() {
    assertThat(missing("`SecurityIT.nobodyWroteThis`, `.norThis`, `NoSuchIT`")).hasSize(3);
    assertThat(missing("`SecurityDocumentTest.aTest…Missed`")).isEmpty();
  }

  private static List<String> missing(String tests) {
    List<String> missing = new ArrayList<>();
    String type = "";
    for (var name : NAMED.matcher(tests).results().toList()) {
      String given = name.group(1);
      type = given == null ? type : given;
      String method = name.group(2);
      boolean isThere =
          method == null
              ? source(type).isPresent()
              : testsOf(type).stream().anyMatch(wildcard(method).asMatchPredicate());
      if (!isThere) {
        missing.add(name.group());
      }
    }
    return missing;
  }

  private static Pattern wildcard(String name) {
    return Pattern.compile(name.replace("…", "\\w*"));
  }

  private static List<String> testsOf(String type) {
    return source(type).stream()
        .flatMap(file -> TEST.matcher(read(file)).results().map(match -> match.group(1)))
        .toList();
  }

  private static java.util.Optional<Path> source(String type) {
    return Stream.of("workflows", "activities", "api", "worker")
        .map(module -> Path.of("..", module, "src/test/java"))
        .flatMap(SecurityDocumentTest::files)
        .filter(file -> file.endsWith(type + ".java"))
        .findFirst();
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of the first table: the attack, the defence, and what tries it. */
  private static List<String[]> attacks() {
    String document = read(Path.of("../docs/security.md"));
    String section = document.split("## What is defended against")[1].split("\n## ")[0];
    return section
        .lines()
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> line.split("\\|"))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
