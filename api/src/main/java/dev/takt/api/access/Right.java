package dev.takt.api.access;

import dev.takt.api.web.Problem;
import dev.takt.api.web.Public;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.method.HandlerMethod;

/**
 * The right that a handler declares at its method: {@link Public}, {@link Requires} a scope, or
 * {@link OperatorOnly}. It belongs to what a request was matched to, so that no spelling of a path
 * changes it.
 */
sealed interface Right {
  /** Throws the problem of a caller who may not do this. */
  void check(HttpServletRequest request);

  /** Nobody needs a key. */
  record Anybody() implements Right {
    @Override
    public void check(HttpServletRequest request) {
      // Nothing to show.
    }
  }

  /** The operator's token. */
  record TheOperator() implements Right {
    @Override
    public void check(HttpServletRequest request) {
      if (request.getAttribute(Operator.class.getName()) == null) {
        throw ApiKeyFilter.unauthorized("this takes the operator's token");
      }
    }
  }

  /** A merchant's key with a scope. */
  record Scoped(Scope scope) implements Right {
    @Override
    public void check(HttpServletRequest request) {
      if (!(request.getAttribute(Caller.class.getName()) instanceof Caller caller)) {
        throw ApiKeyFilter.unauthorized("this takes a merchant's key, not the operator's token");
      }
      if (!caller.scopes().contains(scope)) {
        throw Problem.of(
                403,
                "scope_missing",
                "this takes a key with the scope " + scope + ", which it lacks")
            .asException();
      }
    }
  }

  /**
   * The right that a handler declares.
   *
   * @throws IllegalStateException if it is ours and does not declare exactly one; what libraries
   *     serve, such as the pages of documentation, is for anybody
   */
  static Right of(HandlerMethod handler) {
    List<Right> declared = new ArrayList<>();
    if (handler.hasMethodAnnotation(Public.class)) {
      declared.add(new Anybody());
    }
    if (handler.hasMethodAnnotation(OperatorOnly.class)) {
      declared.add(new TheOperator());
    }
    Requires requires = handler.getMethodAnnotation(Requires.class);
    if (requires != null) {
      declared.add(new Scoped(requires.value()));
    }
    if (declared.size() == 1) {
      return declared.getFirst();
    }
    if (declared.isEmpty() && !handler.getBeanType().getName().startsWith("dev.takt.")) {
      return new Anybody();
    }
    throw new IllegalStateException(
        handler + " must declare one right of @Requires, @OperatorOnly and @Public");
  }
}
