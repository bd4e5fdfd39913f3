package dev.takt.api.access;

import dev.takt.api.web.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks for a key at everything under {@code /v1}. What it found is an attribute of the request; a
 * handler that needs a {@link Caller} or the {@link Operator} gets it from there or not at all.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 110)
class KeyFilter extends OncePerRequestFilter {
  private static final String MERCHANT = "merchant";

  private final ApiKeys keys;
  private final RateLimits limits;
  private final byte[] operatorToken;

  KeyFilter(
      ApiKeys keys, RateLimits limits, @Value("${takt.operator-token}") String operatorToken) {
    if (operatorToken.isBlank()) {
      throw new IllegalArgumentException("takt.operator-token must not be empty");
    }
    this.keys = keys;
    this.limits = limits;
    this.operatorToken = ApiKeys.sha256(operatorToken);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/v1");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String token = bearer(request.getHeader("Authorization"));
    if (token == null) {
      limits.countAddress(request.getRemoteAddr());
      throw unauthorized("send Authorization: Bearer with a key");
    }
    // Hashes of equal length, compared in constant time.
    if (MessageDigest.isEqual(ApiKeys.sha256(token), operatorToken)) {
      request.setAttribute(Operator.class.getName(), new Operator());
      chain.doFilter(request, response);
      return;
    }
    Caller caller = keys.callerWith(token).orElse(null);
    if (caller == null) {
      limits.countAddress(request.getRemoteAddr());
      throw unauthorized("the key is not valid");
    }
    limits.countKey(caller.keyId());
    Scope needed = Scope.neededFor(request);
    if (!caller.scopes().contains(needed)) {
      throw Problem.of(
              403,
              "scope_missing",
              "this takes a key with the scope " + needed + ", which it lacks")
          .asException();
    }
    request.setAttribute(Caller.class.getName(), caller);
    // On every line that is logged for this request.
    MDC.put(MERCHANT, caller.merchantId());
    try {
      Tenancy.within(caller.tenant(), () -> chain.doFilter(request, response));
    } finally {
      MDC.remove(MERCHANT);
    }
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
