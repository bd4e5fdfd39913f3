package dev.takt.worker.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The REST API as a merchant's program would call it. Its calls have idempotency keys that count,
 * so that a program that was broken off goes through the same calls again and nothing is there
 * twice. Many threads may use one.
 */
public final class TaktClient implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int ASKED_AT_MOST = 10;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String address;
  private final String key;
  private final String name;
  private final AtomicInteger calls = new AtomicInteger();

  /**
   * @param name what the idempotency keys begin with
   */
  public TaktClient(String address, String key, String name) {
    this.address = address;
    this.key = key;
    this.name = name;
  }

  /** The call was refused; the message says which and why. */
  public static final class Refused extends RuntimeException {
    public Refused(String message) {
      super(message);
    }
  }

  public JsonNode post(String path, Map<String, Object> body) {
    return send("POST", path, body);
  }

  public JsonNode put(String path, Map<String, Object> body) {
    return send("PUT", path, body);
  }

  public JsonNode patch(String path, Map<String, Object> body) {
    return send("PATCH", path, body);
  }

  public JsonNode get(String path) {
    return exchange("GET " + path, request(path).GET().build());
  }

  /** What the answer holds, if anything, is of no interest. */
  public void delete(String path) {
    exchange("DELETE " + path, request(path).header("Idempotency-Key", nextKey()).DELETE().build());
  }

  /** Whether the key is one that the API knows. */
  public boolean isWelcome() {
    return answer(request("/v1/merchant").GET().build()).statusCode() == 200;
  }

  /** The id of what an answer describes. */
  public static String id(JsonNode resource) {
    return resource.get("id").asString();
  }

  @Override
  public void close() {
    http.close();
  }

  private JsonNode send(String method, String path, Map<String, Object> body) {
    return exchange(
        method + " " + path,
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", nextKey())
            .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build());
  }

  private String nextKey() {
    return name + "-" + calls.incrementAndGet();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Authorization", "Bearer " + key)
        .timeout(Duration.ofSeconds(60));
  }

  private JsonNode exchange(String call, HttpRequest request) {
    var answer = answer(request);
    for (int asked = 1; answer.statusCode() == 503 && asked < ASKED_AT_MOST; asked++) {
      // What did not come in time is asked for again with the same key, as the contract says.
      pause(answer);
      answer = answer(request);
    }
    if (answer.statusCode() >= 300) {
      throw new Refused(call + " was answered " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private static void pause(HttpResponse<String> away) {
    try {
      Thread.sleep(Duration.ofSeconds(away.headers().firstValueAsLong("Retry-After").orElse(1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused("interrupted");
    }
  }

  private HttpResponse<String> answer(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new Refused(request.method() + " " + request.uri() + " broke down: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused("interrupted");
    }
  }
}
