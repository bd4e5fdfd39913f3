package dev.takt.worker.stories;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What can be asked of the API, from the OpenAPI document that it serves. */
final class Operations {
  private static final JsonNode DOCUMENT = Rest.with("").get("/v3/api-docs").expect(200).json();

  /** For parameters that some reads need. */
  private static final Map<String, String> VALUES =
      Map.of("from", "2026-01-01", "to", "2027-01-01", "asOf", "2026-06-30");

  private static final String JSON = "/requestBody/content/application~1json";

  private Operations() {}

  /** The templates of all paths that can be asked by a method, such as {@code get}. */
  static List<String> paths(String method) {
    return served(method).map(Map.Entry::getKey).sorted().toList();
  }

  /** Those that take a body of JSON. */
  static List<String> pathsWithBody(String method) {
    return served(method)
        .filter(path -> path.getValue().get(method).at(JSON).isObject())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** The query of a read, with a value for each parameter that it needs; else empty. */
  static String query(String path) {
    return DOCUMENT
        .get("paths")
        .get(path)
        .get("get")
        .path("parameters")
        .valueStream()
        .filter(parameter -> parameter.path("in").asString().equals("query"))
        .filter(parameter -> parameter.path("required").asBoolean())
        .map(parameter -> parameter.get("name").asString())
        .map(name -> name + "=" + Objects.requireNonNull(VALUES.get(name), path + " " + name))
        .collect(
            Collectors.collectingAndThen(Collectors.joining("&"), q -> q.isEmpty() ? "" : "?" + q));
  }

  private static Stream<Map.Entry<String, JsonNode>> served(String method) {
    return DOCUMENT
        .get("paths")
        .propertyStream()
        .filter(path -> path.getKey().startsWith("/v1/") && path.getValue().has(method));
  }
}
