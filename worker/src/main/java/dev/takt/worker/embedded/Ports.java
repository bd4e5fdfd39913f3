package dev.takt.worker.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.takt.worker.settings.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Which ports of this machine are free. */
public final class Ports {
  /** By port; open until the process ends, for with it ends the lock. */
  private static final Map<Integer, FileChannel> RESERVED = new HashMap<>();

  private Ports() {}

  /**
   * Makes sure that Takt's own port is free, before anything slow is started.
   *
   * @throws CannotStart if it is taken
   */
  public static void requireFree(int port) {
    try (var socket = new ServerSocket(port)) {
      socket.getLocalPort();
    } catch (IOException e) {
      throw new CannotStart(
          "port %d is in use by another program; stop it, or choose another port: TAKT_PORT=%d"
              .formatted(port, port + 1),
          e);
    }
  }

  /**
   * The port that people expect, if it is free, or else any free one; on this machine only. Between
   * the look and the use of it another Takt that starts could take it too, and then speak to a
   * Temporal that is not its own: so each keeps a lock on it for as long as its process lives.
   */
  static int preferably(int port) {
    if (!isReserved(port)) {
      return any();
    }
    try (var socket = bound(port)) {
      return socket.getLocalPort();
    } catch (IOException _) {
      return any();
    }
  }

  /** Whether this process has the port to itself, among all Takts of this machine. */
  private static synchronized boolean isReserved(int port) {
    if (RESERVED.containsKey(port)) {
      return true;
    }
    Path file = Path.of(System.getProperty("java.io.tmpdir"), "takt-port-" + port + ".lock");
    try {
      var channel = FileChannel.open(file, CREATE, WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return false;
      }
      RESERVED.put(port, channel);
      return true;
    } catch (IOException | OverlappingFileLockException _) {
      // Somebody else's file: then any port will do.
      return false;
    }
  }

  private static int any() {
    try (var socket = bound(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket bound(int port) throws IOException {
    var socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
