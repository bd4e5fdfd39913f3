package dev.takt.api.idempotency;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Operator;
import dev.takt.api.web.BufferedRequest;
import dev.takt.api.web.Problem;
import dev.takt.api.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

/**
 * Gives the same answer to the same Idempotency-Key and request, and runs it once.
 *
 * <p>Answers from 500 up, and those with {@code Retry-After}, are not kept: the request may be
 * tried again, and then makes the same ids as before.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 120)
class IdempotencyFilter extends OncePerRequestFilter {
  private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String SEALED = "sealed:";
  private static final Pattern ID = Pattern.compile("\\b[a-z]{2,4}_[0-9a-z]{26}\\b");

  private final IdempotencyStore answers;

  IdempotencyFilter(IdempotencyStore answers) {
    this.answers = answers;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !CHANGING.contains(request.getMethod())
        || request.getHeader("Idempotency-Key") == null
        || (caller(request) == null && request.getAttribute(Operator.class.getName()) == null);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String key = request.getHeader("Idempotency-Key");
    if (!key.matches("[!-~]([ -~]{0,253}[!-~])?")) {
      throw Problem.of(400, "bad_idempotency_key", "a key has 1 to 255 printable ASCII characters")
          .asException();
    }
    Caller caller = caller(request);
    String tenant = caller == null ? "operator" : caller.tenant();
    byte[] hash = hash(request);
    switch (await(tenant, key, hash)) {
      case IdempotencyStore.Mine(var since, var again) -> {
        String seed = tenant + "\n" + key + "\n" + HexFormat.of().formatHex(hash);
        String value = key + "/" + HexFormat.of().formatHex(hash, 0, 6);
        request.setAttribute(
            RequestId.class.getName(), new RequestId(value, seed, since, true, again));
        run(tenant, key, request, response, chain);
      }
      case IdempotencyStore.Done(var answer) -> replay(answer, request, response);
      case IdempotencyStore.Other() -> throw reused();
      case IdempotencyStore.Running() ->
          throw Problem.passing(
                  409, "idempotency_key_in_progress", "the first request with this key still runs")
              .asException();
    }
  }

  private static @Nullable Caller caller(HttpServletRequest request) {
    return request.getAttribute(Caller.class.getName()) instanceof Caller caller ? caller : null;
  }

  private IdempotencyStore.Found await(String tenant, String key, byte[] hash) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    IdempotencyStore.Found found = answers.claim(tenant, key, hash);
    while (found instanceof IdempotencyStore.Running && System.nanoTime() < end) {
      try {
        Thread.sleep(50);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return found;
      }
      found = answers.claim(tenant, key, hash);
    }
    return found;
  }

  private void run(
      String tenant,
      String key,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException {
    ContentCachingResponseWrapper caching = new ContentCachingResponseWrapper(response);
    boolean answered = false;
    try {
      try {
        chain.doFilter(request, caching);
      } catch (ServletException | RuntimeException thrown) {
        Problems.of(thrown).writeTo(caching);
      }
      keep(tenant, key, request, caching);
      answered = true;
    } finally {
      if (!answered) {
        answers.release(tenant, key);
      }
    }
    caching.copyBodyToResponse();
  }

  private void keep(
      String tenant, String key, HttpServletRequest request, ContentCachingResponseWrapper answer) {
    if (answer.getStatus() >= 500 || answer.getHeader("Retry-After") != null) {
      answers.release(tenant, key);
      return;
    }
    byte[] body = answer.getContentAsByteArray();
    String type = answer.getContentType();
    switch (ResponseRetention.of(request)) {
      case NONE -> answers.forget(tenant, key);
      case PLAIN ->
          answers.keep(
              tenant,
              key,
              new Answer(answer.getStatus(), type, body, answer.getHeader("ETag")),
              about(request, new String(body, StandardCharsets.UTF_8)));
      case SEALED ->
          answers.keep(
              tenant,
              key,
              new Answer(
                  answer.getStatus(),
                  SEALED + type,
                  ResponseEncryption.encrypt(body, secret(request)),
                  null),
              about(request, ""));
    }
  }

  /** The ids in a request's path and in its answer. */
  private static Set<String> about(HttpServletRequest request, String body) {
    return ID.matcher(request.getRequestURI() + " " + body)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  private static void replay(
      Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
    byte[] body = answer.body();
    String type = answer.contentType();
    if (type != null && type.startsWith(SEALED)) {
      body =
          ResponseEncryption.decrypt(body, secret(request)).orElseThrow(IdempotencyFilter::reused);
      type = type.substring(SEALED.length());
    }
    response.setStatus(answer.status());
    if (type != null) {
      response.setContentType(type);
    }
    if (answer.etag() != null) {
      response.setHeader("ETag", answer.etag());
    }
    response.setHeader("Idempotent-Replayed", "true");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static String secret(HttpServletRequest request) {
    return String.valueOf(request.getHeader("Authorization"));
  }

  private static RuntimeException reused() {
    return Problem.of(
            422, "idempotency_key_reused", "this key was used for another request: take a new one")
        .asException();
  }

  private static byte[] hash(HttpServletRequest request) {
    BufferedRequest buffered = WebUtils.getNativeRequest(request, BufferedRequest.class);
    byte[] body = buffered == null ? new byte[0] : buffered.body();
    String head =
        request.getMethod()
            + "\n"
            + request.getRequestURI()
            + "\n"
            + orEmpty(request.getQueryString())
            + "\n"
            + orEmpty(request.getHeader("If-Match"))
            + "\n";
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(head.getBytes(StandardCharsets.UTF_8));
      return digest.digest(body);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
