package dev.takt.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A program or library besides the JDK that some tests need, and that {@code ./verify} brings. */
public enum Tool {
  /** A lasting Temporal, and an operator's way to speak to it. */
  TEMPORAL(() -> program("temporal")),
  /** A browser with its driver, for the hosted page. */
  BROWSER(() -> program("chromedriver").flatMap(driver -> chromium())),
  /** A library that gives one process another time: Debian's package {@code faketime}. */
  FAKETIME(Tool::faketime),
  /** What the README's walk calls the API with. */
  CURL(() -> program("curl"));

  private final Supplier<Optional<Path>> search;

  Tool(Supplier<Optional<Path>> search) {
    this.search = search;
  }

  /** Where it is, if it is there. */
  public Optional<Path> find() {
    return search.get();
  }

  /** Where it is. */
  public Path path() {
    return find().orElseThrow(() -> new AssertionError("there is no " + this));
  }

  /** The {@code PATH} of this build. */
  public static String ownPath() {
    return System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
  }

  /** A program of this name on the {@code PATH}. */
  public static Optional<Path> program(String name) {
    return Stream.of(ownPath().split(":"))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private static Optional<Path> chromium() {
    return List.of("chromium", "chromium-browser", "google-chrome").stream()
        .flatMap(name -> program(name).stream())
        .findFirst();
  }

  private static Optional<Path> faketime() {
    Path libraries = Path.of("/usr/lib");
    if (!Files.isDirectory(libraries)) {
      return Optional.empty();
    }
    try (var places = Files.list(libraries)) {
      return places
          .map(place -> place.resolve("faketime/libfaketimeMT.so.1"))
          .filter(Files::isRegularFile)
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
