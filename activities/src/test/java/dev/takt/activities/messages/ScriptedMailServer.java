package dev.takt.activities.messages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Speaks SMTP, and in each of its first conversations answers one command as it is told to; after
 * them it takes everything.
 */
final class ScriptedMailServer implements AutoCloseable {
  private static final String FAREWELL = "hang up";

  private final ServerSocket server;
  private final Deque<Line> script = new ConcurrentLinkedDeque<>();
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final String announced;

  /**
   * What it says in one conversation.
   *
   * @param to the greeting, a command, or the dot after a message
   * @param says an answer, or {@code hang up}
   */
  record Line(String to, String says) {
    static Line of(String to, String says) {
      return new Line(to, says);
    }

    boolean hangsUp() {
      return says.equals(FAREWELL);
    }
  }

  ScriptedMailServer(Line... lines) throws IOException {
    this("", lines);
  }

  /** One that announces an extension of SMTP. */
  static ScriptedMailServer announcing(String extension) throws IOException {
    return new ScriptedMailServer("250-here\r\n250 " + extension);
  }

  private ScriptedMailServer(String announced, Line... lines) throws IOException {
    this.announced = announced;
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    script.addAll(List.of(lines));
    Thread.ofPlatform().daemon().start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  /** The messages that it said it has taken. */
  List<String> taken() {
    return taken;
  }

  /** All commands that it was given. */
  List<String> commands() {
    return commands;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        talk(client, script.isEmpty() ? Line.of("nothing", "") : script.removeFirst());
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void talk(Socket client, Line line) throws IOException {
    var in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    if (!answer(client, line, "greeting", "220 here")) {
      return;
    }
    for (String said = in.readLine(); said != null; said = in.readLine()) {
      String command = said.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      commands.add(said);
      String usual =
          switch (command) {
            case "DATA" -> "354 go on";
            case "EHLO" -> announced.isEmpty() ? "250 ok" : announced;
            default -> "250 ok";
          };
      if (!answer(client, line, command, usual)) {
        return;
      }
      if (command.equals("DATA") && !line.to().equals("DATA") && !hear(client, in, line)) {
        return;
      }
    }
  }

  private boolean hear(Socket client, BufferedReader in, Line line) throws IOException {
    StringBuilder message = new StringBuilder();
    for (String said = in.readLine(); !".".equals(said); said = in.readLine()) {
      message.append(said).append('\n');
    }
    if (!line.to().equals("dot")) {
      taken.add(message.toString());
    }
    return answer(client, line, "dot", "250 taken");
  }

  /** Answers; false where it has hung up. */
  private static boolean answer(Socket client, Line line, String to, String usual)
      throws IOException {
    boolean scripted = line.to().equals(to);
    if (scripted && line.hangsUp()) {
      return false;
    }
    String says = scripted ? line.says() : usual;
    client.getOutputStream().write((says + "\r\n").getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
    return true;
  }
}
