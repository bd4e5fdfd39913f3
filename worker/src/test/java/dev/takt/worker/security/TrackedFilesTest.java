package dev.takt.worker.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No key of anybody's is in the project's files. */
class TrackedFilesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> NOT_OURS = Set.of(".git", "target", "data", "node_modules");

  /** Keys as their makers shape them; ours, Stripe's, and those of clouds and code hosts. */
  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN [A-Z ]*PRIVATE KEY-----"
              + "|\\b[srp]k_(live|test)_[A-Za-z0-9_-]{24,}"
              + "|\\bwhsec_[A-Za-z0-9+/]{32,}"
              + "|\\b(AKIA|ASIA)[A-Z0-9]{16}\\b"
              + "|\\bgh[pousr]_[A-Za-z0-9]{36}"
              + "|\\bxox[abprs]-[A-Za-z0-9-]{10,}"
              + "|\\bAIza[A-Za-z0-9_-]{35}"
              + "|\\beyJ[A-Za-z0-9_-]{20,}\\.eyJ[A-Za-z0-9_-]{20,}\\.");

  @Test
  void holdNoKeys() throws IOException {
    List<Path> files = files();
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      // Bytes as they are: some files are no texts.
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (KEY.matcher(text).find()) {
        found.add(ROOT.relativize(file).toString());
      }
    }

    assertThat(files).hasSizeGreaterThan(200);
    assertThat(found).isEmpty();
  }

  /** In two halves, so that this file is not found. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN RSA |PRIVATE KEY-----",
        "-----BEGIN |PRIVATE KEY-----",
        "sk_live|_0123456789abcdefABCDEF_-xyz",
        "key: whsec|_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAAAA",
        "AKIA|IOSFODNN7EXAMPLE",
        "ghp|_0123456789abcdefghijABCDEFGHIJ012345"
      })
  void wouldBeFoundWithOne(String halves) {
    assertThat(KEY.matcher(halves.replace("|", "")).find()).isTrue();
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
