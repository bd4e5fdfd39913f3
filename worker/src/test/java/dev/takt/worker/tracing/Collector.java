package dev.takt.worker.tracing;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An OTLP collector that keeps the spans that are sent to it. */
final class Collector implements AutoCloseable {
  private final List<SpanSeen> spans = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  /** As it came over the wire; the field numbers are those of opentelemetry/proto/trace/v1. */
  record SpanSeen(
      String trace, String id, String parent, String name, Map<String, String> attributes) {}

  Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/v1/traces",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          bodies.add(new String(body, StandardCharsets.ISO_8859_1));
          read(body);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  List<SpanSeen> ofTrace(String trace) {
    return spans.stream().filter(span -> span.trace().equals(trace)).toList();
  }

  List<SpanSeen> all() {
    return List.copyOf(spans);
  }

  /** All that ever came, byte by byte. */
  String everything() {
    return String.join("\n", bodies);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void read(byte[] body) throws InvalidProtocolBufferException {
    for (var resource : parts(UnknownFieldSet.parseFrom(body), 1)) {
      for (var scope : parts(resource, 2)) {
        for (var span : parts(scope, 2)) {
          spans.add(
              new SpanSeen(
                  hex(span, 1), hex(span, 2), hex(span, 4), text(span, 5), attributes(span)));
        }
      }
    }
  }

  private static Map<String, String> attributes(UnknownFieldSet span)
      throws InvalidProtocolBufferException {
    Map<String, String> attributes = new TreeMap<>();
    for (var attribute : parts(span, 9)) {
      attributes.put(text(attribute, 1), text(parts(attribute, 2).getFirst(), 1));
    }
    return attributes;
  }

  private static List<UnknownFieldSet> parts(UnknownFieldSet message, int field)
      throws InvalidProtocolBufferException {
    List<UnknownFieldSet> parts = new java.util.ArrayList<>();
    for (var bytes : message.getField(field).getLengthDelimitedList()) {
      parts.add(UnknownFieldSet.parseFrom(bytes));
    }
    return parts;
  }

  private static String text(UnknownFieldSet message, int field) {
    var values = message.getField(field).getLengthDelimitedList();
    return values.isEmpty() ? "" : values.getFirst().toStringUtf8();
  }

  private static String hex(UnknownFieldSet message, int field) {
    var values = message.getField(field).getLengthDelimitedList();
    return values.isEmpty() ? "" : HexFormat.of().formatHex(values.getFirst().toByteArray());
  }
}
