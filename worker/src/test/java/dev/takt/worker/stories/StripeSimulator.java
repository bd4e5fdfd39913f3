package dev.takt.worker.stories;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stripe, as far as Takt uses it, with a memory: intents, refunds, and answers that are kept for
 * their idempotency keys, those of 500 too. What a card does is said by its name: {@code pm_ok},
 * {@code pm_declined}, {@code pm_sca}, {@code pm_processing}, {@code pm_lost} (captured, and the
 * first answer is a 500). The secret key must end in "right".
 */
public final class StripeSimulator {
  private final HttpServer server;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<String, Reply> kept = new TreeMap<>();
  private final Map<String, Map<String, Object>> intents = new LinkedHashMap<>();
  private final List<Map<String, Object>> refunds = new ArrayList<>();

  private record Reply(int status, Object body) {}

  public StripeSimulator() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void stop() {
    server.stop(0);
  }

  /** The intents that were made with a card, the oldest first. */
  public synchronized List<Map<String, Object>> intentsOf(String card) {
    return intents.values().stream().filter(one -> card.equals(one.get("payment_method"))).toList();
  }

  synchronized List<Map<String, Object>> refunds() {
    return List.copyOf(refunds);
  }

  /** The customer has finished an intent, or Stripe has decided on it. */
  public synchronized void succeed(String intent) {
    Map<String, Object> one = intents.get(intent);
    one.put("status", "succeeded");
    one.put("amount_received", one.get("amount"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Reply reply = reply(exchange, form(form));
      byte[] body = Answer.JSON.writeValueAsString(reply.body()).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Map<String, String> form(String text) {
    var form = new TreeMap<String, String>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private synchronized Reply reply(HttpExchange exchange, Map<String, String> form) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null || !authorization.endsWith("right")) {
      return error(401, Map.of("type", "invalid_request_error", "message", "Invalid API Key"));
    }
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    if (key != null && exchange.getRequestMethod().equals("POST") && kept.containsKey(key)) {
      return kept.get(key);
    }
    Reply reply = does(exchange, form);
    if (key != null && exchange.getRequestMethod().equals("POST")) {
      kept.put(key, reply);
    }
    return reply;
  }

  private Reply does(HttpExchange exchange, Map<String, String> form) {
    String path = exchange.getRequestURI().getPath();
    boolean posts = exchange.getRequestMethod().equals("POST");
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (path.equals("/v1/balance")) {
      return new Reply(200, Map.of("object", "balance"));
    }
    if (path.equals("/v1/customers") && posts) {
      return new Reply(200, Map.of("object", "customer", "id", "cus_" + ids.incrementAndGet()));
    }
    if (path.startsWith("/v1/payment_methods/")) {
      return method(path.endsWith("/attach") ? path.split("/", -1)[3] : last);
    }
    if (path.equals("/v1/payment_intents")) {
      String query = exchange.getRequestURI().getRawQuery();
      return posts ? charge(form) : list(form(query == null ? "" : query));
    }
    if (path.startsWith("/v1/payment_intents/")) {
      return intents.containsKey(last) ? new Reply(200, intents.get(last)) : missing();
    }
    if (path.equals("/v1/refunds") && posts) {
      return refund(form);
    }
    return missing();
  }

  private static Reply method(String id) {
    if (id.equals("pm_unknown")) {
      return missing();
    }
    return new Reply(
        200,
        Map.of(
            "object",
            "payment_method",
            "id",
            id,
            "type",
            "card",
            "card",
            Map.of("brand", "visa", "last4", "4242", "exp_month", 12, "exp_year", 2034)));
  }

  private Reply charge(Map<String, String> form) {
    String id = "pi_" + ids.incrementAndGet();
    String card = form.get("payment_method");
    String kind = card.replaceFirst("_\\d+$", "");
    var intent = new LinkedHashMap<String, Object>();
    intent.put("object", "payment_intent");
    intent.put("id", id);
    intent.put("created", Instant.now().getEpochSecond());
    intent.put("amount", Long.parseLong(form.get("amount")));
    intent.put("amount_received", 0L);
    intent.put("currency", form.get("currency"));
    intent.put("customer", form.get("customer"));
    intent.put("payment_method", card);
    intent.put("metadata", Map.of("takt_key", form.get("metadata[takt_key]")));
    intent.put("status", "requires_payment_method");
    intents.put(id, intent);
    return switch (kind) {
      case "pm_declined" -> declined(intent, "card_declined", "insufficient_funds");
      case "pm_sca" -> declined(intent, "authentication_required", "authentication_required");
      case "pm_processing" -> {
        intent.put("status", "processing");
        yield new Reply(200, Map.copyOf(intent));
      }
      case "pm_lost" -> {
        succeed(id);
        yield error(500, Map.of("type", "api_error", "message", "something went wrong"));
      }
      default -> {
        succeed(id);
        yield new Reply(200, Map.copyOf(intent));
      }
    };
  }

  private static Reply declined(Map<String, Object> intent, String code, String declineCode) {
    var error = new LinkedHashMap<String, Object>();
    error.put("type", "card_error");
    error.put("code", code);
    error.put("decline_code", declineCode);
    error.put("message", "Your card was declined.");
    intent.put("last_payment_error", Map.copyOf(error));
    error.put("payment_intent", Map.copyOf(intent));
    return error(402, error);
  }

  private Reply list(Map<String, String> query) {
    List<Map<String, Object>> found =
        intents.values().stream()
            .filter(one -> query.get("customer").equals(one.get("customer")))
            .toList();
    return new Reply(
        200,
        Map.of("object", "list", "url", "/v1/payment_intents", "has_more", false, "data", found));
  }

  private Reply refund(Map<String, String> form) {
    Map<String, Object> refund =
        Map.of(
            "object",
            "refund",
            "id",
            "re_" + ids.incrementAndGet(),
            "payment_intent",
            form.get("payment_intent"),
            "amount",
            Long.parseLong(form.get("amount")),
            "metadata",
            Map.of("takt_key", form.get("metadata[takt_key]")),
            "status",
            "succeeded");
    refunds.add(refund);
    return new Reply(200, refund);
  }

  private static Reply missing() {
    return error(
        404,
        Map.of(
            "type",
            "invalid_request_error",
            "code",
            "resource_missing",
            "message",
            "No such thing"));
  }

  private static Reply error(int status, Map<String, Object> error) {
    return new Reply(status, Map.of("error", error));
  }
}
