package dev.takt.worker.bankfolder;

import dev.takt.workflows.subscription.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder into which banks' files are put: in {@code MERCHANT/} what is a merchant's, in {@code
 * MERCHANT/test/} what is read with its test data. A file that has come to rest is read and moved
 * to {@code read/} beside it, or to {@code refused/} with a text that says why.
 */
final class BankFolder {
  /** For how long a file must not have changed: a half-written one is not taken. */
  static final Duration REST = Duration.ofSeconds(5);

  private static final String TEST = "test";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final Reader reader;
  private Map<Path, Seen> seen = new HashMap<>();

  BankFolder(Path folder, Reader reader) {
    this.folder = folder;
    this.reader = reader;
  }

  /** What reads a file. */
  interface Reader {
    /** Reads it, or finds that it was read; the answer is why it is refused. */
    Optional<String> read(Waiting file) throws IOException;
  }

  /**
   * A file that has come to rest.
   *
   * @param place where it is, from the folder on
   */
  record Waiting(String tenant, Path path, String place, Instant writtenAt) {}

  /** How a file looked when it was looked at. */
  private record Seen(long size, Instant writtenAt) {}

  /** What became of the files of one round. */
  record Round(int read, int refused) {
    private Round and(boolean right) {
      return right ? new Round(read + 1, refused) : new Round(read, refused + 1);
    }
  }

  /** Looks once: what looks as it did the time before, and is no longer written to, is taken. */
  Round look(Instant now) {
    Map<Path, Seen> looks = new HashMap<>();
    var resting = new ArrayList<Waiting>();
    for (Path merchant : inside(folder)) {
      if (isFolder(merchant)) {
        String id = String.valueOf(merchant.getFileName());
        collect(merchant, Identity.tenant(id, true), now, looks, resting);
        collect(merchant.resolve(TEST), Identity.tenant(id, false), now, looks, resting);
      }
    }
    seen = looks;
    return take(resting, now);
  }

  /** One that cannot be taken keeps none of the others waiting. */
  private Round take(List<Waiting> resting, Instant now) {
    var round = new Round(0, 0);
    IOException failure = null;
    for (Waiting each : resting) {
      try {
        round = round.and(take(each, now));
      } catch (NoSuchFileException gone) {
        continue; // Somebody has taken it away.
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw new UncheckedIOException(failure);
    }
    return round;
  }

  private void collect(
      Path of, String tenant, Instant now, Map<Path, Seen> looks, List<Waiting> resting) {
    for (Path path : isFolder(of) ? inside(of) : List.<Path>of()) {
      if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || isUnfinished(path)) {
        continue;
      }
      look(path)
          .ifPresent(
              look -> {
                looks.put(path, look);
                boolean still = look.equals(seen.get(path));
                if (still && look.size() > 0 && !look.writtenAt().plus(REST).isAfter(now)) {
                  String place = folder.relativize(path).toString();
                  resting.add(new Waiting(tenant, path, place, look.writtenAt()));
                }
              });
    }
  }

  /** By its name: programs that copy files write under such a name first. */
  private static boolean isUnfinished(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(".") || name.matches("(?i).*(\\.(part|filepart|tmp|crdownload)|~)");
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static List<Path> inside(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Seen> look(Path path) {
    try {
      return Optional.of(new Seen(Files.size(path), Files.getLastModifiedTime(path).toInstant()));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Reads a file and moves it; the answer is whether it was right. */
  private boolean take(Waiting file, Instant now) throws IOException {
    Optional<String> refusal = reader.read(file);
    Path beside = file.path().resolveSibling(refusal.isEmpty() ? "read" : "refused");
    Files.createDirectories(beside);
    Path moved = beside.resolve(STAMP.format(now) + "-" + file.path().getFileName());
    if (refusal.isPresent()) {
      // Before it is moved: a file that is there says why.
      Files.writeString(moved.resolveSibling(moved.getFileName() + ".txt"), refusal.get() + "\n");
    }
    Files.move(file.path(), moved, StandardCopyOption.ATOMIC_MOVE);
    return refusal.isEmpty();
  }
}
