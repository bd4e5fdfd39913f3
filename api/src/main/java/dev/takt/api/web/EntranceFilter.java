package dev.takt.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The outermost filter: security headers, and a problem for whatever the filters behind throw. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class EntranceFilter extends OncePerRequestFilter {
  /**
   * Pages load nothing from elsewhere and are in no frame. Inline styles are let in for the pages
   * of documentation and the pictures; a page that needs more or less sets a header of its own.
   */
  private static final String CONTENT =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Content-Security-Policy", CONTENT);
    response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (request.isSecure()) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
    if (request.getServletPath().startsWith("/v1")) {
      response.setHeader("Cache-Control", "no-store");
    }
    try {
      chain.doFilter(request, response);
    } catch (Exception thrown) {
      Problems.of(thrown).writeTo(response);
    }
  }
}
