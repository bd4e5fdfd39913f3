package dev.takt.worker.stories;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * The REST API with one key, by the client of the JDK alone: nothing of Takt that could be wrong in
 * the same way on both sides.
 *
 * @param patience how long it does as the contract says where an answer may be asked for again:
 *     sends the same request with the same key
 */
public record Rest(String address, String key, Duration patience) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** Without patience: an answer is what came the first time. */
  public Rest(String address, String key) {
    this(address, key, Duration.ZERO);
  }

  /** The same, with patience. */
  public Rest insisting(Duration patience) {
    return new Rest(address, key, patience);
  }

  /** With this key on the application of the stories. */
  public static Rest with(String key) {
    return new Rest(OneTakt.address(), key);
  }

  public static Rest operator() {
    return with(OneTakt.OPERATOR);
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer post(String path, Map<String, ?> body) {
    return send("POST", path, Answer.JSON.writeValueAsString(body));
  }

  public Answer put(String path, Map<String, ?> body) {
    return send("PUT", path, Answer.JSON.writeValueAsString(body));
  }

  public Answer patch(String path, Map<String, ?> body) {
    return send("PATCH", path, Answer.JSON.writeValueAsString(body));
  }

  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  /** All of a list, oldest first, through all of its pages. */
  public List<JsonNode> all(String path) {
    List<JsonNode> all = new ArrayList<>();
    String page = path + (path.contains("?") ? "&" : "?") + "limit=100";
    JsonNode next = null;
    do {
      String cursor = next == null ? "" : "&cursor=" + next.asString();
      JsonNode list = get(page + cursor).expect(200).json();
      list.get("data").forEach(all::add);
      next = list.get("nextCursor");
    } while (next != null && !next.isNull());
    return all.reversed();
  }

  /**
   * Sends what is given as it is.
   *
   * @param body null: none
   * @param headers names and values in turn
   */
  public Answer send(String method, String path, String body, String... headers) {
    if (patience.isZero()) {
      return sendAs(body == null ? null : "application/json", method, path, body, headers);
    }
    List<String> keyed = new ArrayList<>(List.of(headers));
    keyed.addAll(List.of("Idempotency-Key", UUID.randomUUID().toString()));
    String[] all = keyed.toArray(String[]::new);
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Answer answer = sendAs(body == null ? null : "application/json", method, path, body, all);
      boolean mayBeAskedAgain = answer.headers().firstValue("Retry-After").isPresent();
      if (!mayBeAskedAgain || System.nanoTime() > deadline) {
        return answer;
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends it as a type of content that may be another than JSON. */
  public Answer sendAs(String type, String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    if (type != null) {
      request.header("Content-Type", type);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      var answer = HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      String call = method + " " + path + (body == null ? "" : " " + shortened(body));
      return new Answer(call, answer.statusCode(), answer.headers(), answer.body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(method + " " + path + " broke down", e);
    }
  }

  private static String shortened(String body) {
    return body.length() <= 300 ? body : body.substring(0, 300) + "… (" + body.length() + ")";
  }
}
