package dev.takt.worker.embedded;

import dev.takt.worker.settings.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The folder that holds all a Takt with embedded services keeps: one living Takt at a time. The
 * lock is the operating system's, so that a killed Takt leaves none behind; the process id in the
 * file is for people only.
 */
public final class DataFolder implements AutoCloseable {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private final Path path;
  private final FileChannel channel;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes the folder, and makes it where there is none: for its owner only, since it holds keys.
   *
   * @throws CannotStart if another Takt has it, or it cannot be written
   */
  public static DataFolder take(Path path) {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWNER));
      }
      var channel =
          FileChannel.open(
              path.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (!locked(channel)) {
        String owner = read(channel);
        channel.close();
        throw new CannotStart(
            "the data folder %s is in use by another Takt (pid %s); stop it or set TAKT_DATA."
                .formatted(path, owner));
      }
      write(channel, Long.toString(ProcessHandle.current().pid()));
      return new DataFolder(path, channel);
    } catch (IOException e) {
      throw new CannotStart(
          "the data folder %s cannot be written (%s); set TAKT_DATA to one that can."
              .formatted(path, e),
          e);
    }
  }

  public Path resolve(String name) {
    return path.resolve(name);
  }

  /** A folder in it, for its owner only too, whoever made it and however it was left. */
  Path folder(String name) {
    Path folder = path.resolve(name);
    try {
      if (Files.isDirectory(folder)) {
        Files.setPosixFilePermissions(folder, OWNER);
      } else {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER));
      }
      return folder;
    } catch (IOException e) {
      throw new CannotStart("the folder %s cannot be made (%s)".formatted(folder, e), e);
    }
  }

  /** Releases the folder for the next Takt. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      // Another Takt in this very process, as in tests.
      return false;
    }
  }

  private static String read(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(20);
    channel.read(bytes, 0);
    return StandardCharsets.US_ASCII.decode(bytes.flip()).toString().strip();
  }

  private static void write(FileChannel channel, String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
    channel.force(true);
  }
}
