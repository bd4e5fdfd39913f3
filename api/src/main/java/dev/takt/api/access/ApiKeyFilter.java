package dev.takt.api.access;

import dev.takt.api.web.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The authentication of requests, before anything of their bodies is read. Whose key it is becomes
 * an attribute of the request, {@link Caller} or {@link Operator}; the {@link Right} of the handler
 * is checked here, since answers may be repeated without it, and once more when it is called.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 110)
class ApiKeyFilter extends OncePerRequestFilter {
  private static final String MERCHANT = "merchant";

  /** Addresses of whatever watches this installation, which must always get an answer. */
  private static final Set<String> UNCOUNTED =
      Set.of("/health", "/health/ready", "/health/live", "/metrics");

  private final Callers callers;
  private final RateLimits limits;
  private final Match.Finder matches;
  private final byte[] operatorToken;

  ApiKeyFilter(Callers callers, RateLimits limits, Match.Finder matches, AccessSettings settings) {
    this.callers = callers;
    this.limits = limits;
    this.matches = matches;
    this.operatorToken = ApiKey.hash(settings.operatorToken());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Match match = matches.of(request);
    if (!match.needsKey(request)) {
      if (!UNCOUNTED.contains(request.getServletPath())) {
        limits.countAddress(request.getRemoteAddr());
      }
      chain.doFilter(request, response);
      return;
    }
    Caller caller = authenticate(request);
    match.check(request);
    if (caller == null) {
      chain.doFilter(request, response);
      return;
    }
    // On every line that is logged for this request.
    MDC.put(MERCHANT, caller.merchantId());
    try {
      Tenancy.within(caller.tenant(), () -> chain.doFilter(request, response));
    } finally {
      MDC.remove(MERCHANT);
    }
  }

  /** The merchant whose key was sent, or null for the operator. */
  private @Nullable Caller authenticate(HttpServletRequest request) {
    String token = bearer(request.getHeader("Authorization"));
    if (token == null) {
      limits.countAddress(request.getRemoteAddr());
      throw unauthorized("send Authorization: Bearer with a key");
    }
    // Hashes of equal length, compared in constant time.
    if (MessageDigest.isEqual(ApiKey.hash(token), operatorToken)) {
      request.setAttribute(Operator.class.getName(), new Operator());
      return null;
    }
    Caller caller = callers.with(token).orElse(null);
    if (caller == null) {
      limits.countAddress(request.getRemoteAddr());
      throw unauthorized("the key is not valid");
    }
    limits.countKey(caller.keyId());
    request.setAttribute(Caller.class.getName(), caller);
    return caller;
  }

  private static @Nullable String bearer(@Nullable String header) {
    return header == null
            || header.length() > 300
            || !header.regionMatches(true, 0, "Bearer ", 0, 7)
        ? null
        : header.substring(7).strip();
  }

  static RuntimeException unauthorized(String detail) {
    return Problem.of(401, "unauthorized", detail).asException();
  }
}
