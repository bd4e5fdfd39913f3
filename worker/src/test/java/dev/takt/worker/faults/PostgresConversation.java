package dev.takt.worker.faults;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * One connection, in the protocol's version 3: what goes out is a statement at its {@code Bind} or
 * {@code Query}, and done when the server says {@code ReadyForQuery}.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-message-formats.html">its messages</a>
 */
final class PostgresConversation {
  private static final int SSL = 80_877_103;
  private static final int GSS = 80_877_104;

  private final Socket client;
  private final Socket server;
  private final Gate gate;
  private final Consumer<PostgresConversation> atEnd;
  private final Map<String, String> statements = new HashMap<>();
  private final Queue<Gate.Passage> unanswered = new ConcurrentLinkedQueue<>();
  private String last = "";

  PostgresConversation(
      Socket client, Socket server, Gate gate, Consumer<PostgresConversation> atEnd) {
    this.client = client;
    this.server = server;
    this.gate = gate;
    this.atEnd = atEnd;
  }

  void begin() {
    Thread.ofVirtual().start(() -> untilItEnds(this::outward));
    Thread.ofVirtual().start(() -> untilItEnds(this::homeward));
  }

  void cut() {
    try (client;
        server) {
      atEnd.accept(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Way {
    void go() throws IOException;
  }

  private void untilItEnds(Way way) {
    try {
      way.go();
    } catch (IOException _) {
      // One of the two hung up.
    } finally {
      cut();
    }
  }

  private void outward() throws IOException {
    var in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
    var out = new DataOutputStream(new BufferedOutputStream(server.getOutputStream()));
    greet(in, out);
    while (true) {
      byte type = in.readByte();
      int length = in.readInt();
      byte[] body = in.readNBytes(length - 4);
      String statement = statement(type, body);
      if (statement != null && !mayGoOn(statement)) {
        return;
      }
      out.writeByte(type);
      out.writeInt(length);
      out.write(body);
      if (in.available() == 0) {
        out.flush();
      }
    }
  }

  /** Refuses encryption, which the driver only asks for, and hands on the rest. */
  private void greet(DataInputStream in, DataOutputStream out) throws IOException {
    while (true) {
      int length = in.readInt();
      int code = in.readInt();
      if (code == SSL || code == GSS) {
        client.getOutputStream().write('N');
        continue;
      }
      out.writeInt(length);
      out.writeInt(code);
      out.write(in.readNBytes(length - 8));
      out.flush();
      return;
    }
  }

  /** What is about to be executed, or null. */
  private String statement(byte type, byte[] body) {
    switch (type) {
      case 'P' -> {
        String name = text(body, 0);
        statements.put(name, text(body, name.length() + 1));
        return null;
      }
      case 'B' -> {
        String portal = text(body, 0);
        return statements.getOrDefault(text(body, portal.length() + 1), "");
      }
      case 'Q' -> {
        return text(body, 0);
      }
      default -> {
        return null;
      }
    }
  }

  private boolean mayGoOn(String statement) {
    String what = statement.strip().replaceAll("\\s+", " ");
    if (what.isEmpty() || what.startsWith("BEGIN") || what.startsWith("SET ")) {
      // The check of an idle connection, or what goes out together with the statement after it.
      return true;
    }
    boolean ends = what.equals("COMMIT") || what.equals("ROLLBACK");
    String named = ends ? what + " after " + last : what;
    last = ends ? "" : what;
    Gate.Passage passage = gate.arrive(Gate.Line.DATABASE, named);
    unanswered.add(passage);
    return gate.mayGoOn(passage);
  }

  private void homeward() throws IOException {
    var in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
    var out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
    while (true) {
      byte type = in.readByte();
      int length = in.readInt();
      byte[] body = in.readNBytes(length - 4);
      if (type == 'Z' && !mayAnswer(body[0] == 'I')) {
        return;
      }
      out.writeByte(type);
      out.writeInt(length);
      out.write(body);
      if (in.available() == 0) {
        out.flush();
      }
    }
  }

  /** Outside of a transaction what was done stays done. */
  private boolean mayAnswer(boolean outsideOfTransaction) {
    boolean may = true;
    for (var passage = unanswered.poll(); passage != null; passage = unanswered.poll()) {
      boolean reads = passage.what().regionMatches(true, 0, "select", 0, 6);
      may &= gate.mayAnswer(passage, outsideOfTransaction && !reads);
    }
    return may;
  }

  private static String text(byte[] body, int from) {
    int end = from;
    while (body[end] != 0) {
      end++;
    }
    return new String(body, from, end - from, StandardCharsets.UTF_8);
  }
}
