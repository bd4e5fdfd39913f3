package dev.takt.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses query parameters that nobody reads: a mistyped filter must not list everything. */
final class KnownParameters implements HandlerInterceptor {
  private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method) {
      Set<String> names = known.computeIfAbsent(method, KnownParameters::of);
      request
          .getParameterMap()
          .forEach((name, values) -> check(names.contains(name), name, values));
    }
    return true;
  }

  private static void check(boolean known, String name, String[] values) {
    if (!known) {
      throw Problem.of(400, "unknown_parameter", "there is no parameter of that name here")
          .asException();
    }
    if (values.length > 1 || !StrictJson.storable(values[0])) {
      throw Problem.of(400, "bad_parameter", "the parameter " + name + " cannot be read")
          .asException();
    }
  }

  private static Set<String> of(HandlerMethod method) {
    Set<String> names = new HashSet<>();
    for (MethodParameter parameter : method.getMethodParameters()) {
      if (parameter.getParameterType() == Page.class) {
        names.add("limit");
        names.add("cursor");
      }
      if (parameter.hasParameterAnnotation(RequestParam.class)) {
        names.add(parameter.getParameter().getName());
      }
    }
    return names;
  }
}
