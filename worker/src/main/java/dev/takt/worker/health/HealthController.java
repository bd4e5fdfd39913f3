package dev.takt.worker.health;

import dev.takt.api.web.Public;
import dev.takt.worker.settings.Settings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers whether this Takt can work. Flatter than the actuator's own page, since people read it
 * and scripts look for one word.
 */
@RestController
public class HealthController {
  private final Settings settings;
  private final Map<String, HealthIndicator> organs = new LinkedHashMap<>();
  private final WorkflowsHealth workflows;

  HealthController(
      Settings settings,
      DatabaseHealth database,
      TemporalHealth temporal,
      WorkerHealth workers,
      WorkflowsHealth workflows) {
    this.settings = settings;
    organs.put("database", database);
    organs.put("temporal", temporal);
    organs.put("workers", workers);
    this.workflows = workflows;
    organs.put("workflows", workflows);
  }

  /**
   * 200 when it can work, 503 with what is down when it cannot. Of an API it says too whether there
   * are workers anywhere, without whom nothing renews and no change is carried out.
   */
  @Public
  @GetMapping("/health")
  ResponseEntity<Map<String, Object>> health() {
    return examine(organs.keySet());
  }

  /**
   * Whether requests may be sent here. An API without workers still answers what is read, and
   * changes with 503 itself: taking it out of the balance would help nobody.
   */
  @Public
  @GetMapping("/health/ready")
  ResponseEntity<Map<String, Object>> ready() {
    return examine(settings.role().works() ? organs.keySet() : List.of("database", "temporal"));
  }

  /** Whether the process lives: it answers, so it does. What it stands on is not its fault. */
  @Public
  @GetMapping("/health/live")
  Map<String, String> live() {
    return Map.of("status", Status.UP.getCode());
  }

  private ResponseEntity<Map<String, Object>> examine(Collection<String> names) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", Status.UP.getCode());
    answer.put("role", settings.role().wireName());
    organs.forEach(
        (name, organ) -> {
          // Whether workflows live here needs both services; without one it would only take longer
          // to say so.
          if (names.contains(name) && (organ != workflows || isUp(answer))) {
            examine(name, organ, answer);
          }
        });
    boolean up = isUp(answer);
    return ResponseEntity.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE).body(answer);
  }

  private static boolean isUp(Map<String, Object> answer) {
    return Status.UP.getCode().equals(answer.get("status"));
  }

  private static void examine(String name, HealthIndicator organ, Map<String, Object> answer) {
    Health health = organ.health();
    String status = health == null ? Status.UNKNOWN.getCode() : health.getStatus().getCode();
    answer.put(name, status);
    if (!Status.UP.getCode().equals(status)) {
      answer.put("status", Status.DOWN.getCode());
    }
  }
}
