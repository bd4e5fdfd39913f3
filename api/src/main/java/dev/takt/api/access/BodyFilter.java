package dev.takt.api.access;

import dev.takt.api.web.BufferedRequest;
import dev.takt.api.web.HttpLimits;
import dev.takt.api.web.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;

/**
 * The reading of bodies into memory, behind the check of the key: within limits of size and time.
 * Whatever of a request cannot be read at all is refused here, before anything depends on it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 115)
class BodyFilter extends OncePerRequestFilter {
  private final HttpLimits limits;
  private final Match.Finder matches;

  BodyFilter(HttpLimits limits, Match.Finder matches) {
    this.limits = limits;
    this.matches = matches;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean known =
        request.getAttribute(Caller.class.getName()) != null
            || request.getAttribute(Operator.class.getName()) != null;
    boolean file = known && takesFile(request);
    long most = (file ? limits.file() : known ? limits.body() : limits.bodyWithoutKey()).toBytes();
    RequestSyntax.checkType(request.getContentType(), file);
    byte[] body = body(request, (int) Math.min(most, Integer.MAX_VALUE - 8));
    RequestSyntax.checkText(request.getContentType(), body);
    BufferedRequest buffered = new BufferedRequest(request, body);
    RequestSyntax.checkQuery(buffered);
    chain.doFilter(buffered, response);
  }

  private boolean takesFile(HttpServletRequest request) {
    HandlerMethod handler = matches.of(request).handler();
    return handler != null && handler.hasMethodAnnotation(TakesFile.class);
  }

  private byte[] body(HttpServletRequest request, int most) {
    if (request.getContentLengthLong() > most) {
      throw tooLarge(most);
    }
    try {
      return read(request.getInputStream(), most);
    } catch (IOException broken) {
      if (broken instanceof SocketTimeoutException
          || broken.getCause() instanceof SocketTimeoutException) {
        throw tooSlow();
      }
      throw Problem.of(400, "unreadable", "the body cannot be read to its end").asException();
    }
  }

  private byte[] read(ServletInputStream stream, int most) throws IOException {
    long end = System.nanoTime() + limits.bodyTime().toNanos();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] some = new byte[8192];
    for (int read = stream.read(some); read >= 0; read = stream.read(some)) {
      body.write(some, 0, read);
      if (body.size() > most) {
        throw tooLarge(most);
      }
      if (System.nanoTime() > end) {
        throw tooSlow();
      }
    }
    return body.toByteArray();
  }

  private static RuntimeException tooLarge(int most) {
    return Problem.of(413, "too_large", "a body has at most " + most + " bytes").asException();
  }

  private RuntimeException tooSlow() {
    return Problem.of(
            408,
            "too_slow",
            "a body must arrive within " + limits.bodyTime().toSeconds() + " seconds")
        .asException();
  }
}
