package dev.takt.api.idempotency;

import jakarta.servlet.http.HttpServletRequest;

/** How the answer to a request is kept for its Idempotency-Key; a handler may say so. */
public enum Keeping {
  PLAIN,
  /** It holds a secret: kept encrypted. */
  SEALED,
  /** Not even a hash of the request is kept. */
  NONE;

  public static void of(HttpServletRequest request, Keeping keeping) {
    request.setAttribute(Keeping.class.getName(), keeping);
  }

  static Keeping of(HttpServletRequest request) {
    return request.getAttribute(Keeping.class.getName()) instanceof Keeping keeping
        ? keeping
        : PLAIN;
  }
}
