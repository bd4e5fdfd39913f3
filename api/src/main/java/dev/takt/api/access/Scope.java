package dev.takt.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.Set;

/** What a key may do. */
public enum Scope {
  /** See everything but keys. */
  READ,
  /** Change what happens to customers, subscriptions, invoices. */
  WRITE,
  /** Keys, webhook endpoints, the merchant itself, and forgetting a person. */
  ADMIN;

  /** What a key may do that was made without saying so. */
  public static final Set<Scope> ALL = Set.copyOf(EnumSet.allOf(Scope.class));

  /** What a request takes. */
  static Scope neededFor(HttpServletRequest request) {
    String path = request.getRequestURI();
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    if (path.startsWith("/v1/merchant/api-keys")) {
      return ADMIN;
    }
    if (reads) {
      return READ;
    }
    return path.startsWith("/v1/merchant")
            || path.startsWith("/v1/webhook-endpoints")
            || path.endsWith("/personal-data")
        ? ADMIN
        : WRITE;
  }
}
