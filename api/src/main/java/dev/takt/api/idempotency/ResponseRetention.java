package dev.takt.api.idempotency;

import jakarta.servlet.http.HttpServletRequest;

/** How the answer to a request is kept for its Idempotency-Key; a handler may say so. */
public enum ResponseRetention {
  PLAIN,
  /** It holds a secret: kept encrypted. */
  SEALED,
  /** Not even a hash of the request is kept. */
  NONE;

  public static void of(HttpServletRequest request, ResponseRetention keeping) {
    request.setAttribute(ResponseRetention.class.getName(), keeping);
  }

  static ResponseRetention of(HttpServletRequest request) {
    return request.getAttribute(ResponseRetention.class.getName())
            instanceof ResponseRetention keeping
        ? keeping
        : PLAIN;
  }
}
