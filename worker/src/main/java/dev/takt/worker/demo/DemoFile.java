package dev.takt.worker.demo;

import dev.takt.worker.settings.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the demo merchant between two starts: its test key, of which the database
 * knows only the hash, and whether all of its data is there. For the owner's eyes only.
 */
record DemoFile(Path path) {

  /** The demo merchant's test key, or null before there is one. */
  @Nullable String key() {
    return read().getProperty("key");
  }

  boolean isComplete() {
    return Boolean.parseBoolean(read().getProperty("complete"));
  }

  void write(String key, boolean complete) {
    var properties = new Properties();
    properties.setProperty("key", key);
    properties.setProperty("complete", Boolean.toString(complete));
    Path draft = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.deleteIfExists(draft);
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (var out = Files.newBufferedWriter(draft)) {
        properties.store(out, "The demo merchant of this Takt");
      }
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CannotStart("the file %s cannot be written: %s".formatted(path, e), e);
    }
  }

  private Properties read() {
    var properties = new Properties();
    if (Files.exists(path)) {
      try (var in = Files.newBufferedReader(path)) {
        properties.load(in);
      } catch (IOException e) {
        throw new CannotStart("the file %s cannot be read: %s".formatted(path, e), e);
      }
    }
    return properties;
  }
}
