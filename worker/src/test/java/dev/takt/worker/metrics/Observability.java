package dev.takt.worker.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files for Prometheus and Grafana. */
final class Observability {
  static final Path DOCS = Path.of("../docs");
  // What is neither a label's value, a label in braces, nor a function, but has an underscore.
  private static final Pattern METRIC = Pattern.compile("\\b[a-z]+(?:_[a-z0-9]+)+\\b");

  private Observability() {}

  record Alert(String expression, String severity, String summary, String runbook) {}

  static SortedMap<String, Alert> alerts() {
    SortedMap<String, Alert> alerts = new TreeMap<>();
    Map<String, Object> file = new Yaml().load(read("prometheus/alerts.yml"));
    for (Object group : (List<?>) value(file, "groups")) {
      for (Object rule : (List<?>) value((Map<?, ?>) group, "rules")) {
        var alert = (Map<?, ?>) rule;
        var labels = (Map<?, ?>) value(alert, "labels");
        var annotations = (Map<?, ?>) value(alert, "annotations");
        alerts.put(
            text(alert, "alert"),
            new Alert(
                text(alert, "expr"),
                text(labels, "severity"),
                text(annotations, "summary"),
                text(annotations, "runbook")));
      }
    }
    return alerts;
  }

  /** The expressions of the dashboard's panels. */
  static List<String> panels() {
    JsonNode dashboard = JsonMapper.builder().build().readTree(read("grafana/takt.json"));
    return dashboard
        .get("panels")
        .valueStream()
        .flatMap(panel -> panel.path("targets").valueStream())
        .map(target -> target.get("expr").asString())
        .toList();
  }

  /** The metrics that an expression names. */
  static SortedSet<String> metrics(String expression) {
    String bare =
        expression
            .replaceAll("\\{[^}]*}", "")
            .replaceAll("\\[[^]]*]", "")
            .replaceAll("by \\([^)]*\\)", "");
    return METRIC
        .matcher(bare)
        .results()
        .map(match -> match.group())
        .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
  }

  private static String text(Map<?, ?> map, String key) {
    return value(map, key).toString().strip();
  }

  private static Object value(Map<?, ?> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }

  private static String read(String file) {
    try {
      return Files.readString(DOCS.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
