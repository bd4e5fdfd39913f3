package dev.takt.api;

import dev.takt.api.web.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Requests as bytes, which no client library puts right before they are sent. */
public record RawHttp(int port) {

  /** An answer; status 0 where the connection was closed without one. */
  public record Answer(int status, String head, String body) {
    public String header(String name) {
      return head.lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }

    public JsonNode json() {
      return StrictJson.MAPPER.readTree(body);
    }

    public String code() {
      return header("content-type").startsWith("application/problem+json")
          ? json().path("code").asString("")
          : "";
    }
  }

  /** Sends a head, with a host and without further connections, and a body. */
  public Answer send(String requestLine, String headers, byte[] body) {
    String head =
        requestLine + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
    try (Socket socket = open()) {
      try {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
      } catch (SocketException closed) {
        // Who is refused before the body has come has an answer to read all the same.
      }
      return answer(socket);
    } catch (IOException broken) {
      throw new UncheckedIOException(requestLine, broken);
    }
  }

  /** The same without a body. */
  public Answer send(String requestLine, String headers) {
    return send(requestLine, headers, new byte[0]);
  }

  public Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    return socket;
  }

  /** What comes until the other side closes. */
  public static Answer answer(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketException reset) {
      // Closed while more was on its way: what came before counts.
    }
    // A letter for each byte: sizes are in bytes.
    String text = all.toString(StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Answer(0, text, "");
    }
    String head = text.substring(0, end);
    String body = text.substring(end + 4);
    return new Answer(
        Integer.parseInt(head.split(" ", 3)[1]),
        head,
        utf8(
            head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")
                ? unchunked(body)
                : body));
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String unchunked(String body) {
    StringBuilder text = new StringBuilder();
    String rest = body;
    while (!rest.isEmpty()) {
      int line = rest.indexOf("\r\n");
      int size = line < 0 ? 0 : Integer.parseInt(rest.substring(0, line), 16);
      if (size == 0) {
        break;
      }
      text.append(rest, line + 2, line + 2 + size);
      rest = rest.substring(line + 4 + size);
    }
    return text.toString();
  }
}
