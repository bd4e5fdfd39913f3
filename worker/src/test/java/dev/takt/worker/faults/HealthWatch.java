package dev.takt.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.TaktProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Asks a Takt for its health all the time, as a load balancer does, and keeps what it said. */
final class HealthWatch implements AutoCloseable {
  private final Set<String> said = Collections.synchronizedSet(new LinkedHashSet<>());
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpRequest question;
  private final Thread watch;
  private volatile boolean over;

  private HealthWatch(TaktProcess takt) {
    question =
        HttpRequest.newBuilder(URI.create(takt.address() + "/health"))
            .timeout(Duration.ofSeconds(30))
            .build();
    watch = Thread.ofVirtual().name("health watch").start(this::watch);
  }

  static HealthWatch of(TaktProcess takt) {
    return new HealthWatch(takt);
  }

  /** Whatever died meanwhile, what this one stands on lived, and it never said otherwise. */
  void mustHaveSaidUpOnly() {
    assertThat(said).as("answers of health").isNotEmpty().allMatch(it -> it.startsWith("200 "));
  }

  private void watch() {
    while (!over) {
      try {
        HttpResponse<String> answer = http.send(question, HttpResponse.BodyHandlers.ofString());
        said.add(answer.statusCode() + " " + answer.body());
        TimeUnit.MILLISECONDS.sleep(200);
      } catch (IOException broken) {
        said.add("nothing: " + broken);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public void close() {
    over = true;
    watch.interrupt();
    http.shutdownNow();
  }
}
