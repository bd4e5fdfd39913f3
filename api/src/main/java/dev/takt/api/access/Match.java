package dev.takt.api.access;

import dev.takt.api.web.Problem;
import dev.takt.api.web.Public;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * The handler that a request is for, as Spring MVC's own mapping has it, known before the request
 * gets there: so a right is checked before a body is read or an answer is given again.
 *
 * @param handler null where there is none
 * @param mismatch why there is none, such as another method than those that there are
 */
record Match(@Nullable HandlerMethod handler, @Nullable Exception mismatch) {

  /** Whether a key must be shown: by the handler's right, and at all that is under {@code /v1}. */
  boolean needsKey(HttpServletRequest request) {
    if (handler != null && handler.hasMethodAnnotation(Public.class)) {
      return false;
    }
    String path = request.getServletPath();
    return path.equals("/v1")
        || path.startsWith("/v1/")
        || (handler != null && !(Right.of(handler) instanceof Right.Anybody));
  }

  /** Throws the problem of a caller who may not do this, or of an address without a handler. */
  void check(HttpServletRequest request) throws ServletException {
    if (mismatch != null) {
      throw new ServletException(mismatch);
    }
    if (handler == null) {
      throw Problem.notFound("there is nothing at this address").asException();
    }
    Right.of(handler).check(request);
  }

  /** Finds the handler of a request. */
  @Component
  static class Finder {
    private final ObjectProvider<RequestMappingHandlerMapping> mapping;

    Finder(
        @Qualifier("requestMappingHandlerMapping")
            ObjectProvider<RequestMappingHandlerMapping> mapping) {
      this.mapping = mapping;
    }

    Match of(HttpServletRequest request) {
      try {
        ServletRequestPathUtils.parseAndCache(request);
        HandlerExecutionChain chain = mapping.getObject().getHandler(request);
        return new Match(
            chain != null && chain.getHandler() instanceof HandlerMethod found ? found : null,
            null);
      } catch (Exception mismatch) {
        return new Match(null, mismatch);
      }
    }
  }
}
