package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** A receiver of webhooks on this machine, as a merchant would run one. */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Post> posts = new CopyOnWriteArrayList<>();

  /** What was posted to it. */
  public record Post(String path, Map<String, List<String>> headers, String body) {
    public String header(String name) {
      return headers.get(name).getFirst();
    }

    public String id() {
      return header("webhook-id");
    }

    public JsonNode json() {
      return Answer.JSON.readTree(body);
    }
  }

  /** How it answers. */
  @FunctionalInterface
  public interface Manners {
    void answer(Post post, HttpExchange exchange) throws Exception;
  }

  private Receiver(HttpServer server) {
    this.server = server;
  }

  public static Receiver thatAnswers(int status) {
    return thatAnswers((_, exchange) -> exchange.sendResponseHeaders(status, -1));
  }

  public static Receiver thatAnswers(Manners manners) {
    try {
      var server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
      var receiver = new Receiver(server);
      server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
      server.createContext("/", exchange -> receiver.receive(exchange, manners));
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
  }

  public List<Post> posts() {
    return posts;
  }

  List<String> ids() {
    return posts.stream().map(Post::id).toList();
  }

  /** Waits until this many were posted to it. */
  List<Post> await(int count) {
    until(() -> posts.size() >= count, "only " + posts.size() + " of " + count + " came");
    return posts;
  }

  /** Waits until something is so. */
  static void until(BooleanSupplier so, String otherwise) {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!so.getAsBoolean()) {
      assertThat(System.nanoTime()).as(otherwise).isLessThan(deadline);
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void receive(HttpExchange exchange, Manners manners) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.putAll(exchange.getRequestHeaders());
      var post = new Post(exchange.getRequestURI().getPath(), headers, body);
      posts.add(post);
      manners.answer(post, exchange);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
