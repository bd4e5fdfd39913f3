package dev.takt.api.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes problems as {@code application/problem+json}, whatever the client said it accepts. */
public final class ProblemWriter {
  private static final JsonMapper JSON = new JsonMapper();

  private ProblemWriter() {}

  /** Writes the problem that an exception is. */
  public static void write(HttpServletResponse response, Exception thrown) throws IOException {
    Throwable cause =
        thrown instanceof ServletException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof HttpRequestMethodNotSupportedException method
        && method.getSupportedMethods() != null) {
      response.setHeader("Allow", String.join(", ", method.getSupportedMethods()));
    }
    write(response, Problems.of(cause));
  }

  public static void write(HttpServletResponse response, Problem problem) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(problem.status());
    response.setContentType("application/problem+json");
    Integer retryAfter = problem.retryAfter();
    if (retryAfter != null) {
      response.setHeader("Retry-After", String.valueOf(retryAfter));
    }
    if (problem.status() == 401) {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    byte[] body = json(problem);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }

  static byte[] json(Problem problem) {
    ObjectNode node = JSON.createObjectNode();
    node.put("type", "urn:takt:problem:" + problem.code());
    node.put("title", problem.title());
    node.put("status", problem.status());
    node.put("detail", problem.detail());
    node.put("code", problem.code());
    if (!problem.errors().isEmpty()) {
      ArrayNode errors = node.putArray("errors");
      problem
          .errors()
          .forEach(
              error ->
                  errors.addObject().put("pointer", error.pointer()).put("detail", error.detail()));
    }
    return JSON.writeValueAsBytes(node);
  }
}
