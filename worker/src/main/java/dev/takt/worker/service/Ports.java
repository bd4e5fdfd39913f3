package dev.takt.worker.service;

import dev.takt.worker.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Which ports of this machine are free. */
public final class Ports {
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

  /** The port that people expect, if it is free, or else any free one; on this machine only. */
  static int preferably(int port) {
    try (var socket = bound(port)) {
      return socket.getLocalPort();
    } catch (IOException _) {
      return any();
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
