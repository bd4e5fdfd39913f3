package dev.takt.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The outermost filter: security headers, the limit on bodies, and a problem for whatever the
 * filters behind it throw.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class EntranceFilter extends OncePerRequestFilter {
  /** In bytes. */
  private static final int MOST = 1024 * 1024;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "no-referrer");
    if (request.getRequestURI().startsWith("/v1")) {
      response.setHeader("Cache-Control", "no-store");
    }
    try {
      chain.doFilter(buffered(request), response);
    } catch (Exception thrown) {
      ProblemWriter.write(response, Problems.of(thrown));
    }
  }

  private static BufferedRequest buffered(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > MOST) {
      throw tooLarge();
    }
    byte[] body = request.getInputStream().readNBytes(MOST + 1);
    if (body.length > MOST) {
      throw tooLarge();
    }
    return new BufferedRequest(request, body);
  }

  private static ProblemException tooLarge() {
    return Problem.of(413, "too_large", "a body has at most " + MOST + " bytes").asException();
  }
}
