package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What REST answered.
 *
 * @param call what was asked, for the message of a failure
 */
public record Answer(String call, int status, HttpHeaders headers, String body) {
  public static final JsonMapper JSON = JsonMapper.builder().build();

  public JsonNode json() {
    return JSON.readTree(body);
  }

  /** This answer, which must have this status. */
  public Answer expect(int expected) {
    assertThat(status).as(this::told).isEqualTo(expected);
    return this;
  }

  /** This answer, which must be a good one. */
  public Answer good() {
    assertThat(status).as(this::told).isBetween(200, 299);
    return this;
  }

  /** This answer, which must be a problem as RFC 9457 writes it, with this status and code. */
  public Answer problem(int expected, String code) {
    expect(expected);
    assertThat(type()).as(this::told).startsWith("application/problem+json");
    assertThat(json().path("status").asInt()).as(this::told).isEqualTo(expected);
    assertThat(code()).as(this::told).isEqualTo(code);
    assertThat(json().path("detail").asString("")).as(this::told).isNotBlank();
    assertThat(json().path("title").asString("")).as(this::told).isNotBlank();
    assertThat(body).as(this::told).doesNotContain("\\tat ", "Exception", "org.springframework");
    return this;
  }

  /** The stable name of a problem. */
  public String code() {
    return json().path("code").asString("");
  }

  /** The fields that a problem is about. */
  public List<String> pointers() {
    return json().path("errors").valueStream().map(e -> e.path("pointer").asString("")).toList();
  }

  public String id() {
    return text("id");
  }

  /** The text of a field; empty where it is null or absent. */
  public String text(String field) {
    return json().path(field).asString("");
  }

  public long number(String field) {
    return json().path(field).asLong();
  }

  public String type() {
    return headers.firstValue("Content-Type").orElse("");
  }

  private String told() {
    return call + " was answered " + status + " " + body;
  }
}
