package dev.takt.worker.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** Stands between a Takt and its PostgreSQL, and reads what they say to each other. */
final class PostgresProxy implements AutoCloseable {
  private final Gate gate;
  private final IntSupplier port;
  private final ServerSocket entrance;
  private final Set<PostgresConversation> open = ConcurrentHashMap.newKeySet();

  private PostgresProxy(Gate gate, IntSupplier port, ServerSocket entrance) {
    this.gate = gate;
    this.port = port;
    this.entrance = entrance;
  }

  /**
   * Begins to listen.
   *
   * @param port where PostgreSQL is at the moment
   */
  static PostgresProxy to(IntSupplier port, Gate gate) {
    try {
      var entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var proxy = new PostgresProxy(gate, port, entrance);
      Thread.ofVirtual().name("proxy of PostgreSQL").start(proxy::listen);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** Breaks all connections at once. */
  void cutAll() {
    open.forEach(PostgresConversation::cut);
  }

  @Override
  public void close() {
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cutAll();
  }

  private void listen() {
    while (!entrance.isClosed()) {
      try {
        accept(entrance.accept());
      } catch (IOException _) {
        // Closed: the loop ends.
      }
    }
  }

  private void accept(Socket client) throws IOException {
    try {
      var server = new Socket(InetAddress.getLoopbackAddress(), port.getAsInt());
      var conversation = new PostgresConversation(client, server, gate, open::remove);
      open.add(conversation);
      conversation.begin();
    } catch (IOException _) {
      // PostgreSQL is down: the client sees it as it would see it without us.
      client.close();
    }
  }
}
