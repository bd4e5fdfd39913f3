package dev.takt.worker.security;

import dev.takt.worker.embedded.DataFolder;
import dev.takt.worker.settings.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The key of a Takt that nobody gave one: made the first time, and kept in the data folder. */
public final class SecretKeyFile {
  private SecretKeyFile() {}

  /** The key in this folder. */
  public static KeyRing in(DataFolder folder) {
    Path file = folder.resolve("secrets.key");
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
            file,
            "data-folder:" + Base64.getEncoder().encodeToString(random) + "\n",
            StandardOpenOption.WRITE);
      }
      return KeyRing.of(Files.readString(file).strip());
    } catch (IllegalArgumentException e) {
      throw new CannotStart(
          "the file %s cannot be read; it is %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw new CannotStart("the file %s cannot be used (%s).".formatted(file, e), e);
    }
  }
}
