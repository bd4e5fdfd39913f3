package dev.takt.worker.stories;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** A provider of SMS that takes everything, unless it is told not to, and keeps it. */
public final class SmsProvider {
  private final HttpServer server;
  private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
  private final Set<String> away = ConcurrentHashMap.newKeySet();

  SmsProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/sms";
  }

  /** What it was sent to a number. */
  public List<JsonNode> to(String number) {
    return taken.stream().filter(sms -> sms.get("to").asString().equals(number)).toList();
  }

  /** From now on it takes nothing for a number. */
  public void isAwayFor(String number) {
    away.add(number);
  }

  /** It takes what goes to that number again. */
  public void isBackFor(String number) {
    away.remove(number);
  }

  void stop() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      JsonNode sms = Answer.JSON.readTree(new String(body, StandardCharsets.UTF_8));
      if (away.contains(sms.get("to").asString())) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      taken.add(sms);
      exchange.sendResponseHeaders(202, -1);
    }
  }
}
